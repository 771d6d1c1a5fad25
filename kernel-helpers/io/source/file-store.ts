import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { SourceError } from '../../errors.js';
import { formatCount } from '../catalogue/format-count.js';
import { interruptSignal } from './cancellation.js';
import type { ByteRange } from './http-range.js';
import { readLocal } from './local-file.js';
import type { Store } from './store.js';
import { checkRange, storePath } from './store-path.js';

/** A packed file may not unpack to more: a few kilobytes can be made to fill any memory. */
const LARGEST_UNPACKED = 2 ** 30;

/** How programs that write a bucket's folder to a disk mark the files that the bucket would serve packed. */
const UNPACKERS = { '.gz': promisify(gunzip), '.br': promisify(brotliDecompress) } as const;

/**
 * The files below a folder of this machine. Where there is no `a` but an `a.gz` or `a.br`, as cloud-volume writes them,
 * that is unpacked.
 *
 * @param url what messages call the folder
 */
export function fileStore(folder: string, url: string): Store {
  const read = async (
    path: string,
    signal: AbortSignal | undefined,
    range?: ByteRange,
  ): Promise<Uint8Array | undefined> => {
    (signal ?? interruptSignal()).throwIfAborted();
    const place = join(folder, ...storePath(path));
    const plain = await readLocal(place, range);
    const found = plain ?? (await unpacked(place, range));
    const missing = range === undefined || found === undefined ? 0 : range.end - range.start - found.bytes.length;
    if (range === undefined || missing === 0) return found?.bytes;
    throw new SourceError(
      `file ${place} ends too early: received a file of ${formatCount(found?.size ?? 0)} bytes, ` +
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

async function unpacked(
  place: string,
  range: ByteRange | undefined,
): Promise<{ readonly bytes: Uint8Array; readonly size: number } | undefined> {
  for (const [ending, unpack] of Object.entries(UNPACKERS)) {
    const packed = await readLocal(place + ending);
    if (packed === undefined) continue;
    const bytes: Uint8Array = await unpack(packed.bytes, { maxOutputLength: LARGEST_UNPACKED }).catch(error => {
      const { code } = error as NodeJS.ErrnoException;
      const size = code === 'ERR_BUFFER_TOO_LARGE' ? `more than ${formatCount(LARGEST_UNPACKED)} bytes` : code;
      throw new SourceError(`file ${place}${ending} cannot be unpacked (${size})`, { url: place, cause: error });
    });
    const whole = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return { bytes: range === undefined ? whole : whole.slice(range.start, range.end), size: whole.length };
  }
  return undefined;
}
