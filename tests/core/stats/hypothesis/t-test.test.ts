import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairedTTest } from '../../../../kernel-helpers/core/stats/hypothesis/t-test.js';
import { always } from '../../../reference/properties.js';
import { meanOf, varianceOf } from '../../../reference/statistics.js';

const a = [0.0628, 0.1129, 0.0616, 0.0393, -0.021, 0.3];
const b = [0.0325, 0.0864, 0.0384, 0.0106, 0.004, 0.12];

test('pairedTTest is as scipy.stats.ttest_rel of SciPy 1.17.1 has it', () => {
  const test = pairedTTest(a, b);
  expect(test).toMatchObject({ n: 6, df: 5 });
  expect(test?.t).toBeCloseTo(1.5405206710357329, 13);
  expect(test?.p).toBeCloseTo(0.18406304135284277, 13);
  expect(test?.mean).toBeCloseTo(meanOf(a) - meanOf(b), 15);
});

test('pairedTTest is undefined for fewer than two pairs', () => {
  expect(pairedTTest([], [])).toBeUndefined();
  expect(pairedTTest([1], [2])).toBeUndefined();
});

test('pairedTTest refuses values that are not paired', () => {
  expect(() => pairedTTest([1, 2], [1])).toThrow(
    'pairedTTest values are not paired: received 2 and 1, expected as many in b as in a',
  );
});

test('pairedTTest of differences that are all the same is infinite, and of none at all undefined', () => {
  expect(pairedTTest([2, 3, 4], [1, 2, 3])).toMatchObject({ t: Number.POSITIVE_INFINITY, p: 0 });
  expect(pairedTTest([1, 2], [1, 2])).toMatchObject({ mean: 0, sem: 0, t: undefined, p: undefined });
});

test('pairedTTest turns its sign with its arguments, ignores the order of pairs and agrees with its definition', () => {
  const value = fc.double({ min: -100, max: 100, noNaN: true });
  always(
    fc.property(fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 30 }), pairs => {
      const left = pairs.map(pair => pair[0]);
      const right = pairs.map(pair => pair[1]);
      const differences = pairs.map(([x, y]) => x - y);
      fc.pre(varianceOf(differences) > 1e-3);
      const t = pairedTTest(left, right)?.t as number;
      const expected = meanOf(differences) / Math.sqrt(varianceOf(differences) / pairs.length);
      expect(Math.abs(t - expected)).toBeLessThan(1e-6 * (1 + Math.abs(expected)));
      expect(pairedTTest(right, left)?.t).toBe(-t);
      expect(Math.abs((pairedTTest(left.reverse(), right.reverse())?.t as number) - t)).toBeLessThan(
        1e-6 * (1 + Math.abs(t)),
      );
    }),
  );
});
