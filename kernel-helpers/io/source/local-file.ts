import { open } from 'node:fs/promises';
import { SourceError } from '../../errors.js';
import type { ByteRange } from './http-range.js';

/** Bytes of a file of this machine, and the stamps it had when they were read. */
export interface LocalBytes {
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly usedMs: number;
  readonly writtenMs: number;
}

/** Codes that say: there is no such file. */
const MISSING = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']);

/** Whether an error of the file system says that there is no such file. */
export function isMissingFile(error: unknown): boolean {
  return MISSING.has((error as NodeJS.ErrnoException)?.code ?? '');
}

/**
 * The file at `path`, or those bytes of `range` that it has; `undefined` where there is none, or a folder.
 *
 * @throws {SourceError} when it is there and cannot be read.
 */
export async function readLocal(path: string, range?: ByteRange): Promise<LocalBytes | undefined> {
  try {
    const handle = await open(path);
    try {
      const stats = await handle.stat();
      if (stats.isDirectory()) return undefined;
      const { size, atimeMs: usedMs, mtimeMs: writtenMs } = stats;
      const start = Math.min(range?.start ?? 0, size);
      const bytes = new Uint8Array(Math.min(range?.end ?? size, size) - start);
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
        if (bytesRead === 0) break; // the file became shorter meanwhile
        filled += bytesRead;
      }
      return { bytes: bytes.subarray(0, filled), size, usedMs, writtenMs };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isMissingFile(error)) return undefined;
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new SourceError(`file ${path} cannot be read (${code})`, { url: path, cause: error });
  }
}
