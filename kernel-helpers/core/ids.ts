/** 64-bit ids: `bigint` in code, decimal strings in JSON and on screen, never `number`. */

import { InvalidArgumentError } from '../errors.js';

/** The largest id: 2^64 - 1. */
export const MAX_ID: bigint = 2n ** 64n - 1n;

/**
 * The id that `value` stands for: a bigint, a string of decimal digits, or a whole number that is exact (below 2^53).
 *
 * `what` names the argument in errors ("synapses pre_id row 7").
 *
 * @throws {InvalidArgumentError} when it is no id, is outside 0 to 2^64 - 1, or is a number too large to be exact.
 * @example
 * parseId('864691135571546917') === 864691135571546917n; // true
 */
export function parseId(value: unknown, what = 'id'): bigint {
  if (typeof value === 'bigint') return inRange(value, what);
  if (typeof value === 'number') return exact(value, what);
  if (typeof value === 'string' && /^[0-9]+$/.test(value)) return inRange(BigInt(value), what);
  throw new InvalidArgumentError(
    `${what} is not an id: received ${received(value)}, expected a bigint such as 1n or a string of decimal digits`,
    { argument: what },
  );
}

/**
 * The id as a decimal string, the way JSON and readers get it.
 *
 * @throws {InvalidArgumentError} when it is outside 0 to 2^64 - 1.
 */
export function formatId(id: bigint): string {
  return inRange(id, 'id').toString();
}

function inRange(id: bigint, what: string): bigint {
  if (id >= 0n && id <= MAX_ID) return id;
  throw new InvalidArgumentError(`${what} is out of range: received ${id}, expected 0 to 2^64 - 1`, { argument: what });
}

function exact(id: number, what: string): bigint {
  if (Number.isSafeInteger(id)) return inRange(BigInt(id), what);
  if (Number.isInteger(id)) {
    throw new InvalidArgumentError(
      `${what} is a number too large to be exact: received ${id}, expected a bigint: write the digits with n at the end, as in 864691135571546917n`,
      { argument: what },
    );
  }
  throw new InvalidArgumentError(`${what} is not an id: received ${id}, expected a whole number`, { argument: what });
}

function received(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : value === null ? 'null' : typeof value;
}
