import type { Skeleton } from '../skeleton.js';
import { edgeLengthsNm } from './edge-lengths.js';
import type { SnappedSynapses } from './snap-synapses.js';

/**
 * A skeleton with its synapses as nodes of their own, in the middle of the edges they lie on. Parents come before their
 * children, as in the skeleton itself.
 */
export interface SynapseTree {
  /** `parents[place]`; -1 for roots. */
  readonly parents: Int32Array;
  /** `lengthsNm[place]`, to the parent. */
  readonly lengthsNm: Float64Array;
  /** `synapses[place]`; -1 where the place is a node of the skeleton. */
  readonly synapses: Int32Array;
  /** `places[synapse]`; -1 for a synapse that is on no edge. */
  readonly places: Int32Array;
}

/** O(nodes + synapses log synapses). Synapses at one point of an edge keep their order, each above the next. */
export function synapseTree(skeleton: Skeleton, { count, node, fraction }: SnappedSynapses): SynapseTree {
  const { nodeCount, parents } = skeleton;
  const edges = edgeLengthsNm(skeleton);
  const rows: number[] = [];
  for (let i = 0; i < count; i++) if (node[i] >= 0) rows.push(i);
  rows.sort((a, b) => node[a] - node[b] || fraction[a] - fraction[b] || a - b);
  const total = nodeCount + rows.length;
  const tree = {
    parents: new Int32Array(total),
    lengthsNm: new Float64Array(total),
    synapses: new Int32Array(total).fill(-1),
    places: new Int32Array(count).fill(-1),
  };
  const placeOfNode = new Int32Array(nodeCount);
  let place = 0;
  let next = 0;
  for (let i = 0; i < nodeCount; i++) {
    let above = parents[i] < 0 ? -1 : placeOfNode[parents[i]];
    let reached = 0;
    // synapses on a root have no edge: they hang below it at no distance, and what hangs on the root hangs on them
    const first = next;
    while (next < rows.length && node[rows[next]] === i) next++;
    if (parents[i] < 0) {
      tree.parents[place] = -1;
      above = place++;
    }
    for (let row = first; row < next; row++) {
      const at = parents[i] < 0 ? 0 : fraction[rows[row]];
      tree.parents[place] = above;
      tree.lengthsNm[place] = (at - reached) * edges[i];
      tree.synapses[place] = rows[row];
      tree.places[rows[row]] = place;
      reached = at;
      above = place++;
    }
    if (parents[i] < 0) {
      placeOfNode[i] = above;
      continue;
    }
    tree.parents[place] = above;
    tree.lengthsNm[place] = (1 - reached) * edges[i];
    placeOfNode[i] = place++;
  }
  return tree;
}
