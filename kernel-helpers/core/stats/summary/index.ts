/** What a sample is like: where it lies, how it spreads. */
export { mean } from './mean.js';
export { quantile } from './quantile.js';
export { sem } from './sem.js';
export { variance } from './variance.js';
export { type ProportionInterval, type WilsonIntervalOptions, wilsonInterval } from './wilson-interval.js';
