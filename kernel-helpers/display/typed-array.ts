/** Typed arrays and buffers in a few lines: how long, what is at both ends, and what lies between. */
import { countOf, floatText } from './number-text.js';

/** Up to this many values all are shown, as Node.js does. */
const SHORT = 32;
const HEAD = 8;
const TAIL = 4;
/** Reading more values than this for their minimum, maximum and mean would be felt. */
const MOST_READ = 1_000_000;

type NumberArray = ArrayLike<number> & Iterable<number>;

/**
 * A long typed array, an `ArrayBuffer` or a `Buffer` as text; `undefined` for a short array and any other value.
 * 64-bit integers are exact. Minimum, maximum and mean are those of the values that are not NaN.
 */
export function arrayText(value: unknown): string | undefined {
  if (value instanceof ArrayBuffer) return bytesText('ArrayBuffer', new Uint8Array(value));
  if (typeof SharedArrayBuffer !== 'undefined' && value instanceof SharedArrayBuffer) {
    return bytesText('SharedArrayBuffer', new Uint8Array(value));
  }
  if (!ArrayBuffer.isView(value)) return undefined;
  const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof DataView) return bytesText('DataView', bytes);
  const name = value.constructor.name;
  if (name === 'Buffer') return bytesText(name, bytes);
  const array = value as unknown as ArrayLike<number | bigint>;
  if (array.length <= SHORT) return undefined;
  const range = typeof array[0] === 'bigint' ? bigRange(array as ArrayLike<bigint>) : numberRange(array as NumberArray);
  return `${name} of ${countOf(array.length, 'value')}\n${endsText(array, String)}\n${range}`;
}

function bytesText(name: string, bytes: Uint8Array): string {
  const size = `${name} of ${countOf(bytes.length, 'byte')}`;
  return bytes.length === 0 ? size : `${size}\n${endsText(bytes, byte => byte.toString(16).padStart(2, '0'), ' ')}`;
}

function endsText<Value>(array: ArrayLike<Value>, text: (value: Value) => string, between = ', '): string {
  const written = (start: number, end: number): string[] =>
    Array.from({ length: end - start }, (_, i) => {
      const value = array[start + i];
      return typeof value === 'number' && !Number.isInteger(value) ? floatText(value) : text(value);
    });
  if (array.length <= SHORT) return written(0, array.length).join(between);
  // Ids are long.
  const few = typeof array[0] === 'bigint' ? 2 : 1;
  return [...written(0, HEAD / few), '…', ...written(array.length - TAIL / few, array.length)].join(between);
}

function numberRange(array: NumberArray): string {
  if (array.length > MOST_READ) return notRead('min, max and mean');
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < array.length; i++) {
    const value = array[i];
    if (Number.isNaN(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    count++;
  }
  const missing = array.length - count;
  if (count === 0) return 'all NaN';
  const range = `min ${floatText(min)}, max ${floatText(max)}, mean ${floatText(sum / count)}`;
  return missing === 0 ? range : `${range}, without ${missing.toLocaleString('en-US')} NaN`;
}

/** No mean: 64-bit integers are ids. */
function bigRange(array: ArrayLike<bigint>): string {
  if (array.length > MOST_READ) return notRead('min and max');
  let min = array[0];
  let max = array[0];
  for (let i = 1; i < array.length; i++) {
    const value = array[i];
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return `min ${min}, max ${max}`;
}

function notRead(what: string): string {
  return `${what} not computed for more than ${countOf(MOST_READ, 'value')}`;
}
