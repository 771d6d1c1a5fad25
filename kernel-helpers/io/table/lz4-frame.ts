import { FormatError, UnsupportedError } from '../../errors.js';
import { xxh32 } from './xxh32.js';

const MAGIC = 0x184d2204;
/** Magic numbers 0x184d2a50 … 5f open frames a reader passes over. */
const SKIPPABLE = 0x184d2a50;
const BLOCK_BYTES: Readonly<Record<number, number>> = { 4: 1 << 16, 5: 1 << 18, 6: 1 << 20, 7: 1 << 22 };

/**
 * The bytes packed in one or more LZ4 frames: what compressed Arrow buffers hold.
 *
 * Every length, offset and checksum the frame carries is checked: damage is an error, never wrong bytes. (This is why
 * it is ours: the JavaScript decoder at hand takes a truncated frame for a finished one.) Memory is taken as blocks
 * turn out to need it, so a damaged frame cannot ask for more than it unpacks to. O(bytes in + bytes out).
 *
 * @throws {FormatError} `lz4 frame …` with the byte where it breaks.
 * @throws {UnsupportedError} for a frame that needs an external dictionary.
 * @source https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md, lz4_Block_format.md
 */
export function decodeLz4Frame(bytes: Uint8Array): Uint8Array {
  const output = new Output(bytes.length);
  for (let at = 0; at < bytes.length || at === 0; ) {
    const magic = readUint32(bytes, at);
    if ((magic & ~0xf) >>> 0 === SKIPPABLE) at = need(bytes, at + 8, readUint32(bytes, at + 4));
    else at = unpackFrame(bytes, at, output);
  }
  return output.bytes();
}

/** What has been unpacked so far, in memory that grows. */
class Output {
  array: Uint8Array;
  size = 0;

  constructor(packedLength: number) {
    this.array = new Uint8Array(2 * packedLength + 64);
  }

  /** Makes room for `more` bytes behind `size`. */
  reserve(more: number, at: number): void {
    if (this.size + more <= this.array.length) return;
    try {
      const grown = new Uint8Array(Math.max(this.size + more, 2 * this.array.length));
      grown.set(this.array.subarray(0, this.size));
      this.array = grown;
    } catch {
      fault(at, 'unpacked size', `more than ${this.size} bytes`, 'what memory holds');
    }
  }

  /** The bytes, in no more than a third more memory than they need. */
  bytes(): Uint8Array {
    const used = this.array.subarray(0, this.size);
    return 4 * this.size >= 3 * this.array.length ? used : used.slice();
  }
}

/** What the head of a frame says. `next` is the offset behind it. */
interface FrameHead {
  readonly blockChecksums: boolean;
  readonly contentChecksum: boolean;
  readonly maxBlock: number;
  readonly declaredSize: number | undefined;
  readonly next: number;
}

function readHead(bytes: Uint8Array, start: number): FrameHead {
  check(start, 'magic number', readUint32(bytes, start), MAGIC);
  need(bytes, start + 4, 2);
  const flags = bytes[start + 4];
  check(start + 4, 'version', flags >> 6, 1);
  if (flags & 1) {
    throw new UnsupportedError('lz4 frame needs an external dictionary, which this library does not read', {
      feature: 'lz4 dictionary',
    });
  }
  const maxBlock = BLOCK_BYTES[(bytes[start + 5] >> 4) & 7];
  if (maxBlock === undefined) fault(start + 5, 'block size code', (bytes[start + 5] >> 4) & 7, '4, 5, 6 or 7');
  let at = start + 6;
  let declaredSize: number | undefined;
  if (flags & 0x08) {
    declaredSize = readUint32(bytes, at) + readUint32(bytes, at + 4) * 2 ** 32;
    at += 8;
  }
  need(bytes, at, 1);
  check(at, 'header checksum', bytes[at], (xxh32(bytes.subarray(start + 4, at)) >>> 8) & 0xff);
  return {
    blockChecksums: (flags & 0x10) !== 0,
    contentChecksum: (flags & 0x04) !== 0,
    maxBlock,
    declaredSize,
    next: at + 1,
  };
}

