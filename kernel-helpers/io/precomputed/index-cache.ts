import type { Store } from '../source/store.js';

/**
 * What was read of a store and will be wanted again, up to a number of bytes; the longest unused goes first.
 *
 * Two that ask for the same at once share one request. When the one whose request it is takes it back, the others ask
 * anew.
 */
export class IndexCache {
  readonly #mostBytes: number;
  readonly #kept = new Map<string, { readonly value: unknown; readonly bytes: number }>();
  readonly #underWay = new Map<
    string,
    { readonly loaded: Promise<unknown>; readonly signal: AbortSignal | undefined }
  >();
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** The bytes kept now. */
  get bytes(): number {
    return this.#bytes;
  }

  find<T>(key: string): T | undefined {
    const found = this.#kept.get(key);
    if (found === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found.value as T;
  }

  keep(key: string, value: unknown, bytes: number): void {
    this.#drop(key);
    if (bytes > this.#mostBytes) return;
    this.#kept.set(key, { value, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#mostBytes) break;
      this.#drop(oldest);
    }
  }

  /** What is kept under `key`, or what `load` gives; `load` keeps it itself where it is to be kept. */
  async share<T>(key: string, signal: AbortSignal | undefined, load: () => Promise<T>): Promise<T> {
    for (;;) {
      const found = this.find<T>(key);
      if (found !== undefined) return found;
      const other = this.#underWay.get(key);
      if (other === undefined) break;
      try {
        return (await other.loaded) as T;
      } catch (error) {
        signal?.throwIfAborted();
        // whatever reason it was taken back for, such as a time limit, is not ours
        if (!other.signal?.aborted && (error as Error | undefined)?.name !== 'AbortError') throw error;
      }
    }
    const mine = load().finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, { loaded: mine, signal });
    return mine;
  }

  #drop(key: string): void {
    const dropped = this.#kept.get(key);
    if (dropped === undefined) return;
    this.#kept.delete(key);
    this.#bytes -= dropped.bytes;
  }
}

/** Indexes kept for each store: a minishard of a thousand ids takes 24 kB. */
const MOST_BYTES = 64 * 1024 * 1024;
const caches = new WeakMap<Store, IndexCache>();

/** The cache of a store; it goes when the store goes. */
export function indexCacheOf(store: Store): IndexCache {
  const known = caches.get(store);
  if (known !== undefined) return known;
  const made = new IndexCache(MOST_BYTES);
  caches.set(store, made);
  return made;
}
