import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { SourceError } from '../../errors.js';
import { atOnce, SMALL } from './at-once.js';
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
 * The file at `path`, or those bytes of `range` that it has; `undefined` where there is none, or something that is no
 * file.
 *
 * Small reads are done at once where the disk is quick, others by threads; see {@link atOnce}.
 *
 * @throws {SourceError} when it is there and cannot be read.
 */
export async function readLocal(path: string, range?: ByteRange): Promise<LocalBytes | undefined> {
  try {
    const read = await atOnce(() => readQuickly(path, range));
    return read === undefined || read.large ? await readByThread(path, range) : read.found;
  } catch (error) {
    if (isMissingFile(error)) return undefined;
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new SourceError(`file ${path} cannot be read (${code})`, { url: path, cause: error });
  }
}

/** A named pipe in the place of a file must not be waited for. Windows has no such flag, and no such pipes. */
const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

function readQuickly(
  path: string,
  range: ByteRange | undefined,
): { readonly found: LocalBytes | undefined; readonly large: boolean } {
  const descriptor = openSync(path, READ_ONLY);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return { found: undefined, large: false };
    const bytes = roomFor(stats.size, range);
    if (bytes.length > SMALL) return { found: undefined, large: true };
    const from = range?.start ?? 0;
    let filled = 0;
    while (filled < bytes.length) {
      const read = readSync(descriptor, bytes, filled, bytes.length - filled, from + filled);
      if (read === 0) break; // the file became shorter meanwhile
      filled += read;
    }
    return { found: described(bytes.subarray(0, filled), stats), large: false };
  } finally {
    closeSync(descriptor);
  }
}

async function readByThread(path: string, range: ByteRange | undefined): Promise<LocalBytes | undefined> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, READ_ONLY);
    const stats = await handle.stat();
    if (!stats.isFile()) return undefined;
    const bytes = roomFor(stats.size, range);
    const from = range?.start ?? 0;
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, from + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return described(bytes.subarray(0, filled), stats);
  } finally {
    await handle?.close();
  }
}

function roomFor(size: number, range: ByteRange | undefined): Uint8Array {
  const start = Math.min(range?.start ?? 0, size);
  return new Uint8Array(Math.min(range?.end ?? size, size) - start);
}

function described(bytes: Uint8Array, { size, atimeMs: usedMs, mtimeMs: writtenMs }: Stats): LocalBytes {
  return { bytes, size, usedMs, writtenMs };
}
