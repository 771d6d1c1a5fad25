import type { Numbers } from '../../core/stats/finite-numbers.js';
import type { Labels } from '../../core/stats/row-groups.js';
import { InvalidArgumentError } from '../../errors.js';

/**
 * The numbers of an array, a typed array or an Arrow column; null, NaN and infinities become NaN, which figures leave
 * out and count.
 *
 * @throws {InvalidArgumentError} when an entry is no number, or there are not `length` of them.
 */
export function readValues(values: Numbers, caller: string, argument: string, length?: number): Float64Array {
  const entries: ArrayLike<unknown> = listOf(values, caller, argument, length);
  return Float64Array.from({ length: entries.length }, (_, i) => {
    const value = entries[i];
    if (value === null || value === undefined) return Number.NaN;
    if (typeof value === 'number') return Number.isFinite(value) ? value : Number.NaN;
    // Counts of an Arrow column of 64-bit integers.
    if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value);
    throw new InvalidArgumentError(
      `${caller} ${argument} at index ${i} is not a number: received ${shown(value)}, expected a number or null`,
      { argument },
    );
  });
}

/**
 * Labels as text, one for each row: names, numbers, 64-bit ids.
 *
 * @throws {InvalidArgumentError} when a label is missing, or there are not `length` of them.
 */
export function readTexts(labels: Labels, caller: string, argument: string, length?: number): string[] {
  return Array.from(listOf(labels, caller, argument, length), (label, i) => {
    if (typeof label === 'string' || typeof label === 'bigint' || typeof label === 'number') return String(label);
    throw new InvalidArgumentError(
      `${caller} ${argument} at index ${i} is missing: received ${shown(label)}, expected a name or an id`,
      { argument },
    );
  });
}

function listOf(
  values: ArrayLike<unknown> | Iterable<unknown>,
  caller: string,
  argument: string,
  length: number | undefined,
): ArrayLike<unknown> {
  // Text can be walked too, letter by letter: never what is meant.
  if (typeof values !== 'object' || values === null || !(Symbol.iterator in values || 'length' in values)) {
    throw new InvalidArgumentError(
      `${caller} ${argument} is no list: received ${shown(values)}, expected an array or a column`,
      { argument },
    );
  }
  const list =
    Array.isArray(values) || ArrayBuffer.isView(values) ? (values as ArrayLike<unknown>) : Array.from(values);
  if (length === undefined || list.length === length) return list;
  throw new InvalidArgumentError(
    `${caller} ${argument} has the wrong length: received ${list.length}, expected ${length}`,
    { argument },
  );
}

function shown(value: unknown): string {
  return typeof value === 'string'
    ? `"${value.slice(0, 40)}"`
    : typeof value === 'bigint'
      ? `${value}n`
      : String(value);
}
