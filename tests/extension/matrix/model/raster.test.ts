import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gridOf, type IGrid, valueAt } from '../../../../extension/matrix/model/grid';
import { blockSums, type IRaster, rasterOf } from '../../../../extension/matrix/model/raster';
import { shownSides } from '../../../../extension/matrix/model/side';
import { inPage, numbersOf, someWiring } from './wirings';

function gridFor(name: string, cells: number, probability: number): IGrid {
  const page = inPage(someWiring(name, cells, probability));
  const { rows, columns } = shownSides(page, page.payload.view);
  return gridOf(page.wiring, rows, columns, 'synapses');
}

/** A pixel, pair by pair. */
function slowPixel(grid: IGrid, { top, left, rowsPerPixel, columnsPerPixel }: IRaster, x: number, y: number): number {
  let [sum, pairs] = [0, 0];
  for (let r = top + y * rowsPerPixel; r < Math.min(grid.rowCount, top + (y + 1) * rowsPerPixel); r += 1) {
    for (let c = left + x * columnsPerPixel; c < Math.min(grid.columnCount, left + (x + 1) * columnsPerPixel); c += 1) {
      sum += valueAt(grid, r, c);
      pairs += 1;
    }
  }
  return sum / pairs;
}

function expectAll(grid: IGrid, raster: IRaster): void {
  for (let y = 0; y < raster.height; y += 1) {
    for (let x = 0; x < raster.width; x += 1) {
      expect(raster.values[y * raster.width + x]).toBeCloseTo(slowPixel(grid, raster, x, y), 4);
    }
  }
}

describe('a window of any place and size', () => {
  const grid = gridFor('raster', 61, 0.3);
  const edge = fc.double({ min: -5, max: 66, noNaN: true });
  test('has every pixel the mean of its pairs, and covers the window', () => {
    fc.assert(
      fc.property(edge, edge, edge, edge, fc.integer({ min: 2, max: 70 }), (a, b, c, d, most) => {
        const window = {
          top: Math.min(a, b),
          bottom: Math.max(a, b) + 1,
          left: Math.min(c, d),
          right: Math.max(c, d) + 1,
        };
        const raster = rasterOf(grid, undefined, window, most, most);
        expectAll(grid, raster);
        // Aligned pixels may reach over both edges of the window.
        expect(Math.max(raster.width, raster.height)).toBeLessThanOrEqual(most + 2);
        expect(raster.left).toBeLessThanOrEqual(Math.max(0, window.left));
        expect(raster.left + raster.width * raster.columnsPerPixel).toBeGreaterThanOrEqual(Math.min(61, window.right));
        expect(raster.top % raster.rowsPerPixel).toBe(0);
      }),
    );
  });
});

test('sums of blocks give the same picture as every entry', () => {
  const cells = 5000;
  const draws = numbersOf('far', 4000);
  const rowDraws = numbersOf('row', 4000);
  const columns = new Map<number, Set<number>>();
  draws.forEach((draw, i) => {
    const row = Math.floor(rowDraws[i] * cells);
    columns.set(row, (columns.get(row) ?? new Set()).add(Math.floor(draw * cells)));
  });
  const offsets = new Uint32Array(cells + 1);
  for (let row = 0; row < cells; row += 1) offsets[row + 1] = offsets[row] + (columns.get(row)?.size ?? 0);
  const ofRows = Array.from({ length: cells }, (_, row) => [...(columns.get(row) ?? [])].sort((a, b) => a - b)).flat();
  const values = Float32Array.from(ofRows, (_, i) => 1 + (i % 3));
  const grid = { rowCount: cells, columnCount: cells, offsets, columns: Uint32Array.from(ofRows), values, unit: '' };
  const sums = blockSums(grid);
  expect(sums?.size).toBe(4);
  for (const window of [
    { top: 0, bottom: cells, left: 0, right: cells },
    { top: 1234.5, bottom: 4999, left: 17, right: 3999.2 },
  ]) {
    const [quick, slow] = [rasterOf(grid, sums, window, 300, 200), rasterOf(grid, undefined, window, 300, 200)];
    expect(quick.columnsPerPixel).toBeGreaterThanOrEqual(16);
    expect(quick).toEqual(slow);
  }
  expect(blockSums({ ...grid, rowCount: 2000, columnCount: 2000 })).toBeUndefined();
});
