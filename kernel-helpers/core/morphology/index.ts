/**
 * Measures of a neuron's tree, all in nanometres.
 *
 * ```ts
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * morphology.cableLengthNm(cell.skeleton) / 1e6; // mm of axon and dendrite
 * ```
 *
 * @module
 */
export { type Bifurcations, bifurcations } from './bifurcations.js';
export { type Bounds, bounds } from './bounds.js';
export { branchPointCount, tipCount } from './branching.js';
export { type CableByCompartment, cableByCompartmentNm, cableLengthNm } from './cable-length.js';
export {
  type CableProfile,
  cableByPathDistanceNm,
  type DepthProfile,
  type DepthProfileOptions,
  depthProfile,
  type PathDistanceProfile,
} from './cable-profile.js';
export { type ClumpedSynapses, type ClumpedSynapsesOptions, clumpedSynapses } from './clumped-synapses.js';
export type { CompartmentChoice, CompartmentName } from './compartment-names.js';
export type { DerivedSkeleton } from './derived-skeleton.js';
export {
  branchOrders,
  euclideanDistanceToSomaNm,
  pathDistanceNm,
  pathDistanceToSomaNm,
} from './distance-to-soma.js';
export { edgeLengthsNm } from './edge-lengths.js';
export { type MainPathOptions, mainPath } from './main-path.js';
export * from './proximity/index.js';
export { type PruneOptions, prune } from './prune.js';
export { resample } from './resample.js';
export { type Segments, segments, tortuosity } from './segments.js';
export { type Sholl, type ShollOptions, sholl } from './sholl.js';
export { simplify } from './simplify.js';
export { type SnappedSynapses, type SnapSynapsesOptions, snapSynapses } from './snap-synapses.js';
export { type SomaEstimate, type SomaFromSynapsesOptions, somaFromSynapses } from './soma-from-synapses.js';
export { cableByStrahlerNm, strahlerOrders } from './strahler.js';
export { reroot, subtree } from './subtree.js';
export { type SurfaceAndVolume, surfaceAndVolume } from './surface-volume.js';
export {
  type SynapseCounts,
  type SynapseCountsOptions,
  type SynapseDensity,
  synapseCounts,
  synapseDensity,
} from './synapse-counts.js';
export { type SynapseIntervals, synapseIntervals } from './synapse-intervals.js';
export { type SynapseSites, synapseSites } from './synapse-sites.js';
export {
  type TargetCompartment,
  type TargetCompartmentOptions,
  targetCompartments,
} from './target-compartments.js';
