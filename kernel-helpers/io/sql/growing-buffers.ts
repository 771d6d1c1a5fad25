/** Memory that grows while rows arrive whose number nobody knows before. */

/** Bytes that double their room as they are needed. Views of `bytes` are stale after the next {@link reserve}. */
export class GrowingBytes {
  bytes: Uint8Array;
  length = 0;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Makes room for `more` bytes behind the present ones. */
  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.bytes.length, 64));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  append(more: Uint8Array): void {
    this.reserve(more.length);
    this.bytes.set(more, this.length);
    this.length += more.length;
  }

  /** The bytes so far, without much room left over, at the start of their buffer; the next rows begin anew. */
  take(): Uint8Array {
    const { bytes, length } = this;
    const wasteful = bytes.length > 4096 && length < 0.75 * bytes.length;
    this.bytes = new Uint8Array(length);
    this.length = 0;
    return wasteful ? bytes.slice(0, length) : bytes.subarray(0, length);
  }
}

/**
 * A bit a row: which rows have a value (1), as Arrow wants it. While there are no nulls there is no mask at all; with
 * `always` there is one from the start, for bits that are values themselves.
 */
export class GrowingValidity {
  /** Rows whose bit is 0. */
  nullCount = 0;
  private length = 0;
  private bits: GrowingBytes | undefined;
  private readonly always: boolean;

  constructor(always = false) {
    this.always = always;
    if (always) this.bits = new GrowingBytes(0);
  }

  /** Appends rows `from … from + count - 1` of a bit mask, or `count` values where there is none. */
  append(mask: Uint8Array | null, from: number, count: number): void {
    const nulls = mask === null ? 0 : countZeros(mask, from, count);
    if (nulls > 0 && this.bits === undefined) {
      this.bits = new GrowingBytes((this.length + count + 7) >> 3);
      this.setOnes(0, this.length);
    }
    if (this.bits) {
      if (mask === null || nulls === 0) this.setOnes(this.length, count);
      else this.copyBits(mask, from, count);
    }
    this.nullCount += nulls;
    this.length += count;
  }

  /** The mask, or `null` when every row has a value; the next rows begin anew. */
  take(): Uint8Array | null {
    const mask = this.bits?.take() ?? null;
    this.bits = this.always ? new GrowingBytes(0) : undefined;
    this.length = 0;
    this.nullCount = 0;
    return mask;
  }

  private room(end: number): Uint8Array {
    const bits = this.bits as GrowingBytes;
    const bytes = (end + 7) >> 3;
    bits.reserve(bytes - bits.length);
    bits.length = Math.max(bits.length, bytes);
    return bits.bytes;
  }

  private setOnes(start: number, count: number): void {
    const bytes = this.room(start + count);
    let row = start;
    const end = start + count;
    for (; row < end && (row & 7) !== 0; row++) bytes[row >> 3] |= 1 << (row & 7);
    bytes.fill(0xff, row >> 3, end >> 3);
    for (row = Math.max(row, end & ~7); row < end; row++) bytes[row >> 3] |= 1 << (row & 7);
  }

  private copyBits(mask: Uint8Array, from: number, count: number): void {
    const start = this.length;
    const bytes = this.room(start + count);
    if (((start | from) & 7) === 0) {
      bytes.set(mask.subarray(from >> 3, (from + count + 7) >> 3), start >> 3);
      const last = (start + count) & 7;
      if (last !== 0) bytes[(start + count) >> 3] &= (1 << last) - 1; // bits after the last row stay free for the next
      return;
    }
    for (let i = 0; i < count; i++) {
      const bit = (mask[(from + i) >> 3] >> ((from + i) & 7)) & 1;
      bytes[(start + i) >> 3] |= bit << ((start + i) & 7);
    }
  }
}

function countZeros(mask: Uint8Array, from: number, count: number): number {
  let zeros = 0;
  const end = from + count;
  let row = from;
  while (row < end) {
    if ((row & 7) === 0 && row + 8 <= end) {
      const byte = mask[row >> 3];
      if (byte !== 0xff) for (let bit = 0; bit < 8; bit++) zeros += 1 - ((byte >> bit) & 1);
      row += 8;
    } else {
      zeros += 1 - ((mask[row >> 3] >> (row & 7)) & 1);
      row++;
    }
  }
  return zeros;
}
