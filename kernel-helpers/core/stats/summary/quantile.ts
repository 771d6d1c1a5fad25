import { InvalidArgumentError } from '../../../errors.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';

/**
 * The value below which the fraction `p` of the values lies, interpolated between neighbours (method R-7, the default
 * of NumPy, R and d3), in the unit of the values.
 *
 * `undefined` when there are no values. O(n log n): the values are copied and sorted.
 *
 * @source Hyndman and Fan 1996, doi:10.1080/00031305.1996.10473566
 * @throws {InvalidArgumentError} when `p` is outside 0 to 1, or a value is missing or not finite.
 * @example
 * stats.quantile([1, 2, 3, 10], 0.5); // 2.5, the median
 */
export function quantile(values: Numbers, p: number): number | undefined {
  if (!(p >= 0 && p <= 1)) {
    throw new InvalidArgumentError(`quantile p is out of range: received ${p}, expected 0 to 1`, { argument: 'p' });
  }
  const sorted = new Float64Array(finiteNumbers(values, 'quantile')).sort();
  return sorted.length === 0 ? undefined : quantileOfSorted(sorted, p);
}

/** The same of one value or more that are in ascending order. */
export function quantileOfSorted(sorted: Float64Array, p: number): number {
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  const step = sorted[above] - sorted[below];
  if (Number.isFinite(step)) return sorted[below] + step * (at - below);
  return sorted[below] * (below + 1 - at) + sorted[above] * (at - below);
}
