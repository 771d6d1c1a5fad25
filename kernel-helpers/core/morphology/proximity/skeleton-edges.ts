import { InvalidArgumentError } from '../../../errors.js';
import type { Skeleton } from '../../skeleton.js';
import { checkPositions } from '../../spatial/point-grid.js';
import { type CompartmentChoice, chosenCodes } from '../compartment-names.js';

/**
 * A skeleton as a graph: node `i` lies at `positionsNm[3*i + k]`, edge `j` joins nodes `edges[2*j]` and `edges[2*j + 1]`.
 * It may have loops and any number of parts.
 */
export interface SkeletonEdges {
  readonly positionsNm: ArrayLike<number>;
  readonly edges: ArrayLike<number>;
}

/** What co-travel is measured of: a {@link Skeleton} such as the readers give, or nodes and edges. */
export type Cable = Skeleton | SkeletonEdges;

/**
 * Nodes and edges of a cable, checked. The edges of a {@link Skeleton} run from parent to child, in the order of the
 * children; one is of a compartment when its child is, as in `cableByCompartmentNm`.
 *
 * @throws {InvalidArgumentError} `<caller> <argument> …`: positions that are not three finite numbers a node, an edge to a
 * node that is not there, or compartments that are unknown or asked of a cable that has none.
 */
export function edgesOf(
  cable: Cable,
  compartments: CompartmentChoice | undefined,
  caller: string,
  argument: string,
): SkeletonEdges {
  const kept = compartments === undefined ? undefined : chosenCodes(compartments, caller, 'compartments');
  checkPositions(cable.positionsNm, caller, argument);
  const nodeCount = cable.positionsNm.length / 3;
  if ('edges' in cable) {
    if (compartments !== undefined) {
      throw new InvalidArgumentError(
        `${caller} ${argument} has no compartments: received nodes and edges, expected a Skeleton to choose compartments of`,
        { argument },
      );
    }
    checkEdges(cable.edges, nodeCount, caller, argument);
    return cable;
  }
  const { parents } = cable;
  const edges = new Uint32Array(2 * nodeCount);
  let length = 0;
  for (let i = 0; i < nodeCount; i++) {
    if (parents[i] < 0 || (kept !== undefined && !kept.has(cable.compartments[i]))) continue;
    edges[length++] = parents[i];
    edges[length++] = i;
  }
  checkEdges(edges, nodeCount, caller, argument);
  return { positionsNm: cable.positionsNm, edges: edges.subarray(0, length) };
}

function checkEdges(edges: ArrayLike<number>, nodeCount: number, caller: string, argument: string): void {
  if (edges.length % 2 !== 0) {
    throw new InvalidArgumentError(
      `${caller} ${argument} edges are not pairs of nodes: received ${edges.length} numbers, expected from, to, from, to …`,
      { argument },
    );
  }
  for (let at = 0; at < edges.length; at++) {
    const node = edges[at];
    if (Number.isInteger(node) && node >= 0 && node < nodeCount) continue;
    throw new InvalidArgumentError(
      `${caller} ${argument} edge ${at >> 1} leads nowhere: received node ${node}, expected 0 to ${nodeCount - 1}`,
      { argument },
    );
  }
}
