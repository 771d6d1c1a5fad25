import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../kernel-helpers/errors.js';
import { parseAnnotationsInfo } from '../../../kernel-helpers/formats/precomputed/annotations-info.js';
import { parseJson } from '../../../kernel-helpers/formats/precomputed/parse-json.js';
import { survivesHostileBytes } from '../../io/hostile.js';

const INFO = {
  '@type': 'neuroglancer_annotations_v1',
  dimensions: { x: [4e-9, 'm'], y: [0.5, 'um'], z: [40, 'nm'], t: [2, 'ms'], f: [1, 'Hz'], c: [1, ''] },
  lower_bound: [0, 0, 0, 0, 0, 0],
  upper_bound: [1, 1, 1, 1, 1, 1],
  annotation_type: 'ellipsoid',
  properties: [{ id: 'p', type: 'float32', description: 'a', enum_values: [0.1, 2], enum_labels: ['low', 'high'] }],
  relationships: [{ id: 'pre segment', key: 'rel/../pre' }],
  by_id: { key: './by_id' },
  spatial: [{ key: 'spatial0', grid_shape: [1, 1, 1, 1, 1, 1], chunk_size: [1, 1, 1, 1, 1, 0.5], limit: 10 }],
};

describe('parseAnnotationsInfo', () => {
  test('brings lengths to nm, exactly where that can be, and keeps other units', () => {
    const info = parseAnnotationsInfo(INFO, 'a');
    expect(info.dimensions).toEqual([
      { name: 'x', scale: 4, unit: 'nm' },
      { name: 'y', scale: 500, unit: 'nm' },
      { name: 'z', scale: 40, unit: 'nm' },
      { name: 't', scale: 0.002, unit: 's' },
      { name: 'f', scale: 1, unit: 'Hz' },
      { name: 'c', scale: 1, unit: '' },
    ]);
    expect(info.geometry).toBe('ELLIPSOID');
    expect(info.relationships).toEqual([{ id: 'pre segment', folder: 'a/pre', sharding: undefined }]);
    expect(info.byId).toEqual({ folder: 'a/by_id', sharding: undefined });
    expect(info.spatial[0]).toMatchObject({ folder: 'a/spatial0', limit: 10 });
    // values come out of the files as float32
    expect(info.properties[0].enumLabels?.get(Math.fround(0.1))).toBe('low');
  });

  test('names the field that is wrong', () => {
    const wrong = (change: object): string => {
      try {
        parseAnnotationsInfo({ ...INFO, ...change }, '', 'info');
        return 'accepted';
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
        return (error as Error).message.replace('precomputed annotations info info ', '');
      }
    };
    expect(wrong({ '@type': 'neuroglancer_skeletons' })).toContain('@type is not valid');
    expect(wrong({ annotation_type: 'circle' })).toBe(
      'annotation_type is not valid: received "circle", expected one of "POINT", "LINE", "AXIS_ALIGNED_BOUNDING_BOX", "ELLIPSOID", "POLYLINE"',
    );
    expect(wrong({ dimensions: {} })).toBe('dimensions is not valid: received {}, expected at least one dimension');
    expect(wrong({ dimensions: { x: [0, 'm'] } })).toBe(
      'dimensions.x is not valid: received [0,"m"], expected a scale above 0 and a unit such as "m", "nm", "s" or ""',
    );
    expect(wrong({ dimensions: { x: [1, 'parsec'] } })).toContain('received [1,"parsec"]');
    expect(wrong({ dimensions: { 1: [1, 'm'], x: [1, 'm'] } })).toContain('a dimension with a name that is no number');
    expect(wrong({ lower_bound: [0] })).toBe('lower_bound is not valid: received [0], expected an array of 6 numbers');
    const property = INFO.properties[0];
    expect(wrong({ properties: [property, property] })).toContain('properties[1] is not valid');
    expect(wrong({ properties: [{ ...property, id: 'P' }] })).toContain('properties[0].id is not valid: received "P"');
    expect(wrong({ properties: [{ ...property, type: 'uint64' }] })).toContain('received "uint64"');
    expect(wrong({ properties: [{ ...property, type: 'rgb' }] })).toContain('expected none for a colour');
    expect(wrong({ properties: [{ ...property, enum_labels: ['low'] }] })).toContain(
      'properties[0].enum_labels is not valid: received ["low"], expected an array of 2 strings',
    );
    const [level] = INFO.spatial;
    expect(wrong({ spatial: [{ ...level, grid_shape: [1, 1, 1, 1, 1, 0] }] })).toContain('spatial[0].grid_shape[5]');
    expect(wrong({ spatial: [{ ...level, chunk_size: [1, 1, 0, 1, 1, 1] }] })).toContain(
      'spatial[0].chunk_size[2] is not valid: received 0, expected a number above 0',
    );
    expect(wrong({ by_id: { key: 'x', sharding: {} } })).toBe(
      'precomputed sharding info @type is not valid: received nothing, expected "neuroglancer_uint64_sharded_v1"',
    );
  });

  test('never crashes or hangs on what is no info', async () => {
    const format = 'precomputed annotations info';
    const outcomes = await survivesHostileBytes({
      format,
      valid: [new TextEncoder().encode(JSON.stringify(INFO))],
      parse: bytes => parseAnnotationsInfo((parseJson(bytes, format) ?? {}) as Record<string, unknown>, 'a'),
      check: info => {
        expect(info.lowerBound).toHaveLength(info.dimensions.length);
        expect(info.dimensions.every(({ scale }) => scale > 0)).toBe(true);
      },
      runs: 1000,
    });
    expect(outcomes.truncated.accepted).toBe(0);
    expect(outcomes.flipped.refused).toBeGreaterThan(500);
  });
});
