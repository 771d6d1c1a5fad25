import { describe, expect, test } from 'vitest';
import { finerWish, MOST_TRIANGLES } from '../../../../extension/neuron-viewer/drawables/finer-parts';
import type { SceneMeshPart } from '../../../../kernel-helpers/contract/scene/scene.js';

const part = (triangleCount: number, fullTriangleCount?: number): SceneMeshPart => ({
  cell: 0,
  vertexCount: triangleCount,
  triangleCount,
  originNm: [0, 0, 0],
  stepNm: [1, 1, 1],
  vertexBytes: 0,
  indexBytes: triangleCount,
  ...(fullTriangleCount === undefined ? {} : { fullTriangleCount }),
});

describe('a surface deserves more triangles', () => {
  test('when it fills so much of the picture that a triangle is many pixels', () => {
    // A circle of 100 pixels radius is 31,416 pixels: 15,708 triangles of two.
    expect(finerWish([part(1000, 1e6)], [100])).toEqual({ parts: [0], triangles: 15_708, isLimited: false });
  });

  test('but never more than it has', () => {
    expect(finerWish([part(1000, 2000)], [100])?.triangles).toBe(2000);
  });

  test('and not while it is small, out of the picture, whole, or fine enough', () => {
    expect(finerWish([part(1000, 1e6)], [10])).toBeUndefined();
    expect(finerWish([part(1000, 1e6)], [Number.NaN])).toBeUndefined();
    expect(finerWish([part(1000)], [100])).toBeUndefined();
    expect(finerWish([part(15_000, 1e6)], [100])).toBeUndefined();
  });

  test('as far as all of them together stay within what the GPU is to hold', () => {
    const many = Array.from({ length: 1000 }, () => part(100, 1e6));
    const wish = finerWish(many, new Array(1000).fill(500));
    expect(wish).toMatchObject({ triangles: MOST_TRIANGLES / 1000, isLimited: true });
    expect(wish?.parts.length).toBe(1000);
  });
});
