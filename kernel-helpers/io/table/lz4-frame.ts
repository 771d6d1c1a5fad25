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
 * it is ours: the JavaScript decoder at hand takes a truncated frame for a finished one.) The tokens are walked twice,
 * first to learn the exact size and find damage, then to copy, so a damaged frame never makes a large allocation.
 * O(bytes in + bytes out).
 *
 * @throws {FormatError} `lz4 frame …` with the byte where it breaks.
 * @throws {UnsupportedError} for a frame that needs an external dictionary.
 * @source https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md, lz4_Block_format.md
 */
export function decodeLz4Frame(bytes: Uint8Array): Uint8Array {
  const frames: Frame[] = [];
  for (let at = 0; at < bytes.length || frames.length === 0; ) {
    const magic = readUint32(bytes, at);
    if ((magic & ~0xf) >>> 0 === SKIPPABLE) {
      at = need(bytes, at + 8, readUint32(bytes, at + 4));
      if (at === bytes.length) break;
      continue;
    }
    const frame = readFrame(bytes, at);
    frames.push(frame);
    at = frame.end;
  }
  const out = new Uint8Array(frames.reduce((sum, frame) => sum + frame.size, 0));
  let start = 0;
  for (const frame of frames) {
    const part = out.subarray(start, start + frame.size);
    let written = 0;
    for (const block of frame.blocks) {
      if (block.packed) written = walkBlock(bytes, block.start, block.end, written, part);
      else {
        part.set(bytes.subarray(block.start, block.end), written);
        written += block.end - block.start;
      }
    }
    if (frame.checksum !== undefined) check(frame.end - 4, 'content checksum', xxh32(part), frame.checksum);
    start += frame.size;
  }
  return out;
}

interface Block {
  readonly start: number;
  readonly end: number;
  readonly packed: boolean;
}

interface Frame {
  readonly blocks: readonly Block[];
  /** Bytes when unpacked. */
  readonly size: number;
  readonly checksum: number | undefined;
  /** Offset behind the frame. */
  readonly end: number;
}

function readFrame(bytes: Uint8Array, start: number): Frame {
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
  let declared: number | undefined;
  if (flags & 0x08) {
    declared = readUint32(bytes, at) + readUint32(bytes, at + 4) * 2 ** 32;
    at += 8;
  }
  need(bytes, at, 1);
  check(at, 'header checksum', bytes[at], (xxh32(bytes.subarray(start + 4, at)) >>> 8) & 0xff);
  at++;

  const blocks: Block[] = [];
  let size = 0;
  for (;;) {
    const word = readUint32(bytes, at);
    if (word === 0) break;
    const length = word & 0x7fffffff;
    const packed = word === length;
    if (length > maxBlock) fault(at, 'block length', length, `at most ${maxBlock}`);
    const end = need(bytes, at + 4, length);
    if (flags & 0x10) check(end, 'block checksum', xxh32(bytes.subarray(at + 4, end)), readUint32(bytes, end));
    const before = size;
    size = packed ? walkBlock(bytes, at + 4, end, size) : size + length;
    if (size - before > maxBlock) fault(at, 'unpacked block length', size - before, `at most ${maxBlock}`);
    blocks.push({ start: at + 4, end, packed });
    at = flags & 0x10 ? end + 4 : end;
  }
  at += 4;
  if (declared !== undefined && declared !== size) fault(at, 'content size', size, String(declared));
  const checksum = flags & 0x04 ? readUint32(bytes, at) : undefined;
  return { blocks, size, checksum, end: flags & 0x04 ? at + 4 : at };
}

/**
 * Walks the sequences of the block `bytes[start … end - 1]` with `written` bytes of the frame before it; copies into
 * `out` where one is given. Returns the number of bytes of the frame written after it.
 */
function walkBlock(bytes: Uint8Array, start: number, end: number, written: number, out?: Uint8Array): number {
  let at = start;
  let to = written;
  const lengthAfter = (nibble: number): number => {
    let length = nibble;
    if (nibble === 15) {
      let more = 255;
      while (more === 255) {
        if (at >= end) fault(at, 'length runs', 'over the end of its block', 'a last byte below 255');
        more = bytes[at++];
        length += more;
      }
    }
    return length;
  };
  while (at < end) {
    const token = bytes[at++];
    const literals = lengthAfter(token >> 4);
    if (literals > end - at) fault(at, 'literals', literals, `at most ${end - at}, the rest of the block`);
    if (out) copy(out, to, bytes, at, literals);
    at += literals;
    to += literals;
    if (at === end) return to; // the last sequence has no match
    if (end - at < 2) fault(at, 'match offset', `${end - at} bytes`, '2 bytes');
    const offset = bytes[at] | (bytes[at + 1] << 8);
    if (offset === 0 || offset > to) fault(at, 'match offset', offset, `1 to ${to}`);
    at += 2;
    const length = lengthAfter(token & 15) + 4;
    if (out) copy(out, to, out, to - offset, length);
    to += length;
  }
  return to;
}

/** Copies byte after byte: a match may overlap what it writes, and then repeats it. */
function copy(out: Uint8Array, to: number, from: Uint8Array, at: number, length: number): void {
  const overlaps = from === out && at + length > to;
  if (length < 32 || overlaps) for (let i = 0; i < length; i++) out[to + i] = from[at + i];
  else if (from === out) out.copyWithin(to, at, at + length);
  else out.set(from.subarray(at, at + length), to);
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
