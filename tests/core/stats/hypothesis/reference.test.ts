/** Tests of a hypothesis beside scipy's and statsmodels', over ties, zeros, constants and few values. */
import { describe, expect, test } from 'vitest';
import * as stats from '../../../../kernel-helpers/core/stats/index.js';
import { expectAllClose, expectClose } from '../../../reference/close.js';
import { fixture } from '../../../reference/fixture.js';

type Value = number | string | null;
interface Pair {
  readonly a: number[];
  readonly b: number[];
}
const SIDES = ['two-sided', 'greater', 'less'] as const;

describe('t-tests', () => {
  interface Case extends Pair {
    readonly paired: { readonly t: Value; readonly p: Value[]; readonly ci95: Value[] };
    readonly one: { readonly t: Value; readonly p: Value };
    readonly welch: { readonly t: Value; readonly df: Value; readonly p: Value[]; readonly ci95: Value[] };
    readonly student: { readonly t: Value; readonly p: Value; readonly ci95: Value[] };
  }
  test.each(fixture<Case[]>('statistics/t-tests').map((found, i) => [i, found] as const))('of case %i', (_, found) => {
    const { a, b, paired, one, welch, student } = found;
    expectClose(stats.pairedTTest(a, b)?.t, paired.t, 'paired t');
    expectAllClose(
      SIDES.map(alternative => stats.pairedTTest(a, b, { alternative })?.p),
      paired.p,
      'paired p',
    );
    // Without spread scipy has no interval; ours has no width.
    const { mean, sem, ci95 } = stats.pairedTTest(a, b) as stats.TTest;
    if (sem === 0) expect(ci95).toEqual([mean, mean]);
    else expectAllClose(ci95, paired.ci95, 'paired interval');
    expectClose(stats.oneSampleTTest(a, 0.5)?.t, one.t, 'one-sample t');
    expectClose(stats.oneSampleTTest(a, 0.5)?.p, one.p, 'one-sample p');
    const unequal = stats.welchTTest(a, b) as stats.TwoSampleTTest;
    expectClose(unequal.t, welch.t, 'Welch t');
    expectClose(unequal.df, welch.df, 'Welch df');
    expectAllClose(
      SIDES.map(alternative => stats.welchTTest(a, b, { alternative })?.p),
      welch.p,
      'Welch p',
    );
    expectAllClose(unequal.ci95, welch.ci95, 'Welch interval');
    expectClose(stats.studentTTest(a, b)?.t, student.t, 'Student t');
    expectClose(stats.studentTTest(a, b)?.p, student.p, 'Student p');
    expectAllClose(stats.studentTTest(a, b)?.ci95 ?? [], student.ci95, 'Student interval');
  });
});

describe('Wilcoxon signed-rank tests', () => {
  interface Case extends Pair {
    readonly zeros: 'wilcox' | 'pratt' | 'zsplit';
    readonly method: 'exact' | 'normal';
    readonly w: number;
    readonly p: number[];
    readonly shifted: Value;
  }
  test.each(fixture<Case[]>('statistics/wilcoxon').map((found, i) => [i, found.zeros, found.method, found] as const))(
    'of case %i, %s, %s',
    (_, zeros, method, { a, b, w, p, shifted }) => {
      const found = stats.wilcoxonSignedRank(a, b, { zeros, method }) as stats.WilcoxonSignedRank;
      expectClose(found.w, w, 'w');
      expect(found.method).toBe(method);
      expectAllClose(
        SIDES.map(alternative => stats.wilcoxonSignedRank(a, b, { zeros, method, alternative })?.p),
        p,
        'p',
      );
      expectClose(stats.wilcoxonSignedRank(a, b, { zeros, method: 'normal', continuity: true })?.p, shifted, 'shifted');
    },
  );
});

describe('Mann–Whitney tests', () => {
  interface Case extends Pair {
    readonly method: 'exact' | 'normal';
    readonly u: number;
    readonly p: Value[];
    readonly unshifted: Value;
  }
  test.each(fixture<Case[]>('statistics/mann-whitney').map((found, i) => [i, found.method, found] as const))(
    'of case %i, %s',
    (_, method, { a, b, u, p, unshifted }) => {
      expect(stats.mannWhitney(a, b)?.u).toBe(u);
      expectAllClose(
        SIDES.map(alternative => stats.mannWhitney(a, b, { method, alternative })?.p),
        p,
        'p',
      );
      expectClose(stats.mannWhitney(a, b, { method: 'normal', continuity: false })?.p, unshifted, 'unshifted');
    },
  );
});

describe('Kolmogorov–Smirnov tests', () => {
  interface Case extends Pair {
    readonly d: number;
    readonly at: number;
    readonly exact: number;
    readonly greater: number;
    readonly less: number;
    readonly limit: number;
  }
  test.each(fixture<Case[]>('statistics/kolmogorov-smirnov').map((found, i) => [i, found] as const))(
    'of case %i',
    (_, { a, b, d, exact, greater, less, limit }) => {
      const found = stats.kolmogorovSmirnov(a, b) as stats.KolmogorovSmirnov;
      expectClose(found.d, d, 'd');
      const below = (values: number[]): number => values.filter(value => value <= found.at).length / values.length;
      expect(Math.abs(below(a) - below(b))).toBeCloseTo(found.d, 12);
      expectClose(found.p, exact, 'p');
      for (const [alternative, p] of Object.entries({ greater, less } as const)) {
        expectClose(stats.kolmogorovSmirnov(a, b, { alternative: alternative as 'less' })?.p, p, alternative);
      }
      expectClose(stats.kolmogorovSmirnov(a, b, { method: 'asymptotic' })?.p, limit, 'limit');
    },
  );
});

