/**
 * Wiring as a graph: reciprocity, motifs, paths, components, and connection probability by distance. Cells are the
 * nodes; a connected ordered pair, with at least one synapse, is an edge; its weight is its number of synapses. A cell
 * has no edge to itself.
 *
 * ```ts
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.reciprocity(wiring).reciprocalPairs;
 * graph.triadCensus(wiring).counts['030T']; // feed-forward loops
 * ```
 *
 * @module
 */
export {
  type AssortativityOptions,
  type DegreeAssortativityOptions,
  degreeAssortativity,
  type GroupAssortativity,
  groupAssortativity,
  numericAssortativity,
} from './assortativity.js';
export { type Clustering, clustering } from './clustering.js';
export { type Components, stronglyConnectedComponents, weaklyConnectedComponents } from './components.js';
export {
  type ConnectionProbability,
  type ConnectionProbabilityOptions,
  connectionProbability,
  connectionProbabilityByGroup,
  type GroupConnectionProbability,
  type GroupConnectionProbabilityOptions,
} from './connection-probability.js';
export { type CoreNumbersOptions, coreNumbers } from './core-numbers.js';
export { type DyadCensus, dyadCensus } from './dyad-census.js';
export { MOTIFS, type Motif, type MotifCount, motifCensus } from './motif-census.js';
export type { LengthRule } from './path-length-rule.js';
export { type PathSummary, pathSummary } from './path-summary.js';
export {
  type GroupReciprocity,
  type GroupReciprocityOptions,
  type Reciprocity,
  reciprocity,
  reciprocityByGroup,
} from './reciprocity.js';
export { type RichClub, type RichClubOptions, richClub } from './rich-club.js';
export type { Direction } from './rows.js';
export {
  type SharedPartnerMatrix,
  type SharedPartnerMatrixOptions,
  type SharedPartnerMeasure,
  sharedPartnerMatrix,
} from './shared-partner-matrix.js';
export { type SharedPartners, sharedInputs, sharedOutputs } from './shared-partners.js';
export {
  type Path,
  type PathLengthOptions,
  type PathLengths,
  type PathOptions,
  shortestPath,
  shortestPathLengths,
} from './shortest-paths.js';
export { TRIADS, type Triad, type TriadCensus, triadCensus } from './triad-census.js';
