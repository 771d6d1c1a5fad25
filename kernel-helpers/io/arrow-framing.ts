import { Message, MessageHeader } from 'apache-arrow';
import { FormatError, UnsupportedError } from '../errors.js';
import { formatCount } from './format-count.js';

const FILE_MAGIC = 'ARROW1';
/** Footer length (4 bytes) and magic (6) close a file. */
const TAIL = 4 + FILE_MAGIC.length;
/** Magic, padded to 8 bytes, opens a file; the stream format follows. */
const HEAD = 8;
const CONTINUATION = 0xffffffff;

/**
 * Makes sure that Arrow IPC bytes are whole before they are read: apache-arrow takes some truncated files for short
 * ones. Every message has to lie inside the bytes, and a file has to end with its footer and magic.
 *
 * Returns the number of record batches. O(messages).
 *
 * @throws {FormatError} naming the byte where the bytes end too early.
 * @throws {UnsupportedError} for Feather version 1.
 */
export function checkArrowFraming(bytes: Uint8Array, file?: string): number {
  const where = file === undefined ? 'arrow' : `arrow ${file}`;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fault = (at: number, problem: string, cause?: unknown): FormatError =>
    new FormatError(`${where} ${problem}`, { format: 'arrow', at: `byte ${at}`, file, cause });
  const truncated = (needed: number, what: string): FormatError =>
    fault(
      bytes.length,
      `is truncated in its ${what}: received ${formatCount(bytes.length)} bytes, expected at least ${formatCount(needed)}`,
    );

  if (textAt(bytes, 0, 4) === 'FEA1') {
    throw new UnsupportedError(`${where} is Feather version 1, which this library does not read: write version 2`, {
      feature: 'feather version 1',
    });
  }
  if (bytes.length < HEAD) throw truncated(HEAD, 'head');
  const isFile = textAt(bytes, 0, FILE_MAGIC.length) === FILE_MAGIC;
  let end = bytes.length;
  if (isFile) {
    if (bytes.length < HEAD + TAIL) throw truncated(HEAD + TAIL, 'head');
    if (textAt(bytes, bytes.length - FILE_MAGIC.length, FILE_MAGIC.length) !== FILE_MAGIC) {
      const last = [...bytes.subarray(-FILE_MAGIC.length)].map(byte => byte.toString(16).padStart(2, '0')).join(' ');
      throw fault(
        bytes.length - FILE_MAGIC.length,
        `is truncated or damaged at its end (byte ${formatCount(bytes.length)}): received ${last}, ` +
          `expected the closing "${FILE_MAGIC}"`,
      );
    }
    const footer = view.getInt32(bytes.length - TAIL, true);
    end = bytes.length - TAIL - footer;
    if (footer <= 0 || end < HEAD) {
      throw fault(
        bytes.length - TAIL,
        `has a wrong footer length: received ${footer}, expected 1 to ${bytes.length - TAIL - HEAD}`,
      );
    }
  } else if (view.getUint32(0, true) !== CONTINUATION) {
    const first = [...bytes.subarray(0, 6)].map(byte => byte.toString(16).padStart(2, '0')).join(' ');
    throw fault(0, `is not Arrow IPC: received first bytes ${first}, expected "${FILE_MAGIC}" or ff ff ff ff`);
  }

  let batches = 0;
  let at = isFile ? HEAD : 0;
  while (at < end) {
    if (at + 8 > end) throw truncated(at + 8, 'next message');
    if (view.getUint32(at, true) !== CONTINUATION) {
      const received = `0x${view.getUint32(at, true).toString(16)}`;
      throw fault(at, `has no message at byte ${formatCount(at)}: received ${received}, expected 0xffffffff`);
    }
    const metadata = view.getInt32(at + 4, true);
    if (metadata === 0) break; // end of stream
    const body = at + 8 + metadata;
    if (metadata < 0 || body > end) throw truncated(body, `message at byte ${formatCount(at)}`);
    let message: Message;
    try {
      message = Message.decode(bytes.subarray(at + 8, body));
    } catch (error) {
      throw fault(at, `has a damaged message at byte ${formatCount(at)}: received ${(error as Error).message}`, error);
    }
    if (message.headerType === MessageHeader.RecordBatch) batches++;
    const next = body + Number(message.bodyLength);
    if (!(message.bodyLength >= 0) || next > end) throw truncated(next, `message body at byte ${formatCount(body)}`);
    at = next;
  }
  return batches;
}

function textAt(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}
