/** The part of a table that is shown: which rows and columns, and what stands in the cells. */
import { InvalidArgumentError, NotFoundError } from '../errors.js';
import { floatColumn } from './number-text.js';
import { shortText } from './short-text.js';

/** How many rows are shown unless asked otherwise; of a longer table the first ones and the last five. */
export const USUAL_ROWS = 20;
/** More would make the notebook slow to open. */
const MOST_ROWS = 10_000;
const MOST_TAIL = 5;
/** Of a wider table the first columns and the last five are shown. */
const MOST_COLUMNS = 20;

/** What stands in one cell; `faint` for what is no value, such as null. */
export interface GridCell {
  readonly text: string;
  readonly faint: boolean;
}

/** A shown column: its cells are those of the shown rows. */
export interface GridColumn {
  readonly name: string;
  /** The Arrow type, where there is one. */
  readonly type?: string;
  /** Numbers stand on the right. */
  readonly side: 'left' | 'right';
  readonly cells: readonly GridCell[];
}

/** A column that can be read at any rows; only the shown ones ever are. */
export interface ColumnSource {
  readonly name: string;
  readonly read: (rows: readonly number[]) => GridColumn;
}

/** Something with rows and columns. */
export interface TableSource {
  /** What it is called: `Table`, `RecordBatch`, `Map`. */
  readonly kind: string;
  readonly rowCount: number;
  /** What a row is called, when it is not a row. */
  readonly rowName?: readonly [one: string, many: string];
  readonly columns: readonly ColumnSource[];
  /** False where a row's number says nothing. */
  readonly numbered: boolean;
  /** True where only the first rows can be had quickly. */
  readonly fromFront?: boolean;
}

/** What is shown of a {@link TableSource}. */
export interface Grid {
  readonly source: TableSource;
  readonly caption: string | undefined;
  /** Numbers of the shown rows, counted from 0. */
  readonly rows: readonly number[];
  /** How many of `rows` come before those left out; all of them when none is. */
  readonly headRows: number;
  readonly columns: readonly GridColumn[];
  /** How many of `columns` come before those left out. */
  readonly headColumns: number;
  /** Names of the columns left out. */
  readonly leftOut: readonly string[];
}

/** What to show of a table; every field may be left out. */
export interface GridOptions {
  /** At most this many rows, first and last ones. */
  readonly rows?: number;
  /** Only these columns, in this order. */
  readonly columns?: readonly string[];
  readonly caption?: string;
}

/**
 * Reads the part of `source` that is shown: O(shown rows · shown columns).
 *
 * @throws {InvalidArgumentError} when `rows` is no whole number from 0 to 10,000.
 * @throws {NotFoundError} when a named column is not there.
 */
export function gridOf(source: TableSource, { rows = USUAL_ROWS, columns, caption }: GridOptions = {}): Grid {
  if (!Number.isInteger(rows) || rows < 0 || rows > MOST_ROWS) {
    throw new InvalidArgumentError(
      `table rows cannot be shown: received ${rows}, expected a whole number from 0 to ${MOST_ROWS.toLocaleString('en-US')}`,
      { argument: 'rows' },
    );
  }
  const chosen = columns === undefined ? source.columns : columns.map(name => columnOf(source, name));
  const [headRows, tailRows] = source.fromFront ? [Math.min(rows, source.rowCount), 0] : parts(source.rowCount, rows);
  const [headColumns, tailColumns] = columns === undefined ? parts(chosen.length, MOST_COLUMNS) : [chosen.length, 0];
  const shownRows = [...range(0, headRows), ...range(source.rowCount - tailRows, source.rowCount)];
  const end = chosen.length - tailColumns;
  return {
    source,
    caption,
    rows: shownRows,
    headRows,
    columns: [...chosen.slice(0, headColumns), ...chosen.slice(end)].map(column => column.read(shownRows)),
    headColumns,
    leftOut: chosen.slice(headColumns, end).map(column => column.name),
  };
}

/** A column without a type: on the right when every value is a number, and then with points under each other. */
export function columnOfValues(name: string, values: readonly unknown[]): GridColumn {
  const present = values.filter(value => value !== null && value !== undefined && value !== ABSENT);
  const numeric = present.length > 0 && present.every(value => typeof value === 'number' || typeof value === 'bigint');
  return { name, side: numeric ? 'right' : 'left', cells: cellsOf(values) };
}

/** Stands in a cell that its row has no field for. */
export const ABSENT: unique symbol = Symbol('absent');

/** The cells of a column; without `text` numbers are lined up, and every other value is written in a few words. */
export function cellsOf(values: readonly unknown[], text?: (value: unknown) => string): GridCell[] {
  const numbers = values.filter(value => typeof value === 'number');
  const written = floatColumn(numbers);
  let next = 0;
  return values.map(value => {
    if (value === ABSENT) return { text: '', faint: true };
    if (value === null || value === undefined) return { text: String(value), faint: true };
    if (typeof value === 'number' && text === undefined) return { text: written[next++], faint: Number.isNaN(value) };
    // A string that reads like a missing value, or like nothing, is told from one by its quotes.
    if (value === '' || value === 'null' || value === 'undefined') return { text: `"${value}"`, faint: false };
    return { text: text ? text(value) : shortText(value), faint: false };
  });
}

function columnOf(source: TableSource, name: string): ColumnSource {
  const column = source.columns.find(one => one.name === name);
  if (column) return column;
  const known = source.columns.map(one => one.name);
  throw new NotFoundError(
    `table has no column ${shortText(name)}: expected one of ${shortText(known.join(', '), 400) || '(it has no columns)'}`,
    { known },
  );
}

/** How many of `count` are shown from the front and from the back when `most` are shown in all. */
function parts(count: number, most: number): [head: number, tail: number] {
  if (count <= most) return [count, 0];
  const tail = Math.min(MOST_TAIL, Math.floor(most / 3));
  return [most - tail, tail];
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i);
}
