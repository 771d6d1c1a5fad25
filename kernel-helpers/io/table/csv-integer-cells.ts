import type { Data, DataType } from 'apache-arrow';
import { Cells, enlarged } from './csv-cells.js';

const TWO_32 = 2 ** 32;

/** Signed or unsigned integers of 64 bits, written as two words so that no bigint is made per cell. */
export class Int64Cells extends Cells {
  override readonly expected: string;
  #words: Int32Array;
  readonly #type: DataType;
  readonly #signed: boolean;

  constructor(capacity: number, separator: number, type: DataType, signed: boolean) {
    super(capacity, separator);
    this.#words = new Int32Array(2 * capacity);
    this.#type = type;
    this.#signed = signed;
    this.expected = signed ? 'an integer from -2^63 to 2^63 - 1' : 'an integer from 0 to 2^64 - 1';
  }

  /** Up to 18 digits here, in two halves that numbers and int32 hold exactly; more in {@link #readLong}. */
  override read(bytes: Uint8Array, start: number, row: number): number {
    let at = start;
    const negative = bytes[at] === 45;
    if (negative) at++;
    const digits = at;
    let head = 0;
    let tail = 0;
    let power = 1;
    const nine = nineDigits(bytes, at);
    if (nine >= 0) {
      // an id: its second half is most often nine digits again, or eight
      head = nine;
      at += 9;
      tail = nineDigits(bytes, at);
      if (tail >= 0) {
        at += 9;
        power = 1e9;
        if ((bytes[at] ^ 48) <= 9) return this.#readLong(bytes, start, row);
      } else {
        tail = 0;
        for (let digit = bytes[at] ^ 48; digit <= 9; digit = bytes[++at] ^ 48) {
          tail = tail * 10 + digit;
          power *= 10;
        }
      }
    } else {
      for (let digit = bytes[at] ^ 48; digit <= 9; digit = bytes[++at] ^ 48) head = (Math.imul(head, 10) + digit) | 0;
      if (at === digits) return -1;
    }
    if (!this.ends(bytes[at]) || (bytes[digits] === 48 && at > digits + 1)) return -1;
    let low = head;
    let high = 0;
    if (power > 1) {
      // head · power + tail, head split at bit 15 so that every product stays below 2^53
      const upper = (head >> 15) * power;
      const carried = Math.floor(upper / 131_072);
      const sum = (upper - carried * 131_072) * 32_768 + (head & 32_767) * power + tail;
      high = carried + Math.floor(sum / TWO_32);
      low = sum | 0;
    }
    if (negative) {
      if (!this.#signed || head === 0) return -1; // -0 is a float
      low = -low | 0;
      high = low === 0 ? -high : ~high;
    }
    this.#words[2 * row] = low;
    this.#words[2 * row + 1] = high;
    return at;
  }

  #readLong(bytes: Uint8Array, start: number, row: number): number {
    let at = start;
    while (!this.ends(bytes[at])) at++;
    const text = String.fromCharCode(...bytes.subarray(start, Math.min(at, start + 24)));
    if (at - start > 20 || !/^-?[1-9][0-9]*$/.test(text)) return -1;
    const value = BigInt(text);
    const [least, most] = this.#signed ? [-(2n ** 63n), 2n ** 63n - 1n] : [0n, 2n ** 64n - 1n];
    if (value < least || value > most) return -1;
    this.#words[2 * row] = Number(BigInt.asIntN(32, value));
    this.#words[2 * row + 1] = Number(BigInt.asIntN(32, value >> 32n));
    return at;
  }

  override setNull(row: number): void {
    super.setNull(row);
    this.#words[2 * row] = 0;
    this.#words[2 * row + 1] = 0;
  }

  protected override resize(capacity: number, rows: number): void {
    this.#words = enlarged(this.#words, 2 * capacity, 2 * rows);
  }

  override finish(rows: number): Data[] {
    const { buffer } = this.#words;
    return [
      this.dataOf(
        this.#type,
        rows,
        this.#signed ? new BigInt64Array(buffer, 0, rows) : new BigUint64Array(buffer, 0, rows),
      ),
    ];
  }
}

/** Integers of 16 or 32 bits. */
export class IntCells extends Cells {
  override readonly expected: string;
  #values: Int32Array | Int16Array;
  readonly #type: DataType;
  readonly #most: number;

  constructor(capacity: number, separator: number, type: DataType, bits: 16 | 32) {
    super(capacity, separator);
    this.#values = bits === 16 ? new Int16Array(capacity) : new Int32Array(capacity);
    this.#type = type;
    this.#most = 2 ** (bits - 1) - 1;
    this.expected = `an integer from -2^${bits - 1} to 2^${bits - 1} - 1`;
  }

  override read(bytes: Uint8Array, start: number, row: number): number {
    let at = start;
    const negative = bytes[at] === 45;
    if (negative) at++;
    const digits = at;
    let value = bytes[at] ^ 48;
    if (value > 9) return -1;
    const nine = at + 9;
    let digit = bytes[++at] ^ 48;
    while (digit <= 9 && at < nine) {
      value = (Math.imul(value, 10) + digit) | 0;
      digit = bytes[++at] ^ 48;
    }
    // a tenth digit may still fit, an eleventh never does
    if (digit <= 9) {
      value = value * 10 + digit;
      if ((bytes[++at] ^ 48) <= 9) return -1;
    }
    if (!this.ends(bytes[at]) || (bytes[digits] === 48 && at > digits + 1)) return -1;
    if (negative ? value > this.#most + 1 || value === 0 : value > this.#most) return -1;
    this.#values[row] = negative ? -value : value;
    return at;
  }

  override setNull(row: number): void {
    super.setNull(row);
    this.#values[row] = 0;
  }

  protected override resize(capacity: number, rows: number): void {
    this.#values = enlarged(this.#values, capacity, rows);
  }

  override finish(rows: number): Data[] {
    return [this.dataOf(this.#type, rows, this.#values.subarray(0, rows))];
  }
}

/**
 * The number of the nine digits at `at`, or -1 where there are fewer. Written out, because the processor then does the
 * nine side by side instead of waiting for each product.
 */
function nineDigits(bytes: Uint8Array, at: number): number {
  const a = bytes[at] ^ 48;
  const b = bytes[at + 1] ^ 48;
  const c = bytes[at + 2] ^ 48;
  const d = bytes[at + 3] ^ 48;
  const e = bytes[at + 4] ^ 48;
  const f = bytes[at + 5] ^ 48;
  const g = bytes[at + 6] ^ 48;
  const h = bytes[at + 7] ^ 48;
  const i = bytes[at + 8] ^ 48;
  // a digit plus 6 stays below 16
  if (((a + 6) | (b + 6) | (c + 6) | (d + 6) | (e + 6) | (f + 6) | (g + 6) | (h + 6) | (i + 6)) > 15) return -1;
  return (a * 10 + b) * 10_000_000 + (c * 10 + d) * 100_000 + (e * 10 + f) * 1000 + (g * 10 + h) * 10 + i;
}
