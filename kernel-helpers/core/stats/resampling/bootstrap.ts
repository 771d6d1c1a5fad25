import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { DrawStream } from './draw-stream.js';
import { type Bootstrap, type BootstrapOptions, checkBootstrap, intervalOf } from './interval.js';
import { resamplerOf } from './resampler.js';
import { type Statistic, statisticOf } from './statistic.js';

/**
 * The interval of a statistic by the bootstrap: how it comes out when the sample is drawn from itself, with putting
 * back, many times.
 *
 * `statistic` is `mean`, `median`, `standardDeviation`, or your own function of a sample, which gets an array that it
 * must not keep. `undefined` for fewer than two values. `bca` asks for the statistic without each value in turn besides
 * the draws, O((draws + n) · n) unless it is `mean`: take `percentile` for very many values.
 *
 * @source Efron 1979, doi:10.1214/aos/1176344552
 * @throws {InvalidArgumentError} when a value is missing or not finite, an option is out of range, or the statistic of
 * a draw is not a number.
 * @example
 * stats.bootstrap([2, 3, 5, 7, 11, 13], 'mean', { method: 'percentile', seed: 1 })?.estimate; // 6.833
 */
export function bootstrap(
  values: Numbers,
  statistic: Statistic = 'mean',
  options: BootstrapOptions = {},
): Bootstrap | undefined {
  const sample = Float64Array.from(finiteNumbers(values, 'bootstrap'));
  const wanted = checkBootstrap(options, 'bootstrap');
  statisticOf(statistic, 'bootstrap');
  if (sample.length < 2) return undefined;
  const resampler = resamplerOf(sample, statistic, 'bootstrap');
  const stream = new DrawStream(wanted.seed);
  const distribution = new Float64Array(wanted.draws);
  for (let draw = 0; draw < wanted.draws; draw++) distribution[draw] = resampler.draw(stream);
  return intervalOf(resampler.estimate, distribution, () => [resampler.leaveOneOut()], wanted, 'bootstrap');
}

/**
 * The interval of the difference of a statistic between two independent samples: each is drawn from itself.
 *
 * `undefined` when a sample has fewer than two values.
 *
 * @source Efron and Tibshirani 1993, "An introduction to the bootstrap", chapter 8
 * @throws {InvalidArgumentError} as bootstrap does.
 * @example
 * stats.bootstrapDifference([2, 3, 5], [7, 11, 13], 'mean')?.estimate; // -7
 */
export function bootstrapDifference(
  a: Numbers,
  b: Numbers,
  statistic: Statistic = 'mean',
  options: BootstrapOptions = {},
): Bootstrap | undefined {
  const left = Float64Array.from(finiteNumbers(a, 'bootstrapDifference', 'a'));
  const right = Float64Array.from(finiteNumbers(b, 'bootstrapDifference', 'b'));
  const wanted = checkBootstrap(options, 'bootstrapDifference');
  statisticOf(statistic, 'bootstrapDifference');
  if (left.length < 2 || right.length < 2) return undefined;
  const first = resamplerOf(left, statistic, 'bootstrapDifference');
  const second = resamplerOf(right, statistic, 'bootstrapDifference');
  const stream = new DrawStream(wanted.seed);
  const distribution = new Float64Array(wanted.draws);
  for (let draw = 0; draw < wanted.draws; draw++) distribution[draw] = first.draw(stream) - second.draw(stream);
  // Less the second sample's: a larger one makes the difference smaller.
  const leaveOneOut = (): Float64Array[] => [first.leaveOneOut(), second.leaveOneOut().map(value => -value)];
  return intervalOf(first.estimate - second.estimate, distribution, leaveOneOut, wanted, 'bootstrapDifference');
}
