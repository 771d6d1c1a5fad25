/** A table as the table widget is sent it. */
import {
  Bool,
  DataType,
  Float64,
  Int64,
  isArrowTable,
  RecordBatch,
  Table,
  tableToIPC,
  Uint64,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { packBytes } from '../contract/bytes.js';
import { TABLE_LIMITS, type TableIds, type TablePayload } from '../contract/table.js';
import { isTable } from '../core/table.js';
import { InvalidArgumentError, NotFoundError } from '../errors.js';
import { tableSource } from './arrow-source.js';

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
const UINT64 = 1n << 63n;

/** Names under which the field's tables keep ids of neurons. */
const NEURON_NAMES = /^((pre|post|source|target)_?)?(pt_?)?(root|cell|segment|neuron|seg)_?id$|^(pre|post)(_id)?$/i;
const SYNAPSE_NAMES = /^synapse_?ids?$/i;

/** Values of one column, read as far as they are asked for. */
interface Column {
  readonly name: string;
  readonly unit?: string;
  read(rows: number): Vector;
}

/** True for an Arrow `Table` or `RecordBatch`. */
export function isArrow(value: unknown): boolean {
  return isArrowTable(value) || value instanceof RecordBatch;
}

/** The payload of what can be one; `undefined` for what is only shown as text. */
export function tablePayload(value: unknown, options: TablePayloadOptions = {}): TablePayload | undefined {
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
  const ids = idsOf(columns, options.ids);
  const { storedRows, bytes, stream } = pack(columns, rowCount, maxBytes);
  return {
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
  };
}

function pack(columns: readonly Column[], rowCount: number, maxBytes: number): Packed {
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

function packRows(columns: readonly Column[], storedRows: number): Packed {
  const vectors = Object.fromEntries(columns.map(column => [column.name, column.read(storedRows)]));
  const bytes = tableToIPC(new Table(vectors), 'stream');
  return { storedRows, bytes: bytes.length, stream: packBytes(bytes) };
}

function columnsOf(value: unknown): { rowCount: number; columns: Column[] } | undefined {
  const table = value instanceof RecordBatch ? new Table([value]) : value;
  if (isTable(table)) return { rowCount: table.numRows, columns: tableColumns(table as Table) };
  if (Array.isArray(value)) return rowColumns(value);
  if (typeof value !== 'object' || value === null || value instanceof Map) return undefined;
  const entries = Object.entries(value);
  const lists = entries.filter(([, list]) => Array.isArray(list) || ArrayBuffer.isView(list));
  if (lists.length !== entries.length || lists.length === 0) return undefined;
  return {
    rowCount: lists[0][1].length,
    columns: lists.map(([name, list]) => ({
      name,
      read: rows => vectorOf(Array.prototype.slice.call(list, 0, rows)),
    })),
  };
}

function rowColumns(rows: readonly unknown[]): { rowCount: number; columns: Column[] } | undefined {
  if (!rows.every(row => typeof row === 'object' && row !== null && !Array.isArray(row))) return undefined;
  const names = new Set<string>();
  for (const row of rows.slice(0, SAMPLE)) for (const name of Object.keys(row as object)) names.add(name);
  return {
    rowCount: rows.length,
    columns: [...names].map(name => ({
      name,
      read: count => vectorOf(rows.slice(0, count).map(row => (row as Record<string, unknown>)[name])),
    })),
  };
}

function tableColumns(table: Table): Column[] {
  const texts = tableSource(table)?.columns ?? [];
  return table.schema.fields.map((field, i) => ({
    name: field.name,
    unit: field.metadata?.get('unit'),
    read: rows => {
      const vector = table.getChild(field.name);
      if (table instanceof Table && vector && isPlain(field.type)) return vector.slice(0, rows) as Vector;
      const all = Array.from({ length: rows }, (_, row) => row);
      // Times, decimals and lists travel as the text they show as, so the page need not know their types.
      if (field.type !== undefined && !isPlain(field.type)) {
        const cells = texts[i].read(all).cells.map(({ text, faint }) => (faint ? null : text));
        return vectorFromArray(cells, new Utf8());
      }
      return vectorOf(all.map(row => vector?.get(row)));
    },
  }));
}

function isPlain(type: DataType | undefined): boolean {
  if (type === undefined) return false;
  if (DataType.isDictionary(type)) return DataType.isUtf8(type.dictionary);
  return DataType.isInt(type) || DataType.isFloat(type) || DataType.isBool(type) || DataType.isUtf8(type);
}

function vectorOf(values: readonly unknown[]): Vector {
  const kinds = new Set(values.filter(value => value !== null && value !== undefined).map(value => typeof value));
  const [kind = 'string'] = kinds;
  const known = values.map(value => value ?? null);
  if (kinds.size <= 1) {
    if (kind === 'number') return vectorFromArray(known as (number | null)[], new Float64());
    if (kind === 'boolean') return vectorFromArray(known as (boolean | null)[], new Bool());
    if (kind === 'bigint') {
      const large = (known as (bigint | null)[]).some(value => value !== null && value >= UINT64);
      return vectorFromArray(known as (bigint | null)[], large ? new Uint64() : new Int64());
    }
  }
  const words = known.map(value => (value === null ? null : String(value)));
  return vectorFromArray(words, new Utf8());
}

function chosen(columns: readonly Column[], names: readonly string[] | undefined): readonly Column[] {
  return names === undefined ? columns : names.map(name => find(columns, name, 'columns'));
}

function idsOf(columns: readonly Column[], ids: string | readonly string[] | undefined): TableIds[] {
  if (ids === undefined) {
    const names = columns.map(({ name }) => name).filter(name => NEURON_NAMES.test(name) || SYNAPSE_NAMES.test(name));
    return names.map(column => ({ column, of: SYNAPSE_NAMES.test(column) ? 'synapses' : 'neurons' }));
  }
  const among = columns.map(({ name }) => name);
  // The `id` of a table that also names the two cells is that of the synapse.
  const hasPair = among.some(name => /^pre/i.test(name)) && among.some(name => /^post/i.test(name));
  return [ids].flat().map(name => {
    const { name: column } = find(columns, name, 'ids');
    return { column, of: SYNAPSE_NAMES.test(column) || (column === 'id' && hasPair) ? 'synapses' : 'neurons' };
  });
}

function find(columns: readonly Column[], name: string, option: string): Column {
  const column = columns.find(candidate => candidate.name === name);
  if (column) return column;
  const names = columns.map(candidate => candidate.name).join(', ');
  throw new NotFoundError(`table ${option} names no column: received ${name}, expected one of ${names}`, {
    known: columns.map(candidate => candidate.name),
  });
}
