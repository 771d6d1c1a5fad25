import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantile } from '../../../../kernel-helpers/core/stats/summary/quantile.js';
import { always } from '../../../reference/properties.js';
import { quantileOf } from '../../../reference/statistics.js';

const sample = [0.0628, 0.1129, 0.0616, 0.0393, -0.021, 0.3];

test('quantile uses the R-7 method, as NumPy 2.4.6 does', () => {
  const expected = [-0.021, 0.009149999999999998, 0.044875, 0.0622, 0.20645, 0.3];
  for (const [i, p] of [0, 0.1, 0.25, 0.5, 0.9, 1].entries()) expect(quantile(sample, p)).toBeCloseTo(expected[i], 14);
});

test('quantile sorts by number and leaves its argument as it is', () => {
  const values = [10, 9, 100];
  expect(quantile(values, 0.5)).toBe(10);
  expect(values).toEqual([10, 9, 100]);
});

test('quantile is undefined without values, and the value itself for one', () => {
  expect(quantile([], 0.5)).toBeUndefined();
  expect(quantile([3], 0.9)).toBe(3);
});

test('quantile refuses a fraction outside 0 to 1', () => {
  expect(() => quantile([1], 50)).toThrow('quantile p is out of range: received 50, expected 0 to 1');
  expect(() => quantile([1], Number.NaN)).toThrow('quantile p is out of range');
});

test('quantile agrees with its definition, lies among the values and grows with p', () => {
  const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 30 });
  const fraction = fc.double({ min: 0, max: 1, noNaN: true });
  always(
    fc.property(values, fraction, fraction, (list, p, q) => {
      expect(quantile(list, p)).toBeCloseTo(quantileOf(list, p), 8);
      const [low, high] = [quantile(list, Math.min(p, q)), quantile(list, Math.max(p, q))] as [number, number];
      expect(low).toBeLessThanOrEqual(high + 1e-9);
    }),
  );
});
