import { InvalidArgumentError } from '../../errors.js';
import type { Skeleton } from '../skeleton.js';
import { type DerivedSkeleton, keepNodes } from './derived-skeleton.js';
import { pathDistanceNm } from './distance-to-soma.js';
import { reroot } from './subtree.js';
import { somaNode } from './tree.js';

/** Where {@link mainPath} begins. */
export interface MainPathOptions {
  /**
   * 'soma' (when absent): the soma, or the root of the first tree without one. 'tip': the longest way between any two nodes of
   * the tree that holds it.
   */
  readonly from?: 'soma' | 'tip';
}

/**
 * The longest way along the arbor, as an unbranched skeleton that begins at its start: at the soma, or at a tip.
 *
 * Of ways of the same length the one to the lowest node is taken. Empty for an empty skeleton. O(nodes).
 *
 * @throws {InvalidArgumentError} when `from` is unknown.
 * @example
 * const cell = await datasets.open('minnie65/martinotti-cell-264824');
 * morphology.cableLengthNm(morphology.mainPath(cell.skeleton)) / 1000; // µm to the farthest tip
 */
export function mainPath(skeleton: Skeleton, { from = 'soma' }: MainPathOptions = {}): DerivedSkeleton {
  if (from !== 'soma' && from !== 'tip') {
    throw new InvalidArgumentError(`mainPath from is unknown: received ${String(from)}, expected soma or tip`, {
      argument: 'options',
    });
  }
  if (skeleton.nodeCount === 0) return keepNodes(skeleton, new Uint8Array(0));
  const start = Math.max(0, somaNode(skeleton));
  const root = from === 'soma' ? start : farthest(pathDistanceNm(skeleton, start));
  const rooted = reroot(skeleton, root);
  const distances = pathDistanceNm(skeleton, root);
  const end = farthest(distances);
  const kept = new Uint8Array(rooted.nodeCount);
  for (let i = rooted.sourceNodes.indexOf(end); i >= 0; i = rooted.parents[i]) kept[i] = 1;
  const path = keepNodes(rooted, kept);
  return { ...path, sourceNodes: path.sourceNodes.map(node => rooted.sourceNodes[node]) };
}

function farthest(distances: Float64Array): number {
  let node = 0;
  for (let i = 1; i < distances.length; i++) {
    if (Number.isNaN(distances[node]) || distances[i] > distances[node]) node = i;
  }
  return node;
}
