import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { deviationOf } from './variance.js';

/**
 * The standard error of the mean, sqrt(variance / count), in the unit of the values.
 *
 * `undefined` when there are fewer than two values.
 *
 * @throws {InvalidArgumentError} when a value is missing or not finite.
 * @example
 * stats.sem([1, 2, 3, 4]); // 0.6454972243679028
 */
export function sem(values: Numbers): number | undefined {
  const numbers = finiteNumbers(values, 'sem');
  const deviation = deviationOf(numbers);
  return deviation === undefined ? undefined : deviation / Math.sqrt(numbers.length);
}
