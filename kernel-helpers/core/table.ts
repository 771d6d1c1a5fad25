import { InvalidArgumentError, NotFoundError } from '../errors.js';
import { parseId } from './ids.js';

/**
 * The little of an Arrow table that analysis needs. `apache-arrow`'s `Table` fits it as it is, so core can read
 * tables without importing a package.
 */
export interface ColumnLike {
  readonly length: number;
  readonly nullCount: number;
  get(index: number): unknown;
  /** All values at once; a typed array where the column is stored as one. */
  toArray?(): unknown;
}

/** Anything with named columns of one length: an Arrow `Table`. */
export interface TableLike {
  readonly numRows: number;
  readonly schema: { readonly fields: readonly { readonly name: string }[] };
  getChild(name: string): ColumnLike | null;
}

/**
 * Plain arrays as a table, all of one length; `null` and `undefined` in an array are null.
 *
 * @throws {InvalidArgumentError} when their lengths differ.
 * @example
 * tableOf({ pre_id: [1n, 1n], post_id: [2n, 3n], size: [10, 20] }).numRows; // 2
 */
export function tableOf(columns: Readonly<Record<string, ArrayLike<unknown>>>): TableLike {
  const names = Object.keys(columns);
  const numRows = names.length === 0 ? 0 : columns[names[0]].length;
  for (const name of names) {
    if (columns[name].length !== numRows) {
      throw new InvalidArgumentError(
        `table column ${name} has the wrong length: received ${columns[name].length} rows, expected ${numRows} as in ${names[0]}`,
        { argument: name },
      );
    }
  }
  const wrapped = new Map(names.map(name => [name, wrap(columns[name])]));
  return { numRows, schema: { fields: names.map(name => ({ name })) }, getChild: name => wrapped.get(name) ?? null };
}

function wrap(values: ArrayLike<unknown>): ColumnLike {
  let nullCount = 0;
  for (let i = 0; i < values.length; i++) if (values[i] == null) nullCount++;
  return { length: values.length, nullCount, get: index => values[index] ?? null, toArray: () => values };
}

/** True when `value` is shaped like a table: it has rows, a schema and columns by name. */
export function isTable(value: unknown): value is TableLike {
  const table = value as Partial<TableLike> | null;
  return typeof table === 'object' && table !== null && typeof table.getChild === 'function' && 'numRows' in table;
}

/** The names of a table's columns, in its order. */
export function columnNames(table: TableLike): string[] {
  return table.schema.fields.map(field => field.name);
}

/**
 * A column of numbers: `values[row]`, in the column's own unit. 64-bit integers are converted where a number holds
 * them exactly. The array may be the table's own memory: do not write to it.
 *
 * @throws {NotFoundError} when there is no such column; the message lists those there are.
 * @throws {InvalidArgumentError} when a value is null (see {@link nullableNumberColumn}) or no number.
 */
export function numberColumn(table: TableLike, name: string): Float64Array | Float32Array {
  const column = findColumn(table, name);
  refuseNulls(column, name, 'nullableNumberColumn');
  const stored = column.toArray?.();
  if (stored instanceof Float64Array || stored instanceof Float32Array) return stored;
  if (isIntegerArray(stored)) return new Float64Array(stored);
  return Float64Array.from({ length: column.length }, (_, row) => toNumber(column.get(row), name, row));
}

/**
 * A column of numbers with NaN where it is null: `values[row]`, a copy, in the column's own unit.
 *
 * @throws {NotFoundError} when there is no such column.
 * @throws {InvalidArgumentError} when a value is neither number nor null.
 */
export function nullableNumberColumn(table: TableLike, name: string): Float64Array {
  const column = findColumn(table, name);
  return Float64Array.from({ length: column.length }, (_, row) => {
    const value = column.get(row);
    return value === null ? Number.NaN : toNumber(value, name, row);
  });
}

