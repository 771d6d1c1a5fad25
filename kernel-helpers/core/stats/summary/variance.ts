import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { mean } from './mean.js';

/**
 * The unbiased sample variance (divided by the count less one), in the values' unit squared.
 *
 * `undefined` when there are fewer than two values. Values beyond some 10^150 have an infinite one, those of
 * 10^-160 one of 0, though their {@link standardDeviation} is a number: a square needs twice the range.
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
  if (squares === Number.POSITIVE_INFINITY) return squares;
  // The mean is rounded: what the distances from it add up to, and should not, is taken off again.
  return (squares - (left * left) / numbers.length) / (numbers.length - 1);
}

/** The root of {@link variance}, for values as large or as small as numbers go; `undefined` for fewer than two. */
export function deviationOf(numbers: ArrayLike<number>): number | undefined {
  let largest = 0;
  for (let i = 0; i < numbers.length; i++) largest = Math.max(largest, Math.abs(numbers[i]));
  // Where squares would leave the range of numbers. A power of 2 rounds nothing.
  const scale = largest > 1e120 ? 2 ** -600 : largest < 1e-120 ? 2 ** 600 : 1;
  const squared = variance(scale === 1 ? numbers : Float64Array.from(numbers, value => value * scale));
  return squared === undefined ? undefined : Math.sqrt(squared) / scale;
}
