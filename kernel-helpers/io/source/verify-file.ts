import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rename, stat, unlink } from 'node:fs/promises';
import { SourceError } from '../../errors.js';
import type { CatalogueFile } from '../catalogue/catalogue-entry.js';
import { formatCount } from '../catalogue/format-count.js';
import { temporaryPath } from './file-layout.js';

/** What is wrong with a file's bytes, in words: `text` is `truncated: received 1,234 bytes, expected 46,154`. */
export interface FileFault {
  readonly kind: 'missing' | 'truncated' | 'too long' | 'wrong sha256' | 'unreadable';
  readonly text: string;
}

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
export async function verifyFile(path: string, file: CatalogueFile): Promise<FileFault | undefined> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return { kind: 'unreadable', text: 'received a folder, expected a file' };
    const wrongLength = lengthFault(found.size, file.bytes);
    if (wrongLength) return wrongLength;
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
    return sha256Fault(hash.digest('hex'), file.sha256);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing', text: 'no such file' };
    return { kind: 'unreadable', text: `cannot be read (${code ?? String(error)})` };
  }
}

/**
 * Removes the file at `path` unless another kernel has just put a right one there: it is moved aside first, looked at
 * again, and moved back when it is right.
 */
export async function removeDamaged(path: string, file: CatalogueFile): Promise<void> {
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
