/**
 * Statistics on plain numbers. All share one rule: a missing or infinite value is an error that names its index, and
 * too few values give `undefined`.
 *
 * ```ts
 * stats.pairedT([3, 4, 6], [1, 3, 2]); // { n: 3, meanDifference: 2.33…, t: 2.64…, df: 2, p: 0.118… }
 * ```
 *
 * @module
 */
export { benjaminiHochberg } from './benjamini-hochberg.js';
export { studentTTwoSided } from './distributions.js';
export type { Numbers } from './finite-numbers.js';
export { mean } from './mean.js';
export { type PairedT, pairedT } from './paired-t.js';
export { quantile } from './quantile.js';
export { sem } from './sem.js';
export { variance } from './variance.js';
