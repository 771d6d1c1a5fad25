import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Skeleton } from '../../core/skeleton.js';
import { FormatError, SourceError } from '../../errors.js';
import { gunzipBounded, isGzip } from '../precomputed/bounded-gunzip.js';
import type { Source } from '../source/source.js';
import { parseSwc, type SwcOptions } from './swc.js';

/** Unpacked, 512 MB: some fifteen million nodes. */
const MOST_BYTES = 2 ** 29;

/**
 * The tree of an SWC file on this machine, or of a {@link Source}, gzipped (`.swc.gz`) or not; else as
 * {@link parseSwc} reads it.
 *
 * @throws {SourceError} when the file cannot be read.
 * @throws {FormatError} as {@link parseSwc}, and for a damaged gzip file or one that unpacks to more than 512 MB.
 * @example
 * import { writeFileSync } from 'node:fs';
 * writeFileSync('cell.swc', '1 1 0 0 0 5 -1\n');
 * const cell = await morphology.readSwc('cell.swc', { units: 'um' });
 * cell.radiiNm[0]; // 5000
 */
export async function readSwc(from: string | URL | Source, options: SwcOptions): Promise<Skeleton> {
  const isPath = typeof from === 'string' || from instanceof URL;
  const bytes = isPath ? await readWhole(from) : await from.slice(0);
  const file = options.file ?? (isPath ? basename(String(from)) : undefined);
  const text = isGzip(bytes) ? unpacked(bytes, file) : bytes;
  return parseSwc(text, { ...options, file });
}

async function readWhole(path: string | URL): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new SourceError(`swc ${path} cannot be read: received ${code}, expected a file on this machine`, {
      url: String(path),
      cause: error,
    });
  }
}

function unpacked(bytes: Uint8Array, file: string | undefined): Uint8Array {
  try {
    return gunzipBounded(bytes, MOST_BYTES);
  } catch (cause) {
    const where = file === undefined ? 'swc' : `swc ${file}`;
    const received = `${bytes.length} bytes (${(cause as Error).message})`;
    throw new FormatError(
      `${where} cannot be unpacked: received ${received}, expected a whole gzip file of at most ${MOST_BYTES} bytes`,
      { format: 'swc', at: 'gzip', file, cause },
    );
  }
}
