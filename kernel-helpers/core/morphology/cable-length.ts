import { COMPARTMENT, type Skeleton } from '../skeleton.js';
import { compartmentColumns } from './compartment-names.js';
import { edgeLengthsNm } from './edge-lengths.js';

/** Cable length of each compartment in nm; they add up to {@link cableLengthNm}. */
export interface CableByCompartment {
  readonly soma: number;
  readonly axon: number;
  readonly basalDendrite: number;
  readonly apicalDendrite: number;
  /** Every other code. */
  readonly unknown: number;
}

/**
 * The length of all edges of the tree, in nm. An edge from the soma starts at the soma's centre.
 *
 * 0 for a single node. O(nodes).
 *
 * @example
 * const cell = await datasets.open('minnie65/martinotti-cell-264824');
 * morphology.cableLengthNm(cell.skeleton) / 1e6; // mm
 */
export function cableLengthNm(skeleton: Skeleton): number {
  return edgeLengthsNm(skeleton).reduce((total, length) => total + length, 0);
}

/**
 * The length of edges by compartment, in nm. An edge belongs to the compartment of its child node, so the first edge
 * of a dendrite is dendrite.
 *
 * @example
 * const cell = await datasets.open('minnie65/martinotti-cell-264824');
 * morphology.cableByCompartmentNm(cell.skeleton).axon;
 */
export function cableByCompartmentNm(skeleton: Skeleton): CableByCompartment {
  const lengths = edgeLengthsNm(skeleton);
  const columns = compartmentColumns(skeleton);
  const sums = new Float64Array(5);
  for (let i = 0; i < skeleton.nodeCount; i++) sums[columns[i]] += lengths[i];
  return {
    soma: sums[COMPARTMENT.soma],
    axon: sums[COMPARTMENT.axon],
    basalDendrite: sums[COMPARTMENT.basalDendrite],
    apicalDendrite: sums[COMPARTMENT.apicalDendrite],
    unknown: sums[COMPARTMENT.unknown],
  };
}
