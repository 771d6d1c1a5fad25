import { finiteNumbers, type Numbers } from '../finite-numbers.js';

/**
 * The arithmetic mean, in the unit of the values.
 *
 * `undefined` when there are no values. The sum carries its rounding error along (Neumaier), so that many values of
 * very different size add up right.
 *
 * @source Neumaier 1974, doi:10.1002/zamm.19740540106
 * @throws {InvalidArgumentError} when a value is missing or not finite.
 * @example
 * stats.mean([1, 2, 6]); // 3
 */
export function mean(values: Numbers): number | undefined {
  const numbers = finiteNumbers(values, 'mean');
  if (numbers.length === 0) return undefined;
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i];
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  const found = (sum + lost) / numbers.length;
  if (Number.isFinite(found)) return found;
  // The sum is beyond the largest number, the mean is not: of smaller values, by a power of 2, which rounds nothing.
  return (mean(Float64Array.from(numbers, value => value * 2 ** -60)) as number) * 2 ** 60;
}
