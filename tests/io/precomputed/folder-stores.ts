import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '../../../kernel-helpers/errors.js';
import type { Store } from '../../../kernel-helpers/io/source/store.js';

/** A store that tells what was asked of it. */
export interface CountingStore extends Store {
  /** `get a/b` or `range a/b 0-16`, in order. */
  readonly requests: string[];
}

/** Files of a folder of this machine. */
export function folderStore(folder: string): CountingStore {
  return storeOf(folder, path =>
    readFile(join(folder, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    }),
  );
}

/** Files in memory, by path. */
export function memoryStore(files: Readonly<Record<string, Uint8Array | string | object>>): CountingStore {
  const bytesOf = (file: Uint8Array | string | object | undefined): Uint8Array | undefined => {
    if (file === undefined || file instanceof Uint8Array) return file;
    return new TextEncoder().encode(typeof file === 'string' ? file : JSON.stringify(file));
  };
  return storeOf('memory:', async path => (Object.hasOwn(files, path) ? bytesOf(files[path]) : undefined));
}

function storeOf(url: string, read: (path: string) => Promise<Uint8Array | undefined>): CountingStore {
  const requests: string[] = [];
  return {
    url,
    requests,
    async get(path, options) {
      options?.signal?.throwIfAborted();
      requests.push(`get ${path}`);
      return read(path);
    },
    async getRange(path, start, end, options) {
      options?.signal?.throwIfAborted();
      requests.push(`range ${path} ${start}-${end}`);
      const bytes = await read(path);
      if (bytes === undefined || end <= bytes.length) return bytes?.slice(start, end);
      throw new SourceError(`${url}/${path} ends early: received ${bytes.length} bytes, expected ${end}`, { url });
    },
  };
}
