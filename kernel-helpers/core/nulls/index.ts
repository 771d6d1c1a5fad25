/** Null models and what is told of them; they are drawn from through `io/nulls.ts`. */
export type { DistanceBins } from './describe-distances.js';
export type { PotentialPairs } from './describe-potential.js';
export type { SynapseRows } from './describe-targets.js';
export type { Mixing } from './draw-swaps.js';
export type { Adjustment, FamilyTest, NullFamily, NullResult, NullRun } from './null-result.js';
export type { NullTest } from './null-test.js';
export type { StatisticName } from './statistics.js';
