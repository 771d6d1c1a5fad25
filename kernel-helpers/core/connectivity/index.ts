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
export type { Connectivity } from './connectivity.js';
export { type ConnectivityParts, connectivityOf } from './connectivity-of.js';
export { type Degrees, degrees } from './degrees.js';
export { type EdgeArrays, fromDense, fromEdges } from './from-edges.js';
export { type FromSynapsesOptions, fromSynapses } from './from-synapses.js';
export { type GroupMatrix, type GroupMatrixOptions, type GroupMeasure, groupMatrix } from './group-matrix.js';
export { type PartnerList, type Partners, partners } from './partners.js';
export type { IdArray, SynapseArrays } from './synapse-columns.js';
export { toDense } from './to-dense.js';
