/** Intervals and p values from the data shuffled and drawn again. */
export { bootstrap, bootstrapDifference } from './bootstrap.js';
export { bootstrapRows, clusterBootstrap } from './bootstrap-rows.js';
export type { Bootstrap, BootstrapMethod, BootstrapOptions } from './interval.js';
export { type PermutationOptions, type PermutationTest, permutationTest } from './permutation-test.js';
export type { SampleStatistic, Statistic } from './statistic.js';
