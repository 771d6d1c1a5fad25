import { InvalidArgumentError } from '../../../errors.js';
import { ascendingOrder } from '../ascending-order.js';
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

/**
 * The value below which the fraction `p` of values lies that stand for as many as their weights say (frequency
 * weights), in the unit of the values. With whole weights it is {@link quantile} of the values written out so many
 * times.
 *
 * Between the values at the ranks next to 1 + (Σ w - 1) p, where the value at a rank is the first up to which the
 * weights sum to it. `undefined` when the weights sum to less than 1. O(n).
 *
 * @source Hyndman and Fan 1996, doi:10.1080/00031305.1996.10473566, definition 7
 * @throws {InvalidArgumentError} as weightedMean does, and when `p` is outside 0 to 1.
 * @example
 * stats.weightedQuantile([1, 2, 6], [1, 1, 2], 0.5); // 4
 */
export function weightedQuantile(values: Numbers, weights: Numbers, p: number): number | undefined {
  if (!(p >= 0 && p <= 1)) {
    throw new InvalidArgumentError(`weightedQuantile p is out of range: received ${p}, expected 0 to 1`, {
      argument: 'p',
    });
  }
  const { x, w } = checkWeights(values, weights, 'weightedQuantile');
  let total = 0;
  for (let i = 0; i < w.length; i++) total += w[i];
  if (total < 1) return undefined;
  const order = ascendingOrder(x).filter(i => w[i] > 0);
  const rank = 1 + (total - 1) * p;
  const below = Math.floor(rank);
  let at = 0;
  let passed = w[order[0]];
  const advanceTo = (wanted: number): number => {
    while (passed < wanted && at < order.length - 1) passed += w[order[++at]];
    return x[order[at]];
  };
  const lower = advanceTo(below);
  return lower + (advanceTo(below + 1) - lower) * (rank - below);
}

function checkWeights(
  values: Numbers,
  weights: Numbers,
  caller: string,
): { x: ArrayLike<number>; w: ArrayLike<number> } {
  const x = finiteNumbers(values, caller);
  const w = finiteNumbers(weights, caller, 'weights');
  if (x.length !== w.length) {
    throw new InvalidArgumentError(
      `${caller} weights have the wrong length: received ${w.length}, expected ${x.length}, one for each value`,
      { argument: 'weights' },
    );
  }
  for (let i = 0; i < w.length; i++) {
    if (w[i] >= 0) continue;
    throw new InvalidArgumentError(`${caller} weights at index ${i} is below 0: received ${w[i]}, expected 0 or more`, {
      argument: 'weights',
    });
  }
  return { x, w };
}

function moments(
  values: Numbers,
  weights: Numbers,
  caller: string,
): { mean: number; weight: number; squares: number } | undefined {
  const { x, w } = checkWeights(values, weights, caller);
  let weight = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < x.length; i++) {
    if (w[i] === 0) continue;
    weight += w[i];
    const step = x[i] - mean;
    mean += (step * w[i]) / weight;
    squares += w[i] * step * (x[i] - mean);
  }
  return weight === 0 ? undefined : { mean, weight, squares };
}
