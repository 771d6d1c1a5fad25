/** Tables as a notebook shows them. */
import { type Displayable, jupyterDisplay, TABLE_MIME } from '../contract/mime.js';
import type { TablePayload } from '../contract/table.js';
import { isTable, type TableLike, tableOf } from '../core/table.js';
import { InvalidArgumentError } from '../errors.js';
import { isVector, tableSource, vectorSource } from './arrow-source.js';
import { columnsObject } from './columns-object.js';
import { type Grid, gridOf, type TableSource } from './grid.js';
import { gridHtml } from './grid-html.js';
import { gridText } from './grid-text.js';
import { mapSource, namesOf, rowsSource } from './rows-source.js';
import { shortText } from './short-text.js';
import { isArrow, sentTable } from './table-payload.js';
import { groupMatrixSource } from './wiring.js';

/** How {@link table} shows its rows; every field may be left out. */
export interface TableOptions {
  /**
   * Show at most this many rows, first ones and last ones, as a plain table without a widget. Of what cannot be a widget
   * 20 when absent, up to 10,000.
   */
  readonly rows?: number;
  /** Show only these columns, in this order. All when absent; of more than 20 the first and the last. */
  readonly columns?: readonly string[];
  /** Plain text under the table. */
  readonly caption?: string;
  /** Above the widget. */
  readonly title?: string;
  /**
   * The columns that hold 64-bit ids of neurons or synapses: rows select these in all views of the notebook. When absent,
   * those that have names of the field, such as `pt_root_id`, `pre_pt_root_id` or `cell_id`.
   */
  readonly ids?: string | readonly string[];
  /** Units by column, shown in the header; those in the Arrow schema's metadata (`unit`) when absent. */
  readonly units?: Readonly<Record<string, string>>;
  /**
   * How many bytes of the notebook the rows may take; as many of the first rows as fit are stored, the others are had from
   * the kernel while it runs. 4,000,000 when absent.
   */
  readonly maxBytes?: number;
}

/** What {@link table} can show. */
export type TableInput =
  | TableLike
  | readonly object[]
  | ReadonlyMap<unknown, unknown>
  // columns by name; results with other fields too, such as one number for each distance bin
  | object;

/** A table to be a cell's last value or an argument of `display`. */
export interface TableView extends Displayable {
  /** The shown part as plain text, columns under each other. */
  readonly text: string;
  /** What the widget is sent and the notebook stores; absent where the table is shown as text only. */
  readonly payload?: TablePayload;
}

/**
 * Shows a table: an Arrow table, record batch or vector, an array of objects, a Map, columns by name, or a result that
 * holds some. Names, Arrow
 * types, how many rows and columns there are, and what of them is not shown.
 *
 * Arrow tables and record batches become a widget to sort, filter and select in; so do arrays of objects and columns by
 * name when `title`, `ids`, `units` or `maxBytes` is given.
 *
 * A table shows itself in a cell without this; call it for other rows, for some columns, or for a caption. Ids are
 * exact, fractions are rounded to six digits, a missing value is `null`. Only the shown rows are read.
 *
 * @throws {InvalidArgumentError} when the value is no table, or `rows` no whole number from 0 to 10,000.
 * @throws {NotFoundError} when a column of `columns` is not there; the message lists those there are.
 * @example
 * const column = await datasets.open('synthetic-column');
 * table(column.synapses, { rows: 5, columns: ['pre_id', 'post_id'], caption: 'Who connects to whom' });
 */
export function table(value: TableInput, options: TableOptions = {}): TableView {
  const grid: Grid = gridOf(sourceOf(value, options.columns), options);
  const text = gridText(grid);
  const sent = isForWidget(value, options) ? sentTable(value, options) : undefined;
  return {
    text,
    ...(sent && { payload: sent.payload }),
    // As long as this is held, so are the rows that its pages may ask for.
    [jupyterDisplay]: () => ({
      ...(sent && { [TABLE_MIME]: sent.payload }),
      'text/plain': text,
      'text/html': gridHtml(grid),
    }),
  };
}

function isForWidget(value: unknown, { rows, title, ids, units, maxBytes }: TableOptions): boolean {
  if (rows !== undefined || isVector(value)) return false;
  return isArrow(value) || [title, ids, units, maxBytes].some(option => option !== undefined);
}

function sourceOf(value: unknown, columns: readonly string[] | undefined): TableSource {
  if (isVector(value)) return vectorSource(value);
  const source = tableSource(value);
  if (source !== undefined) return source;
  if (Array.isArray(value)) {
    const names = namesOf(value);
    // A field that only later rows have is shown when it is asked for.
    const later = (columns ?? []).filter(name => !names.includes(name) && value.some(row => Object.hasOwn(row, name)));
    return rowsSource(value, [...names, ...later]);
  }
  if (value instanceof Map) return mapSource(value);
  if (isColumns(value)) return tableSource(tableOf(value)) as TableSource;
  const result =
    typeof value === 'object' && value !== null
      ? (groupMatrixSource(value) ?? columnsObject(value)?.source)
      : undefined;
  if (result !== undefined) return result;
  throw new InvalidArgumentError(
    `table value is no table: received ${shortText(value)}, expected an Arrow table, an array of objects, a Map or columns by name`,
    { argument: 'value' },
  );
}

function isColumns(value: unknown): value is Readonly<Record<string, ArrayLike<unknown>>> {
  if (typeof value !== 'object' || value === null || isTable(value) || ArrayBuffer.isView(value)) return false;
  const columns = Object.values(value);
  return columns.length > 0 && columns.every(column => Array.isArray(column) || ArrayBuffer.isView(column));
}
