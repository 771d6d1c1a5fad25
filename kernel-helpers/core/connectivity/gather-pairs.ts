import type { Connectivity } from './connectivity.js';

/** Synapses, or bundles of them, between cells by number; the arrays run together. */
export interface NumberedSynapses {
  /** Presynaptic cell, -1 for one that is not among the cells. */
  readonly pre: Int32Array;
  /** Postsynaptic cell, -1 for one that is not among the cells. */
  readonly post: Int32Array;
  /** Synapses in each row; one when absent. */
  readonly counts?: ArrayLike<number>;
  /** Summed size of each row; unknown when absent. */
  readonly sizes?: ArrayLike<number>;
}

/** A {@link Connectivity} but for its cells. */
export type GatheredPairs = Omit<Connectivity, 'ids' | 'cellCount'>;

/** Words of a record that {@link dealToTargets} writes: cell, synapses, and the 64 bits of a size. */
const WORDS = 4;

/**
 * One entry for each pair of different cells that share a synapse, sorted by pre, then post.
 *
 * A radix sort with a digit for each cell: rows are dealt to their postsynaptic cells, and from these, in ascending
 * order, to their presynaptic ones, where targets then arrive ascending and equal ones together. Nothing is compared,
 * and no row of synapses is too long or too short: O(rows + cells). Sizes are added in the order of the rows, so the
 * sums are the same on every machine.
 */
export function gatherPairs(cellCount: number, synapses: NumberedSynapses): GatheredPairs {
  const { ends, records, sizes, autapses, outside } = dealToTargets(cellCount, synapses);
  const offsets = countPartners(cellCount, ends, records);
  const pairCount = offsets[cellCount];
  const targets = new Uint32Array(pairCount);
  const counts = new Uint32Array(pairCount);
  const summedSize = new Float64Array(pairCount);
  const next = offsets.slice(0, cellCount);
  let synapseCount = 0;
  for (let post = 0, row = 0; post < cellCount; post++) {
    for (; row < ends[post]; row++) {
      const pre = records[WORDS * row];
      const count = records[WORDS * row + 1];
      let entry = next[pre];
      synapseCount += count;
      if (entry > offsets[pre] && targets[entry - 1] === post) entry--;
      else {
        targets[entry] = post;
        next[pre] = entry + 1;
      }
      counts[entry] += count;
      summedSize[entry] += sizes[2 * row + 1];
    }
  }
  return { pairCount, synapseCount, offsets, targets, counts, summedSize, autapses, outside };
}

/** Rows by postsynaptic cell: those of cell `post` end before record `ends[post]`, in the order they were given. */
interface DealtRows {
  readonly ends: Uint32Array;
  /** `records[WORDS * row]` is the presynaptic cell and the word after it the number of synapses. */
  readonly records: Uint32Array;
  /** The same memory: `sizes[2 * row + 1]`. */
  readonly sizes: Float64Array;
  readonly autapses: number;
  readonly outside: number;
}

function dealToTargets(cellCount: number, { pre, post, counts, sizes }: NumberedSynapses): DealtRows {
  const next = new Uint32Array(cellCount + 1);
  let autapses = 0;
  let outside = 0;
  let kept = 0;
  for (let row = 0; row < pre.length; row++) {
    const from = pre[row];
    const to = post[row];
    if (from < 0 || to < 0) outside += counts === undefined ? 1 : counts[row];
    else if (from === to) autapses += counts === undefined ? 1 : counts[row];
    else {
      next[to + 1]++;
      kept++;
    }
  }
  for (let cell = 0; cell < cellCount; cell++) next[cell + 1] += next[cell];
  const records = new Uint32Array(WORDS * kept);
  const dealtSizes = new Float64Array(records.buffer);
  for (let row = 0; row < pre.length; row++) {
    const from = pre[row];
    const to = post[row];
    if (from < 0 || to < 0 || from === to) continue;
    const at = next[to]++;
    records[WORDS * at] = from;
    records[WORDS * at + 1] = counts === undefined ? 1 : counts[row];
    dealtSizes[2 * at + 1] = sizes === undefined ? Number.NaN : sizes[row];
  }
  return { ends: next.subarray(0, cellCount), records, sizes: dealtSizes, autapses, outside };
}

/** `offsets` of the entries to come: how many different targets each cell has. */
function countPartners(cellCount: number, ends: Uint32Array, records: Uint32Array): Uint32Array {
  const offsets = new Uint32Array(cellCount + 1);
  const latest = new Int32Array(cellCount).fill(-1);
  for (let post = 0, row = 0; post < cellCount; post++) {
    for (; row < ends[post]; row++) {
      const pre = records[WORDS * row];
      if (latest[pre] === post) continue;
      latest[pre] = post;
      offsets[pre + 1]++;
    }
  }
  for (let cell = 0; cell < cellCount; cell++) offsets[cell + 1] += offsets[cell];
  return offsets;
}
