import type { BitStream } from './bit-stream.js';
import { shuffle } from './draw-strata.js';
import { type DrawnGraph, EdgeSorter } from './drawn-graph.js';
import type { TargetModel } from './model.js';

/** Shuffles the targets of synapses within their strata and counts synapses by pair again. O(synapses) a draw. */
export function targetSampler({ observed, pre, post, sizes, starts }: TargetModel): {
  draw(stream: BitStream, withSynapses: boolean): DrawnGraph;
} {
  const { cellCount } = observed;
  const sorter = new EdgeSorter(cellCount);
  const order = new Uint32Array(pre.length);
  const from = new Uint32Array(pre.length);
  const to = new Uint32Array(pre.length);
  const source = new Uint32Array(pre.length);
  return {
    draw(stream) {
      for (let k = 0; k < order.length; k++) order[k] = k;
      for (let s = 0; s + 1 < starts.length; s++) shuffle(stream, order, starts[s], starts[s + 1]);
      let kept = 0;
      let autapses = 0;
      for (let k = 0; k < order.length; k++) {
        const partner = post[order[k]];
        // As when synapses are first counted: none of a cell on itself, none of a cell outside.
        if (pre[k] === partner) autapses++;
        if (pre[k] < 0 || pre[k] === partner) continue;
        from[kept] = pre[k];
        to[kept] = partner;
        source[kept++] = order[k];
      }
      return { ...mergeSorted(sorter, cellCount, from, to, kept, i => sizes[source[i]]), autapses };
    },
  };
}

/** One entry for each pair of cells that synapses join. The size of a synapse goes with its target. */
function mergeSorted(
  sorter: EdgeSorter,
  cellCount: number,
  pre: Uint32Array,
  post: Uint32Array,
  length: number,
  sizeOf: (i: number) => number,
): DrawnGraph {
  const sorted = sorter.sort(pre, post, length);
  const offsets = new Uint32Array(cellCount + 1);
  const targets = new Uint32Array(length);
  const counts = new Uint32Array(length);
  const summedSize = new Float64Array(length);
  let entry = -1;
  for (let cell = 0; cell < cellCount; cell++) {
    let last = -1;
    for (let k = sorted.offsets[cell]; k < sorted.offsets[cell + 1]; k++) {
      const i = sorted.order[k];
      if (post[i] !== last) {
        last = post[i];
        targets[++entry] = last;
      }
      counts[entry]++;
      summedSize[entry] += sizeOf(i);
    }
    offsets[cell + 1] = entry + 1;
  }
  const pairCount = entry + 1;
  return {
    cellCount,
    pairCount,
    offsets,
    targets: targets.slice(0, pairCount),
    counts: counts.slice(0, pairCount),
    summedSize: summedSize.slice(0, pairCount),
  };
}
