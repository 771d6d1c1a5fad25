/** Numbers as text that JSON can carry: byte planes, deflated, in base64. The same in Node and in a browser. */

import { deflateSync, Inflate } from 'fflate';
import { FormatError } from '../errors.js';
import { atOnce, EVERY, type Steps } from './steps.js';

/** The 64 digits as ASCII. */
const base64Digits: Uint8Array = Uint8Array.from(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  digit => digit.charCodeAt(0),
);

/** A slice of this many characters inflates to at most a thousand times as much, so a lying notebook is caught early. */
const inflateSlice = 16 * 1024;

/**
 * Bytes as base64 text.
 *
 * @example
 * ```ts
 * bytesToBase64(Uint8Array.of(1, 2, 3)); // 'AQID'
 * ```
 */
export function bytesToBase64(bytes: Uint8Array): string {
  // Several times as quick as `btoa`, which needs the bytes as a string first.
  const text = new Uint8Array(4 * Math.ceil(bytes.length / 3)).fill('='.charCodeAt(0));
  const last = bytes.length - (bytes.length % 3);
  let to = 0;
  for (let i = 0; i < last; i += 3) {
    const three = (bytes[i] << 16) | (bytes[i + 1] << 8) | bytes[i + 2];
    text[to++] = base64Digits[three >> 18];
    text[to++] = base64Digits[(three >> 12) & 63];
    text[to++] = base64Digits[(three >> 6) & 63];
    text[to++] = base64Digits[three & 63];
  }
  if (last < bytes.length) {
    const three = (bytes[last] << 16) | ((bytes[last + 1] ?? 0) << 8);
    text[to++] = base64Digits[three >> 18];
    text[to++] = base64Digits[(three >> 12) & 63];
    if (last + 1 < bytes.length) text[to++] = base64Digits[(three >> 6) & 63];
  }
  return new TextDecoder().decode(text);
}

/**
 * The bytes a base64 text stands for.
 *
 * @throws {FormatError} when the text is not base64; `at` names the field.
 */
export function base64ToBytes(text: string, at: string): Uint8Array {
  let binary: string;
  try {
    binary = atob(text);
  } catch (cause) {
    throw notBase64(at, cause);
  }
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/**
 * Whole numbers as bytes, one plane after the other: `bytes[k * values.length + i]` is byte k, the lowest first, of
 * `values[i]`. Planes of small numbers deflate to about half of what the same numbers side by side do, and there is
 * no byte order to get wrong.
 */
export function toBytePlanes(values: Uint8Array | Uint16Array | Uint32Array): Uint8Array {
  const planes = new Uint8Array(values.length * values.BYTES_PER_ELEMENT);
  for (let k = 0; k < values.BYTES_PER_ELEMENT; k += 1) {
    const start = k * values.length;
    for (let i = 0; i < values.length; i += 1) planes[start + i] = values[i] >>> (8 * k);
  }
  return planes;
}

/** The 16-bit numbers of {@link toBytePlanes}; `planes.length` is twice their count. */
export function uint16FromBytePlanes(planes: Uint8Array): Uint16Array {
  return atOnce(uint16Steps(planes));
}

/** As {@link uint16FromBytePlanes}, in pieces. */
export function* uint16Steps(planes: Uint8Array): Steps<Uint16Array> {
  const count = planes.length / 2;
  const values = new Uint16Array(count);
  for (let i = 0; i < count; i += 1) {
    values[i] = planes[i] | (planes[count + i] << 8);
    if ((i & EVERY) === EVERY) yield;
  }
  return values;
}

/** The 32-bit numbers of {@link toBytePlanes}; `planes.length` is four times their count. */
export function uint32FromBytePlanes(planes: Uint8Array): Uint32Array {
  return atOnce(uint32Steps(planes));
}

/** As {@link uint32FromBytePlanes}, in pieces. */
export function* uint32Steps(planes: Uint8Array): Steps<Uint32Array> {
  const count = planes.length / 4;
  const values = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) {
    // Negative when the highest bit is set; the array stores it as unsigned again.
    values[i] = (planes[3 * count + i] << 24) | (planes[2 * count + i] << 16) | (planes[count + i] << 8) | planes[i];
    if ((i & EVERY) === EVERY) yield;
  }
  return values;
}

/** Bytes deflated (raw, RFC 1951) and in base64. */
export function packBytes(bytes: Uint8Array): string {
  return bytesToBase64(deflateSync(bytes, { level: 6 }));
}

/** The longest text {@link packBytes} makes of so many bytes: deflate adds 5 bytes a block at worst, base64 a third. */
export function packedLengthLimit(byteLength: number): number {
  return Math.ceil((byteLength * 1.01 + 1024) / 3) * 4;
}

/**
 * The bytes that {@link packBytes} packed, exactly `byteLength` of them. A notebook is not to be trusted, so never
 * more than a little over `byteLength` is inflated, whatever the text holds.
 *
 * @throws {FormatError} when the text is not base64, not deflated, or holds more or fewer bytes; `at` names the field.
 */
export function unpackBytes(text: string, byteLength: number, at: string): Uint8Array {
  return atOnce(unpackSteps(text, byteLength, at));
}

/** As {@link unpackBytes}, in pieces. */
export function* unpackSteps(text: string, byteLength: number, at: string): Steps<Uint8Array> {
  const limit = packedLengthLimit(byteLength);
  const fail = (what: string, cause?: unknown): FormatError =>
    new FormatError(`packed array ${at} ${what}`, { format: 'packed array', at, cause });
  if (text.length > limit) {
    throw fail(`is too long: received ${text.length} characters, expected at most ${limit}`);
  }
  const bytes = new Uint8Array(byteLength);
  let length = 0;
  const inflate = new Inflate(chunk => {
    if (length + chunk.length <= byteLength) bytes.set(chunk, length);
    length += chunk.length;
  });
  for (let start = 0; start < text.length && length <= byteLength; start += inflateSlice) {
    const end = start + inflateSlice;
    const isLast = end >= text.length;
    const deflated = base64ToBytes(text.slice(start, end), at);
    // `=` and white space are the end of base64, and would be its middle here.
    if (!isLast && deflated.length !== (3 * inflateSlice) / 4) throw notBase64(at);
    try {
      inflate.push(deflated, isLast);
    } catch (cause) {
      throw fail(`cannot be inflated: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
    }
    yield;
  }
  if (length > byteLength) throw fail(`is too large: inflates to more than the expected ${byteLength} bytes`);
  if (length < byteLength) throw fail(`is cut short: received ${length} bytes, expected ${byteLength}`);
  return bytes;
}

function notBase64(at: string, cause?: unknown): FormatError {
  return new FormatError(`base64 ${at} is not readable: expected only A-Z a-z 0-9 + / =`, {
    format: 'base64',
    at,
    cause,
  });
}
