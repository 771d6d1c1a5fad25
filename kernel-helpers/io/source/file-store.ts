import { join } from 'node:path';
import { SourceError } from '../../errors.js';
import { formatCount } from '../catalogue/format-count.js';
import { interruptSignal } from './cancellation.js';
import { readLocal } from './local-file.js';
import type { Store } from './store.js';
import { checkRange, storePath } from './store-path.js';

/** The files below a folder of this machine. @param url what messages call it */
export function fileStore(folder: string, url: string): Store {
  const read = async (
    path: string,
    signal: AbortSignal | undefined,
    range?: { readonly start: number; readonly end: number },
  ): Promise<Uint8Array | undefined> => {
    (signal ?? interruptSignal()).throwIfAborted();
    const found = await readLocal(join(folder, ...storePath(path)), range);
    const missing = range === undefined || found === undefined ? 0 : range.end - range.start - found.bytes.length;
    if (range === undefined || missing === 0) return found?.bytes;
    throw new SourceError(
      `file ${join(folder, path)} ends too early: received a file of ${formatCount(found?.size ?? 0)} bytes, ` +
        `expected bytes ${range.start}-${range.end - 1}`,
      { url: `${url}/${path}` },
    );
  };
  return {
    url,
    get: async (path, options) => read(path, options?.signal),
    async getRange(path, start, end, options) {
      checkRange(start, end);
      return read(path, options?.signal, { start, end });
    },
  };
}
