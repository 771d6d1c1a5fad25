/** `neuroglancer_uint64_sharded_v1`: many items, each under a 64-bit id, in a few large files. */

import { type IdLike, parseId } from '../../core/ids.js';
import type { ShardingSpec } from '../../formats/precomputed/sharded-spec.js';
import { interruptSignal } from '../source/cancellation.js';
import type { Store } from '../source/store.js';
import { RequestGate } from './request-gate.js';
import { ShardFiles } from './sharded-files.js';
import { placesInShards } from './sharded-hash.js';
import { findId } from './sharded-index.js';

/** How an item is read from its shard. */
export interface ShardReadOptions {
  /** Ends the reading; default: the signal of the cell at work. */
  readonly signal?: AbortSignal;
  /** The largest item, unpacked, in bytes; a larger one is an error. Default 1 GiB. */
  readonly mostBytes?: number;
}

/** Default of {@link ShardReadOptions.mostBytes}. */
export const MOST_BYTES: number = 2 ** 30;

/** Where an item lies: bytes `start … end - 1` of the file at `path`, encoded as the specification's `data_encoding`. */
export interface ShardLocation {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Where the item of `id` lies in the shard files below `folder` (`''`: the store itself); `undefined` when there is no
 * such item.
 *
 * Indexes that were read are kept with the store, 64 MiB of them: the second look-up in a minishard makes no request.
 *
 * @throws {FormatError} when an index is damaged: it names the shard file, the minishard and the byte.
 * @throws {SourceError} when a file cannot be read, or ends before a range that its index names.
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/sharded.md
 */
export async function locateInShard(
  store: Store,
  folder: string,
  spec: ShardingSpec,
  id: IdLike,
  options: ShardReadOptions = {},
): Promise<ShardLocation | undefined> {
  const place = await find(store, folder, spec, id, options);
  return place && { path: place.path, start: place.start, end: place.end };
}

/**
 * The bytes of the item of `id`, unpacked; `undefined` when there is no such item. An item of no bytes is an empty
 * array. For many ids {@link readManyFromShards} makes far fewer requests.
 *
 * @throws {FormatError} when an index or the item's packing is damaged, or unpacks into more than `mostBytes`.
 * @throws {SourceError} when a file cannot be read, or ends before a range that its index names.
 */
export async function readFromShards(
  store: Store,
  folder: string,
  spec: ShardingSpec,
  id: IdLike,
  options: ShardReadOptions = {},
): Promise<Uint8Array | undefined> {
  const place = await find(store, folder, spec, id, options);
  if (place === undefined) return undefined;
  const { files, shard, path, start, end } = place;
  const bytes = start === end ? new Uint8Array() : await store.getRange(path, start, end, { signal: place.signal });
  return bytes && files.decode(shard, start, bytes, options.mostBytes ?? MOST_BYTES);
}

interface Place extends ShardLocation {
  readonly files: ShardFiles;
  readonly shard: string;
  readonly signal: AbortSignal;
}

async function find(
  store: Store,
  folder: string,
  spec: ShardingSpec,
  id: IdLike,
  { signal = interruptSignal() }: ShardReadOptions,
): Promise<Place | undefined> {
  signal.throwIfAborted();
  const ids = BigUint64Array.of(parseId(id));
  const { shards, minishards } = placesInShards(ids, spec);
  const files = new ShardFiles(store, folder, spec);
  const index = await files.index(shards[0], minishards[0], { signal, gate: new RequestGate(1) });
  if (index === undefined) return undefined;
  const [low, high] = new Uint32Array(ids.buffer);
  const entry = findId(index, low, high);
  if (entry < 0) return undefined;
  const range = files.range(shards[0], minishards[0], index, entry);
  return { ...range, path: files.path(shards[0]), files, shard: shards[0], signal };
}
