/** The columns of whatever can be a table, as Arrow vectors of as many rows as are asked for. */
import {
  Bool,
  DataType,
  Float64,
  Int64,
  RecordBatch,
  Table,
  tableToIPC,
  Uint64,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { isTable } from '../core/table.js';
import { tableSource } from './arrow-source.js';

/** Values of one column, read as far as they are asked for; of one type, whichever rows these are. */
export interface TableColumn {
  readonly name: string;
  readonly unit?: string;
  /** Rows `from` up to but without `to`. */
  read(from: number, to: number): Vector;
}

/** A table by its columns. */
export interface TableColumns {
  readonly rowCount: number;
  readonly columns: readonly TableColumn[];
}

/** Rows that are looked through for the names of their fields. */
const NAMED = 20_000;
const UINT64 = 1n << 63n;

/** The columns of what can be a table; `undefined` for what is only shown as text. */
export function columnsOf(value: unknown): TableColumns | undefined {
  const table = value instanceof RecordBatch ? new Table([value]) : value;
  if (isTable(table)) return { rowCount: table.numRows, columns: tableColumns(table as Table) };
  if (Array.isArray(value)) return rowColumns(value);
  if (typeof value !== 'object' || value === null || value instanceof Map) return undefined;
  const entries = Object.entries(value);
  const lists = entries.filter(([, list]) => Array.isArray(list) || ArrayBuffer.isView(list));
  if (lists.length !== entries.length || lists.length === 0) return undefined;
  const rowCount = lists[0][1].length;
  return {
    rowCount,
    columns: lists.map(([name, list]) => ({ name, read: readerOf(rowCount, row => list[row]) })),
  };
}

/** Rows `from` up to but without `to` as an Arrow IPC stream. */
export function tableBytes(columns: readonly TableColumn[], from: number, to: number): Uint8Array {
  const vectors = Object.fromEntries(columns.map(column => [column.name, column.read(from, to)]));
  return tableToIPC(new Table(vectors), 'stream');
}

function rowColumns(rows: readonly unknown[]): TableColumns | undefined {
  if (!rows.every(row => typeof row === 'object' && row !== null && !Array.isArray(row))) return undefined;
  const names = new Set<string>();
  for (const row of rows.slice(0, NAMED)) for (const name of Object.keys(row as object)) names.add(name);
  return {
    rowCount: rows.length,
    columns: [...names].map(name => ({
      name,
      read: readerOf(rows.length, row => (rows[row] as Record<string, unknown>)[name]),
    })),
  };
}

function tableColumns(table: Table): TableColumn[] {
  const texts = tableSource(table)?.columns ?? [];
  return table.schema.fields.map((field, i) => {
    const get = (row: number): unknown => table.getChild(field.name)?.get(row);
    const readValues = readerOf(table.numRows, get);
    return {
      name: field.name,
      unit: field.metadata?.get('unit'),
      read: (from, to) => {
        const vector = table.getChild(field.name);
        if (table instanceof Table && vector && isPlain(field.type)) return vector.slice(from, to) as Vector;
        // Times, decimals and lists travel as the text they show as, so the page need not know their types.
        if (field.type !== undefined && !isPlain(field.type)) {
          const rows = Array.from({ length: to - from }, (_, row) => from + row);
          const cells = texts[i].read(rows).cells.map(({ text, faint }) => (faint ? null : text));
          return vectorFromArray(cells, new Utf8());
        }
        return readValues(from, to);
      },
    };
  });
}

function isPlain(type: DataType | undefined): boolean {
  if (type === undefined) return false;
  if (DataType.isDictionary(type)) return DataType.isUtf8(type.dictionary);
  return DataType.isInt(type) || DataType.isFloat(type) || DataType.isBool(type) || DataType.isUtf8(type);
}

/** Reads stretches of values of any kind: all of one type, which all values of the column together have. */
function readerOf(rowCount: number, value: (row: number) => unknown): TableColumn['read'] {
  let type: DataType | undefined;
  return (from, to) => {
    type ??= typeOf(rowCount, value);
    const isText = DataType.isUtf8(type);
    const values = Array.from({ length: to - from }, (_, i) => {
      const found = value(from + i) ?? null;
      return isText && found !== null ? String(found) : found;
    });
    return vectorFromArray(values as never[], type) as Vector;
  };
}

function typeOf(rowCount: number, value: (row: number) => unknown): DataType {
  let kind: string | undefined;
  let isLarge = false;
  for (let row = 0; row < rowCount; row++) {
    const found = value(row);
    if (found === null || found === undefined) continue;
    kind ??= typeof found;
    if (typeof found !== kind) return new Utf8();
    if (typeof found === 'bigint' && found >= UINT64) isLarge = true;
  }
  if (kind === 'number') return new Float64();
  if (kind === 'boolean') return new Bool();
  if (kind === 'bigint') return isLarge ? new Uint64() : new Int64();
  return new Utf8();
}
