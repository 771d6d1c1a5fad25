import { COMPARTMENT, type Skeleton } from '../skeleton.js';

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
  let total = 0;
  for (let i = 0; i < skeleton.nodeCount; i++) total += edgeLengthNm(skeleton, i);
  return total;
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
  const names = Object.keys(COMPARTMENT) as (keyof typeof COMPARTMENT)[];
  const nameOf = new Map<number, keyof typeof COMPARTMENT>(names.map(name => [COMPARTMENT[name], name]));
  const lengths = { soma: 0, axon: 0, basalDendrite: 0, apicalDendrite: 0, unknown: 0 };
  for (let i = 0; i < skeleton.nodeCount; i++) {
    lengths[nameOf.get(skeleton.compartments[i]) ?? 'unknown'] += edgeLengthNm(skeleton, i);
  }
  return lengths;
}

/** From node `i` to its parent; 0 for a root. */
function edgeLengthNm({ positionsNm, parents }: Skeleton, i: number): number {
  const parent = parents[i];
  if (parent < 0) return 0;
  return Math.hypot(
    positionsNm[3 * i] - positionsNm[3 * parent],
    positionsNm[3 * i + 1] - positionsNm[3 * parent + 1],
    positionsNm[3 * i + 2] - positionsNm[3 * parent + 2],
  );
}
