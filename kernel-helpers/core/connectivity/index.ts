/**
 * Connectivity from synapse tables.
 *
 * ```ts
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * matrix(connectivity.groupMatrix(wiring, column.cellTypes, { measure: 'probability' }));
 * ```
 *
 * @module
 */
export type { CellChoice } from './cell-indices.js';
export {
  type CellSynapses,
  type CellSynapsesOptions,
  type ConnectionSummary,
  cellSynapses,
  connectionSummary,
} from './cell-synapses.js';
export { type ClusterTree, type ClusterTreeOptions, clusterTree } from './cluster-tree.js';
export type { Connectivity } from './connectivity.js';
export { type ConnectivityParts, connectivityOf } from './connectivity-of.js';
export { type CrossTable, type CrossTabulateOptions, crossTabulate } from './cross-tabulate.js';
export { type Degrees, degrees } from './degrees.js';
export {
  type DistanceBin,
  type DistanceShare,
  type DistanceShares,
  type DistanceSharesOptions,
  distanceShares,
  type SynapseDistances,
} from './distance-shares.js';
export { edges } from './edges.js';
export { type EdgeArrays, fromDense, fromEdges } from './from-edges.js';
export { type FromSynapsesOptions, fromSynapses } from './from-synapses.js';
export { type GroupMatrix, type GroupMatrixOptions, groupMatrix } from './group-matrix.js';
export type { GroupMeasure } from './group-measures.js';
export type { GroupOf } from './grouping.js';
export { meanSize } from './mean-size.js';
export { merge } from './merge.js';
export { type OrderKey, type OrderOptions, order } from './order.js';
export {
  type PartnerGroup,
  type PartnerList,
  type Partners,
  type PartnersByGroup,
  partners,
  partnersByGroup,
} from './partners.js';
export type { OrderSide } from './rows-of-side.js';
export { subset } from './subset.js';
export type { IdArray, SynapseArrays } from './synapse-columns.js';
export { type ThresholdedConnectivity, type ThresholdOptions, threshold } from './threshold.js';
export {
  type DenseMatrix,
  type DenseMeasure,
  type DenseOptions,
  dense,
  type GroupSpan,
  toDense,
} from './to-dense.js';
export { transpose } from './transpose.js';
export type { EdgeWeight, SquareMatrix } from './weighted-rows.js';
