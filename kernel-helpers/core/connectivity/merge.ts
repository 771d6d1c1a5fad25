import type { Connectivity } from './connectivity.js';
import { gatherPairs } from './gather-pairs.js';
import { IdIndex } from './id-index.js';
import { presynapticCells } from './transpose.js';

/**
 * Two connectivities as one, such as those of two queries: cells of the first in their order, then those that only the
 * second has; entries of the same pair are added.
 *
 * No synapse may be in both: counts cannot tell, and it would count twice. `autapses` and `outside` are added as they
 * are. A pair with synapses of unknown size has a summed size of NaN. O(cells + pairs).
 *
 * @example
 * const first = connectivity.fromSynapses({ pre: [1n], post: [2n] });
 * const second = connectivity.fromSynapses({ pre: [1n, 3n], post: [2n, 1n] });
 * connectivity.merge(first, second).counts; // [2, 1]: 1 → 2 with two synapses, 3 → 1 with one
 */
export function merge(first: Connectivity, second: Connectivity): Connectivity {
  const index = new IdIndex(first.cellCount + second.cellCount);
  index.add(first.ids);
  const place = index.addAll(second.ids);
  const ids = index.ids();
  const start = first.pairCount;
  const pre = new Int32Array(start + second.pairCount);
  const post = new Int32Array(pre.length);
  const counts = new Uint32Array(pre.length);
  const sizes = new Float64Array(pre.length);
  pre.set(presynapticCells(first));
  pre.set(
    presynapticCells(second).map(cell => place[cell]),
    start,
  );
  post.set(first.targets);
  post.set(
    Int32Array.from(second.targets, cell => place[cell]),
    start,
  );
  counts.set(first.counts);
  counts.set(second.counts, start);
  sizes.set(first.summedSize);
  sizes.set(second.summedSize, start);
  return {
    ...gatherPairs(ids.length, { pre, post, counts, sizes }),
    cellCount: ids.length,
    ids,
    autapses: first.autapses + second.autapses,
    outside: first.outside + second.outside,
  };
}
