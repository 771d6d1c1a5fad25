import { InvalidArgumentError } from '../../../errors.js';
import { normalQuantile, studentTTwoSided } from '../distributions.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { mean } from '../summary/mean.js';
import { rankWithTies } from './rank.js';

/** How two variables go together. */
export interface Correlation {
  /** From -1 to 1. */
  readonly r: number;
  /** Two-sided, by t = r · sqrt((n - 2) / (1 - r²)) with n - 2 degrees of freedom; `undefined` for two pairs. */
  readonly p: number | undefined;
  readonly n: number;
  /** The 95 % interval of r by Fisher's z; `undefined` for fewer than four pairs. */
  readonly ci95: readonly [low: number, high: number] | undefined;
}

/**
 * Pearson's correlation of paired values.
 *
 * r = Σ (x - mean x)(y - mean y) / sqrt(Σ (x - mean x)² · Σ (y - mean y)²). `undefined` for fewer than two pairs, and
 * when x or y does not vary.
 *
 * @source Pearson 1895, doi:10.1098/rspl.1895.0041; Fisher 1915, doi:10.2307/2331838
 * @throws {InvalidArgumentError} when the lengths differ, or a value is missing or not finite.
 * @example
 * stats.pearson([1, 2, 3, 4], [1, 3, 2, 5])?.r; // 0.8315
 */
export function pearson(x: Numbers, y: Numbers): Correlation | undefined {
  return correlate(...pairs(x, y, 'pearson'));
}

/**
 * Spearman's rank correlation of paired values: Pearson's of their ranks, equal values at their mean rank.
 *
 * p and the interval are those of {@link pearson}, good approximations from some ten pairs on. `undefined` for fewer
 * than two pairs, and when x or y does not vary.
 *
 * @source Spearman 1904, doi:10.2307/1412159
 * @throws {InvalidArgumentError} when the lengths differ, or a value is missing or not finite.
 * @example
 * stats.spearman([1, 2, 3, 4], [1, 30, 20, 5000])?.r; // 0.8
 */
export function spearman(x: Numbers, y: Numbers): Correlation | undefined {
  const [left, right] = pairs(x, y, 'spearman');
  return correlate(rankWithTies(left).ranks, rankWithTies(right).ranks);
}

/**
 * The cosine of the angle between two vectors: Σ x y / sqrt(Σ x² · Σ y²), from -1 to 1.
 *
 * `undefined` when one of them is all 0, or they are empty.
 *
 * @throws {InvalidArgumentError} when the lengths differ, or a value is missing or not finite.
 * @example
 * stats.cosineSimilarity([1, 0, 1], [1, 1, 0]); // 0.5
 */
export function cosineSimilarity(x: Numbers, y: Numbers): number | undefined {
  const [left, right] = pairs(x, y, 'cosineSimilarity');
  return cosine(left, right);
}

function pairs(x: Numbers, y: Numbers, caller: string): readonly [ArrayLike<number>, ArrayLike<number>] {
  const left = finiteNumbers(x, caller, 'x');
  const right = finiteNumbers(y, caller, 'y');
  if (left.length === right.length) return [left, right];
  throw new InvalidArgumentError(
    `${caller} values are not paired: received ${left.length} and ${right.length}, expected as many in y as in x`,
    { argument: 'y' },
  );
}

function cosine(x: ArrayLike<number>, y: ArrayLike<number>): number | undefined {
  const [xScale, yScale] = [largest(x), largest(y)];
  if (xScale === 0 || yScale === 0) return undefined;
  let dot = 0;
  let xSquares = 0;
  let ySquares = 0;
  // Scaled first: products of tiny or huge values would leave the range of numbers.
  for (let i = 0; i < x.length; i++) {
    const left = x[i] / xScale;
    const right = y[i] / yScale;
    dot += left * right;
    xSquares += left * left;
    ySquares += right * right;
  }
  return Math.min(1, Math.max(-1, dot / Math.sqrt(xSquares * ySquares)));
}

function largest(values: ArrayLike<number>): number {
  let size = 0;
  for (let i = 0; i < values.length; i++) size = Math.max(size, Math.abs(values[i]));
  return size;
}

function correlate(x: ArrayLike<number>, y: ArrayLike<number>): Correlation | undefined {
  const n = x.length;
  if (n < 2 || isConstant(x) || isConstant(y)) return undefined;
  const r = cosine(centred(x), centred(y));
  if (r === undefined) return undefined;
  const p = n === 2 ? undefined : studentTTwoSided(r * Math.sqrt((n - 2) / ((1 - r) * (1 + r))), n - 2);
  return { r, p, n, ci95: n < 4 ? undefined : interval(r, n) };
}

function interval(r: number, n: number): readonly [number, number] {
  const half = normalQuantile(0.975) / Math.sqrt(n - 3);
  return [Math.tanh(Math.atanh(r) - half), Math.tanh(Math.atanh(r) + half)];
}

function isConstant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}

function centred(values: ArrayLike<number>): Float64Array {
  const centre = mean(values) as number;
  const away = new Float64Array(values.length);
  for (let i = 0; i < away.length; i++) away[i] = values[i] - centre;
  return away;
}
