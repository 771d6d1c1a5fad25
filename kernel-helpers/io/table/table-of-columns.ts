import {
  Dictionary,
  Float32,
  Float64,
  Int32,
  makeVector,
  Table,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { InvalidArgumentError } from '../../errors.js';

/** A plain column: a typed array (`NaN` in a float array is a missing value) or strings (`null` is a missing value). */
export type PlainColumn =
  | BigUint64Array
  | BigInt64Array
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Uint16Array
  | Uint8Array
  | readonly (string | null)[];

/**
 * An Arrow Table of plain columns of one length, in their order.
 *
 * Typed arrays become the Arrow type of the same name without a copy, 64-bit ids among them; float columns that hold a
 * `NaN` are copied with nulls in its place; strings become a dictionary of utf8. O(rows · columns).
 *
 * @throws {InvalidArgumentError} when a column's length differs from the first one's.
 */
export function tableOfColumns(columns: Readonly<Record<string, PlainColumn>>): Table {
  const names = Object.keys(columns);
  const vectors: Record<string, Vector> = {};
  for (const name of names) {
    const { length } = columns[name];
    const expected = columns[names[0]].length;
    if (length !== expected) {
      throw new InvalidArgumentError(
        `tableOfColumns column ${name} has another length: received ${length}, expected ${expected} as ${names[0]} has`,
        { argument: name },
      );
    }
    vectors[name] = vectorOf(columns[name]);
  }
  return new Table(vectors);
}

function vectorOf(column: PlainColumn): Vector {
  if (!ArrayBuffer.isView(column)) return vectorFromArray(column, new Dictionary(new Utf8(), new Int32()));
  if ((column instanceof Float32Array || column instanceof Float64Array) && column.some(Number.isNaN)) {
    const type = column instanceof Float32Array ? new Float32() : new Float64();
    return vectorFromArray(
      Array.from(column, value => (Number.isNaN(value) ? null : value)),
      type,
    );
  }
  return makeVector(column as Float64Array);
}
