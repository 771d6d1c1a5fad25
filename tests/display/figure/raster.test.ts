import fc from 'fast-check';
import { expect, test } from 'vitest';
import { raster } from '../../../kernel-helpers/display/figure/raster.js';

interface Map {
  readonly z: number[][];
  readonly x: number[];
  readonly customdata?: string[][];
}
const mapOf = (...args: Parameters<typeof raster>) => raster(...args).payload.data[0] as unknown as Map;

test('rows stand in ascending order of sortBy, those without a number last', () => {
  const { z, customdata } = mapOf([[1], [2], [3]], { sortBy: [30, null, 10], ids: [11n, 12n, 13n] });
  expect(z).toEqual([[3], [1], [2]]);
  expect(customdata).toEqual([['13'], ['11'], ['12']]);
});

test('rows are scaled from their own lowest to their own highest value', () => {
  expect(
    mapOf(
      [
        [0, 1, 4],
        [5, 5, 5],
      ],
      { scale: 'row' },
    ).z,
  ).toEqual([
    [0, 0.25, 1],
    [0, 0, 0],
  ]);
});

test('sorting moves rows and changes none', () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(rows, given => {
      const sorted = given.map((row, i) => ({ row, i })).sort((a, b) => a.row[0] - b.row[0] || a.i - b.i);
      expect(mapOf(given, { sortBy: given.map(row => row[0]) }).z).toEqual(sorted.map(({ row }) => row));
    }),
  );
});

test('a NumPy array is read by its shape', () => {
  expect(mapOf({ data: Float32Array.of(1, 2, 3, 4), shape: [2, 2] }, { positions: [10, 20] })).toMatchObject({
    x: [10, 20],
    z: [
      [1, 2],
      [3, 4],
    ],
  });
});

test('what cannot be drawn is refused', () => {
  expect(() => raster([])).toThrow('raster responses cannot be drawn: received 0 × 0, expected 1 to 1000000 values');
  expect(() => raster([[1, 2]], { positions: [1, 1] })).toThrow(
    'raster positions do not ascend: received 1 at index 1, expected more',
  );
  expect(() => raster([[1, 2]], { sortBy: [1, 2] })).toThrow(
    'raster sortBy has the wrong length: received 2, expected 1',
  );
  expect(() => raster([[1]], { scale: 'all' as 'row' })).toThrow('raster scale is unknown: received all');
});

test('rows are numbered, or not', () => {
  const axis = (rowTicks?: boolean) =>
    raster(
      [
        [1, 2],
        [3, 4],
      ],
      rowTicks === undefined ? {} : { rowTicks },
    ).payload.layout.yaxis;
  expect(axis()).not.toHaveProperty('tickvals');
  expect(axis(false)).toMatchObject({ tickmode: 'array', tickvals: [] });
});
