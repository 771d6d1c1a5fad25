import { CR, LF, QUOTE } from './csv-cells.js';
import type { CsvType } from './csv-column.js';

// What the cells of a column have been, as bits.
const INTEGER = 1;
/** An integer that needs more than 32 bits, more than a float64 holds exactly, more than an int64. */
const ABOVE_32 = 2;
const ABOVE_53 = 4;
const ABOVE_63 = 8;
const NEGATIVE = 16;
const DECIMAL = 32;
const BOOLEAN = 64;
const TEXT = 128;

const WORDS: ReadonlyMap<string, number> = new Map([
  ...['true', 'True', 'TRUE', 'false', 'False', 'FALSE'].map(word => [word, BOOLEAN] as const),
  ...['inf', '-inf', 'Infinity', '-Infinity', 'Inf', '-Inf'].map(word => [word, DECIMAL] as const),
]);

/**
 * Finds the type of every column from all the cells it is shown: the narrowest that holds each of them exactly.
 *
 * Integers are int32, int64 or uint64, whatever the largest needs; with decimals among them float64. Text it is as soon
 * as one cell is no number, has a leading zero (`007` is a label), or is an integer that a float64 would round in a
 * column that also has decimals.
 */
export class TypeGuess {
  readonly #seen: Uint8Array;
  readonly #separator: number;
  readonly #nullWords: ReadonlySet<string>;

  constructor(columns: number, separator: number, nullWords: readonly string[]) {
    this.#seen = new Uint8Array(columns);
    this.#separator = separator;
    this.#nullWords = new Set(nullWords);
  }

  /** The types so far; `empty` where every cell was null. */
  get types(): CsvType[] {
    return Array.from(this.#seen, typeOf);
  }

  /** Looks at the rows in `bytes[start … end - 1]`, which ends in a line feed. Returns where the last whole one ends. */
  scan(bytes: Uint8Array, start: number, end: number): number {
    const separator = this.#separator;
    const columns = this.#seen.length;
    let rowStart = start;
    let at = start;
    let column = 0;
    while (at < end) {
      let from = at;
      let stop: number;
      if (bytes[at] === QUOTE) {
        let close = bytes.indexOf(QUOTE, at + 1);
        while (close >= 0 && bytes[close + 1] === QUOTE) close = bytes.indexOf(QUOTE, close + 2);
        if (close < 0 || close >= end) return rowStart;
        from = at + 1;
        stop = close;
        at = close + 1;
        while (bytes[at] !== separator && bytes[at] !== LF) at++;
      } else {
        while (bytes[at] !== separator && bytes[at] !== LF) at++;
        stop = bytes[at] === LF && bytes[at - 1] === CR && at > from ? at - 1 : at;
      }
      if (stop > from && column < columns && this.#seen[column] < TEXT) {
        this.#seen[column] |= this.#look(bytes, from, stop);
      }
      if (bytes[at] === LF) {
        column = 0;
        rowStart = at + 1;
      } else {
        column++;
      }
      at++;
    }
    return rowStart;
  }

  #look(bytes: Uint8Array, start: number, end: number): number {
    const first = bytes[start] === 45 ? start + 1 : start;
    let at = first;
    let value = 0;
    while (at < end && (bytes[at] ^ 48) <= 9) value = value * 10 + (bytes[at++] ^ 48);
    const zero = bytes[first] === 48;
    if (at === end && at > first && value < 2 ** 53) {
      if (zero && (at > first + 1 || first > start)) return at > first + 1 ? TEXT : DECIMAL; // 007; -0
      const negative = first > start;
      return (
        INTEGER | (negative ? NEGATIVE : 0) | (value > 2 ** 31 - 1 && !(negative && value === 2 ** 31) ? ABOVE_32 : 0)
      );
    }
    const digits = at - first;
    if (at === end && digits > 0 && !zero) {
      // 18 digits fit an int64
      if (digits <= 18) return INTEGER | ABOVE_32 | ABOVE_53 | (first > start ? NEGATIVE : 0);
      return digits <= 20 ? largeInteger(String.fromCharCode(...bytes.subarray(start, end))) : TEXT;
    }
    if (zero && digits > 1) return TEXT;
    return isDecimal(bytes, first, end) ? DECIMAL : this.#word(bytes, start, end);
  }

  #word(bytes: Uint8Array, start: number, end: number): number {
    if (end - start > 9) return TEXT;
    const text = String.fromCharCode(...bytes.subarray(start, end));
    return WORDS.get(text) ?? (this.#nullWords.has(text) ? 0 : TEXT);
  }
}

/** True for digits with a point among or beside them, and perhaps an exponent. */
function isDecimal(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && (bytes[at] ^ 48) <= 9) at++;
  let digits = at - start;
  if (bytes[at] === 46 && at < end) {
    const point = at++;
    while (at < end && (bytes[at] ^ 48) <= 9) at++;
    digits += at - point - 1;
  }
  if (digits === 0) return false;
  if (at < end && (bytes[at] | 32) === 101) {
    at++;
    if (at < end && (bytes[at] === 43 || bytes[at] === 45)) at++;
    const power = at;
    while (at < end && (bytes[at] ^ 48) <= 9) at++;
    if (at === power) return false;
  }
  return at === end;
}

function largeInteger(text: string): number {
  const value = BigInt(text);
  if (value < -(2n ** 63n) || value >= 2n ** 64n) return TEXT;
  return INTEGER | ABOVE_32 | ABOVE_53 | (value < 0n ? NEGATIVE : 0) | (value >= 2n ** 63n ? ABOVE_63 : 0);
}

function typeOf(seen: number): CsvType {
  if (seen === 0) return 'empty';
  if (seen & TEXT) return 'text';
  if (seen & BOOLEAN) return seen === BOOLEAN ? 'bool' : 'text';
  if (seen & DECIMAL) return seen & ABOVE_53 ? 'text' : 'float64';
  if (seen & ABOVE_63) return seen & NEGATIVE ? 'text' : 'uint64';
  return seen & ABOVE_32 ? 'int64' : 'int32';
}
