import { fileURLToPath } from 'node:url';
import { SourceError } from '../../errors.js';
import { openFile } from './file-source.js';
import { exchange, type HttpOptions } from './http.js';
import { shownUrl, statusFailure } from './http-failure.js';
import { readRange, readWhole } from './http-range.js';
import type { Source } from './source.js';
import { storageUrl } from './storage-url.js';

/**
 * One file as bytes that are read in ranges: `https://…`, `gs://…` and `s3://…` of public buckets, `file://…` or a
 * path. Nothing is kept: `openStore` reads from the cache and the mirror, this does not.
 *
 * Over https its length is asked for once, and every range comes from the file as it was then: one that changed
 * meanwhile (another `ETag`) is an error, not a mixture of two. A server that knows no ranges, or does not tell the
 * length, sends the whole file once, and it is held in memory.
 *
 * @throws {SourceError} when there is no such file, or it cannot be read; `slice` throws it too.
 * @throws {InvalidArgumentError} for an address that cannot be meant.
 *
 * @example
 * import { writeFile } from 'node:fs/promises';
 * import { openSource } from 'connectome-helpers/dist/io/source/open-source.js';
 * await writeFile('/tmp/numbers.bin', Uint8Array.of(1, 2, 3, 4));
 * const source = await openSource('/tmp/numbers.bin');
 * await source.slice(1, 3); // Uint8Array [2, 3]
 */
export async function openSource(url: string, options: HttpOptions = {}): Promise<Source> {
  const address = storageUrl(url);
  if (address.protocol === 'file:') return openLocal(fileURLToPath(address));
  const { href } = address;
  const first = await firstByte(href, options);
  if (first === 'whole') return inMemory(await wholeFile(href, options));
  const { byteLength, validator } = first;
  // A server whose file is another now answers 200 with all of it.
  const headers = { ...options.headers, ...(validator !== undefined && { 'if-range': validator }) };
  return {
    byteLength,
    async slice(start, end = byteLength) {
      const range = clipped(byteLength, start, end);
      if (range.start === range.end) return new Uint8Array(0);
      const answer = await readRange(href, range, { ...options, headers, unchanged: validator !== undefined });
      if (answer !== undefined) return answer.bytes;
      throw new SourceError(`${shownUrl(href)} could not be read: it is no longer there`, { url: href, status: 404 });
    },
  };
}

async function openLocal(path: string): Promise<Source> {
  try {
    return await openFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new SourceError(`file ${path} cannot be read (${code})`, { url: path, cause: error });
  }
}

/** What the first byte of a file tells of all of it; `'whole'` where ranges cannot be had. */
function firstByte(
  url: string,
  options: HttpOptions,
): Promise<{ readonly byteLength: number; readonly validator: string | undefined } | 'whole'> {
  const headers = { ...options.headers, range: 'bytes=0-0' };
  return exchange(url, { ...options, headers }, async (response, listening) => {
    const { status, headers: told } = response;
    const range = /^bytes (?:0-0|\*)\/(\d+)$/i.exec(told.get('content-range') ?? '');
    const plain = ['', 'identity'].includes(told.get('content-encoding') ?? '');
    const length = range === null ? undefined : Number(range[1]);
    listening.end();
    if (status === 416 && length === 0) return { byteLength: 0, validator: undefined };
    if (status === 206 && plain && length !== undefined) {
      const tag = told.get('etag');
      return { byteLength: length, validator: tag?.startsWith('"') ? tag : (told.get('last-modified') ?? undefined) };
    }
    if (status === 200 || status === 206) return 'whole';
    throw statusFailure(response);
  });
}

async function wholeFile(url: string, options: HttpOptions): Promise<Uint8Array> {
  const bytes = await readWhole(url, options);
  if (bytes !== undefined) return bytes;
  throw new SourceError(`${shownUrl(url)} could not be read: HTTP 404 Not Found`, { url, status: 404 });
}

function inMemory(bytes: Uint8Array): Source {
  const { length: byteLength } = bytes;
  return {
    byteLength,
    async slice(start, end = byteLength) {
      const range = clipped(byteLength, start, end);
      return bytes.slice(range.start, range.end);
    },
  };
}

function clipped(length: number, start: number, end: number): { start: number; end: number } {
  const from = Math.min(Math.max(0, start), length);
  return { start: from, end: Math.max(from, Math.min(end, length)) };
}
