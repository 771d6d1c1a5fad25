/** Groups and axes in tables of features. */
export { adjustedRandIndex, type Confusion, confusion } from './agreement.js';
export { consensusDistances } from './consensus.js';
export {
  type Consensus,
  type ConsensusClustering,
  type ConsensusOptions,
  consensusClustering,
} from './consensus-clustering.js';
export { copheneticCorrelation, copheneticDistances } from './cophenetic.js';
export { type Cut, cutTree } from './cut-tree.js';
export { type Distances, type Metric, pairwiseDistances } from './distances.js';
export { type KMeans, type KMeansOptions, kMeans } from './k-means.js';
export type { Grouping } from './labels.js';
export { type Lda, lda } from './lda.js';
export { type LdaCrossValidation, ldaCrossValidation } from './lda-cross-validation.js';
export { leafOrder } from './leaf-order.js';
export { type Linkage, type LinkageOptions, linkage } from './linkage.js';
export type { LinkageMethod } from './merges.js';
export { adjustedMutualInformation, mutualInformation, normalizedMutualInformation } from './mutual-information.js';
export { optimalLeafOrder } from './optimal-leaf-order.js';
export { type Pca, pca } from './pca.js';
export type { FlatRows, Rows } from './rows.js';
export { type Silhouette, silhouette } from './silhouette.js';
export { gaussianWeights, type SpectralEmbedding, spectralClustering, spectralEmbedding } from './spectral.js';
