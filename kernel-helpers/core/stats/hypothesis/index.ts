/** Tests of a hypothesis: do two samples differ, do two things go together. */
export type { Alternative } from './alternative.js';
export { type BinomialTest, binomialTest } from './binomial.js';
export { type ChiSquareOptions, type ChiSquareTest, chiSquareFit, chiSquareTest } from './chi-square.js';
export type { Counts } from './contingency.js';
export { type FisherExact, fisherExact } from './fisher-exact.js';
export { type KolmogorovSmirnov, type KolmogorovSmirnovOptions, kolmogorovSmirnov } from './kolmogorov-smirnov.js';
export { type KolmogorovSmirnovFit, kolmogorovSmirnovFit } from './kolmogorov-smirnov-fit.js';
export { type MannWhitney, type MannWhitneyOptions, mannWhitney } from './mann-whitney.js';
export {
  oneSampleTTest,
  pairedTTest,
  studentTTest,
  type TTest,
  type TTestOptions,
  type TwoSampleTTest,
  welchTTest,
} from './t-test.js';
export { type WilcoxonOptions, type WilcoxonSignedRank, wilcoxonSignedRank } from './wilcoxon-signed-rank.js';
