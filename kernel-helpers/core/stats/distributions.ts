/** Distribution functions, from @stdlib: with `linear-algebra.ts` the places where core trusts a package. */

import betainc from '@stdlib/math-base-special-betainc';
import erfc from '@stdlib/math-base-special-erfc';
import gammainc from '@stdlib/math-base-special-gammainc';
import gammaln from '@stdlib/math-base-special-gammaln';
import quantileOfBeta from '@stdlib/stats-base-dists-beta-quantile';
import quantileOfNormal from '@stdlib/stats-base-dists-normal-quantile';
import studentTCdf from '@stdlib/stats-base-dists-t-cdf';
import quantileOfT from '@stdlib/stats-base-dists-t-quantile';
import { InvalidArgumentError } from '../../errors.js';

/**
 * The two-sided p value of Student's t: how often |T| is at least |t| by chance, with `df` degrees of freedom.
 *
 * 0 for an infinite t, NaN for t NaN (no variance and no difference).
 *
 * @source Johnson, Kotz and Balakrishnan 1995, "Continuous univariate distributions" 2, chapter 28
 * @throws {InvalidArgumentError} when `df` is not above 0.
 * @example
 * stats.studentTTwoSided(2.0, 10); // 0.0734
 */
export function studentTTwoSided(t: number, df: number): number {
  checkAbove0(df, 'student t', 'df');
  // The lower tail keeps its digits where one less the upper tail would lose them.
  return 2 * studentTCdf(-Math.abs(t), df);
}

/**
 * How often Student's t with `df` degrees of freedom is at most `t`.
 *
 * @throws {InvalidArgumentError} when `df` is not above 0.
 * @example
 * stats.studentTLower(-2.0, 10); // 0.0367
 */
export function studentTLower(t: number, df: number): number {
  checkAbove0(df, 'student t', 'df');
  return studentTCdf(t, df);
}

/**
 * The t that the fraction `p` of Student's distribution with `df` degrees of freedom lies below.
 *
 * @throws {InvalidArgumentError} when `p` is outside 0 to 1, or `df` not above 0.
 * @example
 * stats.studentTQuantile(0.975, 10); // 2.228, for a 95 % interval
 */
export function studentTQuantile(p: number, df: number): number {
  checkFraction(p, 'student t');
  checkAbove0(df, 'student t', 'df');
  return quantileOfT(p, df);
}

/**
 * How often a standard normal number is below `z`.
 *
 * @example
 * stats.normalCdf(1.96); // 0.975
 */
export function normalCdf(z: number): number {
  return erfc(-z / Math.SQRT2) / 2;
}

/**
 * The two-sided p value of a z score: how often a standard normal number is at least as far from 0.
 *
 * @example
 * stats.normalTwoSided(-3); // 0.0027
 */
export function normalTwoSided(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

/**
 * The z that the fraction `p` of standard normal numbers lies below.
 *
 * @throws {InvalidArgumentError} when `p` is outside 0 to 1.
 * @example
 * stats.normalQuantile(0.975); // 1.96
 */
export function normalQuantile(p: number): number {
  checkFraction(p, 'normal');
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p === 0) return Number.NEGATIVE_INFINITY;
  // @stdlib's has seven digits far out, and then none. Newton's steps on ln Φ give the rest: it is concave, and there
  // nearly a parabola, so that they converge from anywhere.
  let z = p > 1e-15 ? quantileOfNormal(p, 0, 1) : -Math.sqrt(-2 * Math.log(p));
  for (let step = 0; step < 10; step++) {
    const below = normalCdf(z);
    const slope = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / below;
    const change = Math.log(below / p) / slope;
    z -= change;
    if (Math.abs(change) < 1e-15 * Math.abs(z)) break;
  }
  return z;
}

/**
 * The p value of a χ²: how often it is at least `x` by chance, with `df` degrees of freedom. 1 below 0.
 *
 * @throws {InvalidArgumentError} when `df` is not above 0.
 * @example
 * stats.chiSquareUpper(3.84, 1); // 0.05
 */
