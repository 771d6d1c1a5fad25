const LF = 10;
const CR = 13;
const SPACE = 32;
const BACKSLASH = 92;
const MINUS = 45;
const DOT = 46;
const ZERO = 48;
const EXACT = 2 ** 53;
const MOST_DECIMALS = 22;
const POWER_OF_TEN = Float64Array.from({ length: MOST_DECIMALS + 1 }, (_, i) => 10 ** i);
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * Words and numbers of a text file, from its bytes.
 *
 * A word is what stands between white space. A number is gathered from its digits: up to 2^53 they are an exact
 * integer, and one division by an exact power of ten gives what `Number(text)` gives; other numbers are read as text.
 */
export class ByteTokens {
  readonly bytes: Uint8Array;
  /** Offset of the next byte. */
  at: number;
  readonly end: number;

  constructor(bytes: Uint8Array, at = 0, end: number = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** Line of the byte at `offset`, from 1; counted when it is asked for, which is in errors. */
  lineAt(offset: number = this.at): number {
    let line = 1;
    for (let i = 0; i < offset; i++) {
      const byte = this.bytes[i];
      if (byte === LF || (byte === CR && this.bytes[i + 1] !== LF)) line++;
    }
    return line;
  }

  /** Passes over spaces and tabs, and a line's end behind a backslash; false at the end of the line. */
  skipInLine(): boolean {
    const { bytes, end } = this;
    while (this.at < end) {
      const byte = bytes[this.at];
      if (byte === BACKSLASH && isLineEnd(bytes[this.at + 1])) {
        this.at += bytes[this.at + 1] === CR && bytes[this.at + 2] === LF ? 3 : 2;
        continue;
      }
      if (isLineEnd(byte)) return false;
      if (byte > SPACE) return true;
      this.at++;
    }
    return false;
  }

  /** Passes over white space, line ends too; false at the end of the file. */
  skip(): boolean {
    const { bytes, end } = this;
    while (this.at < end && bytes[this.at] <= SPACE) this.at++;
    return this.at < end;
  }

  /** Goes to the next line. */
  nextLine(): void {
    const { bytes, end } = this;
    while (this.at < end && !isLineEnd(bytes[this.at])) this.at++;
    if (this.at < end) this.at += bytes[this.at] === CR && bytes[this.at + 1] === LF ? 2 : 1;
  }

  /** The word that begins here, as text. */
  word(): string {
    const start = this.at;
    while (this.at < this.end && this.bytes[this.at] > SPACE) this.at++;
    return this.text(start);
  }

  /** The number that is the word here; NaN, and the place not moved, when it is none. */
  number(): number {
    const { bytes, end } = this;
    const start = this.at;
    let at = start;
    const negative = bytes[at] === MINUS;
    if (negative) at++;
    let digits = 0;
    const from = at;
    let digit = bytes[at] - ZERO;
    while (at < end && digit >= 0 && digit <= 9) {
      digits = digits * 10 + digit;
      digit = bytes[++at] - ZERO;
    }
    let length = at - from;
    let decimals = 0;
    if (at < end && bytes[at] === DOT) {
      const point = at++;
      digit = bytes[at] - ZERO;
      while (at < end && digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
        digit = bytes[++at] - ZERO;
      }
      decimals = at - point - 1;
      length += decimals;
    }
    const isWhole = length > 0 && digits < EXACT && decimals <= MOST_DECIMALS && (at >= end || bytes[at] <= SPACE);
    if (isWhole) {
      this.at = at;
      const value = digits / POWER_OF_TEN[decimals];
      return negative ? -value : value;
    }
    const word = this.word();
    if (DECIMAL.test(word)) return Number(word);
    this.at = start;
    return Number.NaN;
  }

  /** Text from `start` to here, as it is shown in errors. */
  text(start: number): string {
    let text = '';
    const end = Math.min(this.at, start + 64);
    for (let i = start; i < end; i++) text += String.fromCharCode(this.bytes[i]);
    return end < this.at ? `${text}…` : text;
  }
}

function isLineEnd(byte: number): boolean {
  return byte === LF || byte === CR;
}
