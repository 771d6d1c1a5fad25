import { InvalidArgumentError } from '../../../errors.js';
import { betaQuantile, studentTQuantile } from '../distributions.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';
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

/**
 * A quantile with an interval that needs no assumption of how values are distributed: at the ranks that the exact
 * (beta) distribution of order statistics puts `confidence` between, interpolated as {@link quantile} does.
 *
 * `undefined` when there are no values; for few values the interval is as wide as they go.
 *
 * @source Hettmansperger and Sheather 1986, doi:10.1016/0167-7152(86)90021-0
 * @throws {InvalidArgumentError} when `p` is outside 0 to 1, a value is missing or not finite, or confidence is not
 * between 0 and 1.
 * @example
 * stats.quantileInterval([3, 1, 4, 1, 5, 9, 2, 6, 5, 3], 0.5)?.estimate; // 3.5
 */
export function quantileInterval(values: Numbers, p: number, options: IntervalOptions = {}): Interval | undefined {
  const sample = finiteNumbers(values, 'quantileInterval');
  const confidence = checkConfidence(options, 'quantileInterval');
  const estimate = quantile(sample, p);
  if (estimate === undefined) return undefined;
  const rank = p * (sample.length + 1);
  const [a, b] = [Math.max(rank, 1e-9), Math.max(sample.length + 1 - rank, 1e-9)];
  const at = (tail: number): number => quantile(sample, betaQuantile(tail, a, b)) as number;
  const tail = (1 - confidence) / 2;
  return { estimate, low: at(tail), high: at(1 - tail), confidence };
}

function checkConfidence({ confidence = 0.95 }: IntervalOptions, caller: string): number {
  if (confidence > 0 && confidence < 1) return confidence;
  throw new InvalidArgumentError(
    `${caller} confidence is out of range: received ${confidence}, expected a number between 0 and 1`,
    { argument: 'confidence' },
  );
}
