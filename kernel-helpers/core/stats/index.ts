/**
 * Statistics on plain numbers. All share one rule: a missing or infinite value is an error that names its index, and
 * too few values give `undefined`.
 *
 * ```ts
 * stats.pairedTTest([3, 4, 6], [1, 3, 2]); // { n: 3, mean: 2.33…, sem: 0.88…, t: 2.64…, df: 2, p: 0.118…, ci95: … }
 * ```
 *
 * @module
 */
export * from './association/index.js';
export * from './clustering/index.js';
export {
  betaQuantile,
  chiSquareUpper,
  fUpper,
  normalCdf,
  normalQuantile,
  normalTwoSided,
  studentTLower,
  studentTQuantile,
  studentTTwoSided,
} from './distributions.js';
export type { Numbers } from './finite-numbers.js';
export * from './hypothesis/index.js';
export * from './multiple-testing/index.js';
export * from './regression/index.js';
export * from './resampling/index.js';
export * from './summary/index.js';
