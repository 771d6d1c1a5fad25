/** A table of counts as a matrix to work with. */

import type { Connectivity } from '../../core/connectivity/connectivity.js';
import type { GroupOf } from '../../core/connectivity/grouping.js';
import {
  bigintColumn,
  columnNames,
  nullableNumberColumn,
  nullableStringColumn,
  type TableLike,
} from '../../core/table.js';
import type { MatrixLook, WiringMatrixOptions } from './options.js';
import { bad } from './refused.js';
import { type MatrixView, wiringMatrix } from './wiring-matrix.js';

/** How {@link matrix} shows a table of counts; every field but one of `id` and `labels` may be left out. */
export interface TableMatrixOptions
  extends Pick<
    WiringMatrixOptions,
    | 'title'
    | 'caption'
    | 'synthetic'
    | 'groupOrder'
    | 'colors'
    | 'transposed'
    | 'measure'
    | 'mark'
    | 'scale'
    | 'limits'
    | 'window'
  > {
  /** Column of the neurons that the rows are: their ids. Selecting a row selects its neuron. */
  readonly id?: string;
  /** Column of the rows' names; the id when absent. */
  readonly labels?: string;
  /** The columns that are columns of the matrix, in this order; all that no other option names when absent. */
  readonly counts?: readonly string[];
  /** Columns with a group of each row, under names of your own: `{ type: 'cell_type' }`. Null: without a group. */
  readonly groups?: Readonly<Record<string, string>>;
  /** Groups of the columns, under names of your own: `{ target: { DTC: 'inhibitory', L4: 'excitatory' } }`. */
  readonly columnGroups?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Columns with a number of each row to order by: `{ depth: 'pt_position_y' }` or `{ depth: { column, unit: 'µm' } }`. */
  readonly values?: Readonly<Record<string, string | { readonly column: string; readonly unit?: string }>>;
  /** What the rows are, written beside them; `Rows` when absent. */
  readonly rowTitle?: string;
  /** What the columns are; `Columns` when absent. */
  readonly columnTitle?: string;
  /** The rows: `by` a name of `groups`, `sort` as in {@link WiringMatrixOptions}; by the first group, then the largest first, when absent. */
  readonly rows?: Pick<NonNullable<WiringMatrixOptions['rows']>, 'by' | 'sort'>;
  /** The columns; by the first of `columnGroups` where there are no `groups`, else in the table's order, when absent. */
  readonly columns?: Pick<NonNullable<WiringMatrixOptions['columns']>, 'by' | 'sort'>;
  readonly view?: MatrixLook;
}

/** As `matrix` of a table. */
export function tableMatrix(table: TableLike, options: TableMatrixOptions = {}): MatrixView {
  const {
    id,
    labels,
    groups = {},
    columnGroups = {},
    values = {},
    rowTitle = 'Rows',
    columnTitle = 'Columns',
  } = options;
  const rowCount = table.numRows;
  if (id === undefined && labels === undefined) throw bad('id', 'is missing', id, 'a column of ids, or labels');
  if (rowCount === 0) throw bad('table', 'has no rows', 0, 'at least 1');
  const columnOf = (value: string | { readonly column: string }): string =>
    typeof value === 'string' ? value : value.column;
  const named = [id, labels, ...Object.values(groups), ...Object.values(values).map(columnOf)];
  const counts = options.counts ?? columnNames(table).filter(name => !named.includes(name));
  if (counts.length === 0) throw bad('counts', 'name no column', 'none', 'at least 1');
  const repeated = counts.find((name, i) => counts.indexOf(name) !== i);
  if (repeated !== undefined) throw bad('counts', 'name a column twice', repeated, 'each once');
  for (const name of Object.keys(columnGroups)) {
    if (!Object.hasOwn(groups, name)) continue;
    throw bad('groups and columnGroups', 'have a name in common', name, 'different ones');
  }
  if (
    [options.rows?.sort, options.columns?.sort, options.view?.rows?.sort, options.view?.columns?.sort]
      .flat()
      .includes('spectral')
  )
    throw bad('sort', 'is of no table', 'spectral', 'cluster, outputs, inputs, or a name of groups or values');
  const ids = new BigUint64Array(rowCount + counts.length);
  if (id !== undefined) ids.set(bigintColumn(table, id));
  const nothing = counts.map(() => null);
  const ofRows = Object.entries(groups).map(([name, column]): [string, GroupOf] => [
    name,
    [...nullableStringColumn(table, column), ...nothing],
  ]);
  const ofColumns = Object.entries(columnGroups).map(([name, groupOf]): [string, GroupOf] => {
    const stray = Object.keys(groupOf).find(column => !counts.includes(column));
    if (stray !== undefined) throw bad(`columnGroups.${name}`, 'is of no column', stray, counts.join(', '));
    const found = counts.map(column => (Object.hasOwn(groupOf, column) ? groupOf[column] : null));
    return [name, [...new Array<null>(rowCount).fill(null), ...found]];
  });
  const numbers = Object.entries(values).map(([name, value]) => {
    const unit = typeof value === 'string' ? undefined : value.unit;
    const numbers = [...nullableNumberColumn(table, columnOf(value)), ...nothing];
    return [name, { values: numbers, ...(unit === undefined ? {} : { unit }) }] as const;
  });
  const rowNames = labels === undefined ? Array.from(ids.subarray(0, rowCount), String) : namesIn(table, labels);
  return wiringMatrix(
    wiringOf(table, ids, counts),
    {
      ...options,
      title: options.title ?? 'Table',
      groups: Object.fromEntries([...ofRows, ...ofColumns]),
      values: Object.fromEntries(numbers),
      labels: [...rowNames, ...counts],
    },
    { rowCount, rowTitle, columnTitle },
  );
}

function namesIn(table: TableLike, column: string): string[] {
  return nullableStringColumn(table, column).map(name => name ?? '');
}

/** The largest count that the matrix keeps. */
const mostCount = 2 ** 32 - 1;

/** Each count above 0 as a connection of its row to its column. */
function wiringOf(table: TableLike, ids: BigUint64Array, names: readonly string[]): Connectivity {
  const rowCount = table.numRows;
  const columns = names.map(name => nullableNumberColumn(table, name));
  const offsets = new Uint32Array(ids.length + 1);
  const [targets, counts]: [number[], number[]] = [[], []];
  let synapseCount = 0;
  for (let row = 0; row < rowCount; row += 1) {
    columns.forEach((values, column) => {
      const count = values[row];
      if (!(Number.isInteger(count) && count >= 0 && count <= mostCount)) {
        throw bad(
          `column ${names[column]}`,
          `is no column of counts, see row ${row}`,
          count,
          'whole numbers from 0; name the columns to show with the option counts',
        );
      }
      if (count === 0) return;
      targets.push(rowCount + column);
      counts.push(count);
      synapseCount += count;
    });
    offsets[row + 1] = targets.length;
  }
  offsets.fill(targets.length, rowCount + 1);
  return {
    cellCount: ids.length,
    pairCount: targets.length,
    synapseCount,
    ids,
    offsets,
    targets: Uint32Array.from(targets),
    counts: Uint32Array.from(counts),
    // Counts are all that a table has.
    summedSize: new Float64Array(targets.length).fill(Number.NaN),
    autapses: 0,
    outside: 0,
  };
}
