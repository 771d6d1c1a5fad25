/**
 * Arrow tables, record batches and vectors as sources of grids. They are told by their shape, not by `instanceof`: a
 * notebook may bring an apache-arrow of its own.
 */
import { isTable, type TableLike } from '../core/table.js';
import { type ArrowType, arrowText, isNumeric, isPlainNumber, readsRaw, typeName } from './arrow-text.js';
import { type ColumnSource, cellsOf, columnOfValues, type GridColumn, type TableSource } from './grid.js';

/** One stretch of a vector, as one record batch brought it. */
interface Chunk {
  readonly length: number;
  readonly values?: ArrayLike<unknown>;
}

/** An Arrow `Vector`: a column on its own. */
export interface VectorLike {
  readonly length: number;
  readonly type: ArrowType;
  readonly data: readonly Chunk[];
  get(index: number): unknown;
}

/** True for an Arrow `Vector`. */
export function isVector(value: unknown): value is VectorLike {
  if (typeof value !== 'object' || value === null) return false;
  const { type, data, length, get } = value as Partial<VectorLike>;
  return (
    typeof type?.typeId === 'number' && Array.isArray(data) && typeof length === 'number' && typeof get === 'function'
  );
}

/** An Arrow `Table` or `RecordBatch`, or any other table by columns; `undefined` when `value` is none. */
export function tableSource(value: unknown): TableSource | undefined {
  if (!isTable(value) || typeof value.numRows !== 'number' || !Array.isArray(value.schema?.fields)) return undefined;
  const table = value as TableLike & { getChildAt?(index: number): unknown };
  const kind = 'data' in value && !('batches' in value) ? 'RecordBatch' : 'Table';
  const columns = table.schema.fields.map((field, i): ColumnSource => {
    const { name, type } = field as { name: string; type?: ArrowType };
    // By place: two columns of an Arrow table may have one name.
    const column = (): unknown => (typeof table.getChildAt === 'function' ? table.getChildAt(i) : table.getChild(name));
    return { name, read: rows => readColumn(name, column(), type, rows) };
  });
  return { kind, rowCount: table.numRows, columns, numbered: true };
}

/** A vector as a table of one column. */
export function vectorSource(vector: VectorLike): TableSource {
  return {
    kind: 'Vector',
    rowCount: vector.length,
    rowName: ['value', 'values'],
    columns: [{ name: 'value', read: rows => readColumn('value', vector, vector.type, rows) }],
    numbered: true,
  };
}

function readColumn(name: string, column: unknown, type: ArrowType | undefined, rows: readonly number[]): GridColumn {
  if (typeof type?.typeId !== 'number' || !isVector(column)) {
    const { get } = column as Pick<VectorLike, 'get'>;
    return columnOfValues(
      name,
      rows.map(row => get.call(column, row)),
    );
  }
  const values = rows.map(row => {
    const value = column.get(row);
    return value === null || !readsRaw(type) ? value : rawValue(column, row);
  });
  return {
    name,
    type: typeName(type),
    side: isNumeric(type) ? 'right' : 'left',
    cells: isPlainNumber(type) ? cellsOf(values) : cellsOf(values, value => arrowText(value, type)),
  };
}

/** The stored number: `get` turns points in time into milliseconds, which cannot hold nanoseconds. */
function rawValue(vector: VectorLike, row: number): unknown {
  let start = 0;
  for (const chunk of vector.data) {
    if (row < start + chunk.length) return chunk.values?.[row - start];
    start += chunk.length;
  }
  return null;
}
