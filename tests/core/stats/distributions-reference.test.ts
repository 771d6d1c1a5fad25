/** The distributions beside scipy's, far out in their tails. */
import { test } from 'vitest';
import * as stats from '../../../kernel-helpers/core/stats/index.js';
import { expectClose } from '../../reference/close.js';
import { fixture } from '../../reference/fixture.js';

type Values = readonly (number | string)[];
const found = fixture<{
  readonly normal: {
    readonly z: number[];
    readonly cdf: Values;
    readonly two: Values;
    readonly p: number[];
    readonly quantile: Values;
  };
  readonly t: readonly {
    readonly df: number;
    readonly x: number[];
    readonly two: Values;
    readonly lower: Values;
    readonly p: number[];
    readonly quantile: Values;
  }[];
  readonly chiSquare: readonly { readonly df: number; readonly x: number[]; readonly upper: Values }[];
  readonly f: readonly { readonly df1: number; readonly df2: number; readonly x: number[]; readonly upper: Values }[];
  readonly beta: readonly { readonly a: number; readonly b: number; readonly p: number[]; readonly quantile: Values }[];
}>('statistics/distributions');

test('normal', () => {
  const { z, cdf, two, p, quantile } = found.normal;
  z.forEach((value, i) => {
    expectClose(stats.normalCdf(value), cdf[i], `cdf of ${value}`);
    expectClose(stats.normalTwoSided(value), two[i], `two-sided p of ${value}`);
  });
  p.forEach((value, i) => {
    expectClose(stats.normalQuantile(value), quantile[i], `quantile of ${value}`);
  });
});

test("Student's t", () => {
  for (const { df, x, two, lower, p, quantile } of found.t) {
    x.forEach((t, i) => {
      expectClose(stats.studentTTwoSided(t, df), two[i], `two-sided p of ${t}, ${df}`);
      expectClose(stats.studentTLower(-t, df), lower[i], `lower tail of ${-t}, ${df}`);
    });
    p.forEach((value, i) => {
      expectClose(stats.studentTQuantile(value, df), quantile[i], `quantile of ${value}, ${df}`);
    });
  }
});

test('χ², F and beta', () => {
  for (const { df, x, upper } of found.chiSquare) {
    x.forEach((value, i) => {
      expectClose(stats.chiSquareUpper(value, df), upper[i], `χ² ${value}, ${df}`);
    });
  }
  for (const { df1, df2, x, upper } of found.f) {
    x.forEach((value, i) => {
      expectClose(stats.fUpper(value, df1, df2), upper[i], `F ${value}, ${df1}, ${df2}`);
    });
  }
  for (const { a, b, p, quantile } of found.beta) {
    p.forEach((value, i) => {
      expectClose(stats.betaQuantile(value, a, b), quantile[i], `beta ${value}, ${a}, ${b}`);
    });
  }
});