/**
 * A column of 64-bit ids: `ids[row]`. Signed columns, integers of fewer bits and decimal strings are converted,
 * exactly. The array may be the table's own memory: do not write to it.
 *
 * @throws {NotFoundError} when there is no such column.
 * @throws {InvalidArgumentError} when a value is null, negative, or no id.
 */
export function bigintColumn(table: TableLike, name: string): BigUint64Array {
  const column = findColumn(table, name);
  refuseNulls(column, name);
  const stored = column.toArray?.();
  if (stored instanceof BigUint64Array) return stored;
  if (stored instanceof BigInt64Array) {
    const negative = firstNegative(stored);
    if (negative >= 0) parseId(stored[negative], `column ${name} row ${negative}`);
    return new BigUint64Array(stored.buffer, stored.byteOffset, stored.length);
  }
  return BigUint64Array.from({ length: column.length }, (_, row) =>
    parseId(column.get(row), `column ${name} row ${row}`),
  );
}

/**
 * A column of strings, dictionary-encoded or not: `values[row]`.
 *
 * @throws {NotFoundError} when there is no such column.
 * @throws {InvalidArgumentError} when a value is null (see {@link nullableStringColumn}) or no string.
 */
export function stringColumn(table: TableLike, name: string): string[] {
  const column = findColumn(table, name);
  refuseNulls(column, name, 'nullableStringColumn');
  return Array.from({ length: column.length }, (_, row) => toText(column.get(row), name, row));
}

/**
 * A column of strings that may be null, dictionary-encoded or not: `values[row]`.
 *
 * @throws {NotFoundError} when there is no such column.
 * @throws {InvalidArgumentError} when a value is neither string nor null.
 */
export function nullableStringColumn(table: TableLike, name: string): (string | null)[] {
  const column = findColumn(table, name);
  return Array.from({ length: column.length }, (_, row) => {
    const value = column.get(row);
    return value === null ? null : toText(value, name, row);
  });
}

function findColumn(table: TableLike, name: string): ColumnLike {
  const column = table.getChild(name);
  if (column) return column;
  const known = columnNames(table);
  throw new NotFoundError(`table has no column ${name}: expected one of ${known.join(', ') || '(it has no columns)'}`, {
    known,
  });
}

function refuseNulls(column: ColumnLike, name: string, instead?: string): void {
  if (column.nullCount === 0) return;
  let row = 0;
  while (row < column.length && column.get(row) !== null) row++;
  const remedy = instead === undefined ? '' : ` (${instead} allows them)`;
  throw new InvalidArgumentError(
    `column ${name} has missing values: received null in row ${row} and ${column.nullCount} in all, expected none${remedy}`,
    { argument: name },
  );
}

/** Integers that a number holds exactly, 8 to 32 bits wide. */
function isIntegerArray(stored: unknown): stored is Int32Array {
  return (
    stored instanceof Int32Array ||
    stored instanceof Uint32Array ||
    stored instanceof Int16Array ||
    stored instanceof Uint16Array ||
    stored instanceof Int8Array ||
    stored instanceof Uint8Array
  );
}

/** The row of the first id below 0, or -1. Looks at the halves: a bigint made of each row would take ten times as long. */
function firstNegative(ids: BigInt64Array): number {
  const halves = new Int32Array(ids.buffer, ids.byteOffset, 2 * ids.length);
  const high = LITTLE_ENDIAN ? 1 : 0;
  for (let row = 0; row < ids.length; row++) if (halves[2 * row + high] < 0) return row;
  return -1;
}

const LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

function toNumber(value: unknown, name: string, row: number): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number;
    throw new InvalidArgumentError(
      `column ${name} row ${row} is too large for a number: received ${value}, expected below 2^53 (bigintColumn reads ids)`,
      { argument: name },
    );
  }
  throw new InvalidArgumentError(`column ${name} row ${row} is not a number: received ${shown(value)}`, {
    argument: name,
  });
}

function toText(value: unknown, name: string, row: number): string {
  if (typeof value === 'string') return value;
  throw new InvalidArgumentError(`column ${name} row ${row} is not a string: received ${shown(value)}`, {
    argument: name,
  });
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}
