import { FormatError, UnsupportedError } from '../../errors.js';
import { formatCount } from '../catalogue/format-count.js';
import { ArrowMessages } from './arrow-messages.js';
import { footerProblem } from './flatbuffer-bounds.js';

/** Opens and closes a file. */
export const FILE_MAGIC: string = 'ARROW1';
/** Footer length (4 bytes) and magic (6) close a file. */
export const TAIL: number = 4 + FILE_MAGIC.length;
/** Magic, padded to 8 bytes, opens a file; the stream format follows. */
export const HEAD: number = 8;
/** Opens a message. */
export const CONTINUATION: number = 0xffffffff;

/** Arrow IPC bytes known to be whole, and how to read them. */
export interface ArrowFraming {
  /** What to give apache-arrow: a stream of messages, or the whole file where its stream does not start with a schema. */
  readonly readable: Uint8Array;
  /** Number of record batches in it. */
  readonly batchCount: number;
}

/**
 * Makes sure Arrow IPC bytes are whole: apache-arrow takes some truncated files for short ones. Every message lies
 * inside the bytes, every vector inside its message, columns have their batch's rows, and a file ends with footer and
 * magic.
 *
 * In the file format a stream lies between the opening magic and the footer. The footer only repeats where its messages
 * are, so a whole table is read as that stream; only files without a schema in front (apache-arrow's own writer leaves
 * it out) are read by their footer. O(metadata).
 *
 * @throws {FormatError} naming the byte where the bytes end too early or are damaged.
 * @throws {UnsupportedError} for Feather version 1.
 */
export function checkArrowFraming(bytes: Uint8Array, file?: string): ArrowFraming {
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
    const problem = footerProblem(bytes.subarray(end, bytes.length - TAIL));
    if (problem) {
      throw fault(
        end,
        `has a damaged footer at byte ${formatCount(end)}: received ${problem}, expected Arrow metadata`,
      );
    }
  } else if (view.getUint32(0, true) !== CONTINUATION) {
    const first = [...bytes.subarray(0, 6)].map(byte => byte.toString(16).padStart(2, '0')).join(' ');
    throw fault(0, `is not Arrow IPC: received first bytes ${first}, expected "${FILE_MAGIC}" or ff ff ff ff`);
  }

  const start = isFile ? HEAD : 0;
  let at = start;
  const messages = new ArrowMessages(file);
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
    const header = bytes.subarray(at + 8, body);
    const next = body + messages.check(header, at);
    if (next > end) throw truncated(next, `message body at byte ${formatCount(body)}`);
    at = next;
  }
  const { schema, batchCount } = messages;
  return { readable: isFile && schema === undefined ? bytes : bytes.subarray(start, at), batchCount };
}

function textAt(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}