test('Kolmogorov–Smirnov tests of fit', () => {
  type Case = { readonly values: number[]; readonly tests: [number, number][] };
  for (const [i, { values, tests }] of fixture<Case[]>('statistics/kolmogorov-smirnov-fit').entries()) {
    const found = SIDES.map(alternative => stats.kolmogorovSmirnovFit(values, stats.normalCdf, { alternative }));
    expectAllClose(
      found.map(fit => fit?.d),
      tests.map(([d]) => d),
      `d of case ${i}`,
    );
    expectAllClose(
      found.map(fit => fit?.p),
      tests.map(([, p]) => p),
      `p of case ${i}`,
    );
  }
  expect(stats.kolmogorovSmirnovFit([], stats.normalCdf)).toBeUndefined();
  expect(() => stats.kolmogorovSmirnovFit([1], () => 2)).toThrow('kolmogorovSmirnovFit cdf of 1 is out of range');
  const many = Array.from({ length: 1200 }, (_, i) => stats.normalQuantile((i + 0.5) / 1200) + 0.05);
  const [exact, limit] = (['exact', 'auto'] as const).map(method =>
    stats.kolmogorovSmirnovFit(many, stats.normalCdf, { method }),
  );
  expect([exact?.method, limit?.method]).toEqual(['exact', 'asymptotic']);
  expect(Math.abs((limit?.p as number) / (exact?.p as number) - 1)).toBeLessThan(0.05);
});

describe('tables of counts', () => {
  interface Case {
    readonly table: number[][];
    readonly yates?: [number, number, number];
    readonly plain?: [number, number, number];
    readonly fisher?: number[];
    readonly oddsRatio?: Value;
  }
  test.each(fixture<Case[]>('statistics/contingency').map((found, i) => [i, found] as const))(
    'of case %i',
    (_, { table, yates, plain, fisher, oddsRatio }) => {
      for (const [correction, expected] of [
        [true, yates],
        [false, plain],
      ] as const) {
        const found = stats.chiSquareTest(table, { yates: correction });
        if (expected === undefined) expect(found).toBeUndefined();
        else expectAllClose([found?.chiSquare, found?.p, found?.df], expected, 'χ²');
      }
      if (fisher === undefined) return;
      expectAllClose(
        SIDES.map(alternative => stats.fisherExact(table, { alternative }).p),
        fisher,
        'Fisher p',
      );
      expectClose(stats.fisherExact(table).oddsRatio, oddsRatio as Value, 'odds ratio');
    },
  );
});

test('tests of a proportion', () => {
  interface Case {
    readonly successes: number;
    readonly n: number;
    readonly chance: number;
    readonly p: number[];
    readonly ci95: number[];
  }
  for (const { successes, n, chance, p, ci95 } of fixture<Case[]>('statistics/binomial')) {
    const what = `${successes} of ${n} by ${chance}`;
    expectAllClose(
      SIDES.map(alternative => stats.binomialTest(successes, n, chance, { alternative })?.p),
      p,
      what,
    );
    expectAllClose(stats.binomialTest(successes, n, chance)?.ci95 ?? [], ci95, what);
  }
});

test('corrections for many tests', () => {
  type Case = { readonly p: number[] } & Readonly<
    Record<'bonferroni' | 'holm' | 'benjaminiHochberg' | 'benjaminiYekutieli', number[]>
  >;
  for (const { p, ...adjusted } of fixture<Case[]>('statistics/corrections')) {
    expectAllClose(stats.bonferroni(p), adjusted.bonferroni, 'bonferroni');
    expectAllClose(stats.holm(p), adjusted.holm, 'holm');
    expectAllClose(stats.benjaminiHochberg(p), adjusted.benjaminiHochberg, 'benjaminiHochberg');
    expectAllClose(stats.benjaminiYekutieli(p), adjusted.benjaminiYekutieli, 'benjaminiYekutieli');
  }
});

test('correlations', () => {
  interface Case extends Pair {
    readonly pearson: Value[];
    readonly spearman: Value[];
    readonly ci95?: number[];
  }
  for (const { a, b, pearson, spearman, ci95 } of fixture<Case[]>('statistics/correlation')) {
    const found = stats.pearson(a, b);
    // scipy rounds r = 1 to the number below, and p to 1e-8.
    const r = Math.abs(Number(pearson[0] ?? 0.5));
    if (r > 1 - 1e-15) expect(found).toMatchObject({ r: 1, p: a.length > 2 ? 0 : undefined });
    else if (r < 1e-15) expect(Math.abs(found?.r as number)).toBeLessThan(1e-15);
    else expectAllClose([found?.r, found?.p], pearson, `pearson of ${a}, ${b}`);
    if (ci95 && r > 1e-15) expectAllClose(found?.ci95 ?? [], ci95, `interval of ${a}, ${b}`);
    const ranked = stats.spearman(a, b);
    expectAllClose([ranked?.r, ranked?.p], spearman, `spearman of ${a}, ${b}`);
  }
});
