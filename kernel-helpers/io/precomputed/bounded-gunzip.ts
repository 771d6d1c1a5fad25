import { promisify } from 'node:util';
import { gunzip, gunzipSync } from 'node:zlib';

const gunzipInThread = promisify(gunzip);

/** deflate packs at most 1032 bytes into one. */
const LARGEST_RATIO = 1032;
const SMALLEST_STEP = 1024;
/** The size told may be a lie, so not much is taken on its word. */
const LARGEST_STEP = 16 * 1024 * 1024;

/**
 * The bytes that a gzip member holds, `limit` of them at most: zlib stops there, so a small file cannot unpack into
 * gigabytes. The length and checksum at the member's end are checked.
 *
 * @throws {RangeError} (code `ERR_BUFFER_TOO_LARGE`) when there are more than `limit`, and zlib's errors for damage.
 */
export function gunzipBounded(bytes: Uint8Array, limit: number): Uint8Array {
  return plain(gunzipSync(bytes, options(bytes, limit)));
}

/** As {@link gunzipBounded}, in a thread of its own: worth it from some 100 kB on. */
export async function gunzipBoundedInThread(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  return plain(await gunzipInThread(bytes, options(bytes, limit)));
}

/** zlib works in steps of a fixed size and joins them; with the size the member's end tells, one step is enough. */
function options(bytes: Uint8Array, limit: number): { maxOutputLength: number; chunkSize: number } {
  const most = Math.min(limit, bytes.length * LARGEST_RATIO, LARGEST_STEP);
  const told =
    bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
  return { maxOutputLength: limit, chunkSize: Math.max(SMALLEST_STEP, Math.min(told + 1, most)) };
}

/** A `Buffer` as what it is underneath: `slice` of a Buffer does not copy, and callers count on that it does. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** True for bytes that begin as a gzip member does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length > 2 && bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}
