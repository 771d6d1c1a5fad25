/** Groups and axes in tables of features. */
export { adjustedRandIndex, type Confusion, confusion, normalizedMutualInformation } from './agreement.js';
export { consensusDistances } from './consensus.js';
export { type Cut, copheneticDistances, cutTree } from './cut-tree.js';
export { type Distances, type Metric, pairwiseDistances } from './distances.js';
export { type KMeans, type KMeansOptions, kMeans } from './k-means.js';
export type { Grouping } from './labels.js';
export { type Lda, type LdaCrossValidation, lda, ldaCrossValidation } from './lda.js';
export { leafOrder } from './leaf-order.js';
export { type Linkage, type LinkageMethod, type LinkageOptions, linkage } from './linkage.js';
export { optimalLeafOrder } from './optimal-leaf-order.js';
export { type Pca, pca } from './pca.js';
export type { FlatRows, Rows } from './rows.js';
export { type Silhouette, silhouette } from './silhouette.js';
