import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { quantile } from './quantile.js';
import { deviationOf } from './variance.js';

/**
 * The middle value, or the mean of the two in the middle, in the unit of the values.
 *
 * `undefined` when there are no values.
 *
 * @throws {InvalidArgumentError} when a value is missing or not finite.
 * @example
 * stats.median([1, 2, 6, 10]); // 4
 */
export function median(values: Numbers): number | undefined {
  return quantile(finiteNumbers(values, 'median'), 0.5);
}

/**
 * The standard deviation of a sample, the root of stats.variance, in the unit of the values.
 *
 * `undefined` when there are fewer than two values.
 *
 * @throws {InvalidArgumentError} when a value is missing or not finite.
 * @example
 * stats.standardDeviation([1, 2, 3, 4]); // 1.291
 */
export function standardDeviation(values: Numbers): number | undefined {
  return deviationOf(finiteNumbers(values, 'standardDeviation'));
}
