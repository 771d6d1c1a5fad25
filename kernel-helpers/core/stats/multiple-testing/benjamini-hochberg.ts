import { ascendingOrder } from '../ascending-order.js';
import type { Numbers } from '../finite-numbers.js';
import { checkPValues } from './p-values.js';

/**
 * Adjusted p values, in the order given: those at or below q are the discoveries with a false discovery rate of q.
 *
 * Of m p values, the one of rank r (1 the smallest) becomes the least of p(s) * m / s over all ranks s >= r, at most 1.
 * Give it every test of the family at once.
 *
 * @source Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x
 * @throws {InvalidArgumentError} when a p value is missing or outside 0 to 1.
 * @example
 * stats.benjaminiHochberg([0.01, 0.04, 0.03]); // 0.03, 0.04, 0.04
 */
export function benjaminiHochberg(pValues: Numbers): Float64Array {
  return stepUp(checkPValues(pValues, 'benjaminiHochberg'), 1);
}

/**
 * {@link benjaminiHochberg} for tests that depend on each other in any way: its values times 1 + 1/2 + … + 1/m, at
 * most 1.
 *
 * @source Benjamini and Yekutieli 2001, doi:10.1214/aos/1013699998
 * @throws {InvalidArgumentError} when a p value is missing or outside 0 to 1.
 * @example
 * stats.benjaminiYekutieli([0.01, 0.04, 0.03]); // 0.055, 0.0733, 0.0733
 */
export function benjaminiYekutieli(pValues: Numbers): Float64Array {
  const p = checkPValues(pValues, 'benjaminiYekutieli');
  let harmonic = 0;
  for (let i = 1; i <= p.length; i++) harmonic += 1 / i;
  return stepUp(p, harmonic);
}

function stepUp(p: ArrayLike<number>, factor: number): Float64Array {
  const byRank = ascendingOrder(p);
  const adjusted = new Float64Array(p.length);
  let least = 1;
  for (let rank = p.length; rank >= 1; rank--) {
    const index = byRank[rank - 1];
    // Not (p * m) / rank: rounded twice, it can fall below p.
    least = Math.min(least, p[index] * ((factor * p.length) / rank));
    adjusted[index] = least;
  }
  return adjusted;
}
