import { FormatError, UnsupportedError } from '../../errors.js';
import { xxh32 } from './xxh32.js';

const MAGIC = 0x184d2204;
/** Magic numbers 0x184d2a50 … 5f open frames a reader passes over. */
const SKIPPABLE = 0x184d2a50;
const BLOCK_BYTES: Readonly<Record<number, number>> = { 4: 1 << 16, 5: 1 << 18, 6: 1 << 20, 7: 1 << 22 };

/** Bytes that one byte of LZ4 data can stand for. */
const MOST_PACKED = 255;

/**
 * The bytes packed in one or more LZ4 frames: what compressed Arrow buffers hold.
 *
 * Every length, offset and checksum the frame carries is checked: damage is an error, never wrong bytes. (This is why
 * it is ours: the JavaScript decoder at hand takes a truncated frame for a finished one.) Where `size`, the number of bytes
 * when unpacked, is not known, the tokens are walked twice, first to learn it; so a damaged frame never makes a large
 * allocation. O(bytes in + bytes out).
 *
 * @throws {FormatError} `lz4 frame …` with the byte where it breaks, or when it unpacks to another number of bytes.
 * @throws {UnsupportedError} for a frame that needs an external dictionary.
 * @source https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md, lz4_Block_format.md
 */
export function decodeLz4Frame(bytes: Uint8Array, size: number = readFrames(bytes, undefined)): Uint8Array {
  if (!(size >= 0 && size <= bytes.length * MOST_PACKED)) {
    fault(0, 'content size', size, `at most ${bytes.length * MOST_PACKED}`);
  }
  const out = new Uint8Array(size);
  const written = readFrames(bytes, out);
  if (written !== size) fault(bytes.length, 'content size', written, String(size));
  return out;
}

/** Unpacks all frames into `out`, where one is given. Returns the number of bytes they unpack to. */
function readFrames(bytes: Uint8Array, out: Uint8Array | undefined): number {
  let to = 0;
  let isFirst = true;
  for (let at = 0; at < bytes.length || isFirst; ) {
    const magic = readUint32(bytes, at);
    if ((magic & ~0xf) >>> 0 === SKIPPABLE) {
      at = need(bytes, at + 8, readUint32(bytes, at + 4));
      if (at === bytes.length) break;
      continue;
    }
    isFirst = false;
    const part = out?.subarray(to);
    const frame = readFrame(bytes, at, part);
    if (part && frame.checksum !== undefined) {
      check(frame.end - 4, 'content checksum', xxh32(part.subarray(0, frame.size)), frame.checksum);
    }
    to += frame.size;
    at = frame.end;
  }
  return to;
}

interface Frame {
  /** Bytes when unpacked. */
  readonly size: number;
  readonly checksum: number | undefined;
  /** Offset behind the frame. */
  readonly end: number;
}

function readFrame(bytes: Uint8Array, start: number, out: Uint8Array | undefined): Frame {
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
    if (packed) size = walkBlock(bytes, at + 4, end, size, out);
    else {
      size += length;
      if (out && size > out.length) fault(at, 'unpacked block length', length, `at most ${out.length - before}`);
      out?.set(bytes.subarray(at + 4, end), before);
    }
    if (size - before > maxBlock) fault(at, 'unpacked block length', size - before, `at most ${maxBlock}`);
    at = flags & 0x10 ? end + 4 : end;
  }
  at += 4;
  if (declared !== undefined && declared !== size) fault(at, 'content size', size, String(declared));
  const checksum = flags & 0x04 ? readUint32(bytes, at) : undefined;
  return { size, checksum, end: flags & 0x04 ? at + 4 : at };
}

/**
 * Walks the sequences of the block `bytes[start … end - 1]` with `written` bytes of the frame before it; copies into
 * `out` where one is given. Returns the number of bytes of the frame written after it.
 */
function walkBlock(
  bytes: Uint8Array,
  start: number,
  end: number,
  written: number,
  out: Uint8Array | undefined,
): number {
  let at = start;
  let to = written;
  const room = out === undefined ? Number.POSITIVE_INFINITY : out.length;
  while (at < end) {
    const token = bytes[at++];
    let literals = token >> 4;
    if (literals === 15) {
      for (let more = 255; more === 255; literals += more) more = at < end ? bytes[at++] : endless(at);
    }
    if (literals > end - at) fault(at, 'literals', literals, `at most ${end - at}, the rest of the block`);
    if (out !== undefined) {
      if (literals > room - to) fault(at, 'literals', literals, `at most ${room - to}, the rest of the content`);
      // a short copy is over before a call to `set` has begun
      if (literals < 64) for (let i = 0; i < literals; i++) out[to + i] = bytes[at + i];
      else out.set(bytes.subarray(at, at + literals), to);
    }
    at += literals;
    to += literals;
    if (at === end) return to; // the last sequence has no match
    if (end - at < 2) fault(at, 'match offset', `${end - at} bytes`, '2 bytes');
    const offset = bytes[at] | (bytes[at + 1] << 8);
    if (offset === 0 || offset > to) fault(at, 'match offset', offset, `1 to ${to}`);
    at += 2;
    let length = (token & 15) + 4;
    if (length === 19) {
      for (let more = 255; more === 255; length += more) more = at < end ? bytes[at++] : endless(at);
    }
    if (out !== undefined) {
      if (length > room - to) fault(at, 'match', length, `at most ${room - to}, the rest of the content`);
      copyMatch(out, to, offset, length);
    }
    to += length;
  }
  return to;
}

/** A match may overlap what it writes, and then repeats it. */
function copyMatch(out: Uint8Array, to: number, offset: number, length: number): void {
  const from = to - offset;
  if (length < 64) for (let i = 0; i < length; i++) out[to + i] = out[from + i];
  else if (offset === 1) out.fill(out[from], to, to + length);
  else if (offset >= length) out.copyWithin(to, from, from + length);
  else {
    // what has been written is twice as long after every copy
    for (let done = 0; done < length; ) {
      const part = Math.min(offset + done, length - done);
      out.copyWithin(to + done, from, from + part);
      done += part;
    }
  }
}

function endless(at: number): never {
  return fault(at, 'length runs', 'over the end of its block', 'a last byte below 255');
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
