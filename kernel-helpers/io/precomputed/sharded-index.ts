import { FormatError } from '../../errors.js';

/** Format in the errors of everything that lies in a shard file. */
export const SHARD_FORMAT = 'precomputed shard';

/** Bytes of one entry of a minishard index: id, offset and size. */
const ENTRY_BYTES = 24;
const TWO_32 = 2 ** 32;

/** The error for `problem` at `at` of a shard file. */
export function shardFault(file: string, at: string, problem: string, cause?: unknown): FormatError {
  return new FormatError(`${SHARD_FORMAT} ${file} ${at} ${problem}`, { format: SHARD_FORMAT, at, file, cause });
}

/** Bytes `start … end - 1` of a file. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the index of a minishard lies in its shard file, from its 16-byte `entry` of the shard index; `undefined` for a
 * minishard without ids.
 */
export function minishardIndexRange(
  entry: Uint8Array,
  file: string,
  minishard: number,
  indexEnd: number,
): ByteRange | undefined {
  const view = new DataView(entry.buffer, entry.byteOffset, 16);
  const start = indexEnd + uint64(view, 0);
  const end = indexEnd + uint64(view, 8);
  if (start === end) return undefined;
  if (start < end && end <= Number.MAX_SAFE_INTEGER) return { start, end };
  const [from, to] = [view.getBigUint64(0, true), view.getBigUint64(8, true)];
  const problem = `gives minishard ${minishard} no valid range: received ${from} to ${to}, expected an end behind the start`;
  throw shardFault(file, `byte ${16 * minishard}`, problem);
}

function uint64(view: DataView, at: number): number {
  return view.getUint32(at + 4, true) * TWO_32 + view.getUint32(at, true);
}

/** The ids of one minishard and where their data lie in the shard file. */
export interface MinishardIndex {
  /** `halves[2*i], halves[2*i + 1]` are the low and high half of id `i`; ids ascend. */
  readonly halves: Uint32Array;
  /** The data of id `i` are the bytes `starts[i] … ends[i] - 1`. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/**
 * The index of a minishard from its decoded bytes: `[3, n]` uint64 of id, offset and size, ids and offsets as
 * differences from the entry before.
 *
 * Sums are taken modulo 2^64, as the writers take them, so ids and offsets may also go down; ids that come twice,
 * offsets outside the file's data and sizes beyond 2^53 are errors. O(n), O(n log n) where ids do not ascend.
 *
 * @throws {FormatError} naming the minishard and the byte of its decoded index.
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/sharded.md
 */
export function parseMinishardIndex(
  bytes: Uint8Array,
  file: string,
  minishard: number,
  indexEnd: number,
): MinishardIndex {
  const count = bytes.length / ENTRY_BYTES;
  const at = (offset: number): string => `minishard ${minishard} index byte ${offset}`;
  if (!Number.isInteger(count)) {
    throw shardFault(file, at(0), `has the wrong length: received ${bytes.length} bytes, expected a multiple of 24`);
  }
  const words = new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const halves = new Uint32Array(2 * count);
  const starts = new Float64Array(count);
  const ends = new Float64Array(count);
  let low = 0;
  let high = 0;
  let offset = indexEnd;
  let ascending = true;
  for (let i = 0; i < count; i++) {
    const next = low + words[2 * i];
    const nextLow = next >>> 0;
    const nextHigh = (high + words[2 * i + 1] + (next >= TWO_32 ? 1 : 0)) >>> 0;
    if (i > 0 && (nextHigh < high || (nextHigh === high && nextLow <= low))) ascending = false;
    low = halves[2 * i] = nextLow;
    high = halves[2 * i + 1] = nextHigh;
    const place = 2 * (count + i);
    // a difference of 2^64 - k means k back
    offset += (words[place + 1] | 0) * TWO_32 + words[place];
    if (offset < indexEnd || offset > Number.MAX_SAFE_INTEGER) {
      throw shardFault(file, at(4 * place), `is no valid offset: received ${offset}, expected ${indexEnd} or more`);
    }
    starts[i] = offset;
    const sizeAt = 2 * (2 * count + i);
    const size = words[sizeAt + 1] * TWO_32 + words[sizeAt];
    offset += size;
    if (offset > Number.MAX_SAFE_INTEGER) {
      throw shardFault(file, at(4 * sizeAt), `is no valid size: received ${size} bytes, expected less than 2^53`);
    }
    ends[i] = offset;
  }
  const index = { halves, starts, ends };
  return ascending ? index : sorted(index, file, minishard);
}

function sorted({ halves, starts, ends }: MinishardIndex, file: string, minishard: number): MinishardIndex {
  const count = starts.length;
  const ids = new BigUint64Array(halves.buffer);
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) =>
    ids[a] < ids[b] ? -1 : ids[a] > ids[b] ? 1 : a - b,
  );
  for (let i = 1; i < count; i++) {
    if (ids[order[i]] === ids[order[i - 1]]) {
      const at = `minishard ${minishard} index byte ${8 * order[i]}`;
      throw shardFault(file, at, `names an id twice: received ${ids[order[i]]}, expected every id once`);
    }
  }
  return {
    halves: new Uint32Array(BigUint64Array.from(order, i => ids[i]).buffer),
    starts: Float64Array.from(order, i => starts[i]),
    ends: Float64Array.from(order, i => ends[i]),
  };
}

/** Where the id `low, high` stands in the index; -1 when it is not there. O(log n). */
export function findId({ halves, starts }: MinishardIndex, low: number, high: number): number {
  let first = 0;
  let last = starts.length - 1;
  while (first <= last) {
    const middle = (first + last) >>> 1;
    const order = halves[2 * middle + 1] - high || halves[2 * middle] - low;
    if (order === 0) return middle;
    if (order < 0) first = middle + 1;
    else last = middle - 1;
  }
  return -1;
}
