import { InvalidArgumentError } from '../../../errors.js';
import type { Numbers } from '../finite-numbers.js';

/** A table of features, one row a cell: an array of rows, or one array with its shape. */
export type Rows = readonly Numbers[] | FlatRows;

/** Row r, column c is `values[r * columns + c]`. */
export interface FlatRows {
  readonly values: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
}

/** {@link FlatRows} whose values are known to be finite. */
export interface CheckedRows {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * The rows as one array, a copy.
 *
 * @throws {InvalidArgumentError} when rows differ in length, the shape does not fit the values, or a value is missing
 * or not finite; the message names row and column.
 */
export function checkRows(rows: Rows, caller: string): CheckedRows {
  if (isFlat(rows)) return checkFlat(rows, caller);
  const first = rows.length === 0 ? [] : indexed(rows[0]);
  const columns = first.length;
  const values = new Float64Array(rows.length * columns);
  for (let r = 0; r < rows.length; r++) {
    const row = r === 0 ? first : indexed(rows[r]);
    if (row.length !== columns) {
      throw new InvalidArgumentError(
        `${caller} row ${r} has the wrong length: received ${row.length} values, expected ${columns} as in row 0`,
        { argument: 'rows' },
      );
    }
    copyFinite(row, values, r * columns, columns, caller);
  }
  return { values, rows: rows.length, columns };
}

function isFlat(rows: Rows): rows is FlatRows {
  return 'values' in rows && 'columns' in rows;
}

function indexed(row: Numbers): ArrayLike<number> {
  return Array.isArray(row) || ArrayBuffer.isView(row)
    ? (row as ArrayLike<number>)
    : Array.from(row as Iterable<number>);
}

function checkFlat({ values, rows, columns }: FlatRows, caller: string): CheckedRows {
  const isCount = (count: number): boolean => Number.isSafeInteger(count) && count >= 0;
  if (!isCount(rows) || !isCount(columns) || values.length !== rows * columns) {
    throw new InvalidArgumentError(
      `${caller} rows have the wrong shape: received ${values.length} values for ${rows} × ${columns}, expected ${rows * columns}`,
      { argument: 'rows' },
    );
  }
  const numbers = new Float64Array(rows * columns);
  copyFinite(values, numbers, 0, columns, caller);
  return { values: numbers, rows, columns };
}

/** Puts values into the table from index `at` on. Only numbers: null would turn into 0 without a word. */
function copyFinite(from: ArrayLike<unknown>, to: Float64Array, at: number, columns: number, caller: string): void {
  for (let i = 0; i < from.length; i++) {
    const value = from[i];
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw new InvalidArgumentError(
        `${caller} row ${Math.floor((at + i) / columns)} column ${(at + i) % columns} is missing or not finite: received ${typeof value === 'bigint' ? `${value}n` : String(value)}, expected a number`,
        { argument: 'rows' },
      );
    }
    to[at + i] = value;
  }
}
