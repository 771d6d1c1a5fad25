/** The values of a matrix as an Arrow file. Pure. */

import {
  Dictionary,
  Float64,
  Int32,
  Table,
  tableToIPC,
  Uint64,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import type { IListedSide, IValueList } from './entries';

/**
 * One row for each value: presynaptic, postsynaptic, value. Ids are unsigned 64-bit numbers, groups a dictionary of names;
 * no value is null.
 */
export function matrixArrow({ pre, post, unit, entries }: IValueList): Uint8Array {
  const rows = [...entries];
  const column = ({ isCell }: IListedSide, names: readonly (bigint | string)[]): Vector =>
    isCell ? vectorFromArray(names, new Uint64()) : vectorFromArray(names, new Dictionary(new Utf8(), new Int32()));
  const values = rows.map(({ value }) => (Number.isNaN(value) ? null : value));
  const table = new Table({
    [pre.head]: column(
      pre,
      rows.map(row => row.pre),
    ),
    [post.head]: column(
      post,
      rows.map(row => row.post),
    ),
    [unit]: vectorFromArray(values, new Float64()),
  });
  return tableToIPC(table, 'file');
}
