import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { mean } from './mean.js';

/**
 * The unbiased sample variance (divided by the count less one), in the values' unit squared.
 *
 * `undefined` when there are fewer than two values.
 *
 * @source Chan, Golub and LeVeque 1983, doi:10.1080/00031305.1983.10483115: the corrected two-pass algorithm
 * @throws {InvalidArgumentError} when a value is missing or not finite.
 * @example
 * stats.variance([1, 2, 3, 4]); // 1.6666666666666667
 */
export function variance(values: Numbers): number | undefined {
  const numbers = finiteNumbers(values, 'variance');
  if (numbers.length < 2) return undefined;
  const centre = mean(numbers) as number;
  let squares = 0;
  let left = 0;
  for (let i = 0; i < numbers.length; i++) {
    const away = numbers[i] - centre;
    squares += away * away;
    left += away;
  }
  // The mean is rounded: what the distances from it add up to, and should not, is taken off again.
  return (squares - (left * left) / numbers.length) / (numbers.length - 1);
}
