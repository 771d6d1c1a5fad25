/** How two variables go together. */
export { type Correlation, cosineSimilarity, pearson, spearman } from './correlation.js';
export { rank } from './rank.js';
