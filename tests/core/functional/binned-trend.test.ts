import { describe, expect, test } from 'vitest';
import { type BinnedTrend, binnedTrend } from '../../../kernel-helpers/core/functional/index.js';
import { expectClose, fixture } from '../stats/regression/fixture.js';

type Column = (number | 'nan')[];

interface Trend extends Record<'value' | 'mean' | 'standardDeviation' | 'low' | 'high', Column> {
  readonly denominator: number[] | null;
  readonly edges: number[];
  readonly pairs: number[];
  readonly preCells: number[];
  readonly synapses: number[];
  readonly outside: number;
}

const { pre, x, synapses, trends } = fixture<{
  readonly pre: number[];
  readonly x: number[];
  readonly synapses: number[];
  readonly trends: Trend[];
}>('functional/trend.json');

describe('binnedTrend agrees with the published analysis, written in pandas', () => {
  for (const expected of trends) {
    const run = (): BinnedTrend =>
      binnedTrend(
        { pre, x, numerator: synapses, denominator: expected.denominator ?? undefined },
        { edges: expected.edges, seed: 42 },
      );
    const name = expected.denominator ? 'synapses per mm' : 'synapses per pair';

    test(`${name}: bins, their values and what is in them`, () => {
      const { bins, outside, draws, seed } = run();
      expect({ outside, draws, seed }).toEqual({ outside: expected.outside, draws: 1000, seed: 42 });
      expect(bins.map(bin => bin.from)).toEqual(expected.edges.slice(0, -1));
      expect(bins.map(bin => bin.pairs)).toEqual(expected.pairs);
      expect(bins.map(bin => bin.preCells)).toEqual(expected.preCells);
      expect(bins.map(bin => bin.synapses)).toEqual(expected.synapses);
      bins.forEach((bin, b) => {
        const value = expected.value[b];
        if (value === 'nan') expect(bin).toMatchObject({ value: undefined, mean: undefined, ci95: undefined });
        else expectClose(bin.value, value, 1e-9, 1e-11);
        expect(bin.shown).toBe(expected.synapses[b] > 10 && expected.preCells[b] > 10);
      });
      expect(bins.filter(bin => bin.shown).length).toBeGreaterThan(4);
    });

    test(`${name}: draws of pairs spread as those of pandas do, though not one by one`, () => {
      run().bins.forEach((bin, b) => {
        if (bin.pairs < 30) return;
        const spread = expected.standardDeviation[b] as number;
        // Of 1,000 draws each: the standard error of a mean is 1/32 of the spread, of a percentile about 1/12.
        expect(Math.abs((bin.mean as number) - (expected.mean[b] as number))).toBeLessThan(0.25 * spread);
        expect(Math.abs((bin.standardDeviation as number) / spread - 1)).toBeLessThan(0.15);
        expect(Math.abs((bin.ci95?.[0] as number) - (expected.low[b] as number))).toBeLessThan(0.5 * spread);
        expect(Math.abs((bin.ci95?.[1] as number) - (expected.high[b] as number))).toBeLessThan(0.5 * spread);
      });
    });
  }
});

describe('binnedTrend', () => {
  const pairs = {
    pre: [1n, 1n, 1n, 2n, 2n],
    x: [0.5, 0.25, -0.75, 0.5, 0.25],
    numerator: [3, 1, 0, 1, 0],
    denominator: [1, 2, 2, 1, 1],
  };

  test('takes from each pair what its cell has on average', () => {
    // Cell 1: mean x 0, 4 synapses in 5 mm; cell 2: mean x 0.375, 1 in 2 mm. What is left of x is 0.5, 0.25, -0.75 and
    // 0.125, -0.125; of the synapses 3 - 0.8, 1 - 1.6, 0 - 1.6 and 1 - 0.5, 0 - 0.5.
    const { bins } = binnedTrend(pairs, { edges: [-1, 0, 1], draws: 0 });
    expectClose(bins[0].value, (-1.6 - 0.5) / 3);
    expectClose(bins[1].value, (2.2 - 0.6 + 0.5) / 4);
    expect(bins[0]).toMatchObject({ mean: undefined, standardDeviation: undefined, ci95: undefined, shown: false });
  });

  test('gives the same for the same seed, and other draws for another', () => {
    const run = (seed: number) => binnedTrend(pairs, { edges: [-0.5, 0, 0.5], draws: 50, seed }).bins;
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  test('puts what lies on an edge into the lower bin, and counts what lies in none', () => {
    const on = { pre: [1, 1, 1, 1], x: [-1, 0, 1, 0], numerator: [1, 1, 1, 1] };
    const { bins, outside } = binnedTrend(on, { edges: [-1, 0, 0.5], draws: 0 });
    expect(bins.map(bin => bin.pairs)).toEqual([2, 0]);
    expect(outside).toBe(2);
    expect(bins[1].value).toBeUndefined();
  });

  test('has the bins of the paper when none are given, and none filled without pairs', () => {
    const { bins } = binnedTrend({ pre: [], x: [], numerator: [] });
    expect(bins).toHaveLength(19);
    expect(bins[0].from).toBe(-1);
    expectClose(bins[18].to, 0.9);
    expect(bins.every(bin => bin.value === undefined && bin.pairs === 0)).toBe(true);
  });

  test('refuses what cannot be meant', () => {
    expect(() => binnedTrend({ ...pairs, numerator: [1] })).toThrow(
      'numerator has the wrong length: received 1, expected 5',
    );
    expect(() => binnedTrend({ ...pairs, denominator: [1, 2, -2, 1, 1] })).toThrow(
      'binnedTrend denominator at index 2 is out of range: received -2, expected 0 or more',
    );
    expect(() => binnedTrend({ ...pairs, denominator: [1, 2, 2, 0, 0] })).toThrow('denominator of a cell adds up to 0');
    expect(() => binnedTrend(pairs, { edges: [0, 0, 1] })).toThrow('edges do not ascend: received 0 after 0');
    expect(() => binnedTrend(pairs, { edges: [0] })).toThrow('edges make no bin');
    expect(() => binnedTrend(pairs, { draws: -1 })).toThrow('draws is out of range');
    expect(() => binnedTrend({ ...pairs, x: [0, 1, Number.NaN, 0, 0] })).toThrow(
      'x at index 2 is missing or not finite',
    );
  });
});
