import { InvalidArgumentError } from '../../../errors.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';

/**
 * The mean of values of different weight, Σ w x / Σ w, in the unit of the values.
 *
 * `undefined` when there are no values or all weights are 0.
 *
 * @throws {InvalidArgumentError} when there are not as many weights as values, one is below 0, or a value is missing or
 * not finite.
 * @example
 * stats.weightedMean([1, 2, 6], [1, 1, 2]); // 3.75
 */
export function weightedMean(values: Numbers, weights: Numbers): number | undefined {
  return moments(values, weights, 'weightedMean')?.mean;
}

/**
 * The variance of values that stand for as many as their weights say (frequency weights): Σ w (x - mean)² / (Σ w - 1),
 * in the unit squared. With whole weights it is that of the values written out so many times.
 *
 * `undefined` when the weights sum to 1 or less.
 *
 * @throws {InvalidArgumentError} as weightedMean does.
 * @example
 * stats.weightedVariance([1, 2, 6], [1, 1, 2]); // 6.917
 */
export function weightedVariance(values: Numbers, weights: Numbers): number | undefined {
  const found = moments(values, weights, 'weightedVariance');
  return found === undefined || found.weight <= 1 ? undefined : found.squares / (found.weight - 1);
}

function moments(
  values: Numbers,
  weights: Numbers,
  caller: string,
): { mean: number; weight: number; squares: number } | undefined {
  const x = finiteNumbers(values, caller);
  const w = finiteNumbers(weights, caller, 'weights');
  if (x.length !== w.length) {
    throw new InvalidArgumentError(
      `${caller} weights have the wrong length: received ${w.length}, expected ${x.length}, one for each value`,
      { argument: 'weights' },
    );
  }
  let weight = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < x.length; i++) {
    if (w[i] < 0) {
      throw new InvalidArgumentError(
        `${caller} weights at index ${i} is below 0: received ${w[i]}, expected 0 or more`,
        {
          argument: 'weights',
        },
      );
    }
    if (w[i] === 0) continue;
    weight += w[i];
    const step = x[i] - mean;
    mean += (step * w[i]) / weight;
    squares += w[i] * step * (x[i] - mean);
  }
  return weight === 0 ? undefined : { mean, weight, squares };
}
