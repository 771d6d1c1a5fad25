import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mean } from '../../../../kernel-helpers/core/stats/summary/mean.js';
import { always } from '../../../reference/properties.js';
import { meanOf } from '../../../reference/statistics.js';

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });

test('mean of numbers is as NumPy 2.4.6 has it', () => {
  expect(mean([0.0628, 0.1129, 0.0616, 0.0393, -0.021, 0.3])).toBeCloseTo(0.0926, 15);
});

test('mean is undefined without values', () => {
  expect(mean([])).toBeUndefined();
});

test('mean keeps what a plain sum would round away', () => {
  expect(mean([1, 1e100, 1, -1e100])).toBe(0.5);
});

test('mean agrees with its definition and not on the order of values', () => {
  always(
    fc.property(values, list => {
      expect(mean(list)).toBeCloseTo(meanOf(list), 6);
      expect(mean([...list].reverse())).toBeCloseTo(mean(list) as number, 9);
    }),
  );
});
