import { COMPARTMENT, type Skeleton } from '../skeleton.js';
import { edgeLengthsNm } from './edge-lengths.js';
import { childCounts } from './tree.js';

/** The unbranched stretches of an arbor; arrays run together, by last node. */
export interface Segments {
  readonly count: number;
  /** The node it leaves: a root, a branch point or a soma. */
  readonly startNode: Int32Array;
  /** The node it ends at: a branch point, a tip or a soma. Its nodes are found by going up the parents from there. */
  readonly endNode: Int32Array;
  /** Along the edges. */
  readonly lengthNm: Float64Array;
  /** Straight from start to end. */
  readonly chordNm: Float64Array;
  /** `lengthNm / chordNm`, 1 or more; NaN where start and end lie at one place. */
  readonly tortuosity: Float64Array;
  /** SWC code of the last node. */
  readonly compartments: Uint8Array;
  /** `ofNode[node]`: the segment that its edge to the parent belongs to; -1 for roots. */
  readonly ofNode: Int32Array;
}

/**
 * The segments of a skeleton: stretches between branch points (two children or more), roots, somata and tips.
 *
 * Every edge belongs to one segment, so their lengths add up to `cableLengthNm`. A lone node has none. O(nodes).
 *
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * const { lengthNm } = morphology.segments(cell.skeleton);
 * stats.quantile(lengthNm, 0.5);
 */
export function segments(skeleton: Skeleton): Segments {
  const { nodeCount, parents, positionsNm } = skeleton;
  const branches = childCounts(skeleton);
  const isEnd = (node: number): boolean => branches[node] !== 1 || skeleton.compartments[node] === COMPARTMENT.soma;
  const ends: number[] = [];
  for (let i = 0; i < nodeCount; i++) if (parents[i] >= 0 && isEnd(i)) ends.push(i);
  const endNode = Int32Array.from(ends);
  const ofNode = new Int32Array(nodeCount).fill(-1);
  for (let s = 0; s < endNode.length; s++) ofNode[endNode[s]] = s;
  const startNode = new Int32Array(endNode.length);
  const lengthNm = new Float64Array(endNode.length);
  const edges = edgeLengthsNm(skeleton);
  for (let i = nodeCount - 1; i >= 0; i--) {
    const parent = parents[i];
    if (parent < 0) continue;
    const segment = ofNode[i];
    lengthNm[segment] += edges[i];
    if (parents[parent] < 0 || isEnd(parent)) startNode[segment] = parent;
    else ofNode[parent] = segment;
  }
  const chordNm = new Float64Array(endNode.length);
  for (let s = 0; s < endNode.length; s++) {
    const [a, b] = [3 * startNode[s], 3 * endNode[s]];
    const dx = positionsNm[b] - positionsNm[a];
    const dy = positionsNm[b + 1] - positionsNm[a + 1];
    const dz = positionsNm[b + 2] - positionsNm[a + 2];
    chordNm[s] = Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
  return {
    count: endNode.length,
    startNode,
    endNode,
    lengthNm,
    chordNm,
    tortuosity: lengthNm.map((length, s) => (chordNm[s] > 0 ? length / chordNm[s] : Number.NaN)),
    compartments: Uint8Array.from(endNode, node => skeleton.compartments[node]),
    ofNode,
  };
}

/**
 * How winding an arbor is: the mean over its segments of path length over straight length, 1 for straight ones.
 *
 * Every segment counts the same, however long; those that end where they start are left out. `undefined` when no
 * segment is left. As `navis.tortuosity` for a tree rooted at its soma. O(nodes).
 *
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * morphology.tortuosity(cell.skeleton);
 */
export function tortuosity(skeleton: Skeleton): number | undefined {
  const defined = segments(skeleton).tortuosity.filter(value => !Number.isNaN(value));
  if (defined.length === 0) return undefined;
  return defined.reduce((sum, value) => sum + value, 0) / defined.length;
}
