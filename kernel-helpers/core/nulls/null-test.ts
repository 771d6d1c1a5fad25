import { quantile } from '../stats/summary/quantile.js';

/** An observed value beside those of graphs drawn from a null model. */
export interface NullTest {
  /** The value of the observed graph. */
  readonly observed: number;
  /** `draws[i]`: the value of draw i. */
  readonly draws: Float64Array;
  /** Mean of the draws; `undefined` without any. */
  readonly mean: number | undefined;
  /** Standard deviation of the draws (n - 1); `undefined` for fewer than two. */
  readonly standardDeviation: number | undefined;
  /** The range of the middle 95 % of the draws: their quantiles 0.025 and 0.975; `undefined` without draws. */
  readonly interval: readonly [number, number] | undefined;
  /** (observed - mean) / standardDeviation; `undefined` where the draws do not differ. */
  readonly z: number | undefined;
  /** Two-sided: 2 min(pUpper, pLower), at most 1; `undefined` without draws, as the next two. */
  readonly p: number | undefined;
  /** (1 + draws at or above the observed value) / (1 + draws). */
  readonly pUpper: number | undefined;
  /** (1 + draws at or below the observed value) / (1 + draws). */
  readonly pLower: number | undefined;
  /** The exact mean of the model by formula, where there is one; the draws' mean comes ever closer to it. */
  readonly expected: number | undefined;
}

/** Values that differ by less than this part of themselves are ties: only the order of a sum tells them apart. */
const TIE = 1e-14;

/**
 * Compares an observed value with draws. The observed graph counts as one more draw, so p is never 0, and a test at
 * level α is wrong in at most α of the cases. O(n log n).
 *
 * @source Davison and Hinkley 1997, Bootstrap Methods and their Application, section 4.2; Phipson and Smyth 2010,
 * doi:10.2202/1544-6115.1585
 */
export function nullTest(observed: number, draws: Float64Array, expected?: number): NullTest {
  const n = draws.length;
  if (n === 0) {
    const none = { mean: undefined, standardDeviation: undefined, interval: undefined, z: undefined };
    return { observed, draws, ...none, p: undefined, pUpper: undefined, pLower: undefined, expected };
  }
  const mean = draws.reduce((sum, value) => sum + value, 0) / n;
  const squares = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardDeviation = n < 2 ? undefined : Math.sqrt(squares / (n - 1));
  const near = Math.abs(observed) * TIE;
  let above = 1;
  let below = 1;
  for (const value of draws) {
    if (value >= observed - near) above++;
    if (value <= observed + near) below++;
  }
  const pUpper = above / (n + 1);
  const pLower = below / (n + 1);
  const differ = draws.some(value => Math.abs(value - draws[0]) > Math.abs(draws[0]) * TIE);
  return {
    observed,
    draws,
    mean,
    standardDeviation,
    interval: [quantile(draws, 0.025) as number, quantile(draws, 0.975) as number],
    z: differ ? (observed - mean) / (standardDeviation as number) : undefined,
    p: Math.min(1, 2 * Math.min(pUpper, pLower)),
    pUpper,
    pLower,
    expected,
  };
}
