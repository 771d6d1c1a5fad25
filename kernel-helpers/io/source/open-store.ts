import { fileURLToPath } from 'node:url';
import { budgetOf, cacheLimit } from './cache-limit.js';
import { cacheFolder, mirrorFolder } from './file-layout.js';
import { fileStore } from './file-store.js';
import type { HttpOptions } from './http.js';
import { httpStore } from './http-store.js';
import { storageUrl } from './storage-url.js';
import type { Store } from './store.js';

/** Where a store looks for files, and how it asks for them. */
export interface StoreOptions extends HttpOptions {
  /** Folder that what comes from the network is kept in; default {@link cacheFolder}; `null` for none. */
  readonly cache?: string | null;
  /** Bytes the cache may hold; default {@link cacheLimit}. */
  readonly cacheLimit?: number;
  /** Offline mirror, laid out HOST/PATH; default `CONNECTOME_MIRROR`; `null` for none. */
  readonly mirror?: string | null;
}

/**
 * The files below `url`, as every reader of precomputed data takes them: `https://…`, `gs://BUCKET/PATH` and
 * `s3://BUCKET/PATH` of public buckets, `file://…` or a folder; with `precomputed://` before it or not. No token is
 * needed, and nothing is asked before the first file is.
 *
 * Bytes come from the cache, else from the mirror folder `CONNECTOME_MIRROR`, else from the network, and are kept in
 * the cache then: whole files at HOST/PATH, ranges apart from them. An address is taken to hold the same bytes for
 * ever, as those of public releases do; pass `cache: null` for one that changes. At most 32 requests to one host are
 * under way at once, whoever asks; connections are used again.
 *
 * | what is found | then |
 * |---|---|
 * | the bytes | a `Uint8Array` |
 * | 404; 403 `AccessDenied` of Google's or Amazon's storage, which says so of a missing key; no such file | `undefined` |
 * | 408, 429, 5xx, a connection that breaks, a wrong or short range | asked again, then a `SourceError` |
 * | anything else | a `SourceError` |
 *
 * @throws {InvalidArgumentError} for an address or a path that cannot be meant.
 *
 * @example
 * import { mkdtemp, writeFile } from 'node:fs/promises';
 * import { openStore } from 'connectome-helpers/dist/io/source/open-store.js';
 * const folder = await mkdtemp('/tmp/store-');
 * await writeFile(`${folder}/info`, '{"@type":"neuroglancer_skeletons"}');
 * const store = openStore(folder);
 * new TextDecoder().decode(await store.get('info')); // '{"@type":"neuroglancer_skeletons"}'
 */
export function openStore(url: string, options: StoreOptions = {}): Store {
  const base = storageUrl(url);
  if (base.protocol === 'file:') return fileStore(fileURLToPath(base), base.href);
  const { cache = cacheFolder(), mirror = mirrorFolder() } = options;
  const budget = cache === null ? undefined : budgetOf(cache, options.cacheLimit ?? cacheLimit());
  const kept = async (bytes: number): Promise<void> => budget?.add(bytes);
  return httpStore(base, { ...options, cache: cache ?? undefined, mirror: mirror ?? undefined, kept });
}
