/** Values as large and as small as numbers go, of which squares and sums are out of range. */
import { describe, expect, test } from 'vitest';
import * as stats from '../../../kernel-helpers/core/stats/index.js';

const scales = [1e-200, 1, 1e200, 2 ** 1000];

describe.each(scales)('in units of %s', scale => {
  const of = (...values: number[]): number[] => values.map(value => value * scale);

  test('spread and mean are those of the values times the unit', () => {
    expect((stats.mean(of(1, 2, 6)) as number) / scale).toBeCloseTo(3, 12);
    expect((stats.standardDeviation(of(1, 2, 6)) as number) / scale).toBeCloseTo(Math.sqrt(7), 12);
    expect((stats.sem(of(1, 2, 6)) as number) / scale).toBeCloseTo(Math.sqrt(7 / 3), 12);
  });

  test('t and p do not depend on the unit', () => {
    for (const compare of [stats.pairedTTest, stats.welchTTest, stats.studentTTest]) {
      const expected = compare([1, 2, 6], [2, 1, 1]);
      const found = compare(of(1, 2, 6), of(2, 1, 1));
      expect(found?.t).toBeCloseTo(expected?.t as number, 12);
      expect(found?.df).toBeCloseTo(expected?.df as number, 12);
      expect(found?.p).toBeCloseTo(expected?.p as number, 12);
    }
  });
});

test('a sum beyond the largest number has a mean within', () => {
  expect((stats.mean([1e308, 1e308, 1.3e308]) as number) / 1e308).toBeCloseTo(1.1, 12);
  expect(stats.mean([1.5e308, 1.5e308])).toBe(1.5e308);
});

test('quantiles across the whole range of numbers', () => {
  expect(stats.quantile([-1.7e308, 1.7e308], 0)).toBe(-1.7e308);
  expect(stats.quantile([-1.7e308, 1.7e308], 0.5)).toBe(0);
});

test('an alternative that there is not is refused also of too few values', () => {
  const alternative = 'grater' as stats.Alternative;
  expect(() => stats.welchTTest([1], [2], { alternative })).toThrow('welchTTest alternative is unknown');
  expect(() => stats.studentTTest([1], [2], { alternative })).toThrow('studentTTest alternative is unknown');
});
