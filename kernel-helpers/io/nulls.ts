/**
 * Null models: is the wiring more, or less, of something than chance would make it, and chance by which rule?
 *
 * Every model takes the wiring and says what it keeps. Its graphs are drawn in threads, and the statistic of the
 * observed graph is set beside theirs: mean, interval, z and p. Draw i of a seed is the same on any number of threads.
 *
 * ```ts
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const bar = progress({ total: 1000, label: 'Shuffling' });
 * const found = await nulls.degreePreserving(wiring, {
 *   statistic: 'reciprocalPairs',
 *   onProgress: ({ done }) => bar.set(done),
 * });
 * bar.done();
 * ({ observed: found.observed, mean: found.mean, z: found.z, p: found.p, mixed: found.mixing?.mixed });
 * ```
 *
 * @module
 */
export * from '../core/nulls/index.js';
export {
  type PotentialEdgesOptions,
  potentialEdges,
  type TargetShuffleOptions,
  targetShuffle,
} from './nulls/contact-models.js';
export {
  chungLu,
  type DegreePreservingOptions,
  degreePreserving,
  type ErdosRenyiOptions,
  erdosRenyi,
} from './nulls/edge-models.js';
export { NullsInterrupted } from './nulls/interrupted.js';
export type { GraphFunction, GraphValue, NullOptions, NullProgress, NullResultOf } from './nulls/options.js';
export {
  type DistanceBinnedOptions,
  type DistanceTypeOptions,
  distanceBinned,
  distanceType,
  type TypeBlockOptions,
  typeBlock,
} from './nulls/place-models.js';
