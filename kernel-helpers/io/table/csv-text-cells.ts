import { isUtf8 } from 'node:buffer';
import { Bool, type Data, Utf8 } from 'apache-arrow';
import { UnsupportedError } from '../../errors.js';
import { Cells, CR, enlarged, LF, QUOTE } from './csv-cells.js';

/** Above this many bytes the rows so far are handed on: Arrow counts a column's bytes with an int32. */
export const FULL_TEXT_BYTES: number = 2 ** 30;

/** Bytes that the rows of a batch can have at most. */
const MOST_TEXT_BYTES = 2 ** 31 - 1;

/** Text, kept as the bytes the file has: no string is made per cell. */
export class TextCells extends Cells {
  override readonly expected = 'text in UTF-8';
  #bytes: Uint8Array;
  #ends: Int32Array;

  constructor(capacity: number, separator: number) {
    super(capacity, separator);
    this.#bytes = new Uint8Array(capacity * 8);
    this.#ends = new Int32Array(capacity + 1);
  }

  /** Bytes of the rows before `row`. */
  byteLength(row: number): number {
    return this.#ends[row];
  }

  override read(bytes: Uint8Array, start: number, row: number): number {
    const { separator } = this;
    let byte = bytes[start];
    if (byte === QUOTE) return -1;
    let at = start;
    let to = this.#ends[row];
    const room = this.#bytes.length - 1;
    const out = this.#bytes;
    while (byte !== separator && byte !== LF && byte !== CR && to < room) {
      out[to++] = byte;
      byte = bytes[++at];
    }
    if (byte !== separator && byte !== LF) return this.#readSlow(bytes, start, row);
    this.#ends[row + 1] = to;
    return at;
  }

  /** A cell with a carriage return in it, or for which there is no room yet. */
  #readSlow(bytes: Uint8Array, start: number, row: number): number {
    let at = start;
    while (bytes[at] !== this.separator && bytes[at] !== LF && !(bytes[at] === CR && bytes[at + 1] === LF)) at++;
    this.readWhole(bytes.subarray(start, at), row);
    return at;
  }

  override readWhole(cell: Uint8Array, row: number): boolean {
    const from = this.#ends[row];
    if (from + cell.length >= this.#bytes.length) {
      if (from + cell.length > MOST_TEXT_BYTES) {
        throw new UnsupportedError(
          `csv text is too long for one batch: received more than ${MOST_TEXT_BYTES} bytes in ${row + 1} rows of a column, ` +
            'expected fewer; read it in smaller batches with csvBatches(…, { batchRows })',
          { feature: 'text of 2 GiB' },
        );
      }
      this.#bytes = enlarged(
        this.#bytes,
        Math.max(Math.min(2 * this.#bytes.length, MOST_TEXT_BYTES + 1), from + cell.length + 1),
        from,
      );
    }
    this.#bytes.set(cell, from);
    this.#ends[row + 1] = from + cell.length;
    return true;
  }

  override setNull(row: number): void {
    super.setNull(row);
    this.#ends[row + 1] = this.#ends[row];
  }

  /** The first of `rows` rows that is not UTF-8, or -1. */
  firstDamaged(rows: number): number {
    if (isUtf8(this.#bytes.subarray(0, this.#ends[rows]))) {
      // the whole may be right where a character is cut in two by a cell's end
      for (let row = 0; row < rows; row++)
        if ((this.#bytes[this.#ends[row]] & 0xc0) === 0x80) return this.#search(rows);
      return -1;
    }
    return this.#search(rows);
  }

  #search(rows: number): number {
    for (let row = 0; row < rows; row++) {
      if (!isUtf8(this.#bytes.subarray(this.#ends[row], this.#ends[row + 1]))) return row;
    }
    return -1;
  }

  /** Its bytes grow in the same measure as its rows. */
  protected override resize(capacity: number, rows: number): void {
    const used = this.#ends[rows];
    const bytes = Math.min(Math.ceil((used / Math.max(1, rows)) * capacity * 1.02) + 64, MOST_TEXT_BYTES);
    this.#bytes = enlarged(this.#bytes, Math.max(bytes, used + 64), used);
    this.#ends = enlarged(this.#ends, capacity + 1, rows + 1);
  }

  override finish(rows: number): Data[] {
    const ends = this.#ends.subarray(0, rows + 1);
    return [this.dataOf(new Utf8(), rows, this.#bytes.subarray(0, ends[rows]), ends)];
  }
}

/** True and false, one bit each. */
export class BoolCells extends Cells {
  override readonly expected: string;
  #bits: Uint8Array;
  readonly #short: boolean;

  /** `short`: `t` and `f` are booleans, as PostgreSQL writes them. */
  constructor(capacity: number, separator: number, short: boolean) {
    super(capacity, separator);
    this.#bits = new Uint8Array((capacity + 7) >> 3);
    this.#short = short;
    this.expected = short ? 't or f' : 'true or false';
  }

  override read(bytes: Uint8Array, start: number, row: number): number {
    const first = bytes[start] | 32;
    const length = this.#short && this.ends(bytes[start + 1]) ? 1 : first === 116 ? 4 : 5;
    if (length > 1) {
      const word = first === 116 ? 'true' : 'false';
      const title = bytes[start] < 97;
      const upper = title && bytes[start + 1] < 97;
      // true, True or TRUE
      for (let i = 0; i < length; i++) {
        const lower = word.charCodeAt(i);
        if (bytes[start + i] !== (upper || (title && i === 0) ? lower - 32 : lower)) return -1;
      }
      if (!this.ends(bytes[start + length])) return -1;
    } else if (bytes[start] !== 116 && bytes[start] !== 102) {
      return -1;
    }
    if (first === 116) this.#bits[row >> 3] |= 1 << (row & 7);
    else this.#bits[row >> 3] &= ~(1 << (row & 7));
    return start + length;
  }

  protected override resize(capacity: number, rows: number): void {
    this.#bits = enlarged(this.#bits, (capacity + 7) >> 3, (rows + 7) >> 3);
  }

  override finish(rows: number): Data[] {
    return [this.dataOf(new Bool(), rows, this.#bits.subarray(0, (rows + 7) >> 3))];
  }
}
