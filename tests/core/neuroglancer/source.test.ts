import { describe, expect, test } from 'vitest';
import { layerSource, SOURCES, volumeSource } from '../../../kernel-helpers/core/neuroglancer/source.js';
import { InvalidArgumentError, NotFoundError } from '../../../kernel-helpers/errors.js';

describe('volumeSource', () => {
  test('knows public MICrONS volumes by name', () => {
    expect(volumeSource('minnie65')).toEqual({
      voxelSizeNm: [4, 4, 40],
      image: 'precomputed://https://bossdb-open-data.s3.amazonaws.com/iarpa_microns/minnie/minnie65/em',
      segmentation: 'precomputed://gs://iarpa_microns/minnie/minnie65/seg_m1300',
    });
    expect(volumeSource('minnie65-v117').segmentation).toBe('precomputed://gs://iarpa_microns/minnie/minnie65/seg');
    expect(Object.keys(SOURCES)).toHaveLength(4);
  });

  test('writes addresses as Neuroglancer reads them', () => {
    const written = (image: string): string | undefined => volumeSource({ voxelSizeNm: [1, 1, 1], image }).image;
    expect(written('gs://bucket/em')).toBe('precomputed://gs://bucket/em');
    expect(written('https://a.org/em')).toBe('precomputed://https://a.org/em');
    expect(written('zarr://https://a.org/em')).toBe('zarr://https://a.org/em');
    expect(written('graphene://middleauth+https://a.org/t')).toBe('graphene://middleauth+https://a.org/t');
    expect(written('middleauth+https://a.org/t')).toBe('precomputed://middleauth+https://a.org/t');
    expect(written('gs://bucket/em/|neuroglancer-precomputed:')).toBe('gs://bucket/em/|neuroglancer-precomputed:');
    expect(written('data/em/')).toBe('precomputed://jupyter:data/em');
    expect(written('./data/em')).toBe('precomputed://jupyter:data/em');
    expect(written('precomputed://jupyter:data/em')).toBe('precomputed://jupyter:data/em');
  });

  test('refuses what is none', () => {
    expect(() => volumeSource('minnie')).toThrow(NotFoundError);
    expect(() => volumeSource('minnie')).toThrow('received "minnie", expected minnie65, minnie65-v943');
    expect(() => volumeSource('constructor')).toThrow(NotFoundError);
    expect(() => volumeSource({ voxelSizeNm: [4, 4, 0] })).toThrow(InvalidArgumentError);
    expect(() => volumeSource({ voxelSizeNm: [4, 4, 40], image: '' })).toThrow(InvalidArgumentError);
  });
});

describe('layerSource', () => {
  test('takes both ways of writing an address apart', () => {
    expect(layerSource('precomputed://gs://bucket/seg')).toEqual({
      url: 'precomputed://gs://bucket/seg',
      format: 'precomputed',
      location: 'gs://bucket/seg',
    });
    expect(layerSource('gs://bucket/seg/|neuroglancer-precomputed:')).toEqual({
      url: 'gs://bucket/seg/|neuroglancer-precomputed:',
      format: 'precomputed',
      location: 'gs://bucket/seg',
    });
    expect(layerSource('graphene://middleauth+https://a.org/t')).toMatchObject({
      format: 'graphene',
      location: 'middleauth+https://a.org/t',
    });
    expect(layerSource('local://annotations')).toMatchObject({ format: 'local', location: 'annotations' });
    expect(layerSource('https://a.org/em')).toMatchObject({ format: '', location: 'https://a.org/em' });
    expect(layerSource('precomputed://jupyter:data/em')).toMatchObject({
      format: 'precomputed',
      location: 'jupyter:data/em',
    });
  });
});
