import { expect, test } from 'vitest';
import { dotsOf, hasRoomForDots } from '../../../../extension/matrix/drawing/dots.js';
import type { IGrid } from '../../../../extension/matrix/model/grid.js';

/** 2 × 3: 4, nothing, 1; nothing, no value, -2. */
const grid: IGrid = {
  rowCount: 2,
  columnCount: 3,
  offsets: Uint32Array.of(0, 2, 4),
  columns: Uint32Array.of(0, 2, 1, 2),
  values: Float32Array.of(4, 1, Number.NaN, -2),
  unit: 'synapses',
};
const area = { left: 10, top: 100, width: 60, height: 40 };
const window = { top: 0, bottom: 2, left: 0, right: 3 };
const limits = { low: -4, high: 4, clipped: false };
const page = { area, window, limits, scale: 'linear' } as const;

test('each value is in the middle of its cell, its area in proportion to its distance from 0', () => {
  const dots = dotsOf(grid, page);
  expect(dots.map(({ x, y }) => [x, y])).toEqual([
    [20, 110],
    [60, 110],
    [40, 130],
    [60, 130],
  ]);
  const [most, one, none, below] = dots;
  expect(most.radius).toBeCloseTo(9.4, 12);
  expect(one.radius ** 2 / most.radius ** 2).toBeCloseTo(1 / 4, 12);
  expect(below.radius ** 2 / most.radius ** 2).toBeCloseTo(2 / 4, 12);
  expect([most.share, one.share, none.share, below.share]).toEqual([1, 0.625, undefined, 0.25]);
});

test('beyond the ends of the colours dots are as large as at the end; what is little can be seen', () => {
  const [most, little] = dotsOf(grid, { ...page, limits: { low: 0, high: 0.001, clipped: true } });
  expect(little.radius).toBe(most.radius);
  expect(most.radius).toBeCloseTo(9.4, 12);
  const [, small] = dotsOf(grid, { ...page, limits: { low: -4000, high: 4000, clipped: false } });
  expect(small.radius).toBe(0.9);
});

test('on a log scale the area grows with the place on that, and what is not above 0 has none', () => {
  const dots = dotsOf(grid, { ...page, scale: 'log', limits: { low: 0.25, high: 4, clipped: false } });
  expect(dots.map(({ share }) => share)).toEqual([1, 0.5, undefined]);
  expect(dots[1].radius ** 2 / dots[0].radius ** 2).toBeCloseTo(4 / 7, 12);
});

test('only what a window touches is drawn, where it is there', () => {
  const dots = dotsOf(grid, { ...page, window: { top: 0.5, bottom: 1, left: 1, right: 3 } });
  expect(dots.map(({ x, y }) => [x, y])).toEqual([[55, 100]]);
});

test('cells must be large enough, and not pooled', () => {
  const alone = { rowsPerPixel: 1, columnsPerPixel: 1 };
  expect(hasRoomForDots({ area, window }, alone)).toBe(true);
  expect(hasRoomForDots({ area: { ...area, height: 11.9 }, window }, alone)).toBe(false);
  expect(hasRoomForDots({ area, window }, { ...alone, rowsPerPixel: 2 })).toBe(false);
});
