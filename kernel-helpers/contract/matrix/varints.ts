/** Whole numbers in as few bytes as each needs. */

import { FormatError } from '../../errors.js';
import { packBytes, unpackBytes } from '../bytes.js';
import type { PackedVarints } from './matrix.js';

/** Numbers below 2^32. */
export function packVarints(values: Uint32Array): PackedVarints {
  const bytes = new Uint8Array(5 * values.length);
  let to = 0;
  for (let i = 0; i < values.length; i += 1) {
    let value = values[i];
    while (value >= 0x80) {
      bytes[to++] = (value & 0x7f) | 0x80;
      value >>>= 7;
    }
    bytes[to++] = value;
  }
  return { byteLength: to, bytes: packBytes(bytes.subarray(0, to)) };
}

/**
 * `count` numbers.
 *
 * @throws {FormatError} when there are more or fewer, or one is not below 2^32; `at` names the field.
 */
export function unpackVarints({ byteLength, bytes: packed }: PackedVarints, count: number, at: string): Uint32Array {
  // Checked before anything is allocated for it.
  if (byteLength < count || byteLength > 5 * count) throw bad(at, `${byteLength} bytes`, `${count} to ${5 * count}`);
  const bytes = unpackBytes(packed, byteLength, at);
  const values = new Uint32Array(count);
  let from = 0;
  for (let i = 0; i < count; i += 1) {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[from++];
      if (byte === undefined) throw bad(at, `${i} numbers`, `${count}`);
      if (shift === 28 && byte > 0x0f) throw bad(at, 'a number of more than 32 bits', 'numbers below 2^32');
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    values[i] = value;
  }
  if (from !== byteLength) throw bad(at, `${byteLength - from} bytes too many`, `${count} numbers`);
  return values;
}

function bad(at: string, received: string, expected: string): FormatError {
  return new FormatError(`packed numbers ${at} do not fit: received ${received}, expected ${expected}`, {
    format: 'packed numbers',
    at,
  });
}
