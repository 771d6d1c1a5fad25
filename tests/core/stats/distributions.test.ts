import { expect, test } from 'vitest';
import { studentTTwoSided } from '../../../kernel-helpers/core/stats/distributions.js';
import { studentTTwoSidedOf } from '../../reference/statistics.js';

// 2 * scipy.stats.t.sf(abs(t), df), SciPy 1.17.1.
test.each([
  [0, 5, 1],
  [1, 1, 0.5],
  [2, 10, 0.07338803477074037],
  [-2, 10, 0.07338803477074037],
  [5.28498, 34, 7.3274809440721385e-6],
  [7.73308, 52, 3.3691858283346836e-10],
  [40, 52, 9.916545424885149e-41],
  [2.5, 0.5, 0.4009705290532932],
])('the two-sided p of t %d with %d degrees of freedom is %d', (t, df, p) => {
  expect(Math.abs(studentTTwoSided(t, df) / p - 1)).toBeLessThan(1e-10);
});

test('p agrees with the integral of the density', () => {
  for (const df of [1, 2, 3, 7, 34]) {
    for (const t of [0.1, 0.7, 1.96, 3.2]) expect(studentTTwoSided(t, df)).toBeCloseTo(studentTTwoSidedOf(t, df), 9);
  }
});

test('an infinite t has p 0 and no t has no p', () => {
  expect(studentTTwoSided(Number.POSITIVE_INFINITY, 3)).toBe(0);
  expect(studentTTwoSided(Number.NEGATIVE_INFINITY, 3)).toBe(0);
  expect(studentTTwoSided(Number.NaN, 3)).toBeNaN();
});

test('degrees of freedom must be above 0', () => {
  expect(() => studentTTwoSided(1, 0)).toThrow('student t df is out of range: received 0, expected above 0');
});
