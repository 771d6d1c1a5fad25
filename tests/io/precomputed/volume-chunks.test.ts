import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Xyz } from '../../../kernel-helpers/formats/precomputed/volume-info.js';
import { chunkName, compressedMortonCode } from '../../../kernel-helpers/io/precomputed/volume-chunks.js';
import { always } from '../../reference/properties.js';

describe('compressedMortonCode', () => {
  test('takes the bits of x, y and z in turn, and only those the grid needs', () => {
    expect(compressedMortonCode([1, 0, 0], [2, 2, 2])).toBe(0b001n);
    expect(compressedMortonCode([0, 1, 1], [2, 2, 2])).toBe(0b110n);
    // x needs three bits, y none, z two: z1 x2 … in the order x0 z0 x1 z1 x2
    expect(compressedMortonCode([0b101, 0, 0b10], [8, 1, 4])).toBe(0b11001n);
    // a grid of 5 needs three bits, one of 4 two
    expect(compressedMortonCode([4, 3, 0], [5, 4, 1])).toBe(0b11010n);
  });

  test('gives every cell of a grid a number of its own, none with more bits than the grid has', () => {
    const side = fc.integer({ min: 1, max: 7 });
    always(
      fc.property(fc.tuple(side, side, side), grid => {
        const codes = new Set<bigint>();
        for (let x = 0; x < grid[0]; x++)
          for (let y = 0; y < grid[1]; y++)
            for (let z = 0; z < grid[2]; z++) codes.add(compressedMortonCode([x, y, z], grid as Xyz));
        expect(codes.size).toBe(grid[0] * grid[1] * grid[2]);
        const bits = grid.reduce((sum, size) => sum + Math.ceil(Math.log2(size)), 0);
        expect([...codes].every(code => code < 2n ** BigInt(bits))).toBe(true);
      }),
    );
  });
});

test('a chunk is named by its bounds', () => {
  expect(chunkName({ from: [26385, 30308, -5], to: [26641, 30564, 27] })).toBe('26385-26641_30308-30564_-5-27');
});
