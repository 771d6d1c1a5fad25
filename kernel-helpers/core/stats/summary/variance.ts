import { finiteNumbers, type Numbers } from '../finite-numbers.js';

/**
 * The unbiased sample variance (divided by the count less one), in the values' unit squared.
 *
 * `undefined` when there are fewer than two values.
 *
 * @source Welford 1962, doi:10.1080/00401706.1962.10490022
 * @throws {InvalidArgumentError} when a value is missing or not finite.
 * @example
 * stats.variance([1, 2, 3, 4]); // 1.6666666666666667
 */
export function variance(values: Numbers): number | undefined {
  const numbers = finiteNumbers(values, 'variance');
  if (numbers.length < 2) return undefined;
  let runningMean = 0;
  let squares = 0;
  for (let i = 0; i < numbers.length; i++) {
    const step = numbers[i] - runningMean;
    runningMean += step / (i + 1);
    squares += step * (numbers[i] - runningMean);
  }
  return squares / (numbers.length - 1);
}
