import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rename, stat, unlink } from 'node:fs/promises';
import { SourceError } from '../../errors.js';
import type { CatalogueFile } from '../catalogue/catalogue-entry.js';
import { formatCount } from '../catalogue/format-count.js';
import { temporaryPath } from './file-layout.js';
import type { FileStamp } from './file-record.js';

/** What is wrong with a file's bytes, in words: `text` is `truncated: received 1,234 bytes, expected 46,154`. */
export interface FileFault {
  readonly kind: 'missing' | 'truncated' | 'too long' | 'wrong sha256' | 'unreadable';
  readonly text: string;
}

/** Length and sha256 of a file that is right, and whether it was hashed to know them. */
export interface FileSums {
  readonly bytes: number;
  readonly sha256: string;
  readonly stamp: FileStamp;
  readonly hashed: boolean;
}

/** What a file has to be; `null` for what is not known. */
export type ExpectedSums = Pick<CatalogueFile, 'bytes' | 'sha256'>;

/**
 * From this length on a file that was found right is not hashed again while its length and time of change stay the
 * same: sha256 takes a second or more for a gigabyte. Shorter files are hashed every time.
 */
export const LARGE_FILE: number = 64 * 2 ** 20;

/** The fault in a length, or `undefined` when `received` is the expected number of bytes. */
export function lengthFault(received: number, expected: number): FileFault | undefined {
  if (received === expected) return undefined;
  const kind = received < expected ? 'truncated' : 'too long';
  return { kind, text: `${kind}: received ${formatCount(received)} bytes, expected ${formatCount(expected)}` };
}

/** The fault in a checksum, or `undefined` when it is the expected one. */
export function sha256Fault(received: string, expected: string): FileFault | undefined {
  if (received === expected) return undefined;
  return { kind: 'wrong sha256', text: `wrong sha256: received ${received}, expected ${expected}` };
}

/**
 * What is wrong with the file at `path`, or `undefined` when its length and sha256 are those of `file`.
 * The length is looked at first: a truncated file is told as one, and costs no hashing. O(bytes).
 */
export async function verifyFile(path: string, file: ExpectedSums): Promise<FileFault | undefined> {
  const found = await checkFile(path, file);
  return 'kind' in found ? found : undefined;
}

/**
 * Length and sha256 of the file at `path`, or what is wrong with it.
 *
 * @param stamp of a file that was right: a {@link LARGE_FILE} that still has it is taken for right, in O(1)
 */
export async function checkFile(path: string, file: ExpectedSums, stamp?: FileStamp): Promise<FileSums | FileFault> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return { kind: 'unreadable', text: 'received a folder, expected a file' };
    const { size, mtimeMs } = found;
    const wrongLength = file.bytes === null ? undefined : lengthFault(size, file.bytes);
    if (wrongLength) return wrongLength;
    const current = { size, mtimeMs };
    if (file.sha256 !== null && size >= LARGE_FILE && stamp && isSame(stamp, current)) {
      return { bytes: size, sha256: file.sha256, stamp: current, hashed: false };
    }
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) hash.update(chunk as Uint8Array);
    const sha256 = hash.digest('hex');
    const wrongSum = file.sha256 === null ? undefined : sha256Fault(sha256, file.sha256);
    return wrongSum ?? { bytes: size, sha256, stamp: current, hashed: true };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing', text: 'no such file' };
    return { kind: 'unreadable', text: `cannot be read (${code ?? String(error)})` };
  }
}

/** Noting the last use rewrites the time of change too, and may round it. */
function isSame(one: FileStamp, other: FileStamp): boolean {
  return one.size === other.size && Math.abs(one.mtimeMs - other.mtimeMs) < 2;
}

/**
 * Removes the file at `path` unless another kernel has just put a right one there: it is moved aside first, looked at
 * again, and moved back when it is right.
 */
export async function removeDamaged(path: string, file: ExpectedSums & { readonly url: string }): Promise<void> {
  const aside = temporaryPath(path);
  try {
    await rename(path, aside);
    if (await verifyFile(aside, file)) await unlink(aside);
    else await rename(aside, path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return; // another kernel removed it
    throw new SourceError(
      `file ${path} is damaged and cannot be removed (${code}): delete it, or set CONNECTOME_CACHE to a folder ` +
        'you can write',
      { url: file.url, cause: error },
    );
  }
}
