import type { Skeleton } from '../skeleton.js';
import type { SnappedSynapses } from './snap-synapses.js';
import { checkSnapped } from './synapse-sites.js';
import { type SynapseTree, synapseTree } from './synapse-tree.js';

/** Ways along the arbor between synapses, in nm; arrays run with the synapses. */
export interface SynapseIntervals {
  /** The next synapse on the way to the root; -1 where there is none. */
  readonly upstream: Int32Array;
  /** The way to it: the interval between two synapses that follow one another. NaN where there is none. */
  readonly upstreamNm: Float64Array;
  /** The nearest other synapse in any direction; -1 where there is none. */
  readonly nearest: Int32Array;
  /** The way to it; NaN where there is none. */
  readonly nearestNm: Float64Array;
}

/**
 * How far along the arbor each synapse is from its neighbours.
 *
 * `upstreamNm` has one interval for each synapse but the first on its way from the root, so along an unbranched axon
 * these are the gaps between synapses. Synapses on no edge have none. O(nodes + synapses log synapses).
 *
 * @throws {InvalidArgumentError} when the synapses were snapped to another, larger skeleton.
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * const snapped = morphology.snapSynapses(cell.skeleton, cell.skeleton.positionsNm.subarray(0, 300));
 * morphology.synapseIntervals(cell.skeleton, snapped).nearestNm;
 */
export function synapseIntervals(skeleton: Skeleton, snapped: SnappedSynapses): SynapseIntervals {
  checkSnapped(skeleton, snapped, 'synapseIntervals');
  const tree = synapseTree(skeleton, snapped);
  const { count } = snapped;
  const intervals = {
    upstream: new Int32Array(count).fill(-1),
    upstreamNm: new Float64Array(count).fill(Number.NaN),
    nearest: new Int32Array(count).fill(-1),
    nearestNm: new Float64Array(count).fill(Number.NaN),
  };
  walkUpstream(tree, intervals.upstream, intervals.upstreamNm);
  findNearest(tree, intervals.nearest, intervals.nearestNm);
  return intervals;
}

/** Down the tree, each place knows the last synapse above it and how far that is. */
function walkUpstream({ parents, lengthsNm, synapses }: SynapseTree, upstream: Int32Array, nm: Float64Array): void {
  const last = new Int32Array(parents.length).fill(-1);
  const since = new Float64Array(parents.length);
  for (let place = 0; place < parents.length; place++) {
    const parent = parents[place];
    if (parent >= 0) {
      const isSynapse = synapses[parent] >= 0;
      last[place] = isSynapse ? synapses[parent] : last[parent];
      since[place] = (isSynapse ? 0 : since[parent]) + lengthsNm[place];
    }
    const synapse = synapses[place];
    if (synapse < 0 || last[place] < 0) continue;
    upstream[synapse] = last[place];
    nm[synapse] = since[place];
  }
}

/** The two nearest different synapses of every place, gathered up the tree and handed down again. */
function findNearest({ parents, lengthsNm, synapses }: SynapseTree, nearest: Int32Array, nm: Float64Array): void {
  const total = parents.length;
  const first = new Int32Array(total).fill(-1);
  const second = new Int32Array(total).fill(-1);
  const firstNm = new Float64Array(total).fill(Number.POSITIVE_INFINITY);
  const secondNm = new Float64Array(total).fill(Number.POSITIVE_INFINITY);
  const offer = (place: number, synapse: number, distance: number): void => {
    if (synapse < 0) return;
    if (synapse === first[place]) firstNm[place] = Math.min(firstNm[place], distance);
    else if (distance < firstNm[place]) {
      second[place] = first[place];
      secondNm[place] = firstNm[place];
      first[place] = synapse;
      firstNm[place] = distance;
    } else if (synapse === second[place] || distance < secondNm[place]) {
      second[place] = synapse;
      secondNm[place] = Math.min(secondNm[place], distance);
    }
  };
  const handOver = (from: number, to: number, length: number): void => {
    offer(to, first[from], firstNm[from] + length);
    offer(to, second[from], secondNm[from] + length);
  };
  for (let place = 0; place < total; place++) offer(place, synapses[place], 0);
  for (let place = total - 1; place >= 0; place--) {
    if (parents[place] >= 0) handOver(place, parents[place], lengthsNm[place]);
  }
  for (let place = 0; place < total; place++) {
    if (parents[place] >= 0) handOver(parents[place], place, lengthsNm[place]);
    const synapse = synapses[place];
    if (synapse < 0) continue;
    const isFirst = first[place] === synapse;
    const other = isFirst ? second[place] : first[place];
    if (other < 0) continue;
    nearest[synapse] = other;
    nm[synapse] = isFirst ? secondNm[place] : firstNm[place];
  }
}