export function chiSquareUpper(x: number, df: number): number {
  checkAbove0(df, 'chi-square', 'df');
  if (Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return df > 400 ? gammaUpperOfMany(df / 2, x / 2) : gammainc(x / 2, df / 2, true, true);
}

/**
 * The upper incomplete gamma function over Γ(a), for large a, where @stdlib's is wrong by per cents (df from 3,000 on).
 * By its series below a + 1 and its continued fraction above, with Stirling's formula: O(√a).
 *
 * @source Abramowitz and Stegun 1964, 6.5.29 and 6.5.31; Lentz's way with the fraction, doi:10.1364/AO.15.000668
 */
function gammaUpperOfMany(a: number, x: number): number {
  const away = (x - a) / a;
  const stirling = 1 / (12 * a) - 1 / (360 * a ** 3) + 1 / (1260 * a ** 5);
  // x^a e^-x / Γ(a + 1)
  const front = Math.exp(-a * (away - Math.log1p(away)) - stirling) / Math.sqrt(2 * Math.PI * a);
  if (x < a + 1) {
    let sum = 0;
    for (let k = 1, term = 1; term > 1e-17 * sum; k++) {
      sum += term;
      term *= x / (a + k);
    }
    return Math.max(0, 1 - front * sum);
  }
  let b = x + 1 - a;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1, change = 0; Math.abs(change - 1) > 1e-15 && k < 1e7; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    change = c * d;
    fraction *= change;
  }
  return front * a * fraction;
}

/**
 * The p value of an F ratio: how often it is at least `f` by chance, with `df1` and `df2` degrees of freedom.
 *
 * @throws {InvalidArgumentError} when degrees of freedom are not above 0.
 * @example
 * stats.fUpper(4.0, 3, 20); // 0.022
 */
export function fUpper(f: number, df1: number, df2: number): number {
  checkAbove0(df1, 'F', 'df1');
  checkAbove0(df2, 'F', 'df2');
  if (Number.isNaN(f)) return Number.NaN;
  if (f <= 0) return 1;
  // As a lower tail of the mirrored ratio, which keeps its digits however small it is.
  if (f === Number.POSITIVE_INFINITY) return 0;
  // Near 1 the mirrored ratio would have lost the digits of a small f.
  if (df1 * f < df2) return betainc((df1 * f) / (df2 + df1 * f), df1 / 2, df2 / 2, true, true);
  return betainc(df2 / (df2 + df1 * f), df2 / 2, df1 / 2);
}

/**
 * The x that the fraction `p` of the beta distribution with shapes `a` and `b` lies below.
 *
 * @throws {InvalidArgumentError} when `p` is outside 0 to 1, or a shape not above 0.
 * @example
 * stats.betaQuantile(0.025, 3, 8); // lower end of an exact interval of 3 hits in 10
 */
export function betaQuantile(p: number, a: number, b: number): number {
  checkFraction(p, 'beta');
  checkAbove0(a, 'beta', 'a');
  checkAbove0(b, 'beta', 'b');
  return quantileOfBeta(p, a, b);
}

/** ln Γ(x). */
export function logGamma(x: number): number {
  return gammaln(x);
}

/** ln of the number of ways to choose `k` of `n`; whole numbers, 0 <= k <= n. */
export function logChoose(n: number, k: number): number {
  return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1);
}

function checkAbove0(value: number, what: string, argument: string): void {
  if (value > 0) return;
  throw new InvalidArgumentError(`${what} ${argument} is out of range: received ${value}, expected above 0`, {
    argument,
  });
}

function checkFraction(p: number, what: string): void {
  if (p >= 0 && p <= 1) return;
  throw new InvalidArgumentError(`${what} p is out of range: received ${p}, expected 0 to 1`, { argument: 'p' });
}
