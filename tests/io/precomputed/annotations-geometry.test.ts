import { describe, expect, test } from 'vitest';
import type {
  AnnotationBlock,
  AnnotationLayout,
} from '../../../kernel-helpers/formats/precomputed/annotations-decode.js';
import type { AnnotationGeometry } from '../../../kernel-helpers/formats/precomputed/annotations-info.js';
import { annotationsInBox } from '../../../kernel-helpers/io/precomputed/annotations-geometry.js';

const BOX = { min: [0, 0], max: [10, 5] };

/** True for each shape that touches the box from (0, 0) to (10, 5). */
function touching(geometry: AnnotationGeometry, shapes: number[][]): boolean[] {
  const polyline = geometry === 'POLYLINE';
  const words: number[] = [];
  const starts: number[] = [];
  for (const shape of shapes) {
    starts.push(4 * words.length);
    if (polyline) words.push(Number.NaN);
    words.push(...shape);
  }
  const floats = Float32Array.from(words);
  const block: AnnotationBlock = {
    ids: new BigUint64Array(shapes.length),
    starts: Uint32Array.from(starts),
    floats,
    words: new Uint32Array(floats.buffer),
    bytes: new Uint8Array(floats.buffer),
    related: undefined,
  };
  if (polyline) for (const [i, shape] of shapes.entries()) block.words[starts[i] / 4] = shape.length / 2;
  const layout: AnnotationLayout = {
    geometry,
    rank: 2,
    geometryBytes: polyline ? 4 : geometry === 'POINT' ? 8 : 16,
    propertyAt: [],
    propertyBytes: 0,
    relationships: [],
  };
  const found = annotationsInBox(block, layout, BOX);
  return shapes.map((_, i) => found.includes(i));
}

describe('annotationsInBox', () => {
  test('points: inside and on the border', () => {
    expect(
      touching('POINT', [
        [5, 2],
        [10, 5],
        [0, 0],
        [10.1, 2],
        [5, -0.1],
        [Number.NaN, 2],
      ]),
    ).toEqual([true, true, true, false, false, false]);
  });

  test('lines: through it, touching a corner, inside, along a side; not beside it, nor when they end before', () => {
    expect(
      touching('LINE', [
        [-5, 2, 15, 2],
        [-1, 1, 1, -1],
        [2, 2, 3, 3],
        [0, -5, 0, 9],
        [-1, 0.9, 1, -1.1],
        [-5, 2, -1, 2],
        [15, 2, 11, 2],
        [3, 7, 3, 6],
      ]),
    ).toEqual([true, true, true, true, false, false, false, false]);
  });

  test('polylines: one of their parts, or their only point', () => {
    expect(touching('POLYLINE', [[-5, -5, -5, 9, 5, 9, 5, 4], [-5, -5, -5, 9, 15, 9], [1, 1], []])).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  test('boxes: whichever way their corners are given', () => {
    expect(
      touching('AXIS_ALIGNED_BOUNDING_BOX', [
        [12, 9, 9, 4],
        [-5, -5, 20, 20],
        [11, 0, 12, 5],
      ]),
    ).toEqual([true, true, false]);
  });

  test('ellipsoids: around the box, near a side, and by a corner only where they reach it', () => {
    expect(
      touching('ELLIPSOID', [
        [5, 2, 100, 100],
        [12, 2, 2, 1],
        [12, 2, 1.9, 9],
        [13, 9, 5, 5],
        [13, 9, 4.9, 4.9],
        [5, 2, 0, 0],
        [12, 2, 0, 0],
      ]),
    ).toEqual([true, true, false, true, false, true, false]);
  });
});
