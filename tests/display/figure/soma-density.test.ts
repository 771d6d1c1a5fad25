import { expect, test } from 'vitest';
import { smoothedCounts } from '../../../kernel-helpers/display/figure/soma-density.js';

const grid = { start: -200, step: 4, length: 101 };

test('smoothing keeps the number of values', () => {
  const density = smoothedCounts([0, 10, 10, 33.3], grid, 20);
  expect(density.reduce((a, b) => a + b, 0)).toBeCloseTo(4, 3);
});

test('one value is spread as a Gaussian about itself', () => {
  const density = smoothedCounts([0], grid, 20);
  const peak = 4 / (20 * Math.sqrt(2 * Math.PI));
  expect(density[50]).toBeCloseTo(peak, 12);
  expect(density[55]).toBeCloseTo(peak * Math.exp(-0.5), 12);
  expect(density[45]).toBeCloseTo(density[55], 12);
});

test('what is not finite is left out, what is off the grid is lost', () => {
  expect(smoothedCounts([Number.NaN, 9999], grid, 20).every(d => d === 0)).toBe(true);
});
