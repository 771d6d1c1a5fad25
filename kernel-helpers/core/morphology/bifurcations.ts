import { COMPARTMENT, type Skeleton } from '../skeleton.js';
import { segments } from './segments.js';
import { childrenOf } from './tree.js';

/** Branch points with exactly two children; arrays run together, by node. */
export interface Bifurcations {
  readonly count: number;
  /** The branch point. */
  readonly node: Int32Array;
  readonly compartments: Uint8Array;
  /** Between the first pieces of the two branches, in [0, π]. */
  readonly localAngleRad: Float64Array;
  /** Between the straight lines to the ends of the two segments that begin here, in [0, π]. */
  readonly remoteAngleRad: Float64Array;
  /** `|a - b| / (a + b - 2)` for a and b tips on the two branches: 0 for even ones (and for 1 and 1), 1 at most. */
  readonly partitionAsymmetry: Float64Array;
}

/**
 * Angles and asymmetry of every bifurcation of the neurites.
 *
 * The soma is none, and branch points with three children or more are left out, as in NeuroM: pairs of branches are
 * not defined there. The first piece of a branch ends at its first node that lies elsewhere than the branch point;
 * an angle is NaN where a segment has no such node, or ends where it began. O(nodes).
 *
 * @source angles: Scorcioni, Polavaram and Ascoli 2008, doi:10.1038/nprot.2008.51 (L-Measure, Bif_ampl_local and
 * Bif_ampl_remote); asymmetry: van Pelt et al. 1992, Bull. Math. Biol. 54:759
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * const forks = morphology.bifurcations(cell.skeleton);
 * (stats.mean(forks.remoteAngleRad) ?? 0) * (180 / Math.PI); // degrees
 */
export function bifurcations(skeleton: Skeleton): Bifurcations {
  const { nodeCount, compartments, positionsNm } = skeleton;
  const { offsets, children } = childrenOf(skeleton);
  const nodes: number[] = [];
  for (let i = 0; i < nodeCount; i++) {
    if (offsets[i + 1] - offsets[i] === 2 && compartments[i] !== COMPARTMENT.soma) nodes.push(i);
  }
  const node = Int32Array.from(nodes);
  const { ofNode, endNode } = segments(skeleton);
  const tips = tipsBelow(skeleton);
  const localAngleRad = new Float64Array(node.length);
  const remoteAngleRad = new Float64Array(node.length);
  const partitionAsymmetry = new Float64Array(node.length);
  const isHere = (a: number, b: number): boolean =>
    positionsNm[3 * a] === positionsNm[3 * b] &&
    positionsNm[3 * a + 1] === positionsNm[3 * b + 1] &&
    positionsNm[3 * a + 2] === positionsNm[3 * b + 2];
  for (const [row, fork] of node.entries()) {
    const [first, second] = [children[offsets[fork]], children[offsets[fork] + 1]];
    const firstElsewhere = (child: number): number => {
      const end = endNode[ofNode[child]];
      let at = child;
      // within a segment every node has one child
      while (at !== end && isHere(at, fork)) at = children[offsets[at]];
      return at;
    };
    localAngleRad[row] = angleAt(positionsNm, fork, firstElsewhere(first), firstElsewhere(second));
    remoteAngleRad[row] = angleAt(positionsNm, fork, endNode[ofNode[first]], endNode[ofNode[second]]);
    const [a, b] = [tips[first], tips[second]];
    partitionAsymmetry[row] = a === b ? 0 : Math.abs(a - b) / (a + b - 2);
  }
  return {
    count: node.length,
    node,
    compartments: Uint8Array.from(node, i => compartments[i]),
    localAngleRad,
    remoteAngleRad,
    partitionAsymmetry,
  };
}

/** `tips[node]`: tips in the tree that hangs on it; 1 for a tip itself. */
function tipsBelow({ nodeCount, parents }: Skeleton): Uint32Array {
  const tips = new Uint32Array(nodeCount);
  for (let i = nodeCount - 1; i >= 0; i--) {
    if (tips[i] === 0) tips[i] = 1;
    if (parents[i] >= 0) tips[parents[i]] += tips[i];
  }
  return tips;
}

/** By atan2 of cross and dot product: exact near 0 and π, where the arc cosine is not. */
function angleAt(positionsNm: ArrayLike<number>, node: number, a: number, b: number): number {
  const ux = positionsNm[3 * a] - positionsNm[3 * node];
  const uy = positionsNm[3 * a + 1] - positionsNm[3 * node + 1];
  const uz = positionsNm[3 * a + 2] - positionsNm[3 * node + 2];
  const vx = positionsNm[3 * b] - positionsNm[3 * node];
  const vy = positionsNm[3 * b + 1] - positionsNm[3 * node + 1];
  const vz = positionsNm[3 * b + 2] - positionsNm[3 * node + 2];
  if ((ux === 0 && uy === 0 && uz === 0) || (vx === 0 && vy === 0 && vz === 0)) return Number.NaN;
  const cx = uy * vz - uz * vy;
  const cy = uz * vx - ux * vz;
  const cz = ux * vy - uy * vx;
  return Math.atan2(Math.sqrt(cx * cx + cy * cy + cz * cz), ux * vx + uy * vy + uz * vz);
}
