import { type IdLike, parseId } from '../../core/ids.js';
import type { ShardingSpec } from '../../formats/precomputed/sharded-spec.js';
import { interruptSignal } from '../source/cancellation.js';
import type { Store } from '../source/store.js';
import { readRanges } from './read-ranges.js';
import { forEachAtOnce, RequestGate } from './request-gate.js';
import { MOST_BYTES, type ShardReadOptions } from './sharded.js';
import { ShardFiles } from './sharded-files.js';
import { placesInShards } from './sharded-hash.js';
import { findId } from './sharded-index.js';

/** How many items are read. */
export interface ReadManyOptions extends ShardReadOptions {
  /** Requests under way at once; default 16. */
  readonly concurrency?: number;
  /** Items with at most so many bytes between them become one request; default 65,536. */
  readonly gapBytes?: number;
  /** Told how many of the ids are done, now and then. */
  readonly onProgress?: (progress: ReadManyProgress) => void;
}

/** How far a reading of many items has come. */
export interface ReadManyProgress {
  readonly done: number;
  readonly total: number;
}

/** Default of {@link ReadManyOptions.concurrency}. */
export const CONCURRENCY = 16;

/** A buffer with so few bytes more than its item is not worth a copy. */
const SPARE_BYTES = 64;

/** Ids as the numbers the hash works on: `ids` itself where it is an array of them already. */
export function idArray(ids: BigUint64Array | readonly IdLike[]): BigUint64Array {
  return ids instanceof BigUint64Array ? ids : BigUint64Array.from(ids, (id, i) => parseId(id, `id ${i}`));
}

/**
 * The items of many ids: `items[i]` is that of `ids[i]`, unpacked, or `undefined` when there is none.
 *
 * Ids are grouped by shard and minishard, every index is read once, and items that lie near each other come in one
 * request. Use {@link visitInShards} where the items together are larger than memory.
 *
 * @throws {FormatError} when an index or an item's packing is damaged.
 * @throws {SourceError} when a file cannot be read, or ends before a range that its index names.
 */
export async function readManyFromShards(
  store: Store,
  folder: string,
  spec: ShardingSpec,
  ids: BigUint64Array | readonly IdLike[],
  options: ReadManyOptions = {},
): Promise<(Uint8Array | undefined)[]> {
  const items = new Array<Uint8Array | undefined>(ids.length).fill(undefined);
  const keep = (i: number, bytes: Uint8Array | undefined): void => {
    // a view would keep all of the joined request in memory
    items[i] = bytes && (bytes.buffer.byteLength > bytes.length + SPARE_BYTES ? bytes.slice() : bytes);
  };
  await visitInShards(store, folder, spec, ids, keep, options);
  return items;
}

/**
 * As {@link readManyFromShards}, but gives each item to `visit(i, bytes)` as it comes, in no particular order, and
 * `undefined` for an id that has none. The bytes may be a view of a larger buffer: copy what is kept.
 */
export async function visitInShards(
  store: Store,
  folder: string,
  spec: ShardingSpec,
  ids: BigUint64Array | readonly IdLike[],
  visit: (index: number, bytes: Uint8Array | undefined) => void,
  options: ReadManyOptions = {},
): Promise<void> {
  const { signal = interruptSignal(), concurrency = CONCURRENCY, gapBytes, mostBytes = MOST_BYTES } = options;
  const wanted = idArray(ids);
  const halves = new Uint32Array(wanted.buffer, wanted.byteOffset, 2 * wanted.length);
  const { shards, minishards } = placesInShards(wanted, spec);
  const files = new ShardFiles(store, folder, spec);
  const reading = { signal, gate: new RequestGate(concurrency), gapBytes };
  let done = 0;
  const finish = (i: number, bytes: Uint8Array | undefined): void => {
    visit(i, bytes);
    done++;
    options.onProgress?.({ done, total: wanted.length });
  };
  const groups = [...groupBy(shards)];
  await forEachAtOnce(groups, concurrency, async ([shard, members]) => {
    signal.throwIfAborted();
    const indexes = await files.indexes(shard, [...new Set(members.map(i => minishards[i]))], reading);
    const found: number[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    for (const i of members) {
      const index = indexes?.get(minishards[i]);
      const entry = index === undefined ? -1 : findId(index, halves[2 * i], halves[2 * i + 1]);
      if (index === undefined || entry < 0) {
        finish(i, undefined);
        continue;
      }
      const { start, end } = files.range(shard, minishards[i], index, entry);
      found.push(i);
      starts.push(start);
      ends.push(end);
    }
    const take = (at: number, bytes: Uint8Array): void | Promise<void> => {
      const item = files.decode(shard, starts[at], bytes, mostBytes);
      if (item instanceof Uint8Array) finish(found[at], item);
      else return item.then(unpacked => finish(found[at], unpacked));
    };
    await readRanges(store, files.path(shard), { starts, ends }, take, reading);
  });
}

function groupBy(keys: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (let i = 0; i < keys.length; i++) {
    const group = groups.get(keys[i]);
    if (group) group.push(i);
    else groups.set(keys[i], [i]);
  }
  return groups;
}
