import { NO_PARENT, readSwcLine, type SwcFault } from './swc-line.js';

/** The nodes of a file in its order. Positions and radii are in nanometres; the rest is as the file has it. */
export interface SwcNodes {
  readonly count: number;
  readonly ids: Float64Array;
  readonly types: Uint8Array;
  readonly positionsNm: Float32Array;
  readonly radiiNm: Float32Array;
  readonly parentIds: Float64Array;
  /** Line of each node, from 1. */
  readonly lines: Int32Array;
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const MINUS = 45;
const DOT = 46;
const ZERO = 48;
const HASH = 35;
/** The shortest line of a node, `0 1 0 0 0 0 0` and its end: a file cannot hold more nodes than this allows. */
const SHORTEST_LINE = 14;
const EXACT = 2 ** 53;
/** 10^19 keeps every sum below in range, and 10^22 is the largest power of ten that a double holds exactly. */
const MOST_DIGITS = 19;
const POWER_OF_TEN = Float64Array.from({ length: MOST_DIGITS + 1 }, (_, i) => 10 ** i);
/** More than what four inexact steps of `m * 10 + digit` and a division can be wrong by. */
const SLACK = 2 ** -48;

/**
 * Every node of an SWC file, from its bytes.
 *
 * A number is gathered digit by digit without a string. Up to 2^53 the digits are an exact integer, and one division
 * by an exact power of ten rounds once, which is what `Number(text)` gives. With more digits the quotient can be a few
 * units off in its last place; it is taken only where all of that range becomes one float32. Whatever is left (an
 * exponent, a sign `+`, other white space, anything wrong) is read as text by {@link readSwcLine}.
 */
export function scanSwc(input: Uint8Array, nmPerUnit: number, fault: SwcFault): SwcNodes {
  const bytes = endingInNewline(input);
  const capacity = Math.floor(bytes.length / SHORTEST_LINE) + 1;
  const ids = new Float64Array(capacity);
  const types = new Uint8Array(capacity);
  const positionsNm = new Float32Array(3 * capacity);
  const radiiNm = new Float32Array(capacity);
  const parentIds = new Float64Array(capacity);
  const lines = new Int32Array(capacity);
  let count = 0;
  let lineNumber = 0;
  let at = startAfterByteOrderMark(bytes);
  while (at < bytes.length) {
    lineNumber++;
    const start = at;
    let field = 0;
    while (field < 7) {
      let c = bytes[at];
      while (c === SPACE || c === TAB) c = bytes[++at];
      const negative = c === MINUS;
      if (negative) c = bytes[++at];
      let digits = 0; // as one integer, the point left out
      const from = at;
      let digit = c - ZERO;
      while (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
        digit = bytes[++at] - ZERO;
      }
      const whole = at - from;
      let decimals = 0;
      c = bytes[at];
      if (c === DOT) {
        digit = bytes[++at] - ZERO;
        while (digit >= 0 && digit <= 9) {
          digits = digits * 10 + digit;
          digit = bytes[++at] - ZERO;
        }
        decimals = at - from - whole - 1;
        c = bytes[at];
      }
      const length = whole + decimals;
      if (length === 0 || length > MOST_DIGITS || (c !== SPACE && c !== TAB && c !== LF && c !== CR)) break;
      if (field < 6 && (c === LF || c === CR)) break;
      const value = digits / POWER_OF_TEN[decimals];
      if (field >= 2 && field <= 5) {
        const nm = value * nmPerUnit;
        if (digits >= EXACT && Math.fround(nm * (1 - SLACK)) !== Math.fround(nm * (1 + SLACK))) break;
        if (field === 5) {
          if (negative) break;
          radiiNm[count] = nm;
        } else positionsNm[3 * count + field - 2] = negative ? -nm : nm;
      } else {
        // a whole number, whatever its decimals
        if (whole === 0 || digits >= EXACT || Math.floor(value) * POWER_OF_TEN[decimals] !== digits) break;
        if (field === 6) {
          if (negative && value !== 1) break;
          parentIds[count] = negative ? NO_PARENT : value;
        } else if (negative) break;
        else if (field === 0) ids[count] = value;
        else if (value > 255) break;
        else types[count] = value;
      }
      field++;
    }
    let c = bytes[at];
    if (field === 7) while (c === SPACE || c === TAB) c = bytes[++at];
    if (field === 7 && (c === LF || c === CR)) lines[count++] = lineNumber;
    else {
      // a comment, a blank line, or a node in other words
      const isComment = field === 0 && c === HASH;
      while (c !== LF && c !== CR) c = bytes[++at];
      const values = isComment ? undefined : readSwcLine(textOf(bytes, start, at), lineNumber, fault);
      if (values !== undefined) {
        ids[count] = values[0];
        types[count] = values[1];
        for (let k = 0; k < 3; k++) positionsNm[3 * count + k] = values[2 + k] * nmPerUnit;
        radiiNm[count] = values[5] * nmPerUnit;
        parentIds[count] = values[6];
        lines[count++] = lineNumber;
      }
    }
    at += c === CR && bytes[at + 1] === LF ? 2 : 1;
  }
  return {
    count,
    ids: ids.subarray(0, count),
    types: types.slice(0, count),
    positionsNm: positionsNm.slice(0, 3 * count),
    radiiNm: radiiNm.slice(0, count),
    parentIds: parentIds.subarray(0, count),
    lines: lines.subarray(0, count),
  };
}

/** The loops above stop at a line's end, so the last line must have one. */
function endingInNewline(bytes: Uint8Array): Uint8Array {
  const last = bytes[bytes.length - 1];
  if (last === LF || last === CR) return bytes;
  const longer = new Uint8Array(bytes.length + 1);
  longer.set(bytes);
  longer[bytes.length] = LF;
  return longer;
}

function startAfterByteOrderMark(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return new TextDecoder().decode(bytes.subarray(start, end));
}
