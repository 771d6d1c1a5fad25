/** Tables as a notebook shows them. */
import { type Displayable, jupyterDisplay } from '../contract/mime.js';
import { isTable, type TableLike, tableOf } from '../core/table.js';
import { InvalidArgumentError } from '../errors.js';
import { isVector, tableSource, vectorSource } from './arrow-source.js';
import { columnsObject } from './columns-object.js';
import { type Grid, gridOf, type TableSource } from './grid.js';
import { gridHtml } from './grid-html.js';
import { gridText } from './grid-text.js';
import { mapSource, namesOf, rowsSource } from './rows-source.js';
import { shortText } from './short-text.js';
import { groupMatrixSource } from './wiring.js';

/** How {@link table} shows its rows; every field may be left out. */
export interface TableOptions {
  /** Show at most this many rows: first ones and last ones. 20 when absent, up to 10,000. */
  readonly rows?: number;
  /** Show only these columns, in this order. All when absent; of more than 20 the first and the last. */
  readonly columns?: readonly string[];
  /** Plain text under the table. */
  readonly caption?: string;
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
}

/**
 * Shows a table: an Arrow table, record batch or vector, an array of objects, a Map, columns by name, or a result that
 * holds some. Names, Arrow
 * types, how many rows and columns there are, and what of them is not shown.
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
  return { text, [jupyterDisplay]: () => ({ 'text/plain': text, 'text/html': gridHtml(grid) }) };
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
