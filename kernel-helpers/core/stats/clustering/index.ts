/** Groups and axes in tables of features. */
export { type Distances, type Metric, pairwiseDistances } from './distances.js';
export { type Linkage, type LinkageMethod, type LinkageOptions, linkage } from './linkage.js';
export type { FlatRows, Rows } from './rows.js';
