import { basename } from 'node:path';
import type { Skeleton } from '../../core/skeleton.js';
import { FormatError } from '../../errors.js';
import { parseSwc, type SwcOptions } from '../../formats/swc/swc.js';
import { gunzipBounded, isGzip } from '../precomputed/bounded-gunzip.js';
import { openSource } from '../source/open-source.js';
import type { Source } from '../source/source.js';

/** Unpacked, 512 MB: some fifteen million nodes. */
const MOST_BYTES = 2 ** 29;

/**
 * The tree of an SWC file: a path, an address (`https://…`, `gs://…`, `s3://…`), or a {@link Source}; gzipped
 * (`.swc.gz`) or not. Else as {@link parseSwc} reads it.
 *
 * @throws {SourceError} when the file cannot be read.
 * @throws {FormatError} as {@link parseSwc}, and for a damaged gzip file or one that unpacks to more than 512 MB.
 * @example
 * import { mkdtempSync, writeFileSync } from 'node:fs';
 * const folder = mkdtempSync('/tmp/swc-');
 * writeFileSync(`${folder}/cell.swc`, '1 1 0 0 0 5 -1\n');
 * const cell = await morphology.readSwc(`${folder}/cell.swc`, { units: 'um' });
 * cell.radiiNm[0]; // 5000
 */
export async function readSwc(from: string | URL | Source, options: SwcOptions): Promise<Skeleton> {
  const isPlace = typeof from === 'string' || from instanceof URL;
  const source = isPlace ? await openSource(String(from)) : from;
  const bytes = await source.slice(0);
  const file = options.file ?? (isPlace ? basename(String(from)) : undefined);
  return parseSwc(isGzip(bytes) ? unpacked(bytes, file) : bytes, { ...options, file });
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
