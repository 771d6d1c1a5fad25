import { basename } from 'node:path';
import { type RecordBatch, RecordBatchReader } from 'apache-arrow';
import { FormatError, SourceError } from '../../errors.js';
import { formatCount } from '../catalogue/format-count.js';
import { openFile } from '../source/file-source.js';
import type { Source } from '../source/source.js';
import { arrowError, parseArrow } from './arrow.js';
import { CONTINUATION, FILE_MAGIC, HEAD, TAIL } from './arrow-framing.js';
import { ArrowMessages } from './arrow-messages.js';

/** How much is read where a message starts: its metadata, most often. */
const GLANCE_BYTES = 16_384;

/**
 * The record batches of an Arrow IPC file or stream one after the other, for files larger than memory: each is read when it
 * is asked for. Formats and errors are those of {@link parseArrow}; a damaged part is told when it is reached.
 *
 * @param from A path, or bytes that can be read in ranges.
 * @throws {FormatError} `arrow <file> …` as {@link parseArrow}.
 * @throws {SourceError} when there is no such file.
 * @example
 * let rows = 0;
 * for await (const batch of tables.arrowBatches('synapses.feather')) rows += batch.numRows;
 */
export async function* arrowBatches(
  from: string | Source,
  options: { readonly file?: string; readonly signal?: AbortSignal } = {},
): AsyncGenerator<RecordBatch> {
  const file = options.file ?? (typeof from === 'string' ? basename(from) : undefined);
  const source = typeof from === 'string' ? await openPath(from) : from;
  const messages = new ArrowMessages(file);
  const stream = readMessages(source, messages, file, options.signal);
  const first = await stream.next();
  if (first.done || messages.schema === undefined) {
    // empty, no Arrow at all, or a file without a schema in front: only the whole of it can tell
    const table = parseArrow(await source.slice(0), { file });
    yield* table.batches;
    return;
  }
  let given = 0;
  try {
    const reader = await RecordBatchReader.from(withFirst(first.value, stream));
    for await (const batch of reader) {
      given++;
      yield batch;
    }
  } catch (error) {
    throw arrowError(error, file);
  }
  if (given < messages.batchCount) {
    throw arrowError(new Error(`${given} record batches, not ${messages.batchCount}`), file);
  }
}

async function* withFirst(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

/** The messages of a source, each whole and looked at. */
async function* readMessages(
  source: Source,
  messages: ArrowMessages,
  file: string | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const where = file === undefined ? 'arrow' : `arrow ${file}`;
  const truncated = (needed: number, what: string): FormatError =>
    new FormatError(
      `${where} is truncated in its ${what}: received ${formatCount(source.byteLength)} bytes, ` +
        `expected at least ${formatCount(needed)}`,
      { format: 'arrow', at: `byte ${source.byteLength}`, file },
    );
  const bounds = await messageBounds(source);
  if (!bounds) return;
  let { start: at } = bounds;
  const { end } = bounds;
  while (at < end) {
    signal?.throwIfAborted();
    if (at + 8 > end) throw truncated(at + 8, 'next message');
    let bytes = await source.slice(at, Math.min(at + GLANCE_BYTES, end));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.getUint32(0, true) !== CONTINUATION) {
      const received = `0x${view.getUint32(0, true).toString(16)}`;
      throw new FormatError(
        `${where} has no message at byte ${formatCount(at)}: received ${received}, expected 0xffffffff`,
        { format: 'arrow', at: `byte ${at}`, file },
      );
    }
    const metadata = view.getInt32(4, true);
    if (metadata === 0) return; // end of stream
    const body = at + 8 + metadata;
    if (metadata < 0 || body > end) throw truncated(body, `message at byte ${formatCount(at)}`);
    if (bytes.length < 8 + metadata) bytes = await source.slice(at, body);
    const next = body + messages.check(bytes.subarray(8, 8 + metadata), at);
    if (next > end) throw truncated(next, `message body at byte ${formatCount(body)}`);
    const whole = next - at <= bytes.length ? bytes.subarray(0, next - at) : await source.slice(at, next);
    if (whole.length < next - at) throw truncated(next, `message body at byte ${formatCount(body)}`);
    yield whole;
    at = next;
  }
}

/** Where the messages lie; `undefined` where the bytes do not look like Arrow, which {@link parseArrow} says best. */
async function messageBounds(source: Source): Promise<{ start: number; end: number } | undefined> {
  const { byteLength } = source;
  const head = Buffer.from(await source.slice(0, HEAD));
  if (head.length < HEAD) return undefined;
  if (head.subarray(0, FILE_MAGIC.length).toString('latin1') !== FILE_MAGIC) {
    return head.readUInt32LE(0) === CONTINUATION ? { start: 0, end: byteLength } : undefined;
  }
  if (byteLength < HEAD + TAIL) return undefined;
  const tail = Buffer.from(await source.slice(byteLength - TAIL));
  const end = byteLength - TAIL - tail.readInt32LE(0);
  const closed = tail.subarray(4).toString('latin1') === FILE_MAGIC;
  return closed && end >= HEAD && end < byteLength - TAIL ? { start: HEAD, end } : undefined;
}

async function openPath(path: string): Promise<Source> {
  return openFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new SourceError(`file ${path} cannot be read (${error.code ?? error.message})`, { url: path, cause: error });
  });
}
