/**
 * How far axons and dendrites travel together: the chance they had to make a synapse.
 *
 * @module
 */
export { type DiscretisedCable, type DiscretiseOptions, discretise } from './discretise.js';
export { type PairPopulations, type PairPopulationsOptions, POPULATION, pairPopulations } from './pair-populations.js';
export { type PotentialPairList, potentialPairs } from './potential-pairs.js';
export { type Proximities, type ProximitiesOptions, proximities } from './proximities.js';
export { type Proximity, type ProximityOptions, proximity } from './proximity.js';
export { type ProximityRegion, proximityRegions } from './proximity-regions.js';
export type { Cable, SkeletonEdges } from './skeleton-edges.js';
