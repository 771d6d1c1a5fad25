import type { Data, DataType } from 'apache-arrow';
import { Cells, enlarged } from './csv-cells.js';

/** Powers of ten that a float64 holds exactly. */
const POWERS: Float64Array = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const WORDS: Readonly<Record<string, number>> = {
  inf: Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
  '-infinity': Number.NEGATIVE_INFINITY,
  nan: Number.NaN,
};

/** Floating point numbers, each the nearest one to its decimal text; `NaN` is a null. */
export class FloatCells extends Cells {
  override readonly expected = 'a number';
  #values: Float64Array | Float32Array;
  readonly #type: DataType;
  readonly #exactIntegers: boolean;

  /** `exactIntegers`: an integer of 2^53 or more is refused, because a float64 may not hold its last digits. */
  constructor(capacity: number, separator: number, type: DataType, bits: 32 | 64, exactIntegers: boolean) {
    super(capacity, separator);
    this.#exactIntegers = exactIntegers;
    this.#values = bits === 32 ? new Float32Array(capacity) : new Float64Array(capacity);
    this.#type = type;
  }

  /**
   * Up to 15 digits and a power of ten up to 22 are both exact as float64, so that one division rounds once, to the
   * nearest value. Longer numbers go the long way.
   */
  override read(bytes: Uint8Array, start: number, row: number): number {
    let at = start;
    const negative = bytes[at] === 45;
    if (negative) at++;
    const first = at;
    let value = 0;
    let digit = bytes[at] ^ 48;
    while (digit <= 9) {
      value = value * 10 + digit;
      digit = bytes[++at] ^ 48;
    }
    let digits = at - first;
    let decimals = 0;
    if (bytes[at] === 46) {
      const point = at;
      digit = bytes[++at] ^ 48;
      while (digit <= 9) {
        value = value * 10 + digit;
        digit = bytes[++at] ^ 48;
      }
      decimals = at - point - 1;
      digits += decimals;
    }
    if (digits === 0) return this.#readWord(bytes, start, row);
    // 007 is a label, not a number
    if (bytes[first] === 48 && (bytes[first + 1] ^ 48) <= 9) return -1;
    let exponent = -decimals;
    if ((bytes[at] | 32) === 101) {
      at++;
      const minus = bytes[at] === 45;
      if (minus || bytes[at] === 43) at++;
      const from = at;
      let power = 0;
      digit = bytes[at] ^ 48;
      while (digit <= 9) {
        if (power < 10_000) power = power * 10 + digit;
        digit = bytes[++at] ^ 48;
      }
      if (at === from) return -1;
      exponent += minus ? -power : power;
    }
    if (!this.ends(bytes[at])) return -1;
    if (value < 1e15 && digits < 300 && exponent >= -22 && exponent <= 22) {
      value = exponent < 0 ? value / POWERS[-exponent] : value * POWERS[exponent];
      this.#values[row] = negative ? -value : value;
    } else {
      if (this.#exactIntegers && at === first + digits && decimals === 0 && value >= 2 ** 53) return -1;
      this.#values[row] = Number(textOf(bytes, start, at));
    }
    return at;
  }

  #readWord(bytes: Uint8Array, start: number, row: number): number {
    let at = start;
    while (!this.ends(bytes[at])) at++;
    const value = at - start > 9 ? undefined : WORDS[textOf(bytes, start, at).toLowerCase()];
    if (value === undefined) return -1;
    if (Number.isNaN(value)) this.setNull(row);
    else this.#values[row] = value;
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

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}
