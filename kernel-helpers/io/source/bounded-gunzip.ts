import { gunzipSync } from 'node:zlib';
import { FormatError } from '../../errors.js';

/** How much a gzip file may hold, and what errors call it. */
export interface BoundedGunzipOptions {
  /** Most bytes that may come out. */
  readonly most: number;
  /** Format of what is inside, for errors. */
  readonly format: string;
  readonly file?: string;
}

/** True for bytes that begin as gzip does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The bytes inside a gzip file, at most `most` of them: a small file cannot ask for gigabytes.
 *
 * @throws {FormatError} when it is damaged, cut off, or holds more.
 */
export function boundedGunzip(bytes: Uint8Array, { most, format, file }: BoundedGunzipOptions): Uint8Array {
  const fail = (problem: string, cause: unknown): FormatError => {
    const where = file === undefined ? format : `${format} ${file}`;
    return new FormatError(`${where} ${problem}`, { format, at: 'gzip', file, cause });
  };
  try {
    const out = gunzipSync(bytes, { maxOutputLength: Math.max(1, most) });
    return new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') {
      throw fail(`unpacks to too much: received ${bytes.length} bytes of gzip, expected at most ${most} inside`, error);
    }
    const reason = (error as Error).message;
    throw fail(`cannot be unpacked: received ${bytes.length} bytes (${reason}), expected a whole gzip file`, error);
  }
}
