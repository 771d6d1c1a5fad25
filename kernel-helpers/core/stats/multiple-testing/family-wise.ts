import { ascendingOrder } from '../ascending-order.js';
import type { Numbers } from '../finite-numbers.js';
import { checkPValues } from './p-values.js';

/**
 * Adjusted p values, in the order given: with those at or below α taken as discoveries, the chance of even one false
 * one among them is at most α.
 *
 * Each p times the number of tests, at most 1.
 *
 * @source Dunn 1961, doi:10.1080/01621459.1961.10482090
 * @throws {InvalidArgumentError} when a p value is missing or outside 0 to 1.
 * @example
 * stats.bonferroni([0.01, 0.04, 0.03]); // 0.03, 0.12, 0.09
 */
export function bonferroni(pValues: Numbers): Float64Array {
  const p = checkPValues(pValues, 'bonferroni');
  return Float64Array.from(p, value => Math.min(1, value * p.length));
}

/**
 * What {@link bonferroni} promises, with smaller p values: of m, the one of rank r (1 the smallest) becomes the largest
 * of p(s) * (m - s + 1) over all ranks s <= r, at most 1.
 *
 * @source Holm 1979, "A simple sequentially rejective multiple test procedure", Scand. J. Statist. 6, 65–70
 * @throws {InvalidArgumentError} when a p value is missing or outside 0 to 1.
 * @example
 * stats.holm([0.01, 0.04, 0.03]); // 0.03, 0.06, 0.06
 */
export function holm(pValues: Numbers): Float64Array {
  const p = checkPValues(pValues, 'holm');
  const adjusted = new Float64Array(p.length);
  let largest = 0;
  for (const [s, index] of ascendingOrder(p).entries()) {
    largest = Math.max(largest, Math.min(1, p[index] * (p.length - s)));
    adjusted[index] = largest;
  }
  return adjusted;
}
