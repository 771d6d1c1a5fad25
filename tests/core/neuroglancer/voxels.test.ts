import { describe, expect, test } from 'vitest';
import {
  canonicalNm,
  dimensionsOf,
  spaceIn,
  toNm,
  toVoxels,
} from '../../../kernel-helpers/core/neuroglancer/voxels.js';

describe('the dimensions of a state', () => {
  test('are lengths in metres whose digits survive', () => {
    expect(dimensionsOf([4, 4.5, 40])).toEqual({ x: [4e-9, 'm'], y: [4.5e-9, 'm'], z: [4e-8, 'm'] });
    expect(spaceIn(dimensionsOf([4, 4.5, 40]))?.voxelSizeNm).toEqual([4, 4.5, 40]);
    expect(spaceIn(dimensionsOf([3.58, 0.1, 1e-3]))?.voxelSizeNm).toEqual([3.58, 0.1, 1e-3]);
  });

  test('may have any prefix, order and further axes', () => {
    const space = spaceIn({ t: [1, 's'], z: [40, 'nm'], y: [4e-3, 'um'], x: [4e-6, 'mm'], c: [1, ''] });
    expect(space).toEqual({ voxelSizeNm: [4, 4, 40], axes: [3, 2, 1], rank: 5 });
    if (space === undefined) throw new Error('no space');
    expect(toNm([0, 30, 20, 10, 0], space)).toEqual([40, 80, 1200]);
    expect(toNm([30, 20, 10], space)).toBeUndefined();
    expect(toNm([0, 30, null, 10, 0], space)).toBeUndefined();
    expect(canonicalNm(space)).toBe(4);
  });

  test('are the first three lengths when none is called x', () => {
    expect(spaceIn({ a: [1, 'nm'], t: [1, 's'], b: [2, 'nm'], c: [3, 'nm'] })).toEqual({
      voxelSizeNm: [1, 2, 3],
      axes: [0, 2, 3],
      rank: 4,
    });
  });

  test('that are not three lengths are none', () => {
    for (const dimensions of [
      undefined,
      null,
      'nm',
      { x: [4e-9, 'm'] },
      { x: [1, ''], y: [1, ''], z: [1, ''] },
      { x: [0, 'm'], y: [1, 'm'], z: [1, 'm'] },
      { x: [1, 'constructorm'], y: [1, 'm'], z: [1, 'm'] },
    ]) {
      expect(spaceIn(dimensions)).toBeUndefined();
    }
  });

  test('count nm in voxels', () => {
    expect(toVoxels([713600, 572992, 849520], { voxelSizeNm: [4, 4, 40], axes: [0, 1, 2], rank: 3 })).toEqual([
      178400, 143248, 21238,
    ]);
  });
});
