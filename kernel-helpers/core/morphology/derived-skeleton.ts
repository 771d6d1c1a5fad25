import type { Skeleton } from '../skeleton.js';

/** A skeleton made from another. */
export interface DerivedSkeleton extends Skeleton {
  /** `sourceNodes[node]`: which node of the given skeleton it is; -1 for a node that was put in between. */
  readonly sourceNodes: Int32Array;
}

/** The nodes `sourceNodes` in that order, node `i` on node `parents[i]` of the new skeleton. */
export function takeNodes(skeleton: Skeleton, sourceNodes: Int32Array, parents: Int32Array): DerivedSkeleton {
  const nodeCount = sourceNodes.length;
  const positionsNm = new Float32Array(3 * nodeCount);
  const radiiNm = new Float32Array(nodeCount);
  const compartments = new Uint8Array(nodeCount);
  for (let i = 0; i < nodeCount; i++) {
    const source = sourceNodes[i];
    for (let axis = 0; axis < 3; axis++) positionsNm[3 * i + axis] = skeleton.positionsNm[3 * source + axis];
    radiiNm[i] = skeleton.radiiNm[source];
    compartments[i] = skeleton.compartments[source];
  }
  return { nodeCount, positionsNm, radiiNm, parents, compartments, sourceNodes };
}

/** The nodes with `kept[node] === 1` in their order; one whose parent is not kept becomes a root. O(nodes). */
export function keepNodes(skeleton: Skeleton, kept: Uint8Array): DerivedSkeleton {
  const { nodeCount, parents } = skeleton;
  const renumbered = new Int32Array(nodeCount).fill(-1);
  const sources: number[] = [];
  for (let i = 0; i < nodeCount; i++) if (kept[i] === 1) renumbered[i] = sources.push(i) - 1;
  const sourceNodes = Int32Array.from(sources);
  return takeNodes(
    skeleton,
    sourceNodes,
    sourceNodes.map(node => (parents[node] < 0 ? -1 : renumbered[parents[node]])),
  );
}
