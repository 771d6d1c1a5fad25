/** What a sample is like: where it lies, how it spreads. */
export { type Description, describe } from './describe.js';
export {
  type Interval,
  type IntervalOptions,
  meanInterval,
  type QuantileInterval,
  quantileInterval,
} from './intervals.js';
export { mean } from './mean.js';
export { quantile } from './quantile.js';
export { sem } from './sem.js';
export { median, standardDeviation } from './spread.js';
export { variance } from './variance.js';
export { weightedMean, weightedQuantile, weightedVariance } from './weighted.js';
export { type ProportionInterval, type WilsonIntervalOptions, wilsonInterval } from './wilson-interval.js';
