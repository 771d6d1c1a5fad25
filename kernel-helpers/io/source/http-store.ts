import { join } from 'node:path';
import { ByteCache, storedName } from './byte-cache.js';
import type { HttpOptions } from './http.js';
import { type ByteRange, readRange, readWhole } from './http-range.js';
import { readLocal } from './local-file.js';
import { encodedPath } from './storage-url.js';
import type { ReadOptions, Store } from './store.js';
import { checkRange, storePath } from './store-path.js';
import { Turnstile } from './turnstile.js';

/** Where a store over the network looks first. */
export interface HttpStoreOptions extends HttpOptions {
  /** Folder that what is read is kept in; `undefined` for none. */
  readonly cache: string | undefined;
  /** Folder with copies of the public files, laid out HOST/PATH; `undefined` for none. */
  readonly mirror: string | undefined;
  /** Told of every file that was kept, with its length. */
  readonly kept?: (bytes: number) => Promise<void>;
}

/** So many requests to one host are under way at once; each has a connection, which is used again. */
const AT_ONCE = 32;

const turnstiles = new Map<string, Turnstile>();

function turnstileOf(host: string): Turnstile {
  const turnstile = turnstiles.get(host) ?? new Turnstile(AT_ONCE);
  turnstiles.set(host, turnstile);
  return turnstile;
}

/** The files below an `https:` or `http:` address: from the cache, else the mirror folder, else the network. */
export function httpStore(base: URL, options: HttpStoreOptions): Store {
  const url = base.href.replace(/\/+$/, '');
  const turnstile = turnstileOf(base.host);
  const cache = options.cache === undefined ? undefined : new ByteCache(options.cache, options.kept);
  const root = decodedParts(base);

  const mirrored = async (parts: readonly string[], range?: ByteRange): Promise<Uint8Array | undefined> => {
    if (options.mirror === undefined) return undefined;
    // Copies made by other programs have every name as it is; ours have those that all systems can have.
    const names = new Set([parts.every(isPlain) ? join(...parts) : '', join(...parts.map(storedName))]);
    for (const name of names) {
      if (name === '') continue;
      const found = await readLocal(join(options.mirror, name), range);
      if (found !== undefined && (range === undefined || found.bytes.length === range.end - range.start)) {
        return found.bytes;
      }
    }
    return undefined;
  };
  const placeOf = (path: string): { address: string; parts: readonly string[] } => ({
    address: `${url}/${encodedPath(path)}`,
    parts: [...root, ...storePath(path)],
  });
  const request = (read: ReadOptions | undefined): HttpOptions => ({
    ...options,
    signal: read?.signal ?? options.signal,
  });

  return {
    url,
    async get(path, read) {
      const { address, parts } = placeOf(path);
      const names = parts.map(storedName);
      const near = (await cache?.whole(names)) ?? (await mirrored(parts));
      if (near !== undefined) return near;
      const bytes = await turnstile.pass(() => readWhole(address, request(read)));
      if (bytes !== undefined) await cache?.keepWhole(names, bytes);
      return bytes;
    },
    async getRange(path, start, end, read) {
      checkRange(start, end);
      const { address, parts } = placeOf(path);
      if (start === end) return new Uint8Array(0);
      const range = { start, end };
      const names = parts.map(storedName);
      const near = (await cache?.range(names, range)) ?? (await mirrored(parts, range));
      if (near !== undefined) return near;
      const answer = await turnstile.pass(() => readRange(address, range, request(read)));
      if (answer?.whole !== undefined) await cache?.keepWhole(names, answer.whole);
      else if (answer !== undefined) await cache?.keepRange(names, range, answer.bytes);
      return answer?.bytes;
    },
  };
}

/** HOST, with a port behind `_`, and the parts of the path as they were before they were encoded. */
function decodedParts(base: URL): readonly string[] {
  const path = base.pathname.split('/').filter(part => part !== '');
  return [base.host.replace(':', '_'), ...path.map(decoded)];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function isPlain(part: string): boolean {
  return (
    part !== '.' && part !== '..' && !/[/\\\0]/.test(part) && (process.platform !== 'win32' || !part.includes(':'))
  );
}
