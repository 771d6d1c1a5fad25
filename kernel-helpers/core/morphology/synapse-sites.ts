import { InvalidArgumentError } from '../../errors.js';
import { COMPARTMENT, type Skeleton } from '../skeleton.js';
import { pathDistanceToSomaNm } from './distance-to-soma.js';
import type { SnappedSynapses } from './snap-synapses.js';
import { strahlerOrders } from './strahler.js';
import { type TargetCompartment, type TargetCompartmentOptions, targetCompartmentAt } from './target-compartments.js';
import { checkLength, somaNode } from './tree.js';

/** What an arbor is like where its synapses are; arrays run with the synapses. */
export interface SynapseSites {
  readonly count: number;
  /** As in {@link SnappedSynapses}: -1 for synapses that are on no edge. */
  readonly node: Int32Array;
  /** The place on the centre line, `positionsNm[3*i + k]`; NaN for synapses on no edge. */
  readonly positionsNm: Float64Array;
  /** SWC codes; 0, "unknown", for synapses on no edge. */
  readonly compartments: Uint8Array;
  /** By the rule of `targetCompartments`; "unknown" for synapses on no edge. */
  readonly targetCompartments: readonly TargetCompartment[];
  /** Along the arbor to the soma's centre; NaN for those on no edge, or without a way to a soma. */
  readonly pathDistanceToSomaNm: Float64Array;
  /** Straight from the place on the centre line to the soma's centre; NaN likewise. */
  readonly euclideanDistanceToSomaNm: Float64Array;
  /** Of the arbor, between those of the edge's ends; NaN for synapses on no edge. */
  readonly radiusNm: Float64Array;
  /** Of the edge; 0 for synapses on no edge. */
  readonly strahlerOrders: Uint8Array;
}

/**
 * Compartment, distance to the soma, radius and Strahler order where each snapped synapse lies.
 *
 * A synapse has the compartment of its edge, which is that of the edge's child node; but within the soma's radius of
 * the soma's centre it is on the soma. Values between two nodes run evenly along the edge. O(nodes + synapses).
 *
 * @throws {InvalidArgumentError} when the synapses were snapped to another, larger skeleton.
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * const snapped = morphology.snapSynapses(cell.skeleton, cell.skeleton.positionsNm.subarray(0, 300));
 * morphology.synapseSites(cell.skeleton, snapped).pathDistanceToSomaNm;
 */
export function synapseSites(
  skeleton: Skeleton,
  snapped: SnappedSynapses,
  options: TargetCompartmentOptions = {},
): SynapseSites {
  const proximalNm = options.proximalNm ?? 50_000;
  checkLength(proximalNm, 'proximalNm', 'synapseSites', true);
  checkSnapped(skeleton, snapped, 'synapseSites');
  const { count, node, fraction } = snapped;
  const { positionsNm, parents, radiiNm } = skeleton;
  const soma = somaNode(skeleton);
  const paths = pathDistanceToSomaNm(skeleton);
  const orders = strahlerOrders(skeleton);
  const sites = {
    count,
    node,
    positionsNm: new Float64Array(3 * count).fill(Number.NaN),
    compartments: new Uint8Array(count),
    targetCompartments: new Array<TargetCompartment>(count).fill('unknown'),
    pathDistanceToSomaNm: new Float64Array(count).fill(Number.NaN),
    euclideanDistanceToSomaNm: new Float64Array(count).fill(Number.NaN),
    radiusNm: new Float64Array(count).fill(Number.NaN),
    strahlerOrders: new Uint8Array(count),
  };
  for (let i = 0; i < count; i++) {
    const child = node[i];
    if (child < 0) continue;
    const parent = parents[child] < 0 ? child : parents[child];
    const t = fraction[i];
    let square = 0;
    for (let axis = 0; axis < 3; axis++) {
      const at = (1 - t) * positionsNm[3 * parent + axis] + t * positionsNm[3 * child + axis];
      sites.positionsNm[3 * i + axis] = at;
      square += soma < 0 ? Number.NaN : (at - positionsNm[3 * soma + axis]) ** 2;
    }
    const straight = Math.sqrt(square);
    const path = (1 - t) * paths[parent] + t * paths[child];
    const code = straight <= radiiNm[soma] ? COMPARTMENT.soma : skeleton.compartments[child];
    sites.compartments[i] = code;
    sites.targetCompartments[i] = targetCompartmentAt(code, path, proximalNm);
    sites.pathDistanceToSomaNm[i] = path;
    sites.euclideanDistanceToSomaNm[i] = straight;
    sites.radiusNm[i] = (1 - t) * radiiNm[parent] + t * radiiNm[child];
    sites.strahlerOrders[i] = orders[child];
  }
  return sites;
}

/** @throws {InvalidArgumentError} when a synapse lies on a node that the skeleton has not. */
export function checkSnapped({ nodeCount }: Skeleton, { node }: { readonly node: Int32Array }, caller: string): void {
  for (let i = 0; i < node.length; i++) {
    if (node[i] < nodeCount) continue;
    throw new InvalidArgumentError(
      `${caller} synapse ${i} is on no node of this skeleton: received node ${node[i]}, expected below ${nodeCount}; snap them to this skeleton`,
      { argument: 'snapped' },
    );
  }
}
