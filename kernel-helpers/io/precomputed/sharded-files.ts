import type { ShardingSpec } from '../../formats/precomputed/sharded-spec.js';
import type { Store } from '../source/store.js';
import { gunzipBounded, gunzipBoundedInThread } from './bounded-gunzip.js';
import { type IndexCache, indexCacheOf } from './index-cache.js';
import { type ReadRangesOptions, readRanges } from './read-ranges.js';
import {
  type ByteRange,
  type MinishardIndex,
  minishardIndexRange,
  parseMinishardIndex,
  shardFault,
} from './sharded-index.js';

/** A shard index up to this size is read and kept as a whole; of a larger one, the entries that are wanted. */
const WHOLE_INDEX_BYTES = 65_536;
/** An index that unpacks into more than 10 million ids is taken for a gzip bomb. */
const MOST_INDEX_BYTES = 256 * 1024 * 1024;
/** One item larger than this fits no buffer of every Node.js version. */
const MOST_ITEM_BYTES = 2 ** 31 - 1;
/** From here on, unpacking in a thread of its own is worth the way there. */
const THREAD_BYTES = 16_384;

/** The shard files of one folder, and the indexes in them. */
export class ShardFiles {
  readonly #store: Store;
  readonly #folder: string;
  readonly #spec: ShardingSpec;
  readonly #indexEnd: number;
  readonly #cache: IndexCache;

  constructor(store: Store, folder: string, spec: ShardingSpec) {
    this.#store = store;
    this.#folder = folder.replace(/\/+$/, '');
    this.#spec = spec;
    this.#indexEnd = 16 * 2 ** spec.minishardBits;
    this.#cache = indexCacheOf(store);
  }

  path(shard: string): string {
    return this.#folder === '' ? `${shard}.shard` : `${this.#folder}/${shard}.shard`;
  }

  url(shard: string): string {
    return `${this.#store.url}/${this.path(shard)}`;
  }

