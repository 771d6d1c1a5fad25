import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as stats from '../../../../kernel-helpers/core/stats/index.js';
import { always } from '../../../reference/properties.js';

const VALUES = [2, 3, 5, 7, 11, 13, 17];

describe('the bootstrap', () => {
  test('is the same for the same seed and another for another', () => {
    const draw = (seed: number): Float64Array | undefined =>
      stats.bootstrap(VALUES, 'mean', { seed, draws: 100 })?.distribution;
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  test('draws samples of the values: every mean lies among them, and all of n values can come', () => {
    always(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 12 }), values => {
        const seen = new Set<number>();
        const first = (sample: Float64Array): number => {
          for (const value of sample) seen.add(value);
          return sample[0];
        };
        const found = stats.bootstrap(values, first, { draws: 300, method: 'percentile' });
        for (const value of found?.distribution ?? []) expect(values).toContain(value);
        expect(seen).toEqual(new Set(values));
      }),
    );
  });

  test('of a function is that of the name', () => {
    const median = (sample: Float64Array): number => [...sample].sort((a, b) => a - b)[3];
    for (const method of ['percentile', 'basic', 'bca'] as const) {
      const options = { method, draws: 400, seed: 2 };
      // with seven values the median is one of them, also of six that are left: compare the percentiles alone there
      const named = stats.bootstrap(VALUES, 'median', options);
      const own = stats.bootstrap(
        VALUES,
        sample => (sample.length === 7 ? median(sample) : stats.median(sample)),
        options,
      );
      expect(own).toEqual(named);
    }
  });

  test('of too few values is undefined, and an interval that bca has not is undefined too', () => {
    expect(stats.bootstrap([], 'mean')).toBeUndefined();
    expect(stats.bootstrap([1], 'mean')).toBeUndefined();
    expect(stats.bootstrap([4, 4, 4], 'mean', { draws: 10 })).toMatchObject({
      estimate: 4,
      low: undefined,
      high: undefined,
    });
    expect(stats.bootstrap([4, 4, 4], 'mean', { draws: 10, method: 'percentile' })).toMatchObject({ low: 4, high: 4 });
  });

  test('refuses what cannot be meant', () => {
    expect(() => stats.bootstrap([1, Number.NaN])).toThrow('bootstrap values at index 1 is missing or not finite');
    expect(() => stats.bootstrap(VALUES, 'mode' as 'mean')).toThrow('bootstrap statistic is unknown: received mode');
    expect(() => stats.bootstrap(VALUES, () => Number.NaN)).toThrow(
      'statistic is not defined for a sample that was drawn: received NaN',
    );
    expect(() => stats.bootstrap(VALUES, 'mean', { draws: 1 })).toThrow('bootstrap draws is out of range: received 1');
    expect(() => stats.bootstrap(VALUES, 'mean', { confidence: 95 })).toThrow('expected a number between 0 and 1');
    expect(() => stats.bootstrapDifference(VALUES, VALUES, 'mean', { method: 'bca' })).toThrow(
      'does not go with two samples',
    );
  });
});

describe('the cluster bootstrap', () => {
  test('draws whole clusters: of two of different means and no spread, three means come out', () => {
    const found = stats.clusterBootstrap([1, 1, 5, 5], ['a', 'a', 'b', 'b'], 'mean', {
      draws: 200,
      method: 'percentile',
    });
    expect(new Set(found?.distribution)).toEqual(new Set([1, 3, 5]));
    expect(found?.estimate).toBe(3);
  });

  test('of clusters of one value is the bootstrap of rows', () => {
    const options = { draws: 100, seed: 4 };
    const byCluster = stats.clusterBootstrap(VALUES, VALUES.keys(), 'median', options);
    const byRow = stats.bootstrapRows(7, rows => stats.median(Array.from(rows, row => VALUES[row])), options);
    expect(byCluster).toEqual(byRow);
  });

  test('of one cluster is undefined, and clusters must be as many as values', () => {
    expect(stats.clusterBootstrap([1, 2], [7n, 7n])).toBeUndefined();
    expect(() => stats.clusterBootstrap([1, 2], [7n])).toThrow('clusterBootstrap clusters has the wrong length');
  });
});

test('the difference of two samples is drawn from each by itself', () => {
  const found = stats.bootstrapDifference([1, 2], [10, 20], 'mean', { draws: 500 });
  expect(found?.estimate).toBe(-13.5);
  expect(new Set(found?.distribution)).toEqual(new Set([-9, -8.5, -8, -14, -13.5, -13, -19, -18.5, -18]));
});
