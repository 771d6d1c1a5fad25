import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as stats from '../../../../kernel-helpers/core/stats/index.js';
import { DrawStream } from '../../../../kernel-helpers/core/stats/resampling/draw-stream.js';
import { resamplerOf } from '../../../../kernel-helpers/core/stats/resampling/resampler.js';
import { always } from '../../../reference/properties.js';

/** Equal but for the order in which values were added. */
function expectEqual(actual: ArrayLike<number | undefined>, expected: ArrayLike<number | undefined>, to = 1e-12): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < actual.length; i++) {
    if (actual[i] === expected[i]) continue;
    expect(Math.abs((actual[i] as number) - (expected[i] as number))).toBeLessThanOrEqual(
      to * Math.max(1, Math.abs(expected[i] as number)),
    );
  }
}

const BY_NAME = { mean: stats.mean, median: stats.median, standardDeviation: stats.standardDeviation };
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
    const values = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 14 });
    const methods = fc.constantFrom('percentile', 'basic', 'bca');
    always(
      fc.property(values, methods, fc.nat(), (values, method, seed) => {
        const options = { method, seed, draws: 30 } as const;
        for (const statistic of ['mean', 'median', 'standardDeviation'] as const) {
          const named = stats.bootstrap(values, statistic, options) as stats.Bootstrap;
          const own = stats.bootstrap(values, sample => BY_NAME[statistic](sample), options) as stats.Bootstrap;
          expectEqual(named.distribution, own.distribution);
          expectEqual([named.estimate, named.standardError], [own.estimate, own.standardError]);
          // Whether a draw is the estimate, or a rounding beside it, moves bca among so few draws.
          if (method !== 'bca') expectEqual([named.low, named.high], [own.low, own.high]);
        }
      }),
    );
  });

  test('leaves values out of the median and the standard deviation without sorting or adding again', () => {
    const values = fc.array(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(1e9)), {
      minLength: 3,
      maxLength: 14,
    });
    always(
      fc.property(values, values => {
        const sample = Float64Array.from(values);
        for (const statistic of ['mean', 'median', 'standardDeviation'] as const) {
          const quick = resamplerOf(sample, statistic, 'test').leaveOneOut().sort();
          const slow = resamplerOf(sample, rest => BY_NAME[statistic](rest), 'test')
            .leaveOneOut()
            .sort();
          expectEqual(quick, slow, 1e-9);
        }
      }),
    );
  });

  test('fills with the numbers whose values it adds up, evenly', () => {
    const values = Float64Array.from({ length: 1001 }, (_, i) => 2 ** (i % 30));
    const rows = new Uint32Array(1001);
    const [one, other] = [new DrawStream(8), new DrawStream(8)];
    const times = new Uint32Array(1001);
    for (let draw = 0; draw < 200; draw++) {
      one.fill(rows, 1001);
      for (const row of rows) times[row]++;
      expect(other.sumOf(values)).toBe(rows.reduce((sum, row) => sum + values[row], 0));
    }
    // 200 of each are expected, 14 away from it by chance
    expect(stats.chiSquareFit(times)?.p).toBeGreaterThan(1e-6);
    expect(stats.chiSquareFit(times)?.p).toBeLessThan(1 - 1e-6);
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
    expect(() => stats.bootstrap(VALUES, 'toString' as 'mean')).toThrow('statistic is unknown: received toString');
    expect(() => stats.bootstrap(VALUES, () => Number.NaN)).toThrow(
      'statistic is not defined for a sample that was drawn: received NaN',
    );
    expect(() => stats.bootstrap(VALUES, 'mean', { draws: 1 })).toThrow('bootstrap draws is out of range: received 1');
    expect(() => stats.bootstrap(VALUES, 'mean', { confidence: 95 })).toThrow('expected a number between 0 and 1');
    expect(() => stats.bootstrap([1], 'mode' as 'mean')).toThrow('bootstrap statistic is unknown: received mode');
    expect(() => stats.bootstrap([1e308, -1e308, 1e308, -1e308], 'mean')).toThrow('bootstrap values are too large');
    expect(() => stats.bootstrapRows(-1, () => 1)).toThrow('bootstrapRows rowCount is not valid: received -1');
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

  test('of a function is that of the name', () => {
    const cells = [3, 1, 3, 3, 2, 1, 5];
    const options = { draws: 200, seed: 4 };
    for (const statistic of ['mean', 'median', 'standardDeviation'] as const) {
      const named = stats.clusterBootstrap(VALUES, cells, statistic, options) as stats.Bootstrap;
      const own = stats.clusterBootstrap(
        VALUES,
        cells,
        sample => BY_NAME[statistic](sample),
        options,
      ) as stats.Bootstrap;
      expectEqual(named.distribution, own.distribution);
      expectEqual([named.low, named.high], [own.low, own.high]);
    }
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