  /**
   * The indexes of some minishards of a shard, each read once; a minishard without ids has none. `undefined` when there
   * is no such shard file.
   */
  async indexes(
    shard: string,
    minishards: readonly number[],
    options: ReadRangesOptions,
  ): Promise<Map<number, MinishardIndex> | undefined> {
    const path = this.path(shard);
    const key = (minishard: number): string => `${path} ${minishard} ${this.#layout}`;
    const found = new Map<number, MinishardIndex>();
    const missing: number[] = [];
    for (const minishard of minishards) {
      const kept = this.#cache.find<MinishardIndex>(key(minishard));
      if (kept) found.set(minishard, kept);
      else missing.push(minishard);
    }
    if (missing.length === 0) return found;
    const entries = await this.#entries(path, missing, options);
    if (entries === undefined) return undefined;
    const wanted: number[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    missing.forEach((minishard, i) => {
      const range = minishardIndexRange(entries[i], this.url(shard), minishard, this.#indexEnd);
      if (range === undefined) return;
      this.#bound(shard, `minishard ${minishard} index`, range);
      wanted.push(minishard);
      starts.push(range.start);
      ends.push(range.end);
    });
    const keep = (i: number, bytes: Uint8Array): void => {
      const minishard = wanted[i];
      const index = this.#parse(shard, minishard, bytes);
      // ids, starts and ends take 8 bytes each
      this.#cache.keep(key(minishard), index, 24 * index.starts.length);
      found.set(minishard, index);
    };
    await readRanges(this.#store, path, { starts, ends }, keep, options);
    return found;
  }

  /** As {@link indexes} of one minishard; those who ask at once share the request. */
  index(shard: string, minishard: number, options: ReadRangesOptions): Promise<MinishardIndex | undefined> {
    const key = `${this.path(shard)} ${minishard} ${this.#layout}`;
    return this.#cache.share(key, options.signal, async () =>
      (await this.indexes(shard, [minishard], options))?.get(minishard),
    );
  }

  /** Where the entry's data lie. */
  range(shard: string, minishard: number, index: MinishardIndex, entry: number): ByteRange {
    const range = { start: index.starts[entry], end: index.ends[entry] };
    this.#bound(shard, `minishard ${minishard} entry ${entry}`, range);
    return range;
  }

  /** An item's bytes, decoded: a view of `bytes`, or bytes of their own. */
  decode(shard: string, start: number, bytes: Uint8Array, mostBytes: number): Uint8Array | Promise<Uint8Array> {
    if (this.#spec.dataEncoding === 'raw') return bytes;
    const broken = (cause: unknown): never => this.#broken(shard, `byte ${start}`, bytes, mostBytes, cause);
    if (bytes.length >= THREAD_BYTES) return gunzipBoundedInThread(bytes, mostBytes).catch(broken);
    try {
      return gunzipBounded(bytes, mostBytes);
    } catch (cause) {
      return broken(cause);
    }
  }

  /** The 16-byte entries of the shard index for some minishards; `undefined` when there is no such file. */
  async #entries(
    path: string,
    minishards: readonly number[],
    options: ReadRangesOptions,
  ): Promise<Uint8Array[] | undefined> {
    if (this.#indexEnd > WHOLE_INDEX_BYTES) return this.#someEntries(path, minishards, options);
    const { signal, gate } = options;
    const key = `${path} ${this.#layout}`;
    const whole = await this.#cache.share(key, signal, async () => {
      const bytes = await gate.run(() => this.#store.getRange(path, 0, this.#indexEnd, { signal }));
      if (bytes !== undefined) this.#cache.keep(key, bytes, bytes.length);
      return bytes;
    });
    return whole && minishards.map(minishard => whole.subarray(16 * minishard, 16 * minishard + 16));
  }

  async #someEntries(
    path: string,
    minishards: readonly number[],
    options: ReadRangesOptions,
  ): Promise<Uint8Array[] | undefined> {
    const { signal, gate } = options;
    const first = await gate.run(() =>
      this.#store.getRange(path, 16 * minishards[0], 16 * minishards[0] + 16, { signal }),
    );
    if (first === undefined) return undefined;
    const entries: Uint8Array[] = [first];
    const starts = minishards.slice(1).map(minishard => 16 * minishard);
    const ends = starts.map(start => start + 16);
    const keep = (i: number, bytes: Uint8Array): void => {
      entries[i + 1] = bytes;
    };
    await readRanges(this.#store, path, { starts, ends }, keep, options);
    return entries;
  }

  #parse(shard: string, minishard: number, bytes: Uint8Array): MinishardIndex {
    let decoded = bytes;
    if (this.#spec.minishardIndexEncoding === 'gzip') {
      try {
        decoded = gunzipBounded(bytes, MOST_INDEX_BYTES);
      } catch (cause) {
        this.#broken(shard, `minishard ${minishard} index`, bytes, MOST_INDEX_BYTES, cause);
      }
    }
    return parseMinishardIndex(decoded, this.url(shard), minishard, this.#indexEnd);
  }

  /** What an index depends on besides its bytes, so that two readings of one folder never share one. */
  get #layout(): string {
    return `${this.#spec.minishardBits} ${this.#spec.minishardIndexEncoding}`;
  }

  #bound(shard: string, what: string, { start, end }: ByteRange): void {
    if (end - start <= MOST_ITEM_BYTES) return;
    const problem = `is too large: received ${end - start} bytes, expected at most ${MOST_ITEM_BYTES}`;
    throw shardFault(this.url(shard), what, problem);
  }

  #broken(shard: string, at: string, bytes: Uint8Array, mostBytes: number, cause: unknown): never {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      const problem = `unpacks into too much: received more than ${mostBytes} bytes from ${bytes.length}`;
      throw shardFault(this.url(shard), at, `${problem}, expected at most ${mostBytes}`, cause);
    }
    const problem = `is not gzip: received ${bytes.length} bytes that end in "${message}", expected a whole gzip member`;
    throw shardFault(this.url(shard), at, problem, cause);
  }
}
