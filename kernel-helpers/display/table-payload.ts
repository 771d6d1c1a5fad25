/** A table as the table widget is sent it. */
import { DataType, isArrowTable, RecordBatch, type Vector } from 'apache-arrow';
import { packBytes } from '../contract/bytes.js';
import { TABLE_LIMITS, type TableIds, type TablePayload } from '../contract/table.js';
import { InvalidArgumentError, NotFoundError } from '../errors.js';
import { type LiveTable, liveTable, registerTable } from './live-tables.js';
import { columnsOf, type TableColumn, tableBytes } from './table-columns.js';

/** What the widget is told beside the rows. */
export interface TablePayloadOptions {
  readonly title?: string;
  readonly caption?: string;
  readonly columns?: readonly string[];
  readonly ids?: string | readonly string[];
  readonly units?: Readonly<Record<string, string>>;
  readonly maxBytes?: number;
}

/** As much of the notebook as a view of neurons may take. */
const USUAL_BYTES = 4_000_000;
/** Packed to learn how much a row takes. */
const SAMPLE = 20_000;

/** Names under which the field's tables keep ids of neurons. */
const NEURON_NAMES = /^((pre|post|source|target)_?)?(pt_?)?(root|cell|segment|neuron|seg)_?id$|^(pre|post)(_id)?$/i;
const SYNAPSE_NAMES = /^synapse_?ids?$/i;
/** Values by which a column of text is told from one of ids. */
const LOOKED_AT = 100;

/** True for an Arrow `Table` or `RecordBatch`. */
export function isArrow(value: unknown): boolean {
  return isArrowTable(value) || value instanceof RecordBatch;
}

/** What the widget is sent. */
export interface SentTable {
  readonly payload: TablePayload;
  /** What knows the rows that are not stored: pages have them as long as somebody holds this. */
  readonly live?: LiveTable;
}

/** What of a value the widget is sent; `undefined` for what is only shown as text. */
export function sentTable(value: unknown, options: TablePayloadOptions = {}): SentTable | undefined {
  const { title = '', caption = '', units = {}, maxBytes = USUAL_BYTES } = options;
  if (!(maxBytes > 0)) {
    throw new InvalidArgumentError(
      `table maxBytes is out of range: received ${maxBytes}, expected a number of bytes above 0`,
      { argument: 'maxBytes' },
    );
  }
  const found = columnsOf(value);
  if (found === undefined || found.columns.length === 0) return undefined;
  const { rowCount } = found;
  const columns = chosen(found.columns, options.columns);
  for (const name of Object.keys(units)) find(columns, name, 'units');
  const ids = idsOf(columns, options.ids, rowCount);
  const { storedRows, bytes, stream } = pack(columns, rowCount, maxBytes);
  const live = storedRows < rowCount ? liveTable({ rowCount, columns }, bytes / Math.max(1, storedRows)) : undefined;
  const payload: TablePayload = {
    version: 1,
    title,
    caption,
    rowCount,
    storedRows,
    stream,
    byteLength: bytes,
    ids,
    units: columns.flatMap(({ name, unit }) => {
      const words = units[name] ?? unit;
      return words ? [[name, words] as const] : [];
    }),
    view: { filters: [], widths: [], onlySelected: false },
    ...(live && { live: registerTable(live, value as object) }),
  };
  return { payload, ...(live && { live }) };
}

function pack(columns: readonly TableColumn[], rowCount: number, maxBytes: number): Packed {
  let rows = Math.min(rowCount, SAMPLE, TABLE_LIMITS.rows);
  let packed = packRows(columns, rows);
  if (rows < rowCount && packed.stream.length < maxBytes) {
    const fitting = Math.floor((rows * maxBytes * 0.95) / packed.stream.length);
    rows = Math.min(rowCount, fitting, TABLE_LIMITS.rows);
    packed = packRows(columns, rows);
  }
  while (packed.stream.length > maxBytes && rows > 0) {
    rows = Math.min(rows - 1, Math.floor((rows * maxBytes * 0.95) / packed.stream.length));
    packed = packRows(columns, rows);
  }
  return packed;
}

interface Packed {
  readonly storedRows: number;
  readonly bytes: number;
  readonly stream: string;
}

function packRows(columns: readonly TableColumn[], storedRows: number): Packed {
  const bytes = tableBytes(columns, 0, storedRows);
  return { storedRows, bytes: bytes.length, stream: packBytes(bytes) };
}

function chosen(columns: readonly TableColumn[], names: readonly string[] | undefined): readonly TableColumn[] {
  return names === undefined ? columns : names.map(name => find(columns, name, 'columns'));
}

/** A column `pre` may hold ids, or names of areas: its first values tell. */
function holdsIds(values: Vector): boolean {
  return !DataType.isUtf8(values.type) || [...values].every(value => value === null || /^\d{1,20}$/.test(value));
}

function idsOf(
  columns: readonly TableColumn[],
  ids: string | readonly string[] | undefined,
  rowCount: number,
): TableIds[] {
  if (ids === undefined) {
    const named = columns.filter(({ name }) => NEURON_NAMES.test(name) || SYNAPSE_NAMES.test(name));
    return named
      .filter(column => holdsIds(column.read(0, Math.min(rowCount, LOOKED_AT))))
      .map(({ name: column }) => ({ column, of: SYNAPSE_NAMES.test(column) ? 'synapses' : 'neurons' }));
  }
  const among = columns.map(({ name }) => name);
  // The `id` of a table that also names the two cells is that of the synapse.
  const hasPair = among.some(name => /^pre/i.test(name)) && among.some(name => /^post/i.test(name));
  return [ids].flat().map(name => {
    const { name: column } = find(columns, name, 'ids');
    return { column, of: SYNAPSE_NAMES.test(column) || (column === 'id' && hasPair) ? 'synapses' : 'neurons' };
  });
}

function find(columns: readonly TableColumn[], name: string, option: string): TableColumn {
  const column = columns.find(candidate => candidate.name === name);
  if (column) return column;
  const names = columns.map(candidate => candidate.name).join(', ');
  throw new NotFoundError(`table ${option} names no column: received ${name}, expected one of ${names}`, {
    known: columns.map(candidate => candidate.name),
  });
}
