import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sem } from '../../../../kernel-helpers/core/stats/summary/sem.js';
import { variance } from '../../../../kernel-helpers/core/stats/summary/variance.js';
import { always } from '../../../reference/properties.js';
import { varianceOf } from '../../../reference/statistics.js';

const sample = [0.0628, 0.1129, 0.0616, 0.0393, -0.021, 0.3];
const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 40 });

test('variance and sem of numbers are as NumPy 2.4.6 and SciPy 1.17.1 have them', () => {
  expect(variance(sample)).toBeCloseTo(0.012204347999999999, 15);
  expect(sem(sample)).toBeCloseTo(0.045100532147636575, 15);
});

test('variance and sem are undefined for fewer than two values', () => {
  expect(variance([])).toBeUndefined();
  expect(variance([1])).toBeUndefined();
  expect(sem([1])).toBeUndefined();
});

test('variance is right for values far from zero', () => {
  expect(variance([4, 7, 13, 16].map(value => value + 1e8))).toBe(30);
});

test('variance agrees with its definition, does not move with the values and grows with their square', () => {
  always(
    fc.property(values, list => {
      const expected = varianceOf(list);
      const near = (value: number | undefined, goal: number): void =>
        expect(Math.abs((value as number) - goal)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(goal)));
      near(variance(list), expected);
      near(variance(list.map(value => value + 17)), expected);
      near(variance(list.map(value => -3 * value)), 9 * expected);
      near(variance([...list].reverse()), expected);
    }),
  );
});
