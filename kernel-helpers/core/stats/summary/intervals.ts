import { InvalidArgumentError } from '../../../errors.js';
import { studentTQuantile } from '../distributions.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { binomialWeights } from '../hypothesis/discrete-tail.js';
import { mean } from './mean.js';
import { quantile } from './quantile.js';
import { sem } from './sem.js';

/** A value and where it may lie. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
}

/** How sure an interval is. */
export interface IntervalOptions {
  /** How often such intervals hold the true value; 0.95 when absent. */
  readonly confidence?: number;
}

/**
 * The mean with its t interval, mean ± sem · t((1 + confidence) / 2, n - 1), in the unit of the values.
 *
 * `undefined` for fewer than two values.
 *
 * @source Student 1908, doi:10.2307/2331554
 * @throws {InvalidArgumentError} when a value is missing or not finite, or confidence is not between 0 and 1.
 * @example
 * stats.meanInterval([1, 2, 3, 4])?.low; // 0.4457
 */
export function meanInterval(values: Numbers, options: IntervalOptions = {}): Interval | undefined {
  const sample = finiteNumbers(values, 'meanInterval');
  const confidence = checkConfidence(options, 'meanInterval');
  const estimate = mean(sample);
  const error = sem(sample);
  if (estimate === undefined || error === undefined) return undefined;
  const half = error * studentTQuantile((1 + confidence) / 2, sample.length - 1);
  return { estimate, low: estimate - half, high: estimate + half, confidence };
}

/** A quantile and where it may lie; an end is `undefined` where the values do not reach far enough to tell. */
export interface QuantileInterval {
  readonly estimate: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly confidence: number;
}

/**
 * A quantile with an interval that needs no assumption of how values are distributed: from value to value of the
 * sample, the closest two that hold the true quantile at least as often as `confidence`, half of the rest on each side.
 *
 * The number of values below the quantile is binomial: of ascending values, counted from 0, the ends are number
 * k - 1, with k the least that P(X <= k) >= (1 - confidence) / 2 holds for, and number k, with k the least that
 * P(X > k) <= (1 - confidence) / 2 holds for. Where there is no such value the end is `undefined`: the median has both
 * from 6 values on. The estimate is that of {@link quantile}; all in the unit of the values.
 *
 * `undefined` when there are no values.
 *
 * @source Conover 1999, "Practical nonparametric statistics", 3.2; as scipy's quantile_test
 * @throws {InvalidArgumentError} when `p` is outside 0 to 1, a value is missing or not finite, or confidence is not
 * between 0 and 1.
 * @example
 * stats.quantileInterval([3, 1, 4, 1, 5, 9, 2, 6, 5, 3], 0.5); // { estimate: 3.5, low: 1, high: 6, confidence: 0.95 }
 */
export function quantileInterval(
  values: Numbers,
  p: number,
  options: IntervalOptions = {},
): QuantileInterval | undefined {
  const sample = new Float64Array(finiteNumbers(values, 'quantileInterval')).sort();
  const confidence = checkConfidence(options, 'quantileInterval');
  const estimate = quantile(sample, p);
  if (estimate === undefined) return undefined;
  const [low, high] = ranksAround(sample.length, p, (1 - confidence) / 2);
  return { estimate, low: sample[low], high: sample[high], confidence };
}

/** Places among `n` ascending values, -1 or n where there are none. */
function ranksAround(n: number, p: number, tail: number): readonly [number, number] {
  const { least, values } = binomialWeights(n, p);
  const most = tail * values.reduce((sum, weight) => sum + weight, 0);
  let from = 0;
  for (let sum = values[0]; sum < most; sum += values[from]) from++;
  let to = values.length - 1;
  for (let sum = values[to]; to > 0 && sum <= most; sum += values[to]) to--;
  return [least + from - 1, least + to];
}

function checkConfidence({ confidence = 0.95 }: IntervalOptions, caller: string): number {
  if (confidence > 0 && confidence < 1) return confidence;
  throw new InvalidArgumentError(
    `${caller} confidence is out of range: received ${confidence}, expected a number between 0 and 1`,
    { argument: 'confidence' },
  );
}
