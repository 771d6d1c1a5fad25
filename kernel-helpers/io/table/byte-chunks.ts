import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip, type Gunzip } from 'node:zlib';
import { FormatError, SourceError } from '../../errors.js';
import { formatCount } from '../catalogue/format-count.js';
import { openFile } from '../source/file-source.js';
import type { Source } from '../source/source.js';

/** Large enough that a chunk is worth a turn of the event loop, small enough to stay in the processor's cache. */
const CHUNK_BYTES = 1024 * 1024;
/** How far reading and unpacking may run ahead of the one who takes the chunks. */
const AHEAD_BYTES = 4 * CHUNK_BYTES;

/** Bytes that one byte of gzip data can stand for. */
const MOST_PACKED = 1032;

/** How a file's bytes are asked for. */
export interface ChunkOptions {
  /** Format in the error's words: "csv". */
  readonly format: string;
  /** File name for error messages. */
  readonly file?: string;
  /** Ends the reading; its reason is thrown. */
  readonly signal?: AbortSignal;
}

/**
 * The bytes of a file in order, unpacked where it is a gzip file, and never all of them at once. Reading and unpacking go on
 * in other threads while a chunk is worked on.
 *
 * @throws {FormatError} when the gzip data are damaged, truncated, or have other bytes behind them.
 * @throws {SourceError} when there is no such file.
 */
export async function* byteChunks(from: string | Source, options: ChunkOptions): AsyncGenerator<Uint8Array> {
  const raw = new Raw(typeof from === 'string' ? fileChunks(from, options.signal) : sourceChunks(from));
  const first = await raw.peek();
  if (!(first && first.length >= 2 && first[0] === 0x1f && first[1] === 0x8b)) {
    for await (const chunk of raw) {
      options.signal?.throwIfAborted();
      yield chunk;
    }
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES, readableHighWaterMark: AHEAD_BYTES } as object);
  const failed: { error?: Error } = {};
  const input = Readable.from(raw, { objectMode: false, highWaterMark: CHUNK_BYTES });
  pipeline(input, gunzip, error => {
    if (error) failed.error = error;
  });
  try {
    for await (const chunk of gunzip) {
      options.signal?.throwIfAborted();
      yield chunk as Uint8Array;
    }
  } catch (error) {
    throw gzipError(error as Error, gunzip, options);
  } finally {
    gunzip.destroy();
    input.destroy();
  }
  if (gunzip.bytesWritten < raw.byteLength) {
    const { format, file } = options;
    throw new FormatError(
      `${nameOf(options)} has bytes behind its gzip data: received ${formatCount(raw.byteLength)} bytes, ` +
        `expected ${formatCount(gunzip.bytesWritten)}`,
      { format, at: `byte ${gunzip.bytesWritten}`, file },
    );
  }
}

/**
 * How many bytes {@link byteChunks} gives, where that can be known before: gzip says so at its end, but only of files below
 * 4 GiB, and it may lie. A hint for how much memory to set aside, nothing more.
 */
export async function unpackedLength(from: string | Source): Promise<number | undefined> {
  try {
    const source = typeof from === 'string' ? await openFile(from) : from;
    const { byteLength } = source;
    const [first, second] = await source.slice(0, 2);
    if (first !== 0x1f || second !== 0x8b || byteLength < 18) return byteLength;
    const tail = await source.slice(byteLength - 4);
    const said = new DataView(tail.buffer, tail.byteOffset, 4).getUint32(0, true);
    return said >= byteLength && said <= byteLength * MOST_PACKED ? said : undefined;
  } catch {
    return undefined; // reading will say what is wrong
  }
}

/** Chunks whose first one can be looked at before, and whose bytes are counted. */
class Raw {
  byteLength = 0;
  readonly #chunks: AsyncGenerator<Uint8Array>;
  #first: Promise<IteratorResult<Uint8Array>> | undefined;

  constructor(chunks: AsyncGenerator<Uint8Array>) {
    this.#chunks = chunks;
  }

  async peek(): Promise<Uint8Array | undefined> {
    this.#first = this.#chunks.next();
    const { value, done } = await this.#first;
    return done ? undefined : value;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      for (let next = await this.#first; next && !next.done; next = await this.#chunks.next()) {
        this.byteLength += next.value.length;
        yield next.value;
      }
    } finally {
      await this.#chunks.return(undefined);
    }
  }
}

async function* fileChunks(path: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  const problem = await stat(path).then(
    found => (found.isFile() ? undefined : 'received a folder, expected a file'),
    (error: NodeJS.ErrnoException) => `cannot be read (${error.code ?? error.message})`,
  );
  if (problem) throw new SourceError(`file ${path} ${problem}`, { url: path });
  yield* createReadStream(path, { highWaterMark: CHUNK_BYTES, signal }) as AsyncIterable<Uint8Array>;
}

/** Asks for the next chunk before the last one is worked on. */
async function* sourceChunks(source: Source): AsyncGenerator<Uint8Array> {
  let next = source.slice(0, CHUNK_BYTES);
  for (let at = 0; at < source.byteLength; ) {
    const chunk = await next;
    if (chunk.length === 0) break;
    at += chunk.length;
    if (at < source.byteLength) {
      next = source.slice(at, at + CHUNK_BYTES);
      next.catch(() => {}); // it is awaited, and thrown, when its turn comes
    }
    yield chunk;
  }
}

function gzipError(error: Error, gunzip: Gunzip, options: ChunkOptions): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (!code?.startsWith('Z_')) return error;
  const { format, file } = options;
  const problem = code === 'Z_BUF_ERROR' ? 'is truncated in its gzip data' : 'has damaged gzip data';
  return new FormatError(
    `${nameOf(options)} ${problem}: received ${error.message} behind byte ${formatCount(gunzip.bytesWritten)}, ` +
      'expected gzip data with the right checksum',
    { format, at: `byte ${gunzip.bytesWritten}`, file, cause: error },
  );
}

function nameOf({ format, file }: ChunkOptions): string {
  return file === undefined ? format : `${format} ${file}`;
}
