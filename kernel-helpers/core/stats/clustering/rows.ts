import { InvalidArgumentError } from '../../../errors.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';

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
 * The rows as one array.
 *
 * @throws {InvalidArgumentError} when rows differ in length, the shape does not fit the values, or a value is missing
 * or not finite; the message names row and column.
 */
export function checkRows(rows: Rows, caller: string): CheckedRows {
  if (isFlat(rows)) return checkFlat(rows, caller);
  const columns = rows.length === 0 ? 0 : lengthOf(rows[0]);
  const values = new Float64Array(rows.length * columns);
  for (let r = 0; r < rows.length; r++) {
    const row = finiteNumbers(rows[r], caller, `row ${r}`);
    if (row.length !== columns) {
      throw new InvalidArgumentError(
        `${caller} row ${r} has the wrong length: received ${row.length} values, expected ${columns} as in row 0`,
        { argument: 'rows' },
      );
    }
    for (let c = 0; c < columns; c++) values[r * columns + c] = row[c];
  }
  return { values, rows: rows.length, columns };
}

function isFlat(rows: Rows): rows is FlatRows {
  return 'values' in rows && 'columns' in rows;
}

function lengthOf(row: Numbers): number {
  return 'length' in row ? row.length : [...row].length;
}

function checkFlat({ values, rows, columns }: FlatRows, caller: string): CheckedRows {
  if (!Number.isSafeInteger(rows) || !Number.isSafeInteger(columns) || values.length !== rows * columns) {
    throw new InvalidArgumentError(
      `${caller} rows have the wrong shape: received ${values.length} values for ${rows} × ${columns}, expected ${rows * columns}`,
      { argument: 'rows' },
    );
  }
  const numbers = Float64Array.from(values);
  const bad = numbers.findIndex(value => !Number.isFinite(value));
  if (bad < 0) return { values: numbers, rows, columns };
  throw new InvalidArgumentError(
    `${caller} row ${Math.floor(bad / columns)} column ${bad % columns} is missing or not finite: received ${numbers[bad]}, expected a number`,
    { argument: 'rows' },
  );
}
