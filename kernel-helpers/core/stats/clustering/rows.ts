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
  // A row may be an iterator, which can be walked only once.
  const checked = rows.map((row, r) => finiteNumbers(row, caller, `row ${r}`));
  const columns = checked[0]?.length ?? 0;
  const values = new Float64Array(rows.length * columns);
  for (let r = 0; r < rows.length; r++) {
    const row = checked[r];
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

function checkFlat({ values, rows, columns }: FlatRows, caller: string): CheckedRows {
  if (!Number.isSafeInteger(rows) || !Number.isSafeInteger(columns) || values.length !== rows * columns) {
    throw new InvalidArgumentError(
      `${caller} rows have the wrong shape: received ${values.length} values for ${rows} × ${columns}, expected ${rows * columns}`,
      { argument: 'rows' },
    );
  }
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < numbers.length; i++) {
    // Before it becomes a number of the array, which would make 0 of null.
    const value: unknown = values[i];
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw new InvalidArgumentError(
        `${caller} row ${Math.floor(i / columns)} column ${i % columns} is missing or not finite: received ${String(value)}, expected a number`,
        { argument: 'rows' },
      );
    }
    numbers[i] = value;
  }
  return { values: numbers, rows, columns };
}
