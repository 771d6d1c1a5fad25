/** Bootstrap and permutation beside scipy's. */
import { describe, expect, test } from 'vitest';
import * as stats from '../../../../kernel-helpers/core/stats/index.js';
import { checkBootstrap, intervalOf } from '../../../../kernel-helpers/core/stats/resampling/interval.js';
import { resamplerOf } from '../../../../kernel-helpers/core/stats/resampling/resampler.js';
import { expectAllClose, expectClose } from '../../../reference/close.js';
import { fixture } from '../../../reference/fixture.js';

const METHODS = ['percentile', 'basic', 'bca'] as const;
type Method = (typeof METHODS)[number];
const { given, drawn, differences } = fixture<{
  given: ({ values: number[]; statistic: 'mean'; estimate: number; draws: number[]; without: number[] } & Record<
    Method,
    [number, number]
  >)[];
  drawn: { values: number[]; method: Method; low: number; high: number; standardError: number }[];
  differences: {
    a: number[];
    b: number[];
    statistic: 'mean' | 'median' | 'standardDeviation';
    draws: number[];
    estimate: number;
    low: number;
    high: number;
  }[];
}>('statistics/bootstrap');

test.each(given.map((found, i) => [i, found.statistic, found] as const))(
  'the intervals of draws that are given, case %i, %s',
  (_, statistic, { values, estimate, draws, without, ...expected }) => {
    for (const method of METHODS) {
      const wanted = checkBootstrap({ method }, 'test');
      const { low, high } = intervalOf(estimate, Float64Array.from(draws), () => [without], wanted, 'test');
      expectAllClose([low, high], expected[method], method);
    }
    const found = stats.bootstrap(values, statistic, { draws: 50 });
    expectClose(found?.estimate, estimate, 'estimate');
  },
);

test.each(drawn.map(found => [found.method, found] as const))(
  'the %s interval of our own draws is that of 200,000 draws of scipy to within their noise',
  (method, { values, low, high, standardError }) => {
    const found = stats.bootstrap(values, 'mean', { method, draws: 50_000, seed: 3 }) as stats.Bootstrap;
    expect(Math.abs((found.low as number) - low)).toBeLessThan(0.03 * (high - low));
    expect(Math.abs((found.high as number) - high)).toBeLessThan(0.03 * (high - low));
    expect(Math.abs(found.standardError / standardError - 1)).toBeLessThan(0.02);
  },
);

test.each(differences.map(found => [found.statistic, found] as const))(
  'the bca interval of a difference of %ss is that of scipy, from the draws of scipy',
  (statistic, { a, b, estimate, draws, low, high }) => {
    const first = resamplerOf(Float64Array.from(a), statistic, 'test');
    const second = resamplerOf(Float64Array.from(b), statistic, 'test');
    const leaveOneOut = (): Float64Array[] => [first.leaveOneOut(), second.leaveOneOut().map(value => -value)];
    const wanted = checkBootstrap({}, 'test');
    const found = intervalOf(estimate, Float64Array.from(draws), leaveOneOut, wanted, 'test');
    expectAllClose([found.estimate, found.low, found.high], [first.estimate - second.estimate, low, high], 'bca');
    // Medians of so few values come in lumps, which 250 draws weigh otherwise than 10,000 do.
    if (statistic === 'median') return;
    const ours = stats.bootstrapDifference(a, b, statistic, { seed: 4 }) as stats.Bootstrap;
    expect(Math.abs((ours.low as number) - low)).toBeLessThan(0.25 * (high - low));
    expect(Math.abs((ours.high as number) - high)).toBeLessThan(0.25 * (high - low));
  },
);

