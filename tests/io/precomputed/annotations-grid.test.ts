import { describe, expect, test } from 'vitest';
import { cellsInBox, eachCell, mortonCodes } from '../../../kernel-helpers/io/precomputed/annotations-grid.js';

const level = { folder: '', sharding: undefined, gridShape: [4, 2, 1], chunkSize: [10, 20, 100], limit: undefined };
const info = { lowerBound: [5, 0, 0] };

describe('cells of a spatial index', () => {
  test('those that a box touches, and all without a box', () => {
    const inside = cellsInBox(info, level, { min: [16, 0, 0], max: [34, 19, 50] });
    expect([...eachCell(inside)].length).toBe(2);
    expect(inside).toEqual({ first: [1, 0, 0], counts: [2, 1, 1], count: 2 });
    expect(cellsInBox(info, level, undefined).count).toBe(8);
  });

  test('a border belongs to both cells, and what lies outside of the bounds to those at the edge', () => {
    expect(cellsInBox(info, level, { min: [15, 0, 0], max: [15, 0, 0] })).toMatchObject({
      first: [0, 0, 0],
      counts: [2, 1, 1],
    });
    expect(cellsInBox(info, level, { min: [900, 0, 0], max: [999, 0, 0] })).toMatchObject({
      first: [3, 0, 0],
      counts: [1, 1, 1],
    });
    expect(cellsInBox(info, level, { min: [-9, 0, 0], max: [-8, 0, 0] }).count).toBe(1);
    expect(cellsInBox(info, level, { min: [30, 0, 0], max: [10, 0, 0] }).count).toBe(0);
  });

  test('run with the first dimension fastest', () => {
    const cells = cellsInBox(info, level, { min: [5, 0, 0], max: [24, 39, 99] });
    expect(Array.from(eachCell(cells), cell => cell.join('_'))).toEqual(['0_0_0', '1_0_0', '0_1_0', '1_1_0']);
  });

  test('have keys whose bits take turns until a dimension runs out', () => {
    const all = cellsInBox(info, level, undefined);
    // x has two bits and y one: x0 y0 x1
    expect([...mortonCodes(level, all)]).toEqual([0n, 1n, 4n, 5n, 2n, 3n, 6n, 7n]);
    const odd = { ...level, gridShape: [3, 1, 5] };
    const one = { first: [2, 0, 4], counts: [1, 1, 1], count: 1 };
    // x0 z0 x1 z1 z2
    expect([...mortonCodes(odd, one)]).toEqual([0b10100n]);
  });

  test('have keys of 64 bits at most', () => {
    const large = { ...level, gridShape: [2 ** 30, 2 ** 30, 16] };
    const last = { first: [2 ** 30 - 1, 2 ** 30 - 1, 15], counts: [1, 1, 1], count: 1 };
    expect([...mortonCodes(large, last)]).toEqual([2n ** 64n - 1n]);
    expect(() => mortonCodes({ gridShape: [2 ** 30, 2 ** 30, 17] }, last)).toThrow(
      'spatial index grid is too fine for 64-bit keys',
    );
  });
});
