import type { Skeleton } from '../skeleton.js';
import { type DerivedSkeleton, keepNodes, takeNodes } from './derived-skeleton.js';
import { checkNode, childrenOf } from './tree.js';

/**
 * A node with everything that hangs on it, as a skeleton with that node as its root. O(nodes).
 *
 * @throws {InvalidArgumentError} when `node` is not in the skeleton.
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * morphology.cableLengthNm(morphology.subtree(cell.skeleton, 5)) / 1000; // µm beyond node 5
 */
export function subtree(skeleton: Skeleton, node: number): DerivedSkeleton {
  checkNode(skeleton, node, 'subtree');
  const kept = new Uint8Array(skeleton.nodeCount);
  kept[node] = 1;
  for (let i = node + 1; i < skeleton.nodeCount; i++) {
    if (skeleton.parents[i] >= 0 && kept[skeleton.parents[i]] === 1) kept[i] = 1;
  }
  return keepNodes(skeleton, kept);
}

/**
 * The same skeleton with `node` as the root of its tree: that tree's nodes come first, from the new root outwards.
 *
 * Edges on the way to the old root turn round, so the compartment that they count to may change: it is that of the
 * node farther from the root. Other trees of the skeleton follow as they are. O(nodes).
 *
 * @throws {InvalidArgumentError} when `node` is not in the skeleton.
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * const soma = cell.skeleton.compartments.indexOf(1);
 * morphology.strahlerOrders(morphology.reroot(cell.skeleton, soma))[0];
 */
export function reroot(skeleton: Skeleton, node: number): DerivedSkeleton {
  checkNode(skeleton, node, 'reroot');
  const { nodeCount, parents } = skeleton;
  const { offsets, children } = childrenOf(skeleton);
  const sourceNodes = new Int32Array(nodeCount);
  const newParents = new Int32Array(nodeCount);
  const isTaken = new Uint8Array(nodeCount);
  let taken = 0;
  const take = (source: number, parent: number): void => {
    sourceNodes[taken] = source;
    newParents[taken++] = parent;
    isTaken[source] = 1;
  };
  take(node, -1);
  for (let i = 0; i < taken; i++) {
    const source = sourceNodes[i];
    const up = parents[source];
    if (up >= 0 && isTaken[up] === 0) take(up, i);
    for (let c = offsets[source]; c < offsets[source + 1]; c++) if (isTaken[children[c]] === 0) take(children[c], i);
  }
  const renumbered = new Int32Array(nodeCount);
  for (let source = 0; source < nodeCount; source++) {
    if (isTaken[source] === 1) continue;
    renumbered[source] = taken;
    take(source, parents[source] < 0 ? -1 : renumbered[parents[source]]);
  }
  return takeNodes(skeleton, sourceNodes, newParents);
}
