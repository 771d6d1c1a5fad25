/** How two variables go together. */
export { type Correlation, cosineSimilarity, pearson, spearman } from './correlation.js';
export { type RankTies, rank } from './rank.js';
