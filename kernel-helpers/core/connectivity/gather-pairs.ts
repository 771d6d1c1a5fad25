import { InvalidArgumentError } from '../../errors.js';
import type { Connectivity } from './connectivity.js';

/** No count of a pair, and no in- or out-strength, can then be more than its 32 bits. */
const MOST_SYNAPSES = 2 ** 32 - 1;

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

/**
 * One entry for each pair of different cells that share a synapse, sorted by pre, then post.
 *
 * A radix sort with a digit for each cell: rows are dealt to their postsynaptic cells, and from these, in ascending
 * order, to their presynaptic ones, where targets then arrive ascending and equal ones together. Nothing is compared,
 * and no row of synapses is too long or too short: O(rows + cells). Sizes are added in the order of the rows, so the
 * sums are the same on every machine.
 *
 * @throws {InvalidArgumentError} when there are more than 2^32 - 1 synapses.
 */
export function gatherPairs(cellCount: number, synapses: NumberedSynapses): GatheredPairs {
  const dealt = dealToTargets(cellCount, synapses);
  const { ends, words, sources, sizes, counted } = dealt;
  const offsets = countPartners(cellCount, dealt);
  const pairCount = offsets[cellCount];
  const targets = new Uint32Array(pairCount);
  const counts = new Uint32Array(pairCount);
  const summedSize = new Float64Array(pairCount);
  const next = offsets.slice(0, cellCount);
  let synapseCount = 0;
  for (let post = 0, row = 0; post < cellCount; post++) {
    for (; row < ends[post]; row++) {
      const pre = sources[words * row];
      const count = counted ? sources[words * row + 1] : 1;
      const size = sizes === undefined ? Number.NaN : sizes[2 * row + 1];
      const entry = next[pre];
      synapseCount += count;
      if (entry > offsets[pre] && targets[entry - 1] === post) {
        counts[entry - 1] += count;
        summedSize[entry - 1] += size;
      } else {
        targets[entry] = post;
        counts[entry] = count;
        summedSize[entry] = size;
        next[pre] = entry + 1;
      }
    }
  }
  if (synapseCount > MOST_SYNAPSES) {
    throw new InvalidArgumentError(
      `connectivity has too many synapses: received ${synapseCount}, expected at most ${MOST_SYNAPSES}, which 32 bits hold; weights that are no numbers of synapses belong in the sizes`,
      { argument: 'synapses' },
    );
  }
  const { autapses, outside } = dealt;
  return { pairCount, synapseCount, offsets, targets, counts, summedSize, autapses, outside };
}

/**
 * Rows by postsynaptic cell: those of cell `post` end before record `ends[post]`, in the order they were given. All that
 * is known of a row lies side by side in its record, so that to write it is to wait for memory once.
 */
interface DealtRows {
  readonly ends: Uint32Array;
  /** Words of a record: 2 where a size has 32 bits or there is none, else 4. */
  readonly words: 2 | 4;
  /** `sources[words * row]` is the presynaptic cell; where rows are counted, the number of synapses follows it. */
  readonly sources: Uint32Array;
  readonly counted: boolean;
  /** The same memory in the type of the sizes: `sizes[2 * row + 1]`. */
  readonly sizes: SizeRecords | undefined;
  readonly autapses: number;
  readonly outside: number;
}

type SizeRecords = Float64Array | Float32Array | Int32Array | Uint32Array;

function dealToTargets(cellCount: number, synapses: NumberedSynapses): DealtRows {
  const { pre, post, counts, sizes } = synapses;
  const { next, kept, autapses, outside } = countInputs(cellCount, synapses);
  const Sizes = counts === undefined ? recordType(sizes) : Float64Array;
  const words = Sizes === Float64Array ? 4 : 2;
  const sources = new Uint32Array(words * kept);
  const records = sizes && new Sizes(sources.buffer);
  for (let row = 0; row < pre.length; row++) {
    const from = pre[row];
    const to = post[row];
    if (from < 0 || to < 0 || from === to) continue;
    const at = next[to]++;
    sources[words * at] = from;
    if (counts !== undefined) sources[words * at + 1] = counts[row];
    if (records !== undefined && sizes !== undefined) records[2 * at + 1] = sizes[row];
  }
  const ends = next.subarray(0, cellCount);
  return { ends, words, sources, counted: counts !== undefined, sizes: records, autapses, outside };
}

/** Sizes of 32 bits stay so in the records; all others are written as 64. */
function recordType(
  sizes: ArrayLike<number> | undefined,
): Float64ArrayConstructor | Float32ArrayConstructor | Int32ArrayConstructor | Uint32ArrayConstructor {
  if (sizes === undefined || sizes instanceof Uint32Array) return Uint32Array;
  if (sizes instanceof Int32Array) return Int32Array;
  return sizes instanceof Float32Array ? Float32Array : Float64Array;
}

/** Where the records of each cell begin, `next[post]`, and what is in none. */
function countInputs(
  cellCount: number,
  { pre, post, counts }: NumberedSynapses,
): { next: Uint32Array; kept: number; autapses: number; outside: number } {
  const next = new Uint32Array(cellCount + 1);
  let autapses = 0;
  let outside = 0;
  for (let row = 0; row < pre.length; row++) {
    const from = pre[row];
    const to = post[row];
    if (from < 0 || to < 0) outside += counts === undefined ? 1 : counts[row];
    else if (from === to) autapses += counts === undefined ? 1 : counts[row];
    else next[to + 1]++;
  }
  for (let cell = 0; cell < cellCount; cell++) next[cell + 1] += next[cell];
  return { next, kept: next[cellCount], autapses, outside };
}

/** `offsets` of the entries to come: how many different targets each cell has. */
function countPartners(cellCount: number, { ends, words, sources }: DealtRows): Uint32Array {
  const offsets = new Uint32Array(cellCount + 1);
  const latest = new Int32Array(cellCount).fill(-1);
  for (let post = 0, row = 0; post < cellCount; post++) {
    for (; row < ends[post]; row++) {
      const pre = sources[words * row];
      if (latest[pre] === post) continue;
      latest[pre] = post;
      offsets[pre + 1]++;
    }
  }
  for (let cell = 0; cell < cellCount; cell++) offsets[cell + 1] += offsets[cell];
  return offsets;
}
