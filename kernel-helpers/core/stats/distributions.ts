/** Distribution functions, from @stdlib: the one place where core trusts a package. */

import studentTCdf from '@stdlib/stats-base-dists-t-cdf';
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
  if (!(df > 0)) {
    throw new InvalidArgumentError(`student t df is out of range: received ${df}, expected above 0`, {
      argument: 'df',
    });
  }
  // The lower tail keeps its digits where one less the upper tail would lose them.
  return 2 * studentTCdf(-Math.abs(t), df);
}
