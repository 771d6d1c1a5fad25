import type { Connectivity } from './connectivity.js';

/** The cells of each synapse by number, -1 for one that is not among `ids`. */
export interface CellsOfSynapses {
  readonly ids: { readonly length: number };
  readonly pre: Int32Array;
  readonly post: Int32Array;
}

/** A {@link Connectivity} but for its cells. */
export type MergedSynapses = Omit<Connectivity, 'ids' | 'cellCount'>;

/**
 * One entry for each pair of different cells that share a synapse, sorted by pre, then post.
 *
 * Synapses are dealt out to their presynaptic cells with all that is needed of them, then each cell's own are sorted:
 * a few dozen numbers that lie side by side, where a sort of the whole table would wait for memory at every step.
 * Sizes are added in the table's order, so the sums are the same on every machine.
 */
export function mergeSynapses(cells: CellsOfSynapses, sizes: ArrayLike<number> | undefined): MergedSynapses {
  const dealt = dealOut(cells, sizes);
  const { starts, posts } = dealt;
  const cellCount = cells.ids.length;
  const offsets = new Uint32Array(cellCount + 1);
  const targets = new Uint32Array(posts.length);
  const counts = new Uint32Array(posts.length);
  const summedSize = new Float64Array(posts.length);
  const sorter = new RowSorter(cellCount);
  let entry = -1;
  for (let pre = 0; pre < cellCount; pre++) {
    const from = starts[pre];
    const length = starts[pre + 1] - from;
    const order = sorter.order(posts, from, length);
    let last = -1;
    for (let i = 0; i < length; i++) {
      const at = order[i];
      const post = posts[at];
      if (post !== last) {
        targets[++entry] = post;
        last = post;
      }
      counts[entry]++;
      summedSize[entry] += dealt.sizes === undefined ? Number.NaN : dealt.sizes[at];
    }
    offsets[pre + 1] = entry + 1;
  }
  const pairCount = entry + 1;
  return {
    pairCount,
    synapseCount: posts.length,
    offsets,
    targets: targets.slice(0, pairCount),
    counts: counts.slice(0, pairCount),
    summedSize: summedSize.slice(0, pairCount),
    autapses: dealt.autapses,
    outside: dealt.outside,
  };
}

/** Cell `pre` has the synapses `starts[pre] … starts[pre + 1] - 1` of `posts` and `sizes`, in the table's order. */
interface DealtSynapses {
  readonly starts: Uint32Array;
  readonly posts: Uint32Array;
  readonly sizes: Float64Array | undefined;
  readonly autapses: number;
  readonly outside: number;
}

function dealOut({ ids, pre, post }: CellsOfSynapses, sizes: ArrayLike<number> | undefined): DealtSynapses {
  const starts = new Uint32Array(ids.length + 1);
  let autapses = 0;
  let outside = 0;
  for (let row = 0; row < pre.length; row++) {
    if (pre[row] < 0 || post[row] < 0) outside++;
    else if (pre[row] === post[row]) autapses++;
    else starts[pre[row] + 1]++;
  }
  for (let cell = 0; cell < ids.length; cell++) starts[cell + 1] += starts[cell];
  const kept = pre.length - autapses - outside;
  const posts = new Uint32Array(kept);
  const dealtSizes = sizes === undefined ? undefined : new Float64Array(kept);
  const next = starts.slice();
  for (let row = 0; row < pre.length; row++) {
    const cell = pre[row];
    const partner = post[row];
    if (cell < 0 || partner < 0 || cell === partner) continue;
    const at = next[cell]++;
    posts[at] = partner;
    if (dealtSizes !== undefined && sizes !== undefined) dealtSizes[at] = sizes[row];
  }
  return { starts, posts, sizes: dealtSizes, autapses, outside };
}

/** Up to this many numbers an insertion sort is done before the built-in sort has begun. */
const FEW = 24;

/** Sorts stretches of one array by value, equals in the order they stand, with memory it uses again and again. */
class RowSorter {
  /** `key * #factor + position`: sorts by key, then position, and both can be had back exactly. */
  #keys = new Float64Array(1024);
  #order = new Uint32Array(1024);
  readonly #factor: number;

  constructor(keyCount: number) {
    // keys below keyCount and positions below the factor fit in the 53 bits of a number
    this.#factor = 2 ** (53 - Math.ceil(Math.log2(Math.max(2, keyCount))));
  }

  /** `order[i]`, `i < length`: places in `values` from `from` on, by ascending value. Holds until the next call. */
  order(values: Uint32Array, from: number, length: number): Uint32Array {
    if (length > this.#order.length) {
      this.#keys = new Float64Array(2 * length);
      this.#order = new Uint32Array(2 * length);
    }
    if (length <= FEW) this.#insert(values, from, length);
    else this.#sort(values, from, length);
    return this.#order;
  }

  #insert(values: Uint32Array, from: number, length: number): void {
    const order = this.#order;
    for (let i = 0; i < length; i++) {
      const value = values[from + i];
      let j = i;
      for (; j > 0 && values[order[j - 1]] > value; j--) order[j] = order[j - 1];
      order[j] = from + i;
    }
  }

  #sort(values: Uint32Array, from: number, length: number): void {
    const keys = this.#keys;
    const order = this.#order;
    const factor = this.#factor;
    for (let i = 0; i < length; i++) keys[i] = values[from + i] * factor + i;
    keys.subarray(0, length).sort();
    for (let i = 0; i < length; i++) order[i] = from + (keys[i] % factor);
  }
}
