import { InvalidArgumentError } from '../../../errors.js';
import { studentTTwoSided } from '../distributions.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { mean } from '../summary/mean.js';
import { variance } from '../summary/variance.js';

/** A paired t-test: how far the mean of `n` differences is from zero. */
export interface PairedT {
  /** How many pairs. */
  readonly n: number;
  /** Mean of a - b, in the unit of the values. */
  readonly meanDifference: number;
  readonly t: number;
  /** Degrees of freedom: pairs less one. */
  readonly df: number;
  /** Two-sided. */
  readonly p: number;
}

/**
 * Student's t-test for paired values: `a[i]` and `b[i]` belong to the same cell.
 *
 * `undefined` when there are fewer than two pairs. When every pair differs by the same amount, t is infinite and p 0;
 * when none differs at all, t and p are NaN.
 *
 * @source Student 1908, doi:10.2307/2331554
 * @throws {InvalidArgumentError} when the lengths differ, or a value is missing or not finite.
 * @example
 * stats.pairedT([3, 4, 6], [1, 3, 2])?.t; // 2.6457513110645907
 */
export function pairedT(a: Numbers, b: Numbers): PairedT | undefined {
  const left = finiteNumbers(a, 'pairedT', 'a');
  const right = finiteNumbers(b, 'pairedT', 'b');
  if (left.length !== right.length) {
    throw new InvalidArgumentError(
      `pairedT values are not paired: received ${left.length} and ${right.length}, expected as many in b as in a`,
      { argument: 'b' },
    );
  }
  const differences = Float64Array.from(left, (value, i) => value - right[i]);
  const meanDifference = mean(differences);
  const spread = variance(differences);
  if (meanDifference === undefined || spread === undefined) return undefined;
  const n = differences.length;
  const t = meanDifference / Math.sqrt(spread / n);
  return { n, meanDifference, t, df: n - 1, p: studentTTwoSided(t, n - 1) };
}
