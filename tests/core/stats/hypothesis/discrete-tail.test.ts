/** Exact tests of counts far too large to go through one by one. */
import { expect, test } from 'vitest';
import { binomialTest, fisherExact } from '../../../../kernel-helpers/core/stats/index.js';

test('a proportion of ten billion is tested exactly', () => {
  expect(binomialTest(5e9, 1e10)?.p).toBe(1);
  // Two standard deviations above: what scipy's binomtest gives.
  expect(binomialTest(5_000_100_000, 1e10)?.p).toBeCloseTo(0.04550134372092478, 9);
  expect(binomialTest(9e9, 1e10)?.p).toBe(0);
  expect(binomialTest(9e9, 1e10, 0.5, { alternative: 'less' })?.p).toBe(1);
});

test('certain and impossible successes have p 1 and 0', () => {
  expect(binomialTest(4, 4, 1)?.p).toBe(1);
  expect(binomialTest(3, 4, 1)?.p).toBe(0);
  expect(binomialTest(0, 4, 0)?.p).toBe(1);
  expect(binomialTest(1, 4, 0)?.p).toBe(0);
});

test('a table of a hundred million counts is tested exactly', () => {
  expect(fisherExact([[3e7, 3e7], [3e7, 3e7]]).p).toBe(1); // biome-ignore format: a table
});