/** Unpacks the frame at `start`; returns the offset behind it. */
function unpackFrame(bytes: Uint8Array, start: number, output: Output): number {
  const head = readHead(bytes, start);
  const first = output.size;
  let at = head.next;
  for (;;) {
    const word = readUint32(bytes, at);
    if (word === 0) break;
    const length = word & 0x7fffffff;
    if (length > head.maxBlock) fault(at, 'block length', length, `at most ${head.maxBlock}`);
    const end = need(bytes, at + 4, length);
    if (head.blockChecksums) check(end, 'block checksum', xxh32(bytes.subarray(at + 4, end)), readUint32(bytes, end));
    if (word === length) unpackBlock(bytes, at + 4, end, first, head.maxBlock, output);
    else {
      output.reserve(length, at);
      output.array.set(bytes.subarray(at + 4, end), output.size);
      output.size += length;
    }
    at = head.blockChecksums ? end + 4 : end;
  }
  at += 4;
  const size = output.size - first;
  const { declaredSize } = head;
  if (declaredSize !== undefined && declaredSize !== size) fault(at, 'content size', size, String(declaredSize));
  if (!head.contentChecksum) return at;
  const content = output.array.subarray(first, output.size);
  check(at, 'content checksum', xxh32(content), readUint32(bytes, at));
  return at + 4;
}

/** A byte of a length run stands for this many bytes, so no block unpacks to more than this many times its length. */
const MOST_PER_BYTE = 255;

/** Unpacks the sequences of the block `bytes[start … end - 1]` of a frame whose bytes begin at `first`. */
function unpackBlock(
  bytes: Uint8Array,
  start: number,
  end: number,
  first: number,
  maxBlock: number,
  output: Output,
): void {
  output.reserve(Math.min(maxBlock, MOST_PER_BYTE * (end - start) + 32), start);
  const out = output.array;
  const last = output.size + maxBlock;
  let to = output.size;
  let at = start;
  while (at < end) {
    const token = bytes[at++];
    let literals = token >> 4;
    if (literals === 15) {
      let more = 255;
      while (more === 255) {
        if (at >= end) fault(at, 'length runs', 'over the end of its block', 'a last byte below 255');
        more = bytes[at++];
        literals += more;
      }
    }
    if (literals > end - at) fault(at, 'literals', literals, `at most ${end - at}, the rest of the block`);
    if (literals > last - to) fault(start, 'unpacked block length', to + literals - output.size, `at most ${maxBlock}`);
    if (literals > 32) out.set(bytes.subarray(at, at + literals), to);
    else for (let i = 0; i < literals; i++) out[to + i] = bytes[at + i];
    at += literals;
    to += literals;
    if (at === end) break; // the last sequence has no match
    if (end - at < 2) fault(at, 'match offset', `${end - at} bytes`, '2 bytes');
    const offset = bytes[at] | (bytes[at + 1] << 8);
    if (offset === 0 || offset > to - first) fault(at, 'match offset', offset, `1 to ${to - first}`);
    at += 2;
    let length = (token & 15) + 4;
    if (length === 19) {
      let more = 255;
      while (more === 255) {
        if (at >= end) fault(at, 'length runs', 'over the end of its block', 'a last byte below 255');
        more = bytes[at++];
        length += more;
      }
    }
    if (length > last - to) fault(start, 'unpacked block length', to + length - output.size, `at most ${maxBlock}`);
    // byte after byte: a match may overlap what it writes, and then repeats it
    if (length > 32 && offset >= length) out.copyWithin(to, to - offset, to - offset + length);
    else for (let i = 0; i < length; i++) out[to + i] = out[to - offset + i];
    to += length;
  }
  output.size = to;
}

/** `at + length`, having made sure that many bytes are there. */
function need(bytes: Uint8Array, at: number, length: number): number {
  const left = bytes.length - at;
  if (left < length) fault(Math.min(at, bytes.length), 'is truncated', `${Math.max(0, left)} bytes`, String(length));
  return at + length;
}

function readUint32(bytes: Uint8Array, at: number): number {
  need(bytes, at, 4);
  return (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;
}

function check(at: number, what: string, received: number, expected: number): void {
  if (received !== expected) fault(at, what, `0x${received.toString(16)}`, `0x${expected.toString(16)}`);
}

function fault(at: number, what: string, received: number | string, expected: string): never {
  throw new FormatError(`lz4 frame byte ${at} ${what}: received ${received}, expected ${expected}`, {
    format: 'lz4',
    at: `byte ${at}`,
  });
}