describe('permutation tests', () => {
  interface Case {
    readonly a: number[];
    readonly b: number[];
    readonly difference: number;
    readonly p: number[];
    readonly paired?: number[];
  }
  const SIDES = ['two-sided', 'greater', 'less'] as const;
  test.each(fixture<Case[]>('statistics/permutation').map((found, i) => [i, found] as const))(
    'over all arrangements, case %i',
    (_, { a, b, difference, p, paired }) => {
      expect(stats.permutationTest(a, b)?.difference).toBeCloseTo(difference, 12);
      expect(stats.permutationTest(a, b)?.method).toBe('exact');
      expectAllClose(
        SIDES.map(alternative => stats.permutationTest(a, b, { alternative })?.p),
        p,
        'p',
      );
      if (paired === undefined) return;
      expectAllClose(
        SIDES.map(alternative => stats.permutationTest(a, b, { alternative, paired: true })?.p),
        paired,
        'paired',
      );
    },
  );

  test('over drawn arrangements come near to all of them, and are never 0', () => {
    const a = [19, 22, 16, 29, 24, 31, 27, 26, 30];
    const b = [20, 11, 17, 12, 22, 18, 19, 16, 15];
    const all = stats.permutationTest(a, b, { draws: 100_000 }) as stats.PermutationTest;
    expect(all).toMatchObject({ method: 'exact', draws: 48_620 });
    const some = stats.permutationTest(a, b, { draws: 20_000, seed: 5 }) as stats.PermutationTest;
    expect(some).toMatchObject({ method: 'random', draws: 20_000, seed: 5 });
    expect(Math.abs(some.p - all.p)).toBeLessThan(5 * Math.sqrt(all.p / 20_000) + 2 / 20_001);
    const apart = stats.permutationTest(
      a,
      b.map(x => x - 1000),
      { draws: 99, seed: 1 },
    ) as stats.PermutationTest;
    expect(apart.p).toBeGreaterThanOrEqual(2 / 100);
    const pairs = stats.permutationTest([...a, ...a], [...b, ...b], { paired: true, draws: 999 });
    expect(pairs).toMatchObject({ method: 'random', draws: 999 });
  });
});

test('summaries', () => {
  interface Case {
    readonly values: number[];
    readonly weights: number[];
    readonly median: number;
    readonly sd: number | null;
    readonly interval: number[] | null;
    readonly weightedMean: number;
    readonly weightedVariance: number | null;
    readonly weightedQuantiles: number[];
    readonly ranks: Record<stats.RankTies, number[]>;
  }
  for (const found of fixture<Case[]>('statistics/summaries')) {
    const { values, weights } = found;
    expectClose(stats.median(values), found.median, 'median');
    expectClose(stats.standardDeviation(values), found.sd, 'standard deviation');
    const interval = stats.meanInterval(values);
    if (found.interval === null) expect(interval).toBeUndefined();
    else expectAllClose([interval?.low, interval?.high], found.interval, 'interval');
    expectClose(stats.weightedMean(values, weights), found.weightedMean, 'weighted mean');
    // A spread of 1e-3 about 1e6 leaves numpy seven digits of a variance.
    expectClose(stats.weightedVariance(values, weights), found.weightedVariance, 'weighted variance', 1e-6);
    expectAllClose(
      [0, 0.1, 0.5, 0.77, 1].map(p => stats.weightedQuantile(values, weights, p)),
      found.weightedQuantiles,
      'weighted quantiles',
    );
    for (const [ties, ranks] of Object.entries(found.ranks)) {
      expect(Array.from(stats.rank(values, { ties: ties as stats.RankTies })), ties).toEqual(ranks);
    }
    const { n, min, max, median, q25, q75 } = stats.describe(values);
    expect([n, min, max, median]).toEqual([
      values.length,
      Math.min(...values),
      Math.max(...values),
      stats.median(values),
    ]);
    expect(q25).toBe(stats.quantile(values, 0.25));
    expect(q75).toBe(stats.quantile(values, 0.75));
  }
});

test('weights that are none, and ties and fractions that are unknown', () => {
  expect(stats.weightedQuantile([], [], 0.5)).toBeUndefined();
  expect(stats.weightedQuantile([1, 2], [0.2, 0.3], 0.5)).toBeUndefined();
  expect(stats.weightedQuantile([3, 1, 2], [0, 0.5, 0.5], 1)).toBe(2);
  expect(() => stats.weightedQuantile([1], [-1], 0.5)).toThrow('weightedQuantile weights at index 0 is below 0');
  expect(() => stats.weightedQuantile([1], [1, 2], 0.5)).toThrow('weightedQuantile weights have the wrong length');
  expect(() => stats.weightedQuantile([1], [1], 1.5)).toThrow('weightedQuantile p is out of range: received 1.5');
  expect(() => stats.rank([1], { ties: 'average' as 'mean' })).toThrow('rank ties is unknown: received average');
});
