import { type IdLike, parseId } from '../../core/ids.js';
import { FormatError } from '../../errors.js';
import type { ShardingSpec } from '../../formats/precomputed/sharded-spec.js';
import { interruptSignal } from '../source/cancellation.js';
import type { Store } from '../source/store.js';
import { gunzipBounded } from './bounded-gunzip.js';
import { forEachAtOnce } from './request-gate.js';
import { MOST_BYTES, readFromShards, type ShardReadOptions } from './sharded.js';
import { CONCURRENCY, idArray, type ReadManyOptions, visitInShards } from './sharded-many.js';

/** Where items with ids lie: a folder with a file for each, or with shards. */
export interface ItemFolder {
  readonly store: Store;
  /** Path in the store; `''`: the store itself. */
  readonly folder: string;
  /** `undefined` where every id is a file of its own. */
  readonly sharding: ShardingSpec | undefined;
  /** Format in errors. */
  readonly format: string;
}

/** `name` in `folder`. */
export function pathIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The bytes of one item; `undefined` when there is none. */
export async function readItem(
  items: ItemFolder,
  id: IdLike,
  options: ShardReadOptions = {},
): Promise<Uint8Array | undefined> {
  const { store, folder, sharding } = items;
  if (sharding) return readFromShards(store, folder, sharding, id, options);
  return readNamedItem(items, `${parseId(id)}`, options);
}

/** The bytes of the file `name` in the folder, without the packing local copies have; `undefined` when it is not there. */
export async function readNamedItem(
  { store, folder, format }: ItemFolder,
  name: string,
  { signal = interruptSignal(), mostBytes = MOST_BYTES }: ShardReadOptions,
): Promise<Uint8Array | undefined> {
  const path = pathIn(folder, name);
  const bytes = await store.get(path, { signal });
  if (bytes !== undefined || isRemote(store)) return bytes;
  // cloud-volume and cloud-files write packed files so, where a server would say it in a header
  const packed = await store.get(`${path}.gz`, { signal });
  if (packed === undefined) return undefined;
  const file = `${store.url}/${path}.gz`;
  try {
    return gunzipBounded(packed, mostBytes);
  } catch (cause) {
    const problem = `does not unpack: ${(cause as Error).message}, expected a gzip member of at most ${mostBytes} bytes`;
    throw new FormatError(`${format} ${file} ${problem}`, { format, at: 'byte 0', file, cause });
  }
}

/** Gives the bytes of each item to `visit(i, bytes)` as it comes; `undefined` for an id that has none. */
export async function visitItems(
  items: ItemFolder,
  ids: BigUint64Array | readonly IdLike[],
  visit: (index: number, bytes: Uint8Array | undefined) => void,
  options: ReadManyOptions = {},
): Promise<void> {
  const { store, folder, sharding } = items;
  if (sharding) return visitInShards(store, folder, sharding, ids, visit, options);
  return visitNamedItems(items, Array.from(idArray(ids), String), visit, options);
}

/** As {@link visitItems}, for files of any names. */
export async function visitNamedItems(
  items: ItemFolder,
  names: readonly string[],
  visit: (index: number, bytes: Uint8Array | undefined) => void,
  options: ReadManyOptions = {},
): Promise<void> {
  const { signal = interruptSignal(), concurrency = CONCURRENCY, onProgress } = options;
  let done = 0;
  await forEachAtOnce(names, concurrency, async (name, i) => {
    signal.throwIfAborted();
    visit(i, await readNamedItem(items, name, { ...options, signal }));
    done++;
    onProgress?.({ done, total: names.length });
  });
}

function isRemote({ url }: Store): boolean {
  return /^(https?|gs|s3):/.test(url);
}
