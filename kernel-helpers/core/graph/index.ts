/**
 * Wiring as a graph: reciprocity, motifs, paths, components. Cells are the nodes; a connected ordered pair, with at
 * least one synapse, is an edge; its weight is its number of synapses. A cell has no edge to itself.
 *
 * ```ts
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.reciprocity(wiring).reciprocalPairs;
 * graph.triadCensus(wiring).counts['030T'];
 * ```
 *
 * @module
 */
export type { GroupOf } from './cell-groups.js';
export { type DyadCensus, dyadCensus } from './dyad-census.js';
export { MOTIFS, type Motif, type MotifCount, motifCensus } from './motif-census.js';
export {
  type GroupReciprocity,
  type GroupReciprocityOptions,
  type Reciprocity,
  reciprocity,
  reciprocityByGroup,
} from './reciprocity.js';
export type { Direction } from './rows.js';
export { TRIADS, type Triad, type TriadCensus, triadCensus } from './triad-census.js';
