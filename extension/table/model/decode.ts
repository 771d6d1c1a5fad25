import { DataType, Precision, type Table, tableFromIPC, Vector } from 'apache-arrow';
import { unpackBytes } from 'connectome-helpers/dist/contract/bytes.js';
import { checkTable, TABLE_LIMITS, type TablePayload } from 'connectome-helpers/dist/contract/table.js';
import type { CellValue, IColumn } from './column';

/** A stored table, ready to be looked at. */
export interface IDecodedTable {
  readonly payload: TablePayload;
  readonly columns: readonly IColumn[];
  readonly rowCount: number;
}

/** Reads a payload that anyone may have written; throws when it is none. */
export function decodeTable(value: unknown): IDecodedTable {
  const payload = checkTable(value);
  const decoded = decodeRows(payload, [unpackBytes(payload.stream, payload.byteLength, 'stream')]);
  if (decoded.rowCount !== payload.storedRows) {
    throw new Error(
      `table stream has the wrong length: received ${decoded.rowCount} rows, expected ${payload.storedRows}`,
    );
  }
  return decoded;
}

/** The same table with other rows than the stored ones: those of Arrow IPC streams, one after another. */
export function decodeRows(payload: TablePayload, streams: readonly Uint8Array[]): IDecodedTable {
  const parts: readonly Table[] = streams.map(stream => tableFromIPC(stream));
  const { fields } = parts[0].schema;
  if (fields.length === 0 || fields.length > TABLE_LIMITS.columns) {
    throw new Error(`table stream has ${fields.length} columns, expected 1 to ${TABLE_LIMITS.columns}`);
  }
  const units = new Map(payload.units);
  const ids = new Map(payload.ids.map(({ column, of }) => [column, of]));
  const columns = fields.map((field, i): IColumn => {
    const kind = kindOf(field.type);
    if (kind === undefined) throw new Error(`table column ${field.name} has a type that is not shown: ${field.type}`);
    for (const { schema } of parts) {
      const other = schema.fields[i];
      if (other?.name !== field.name || String(other.type) !== String(field.type)) {
        throw new Error(
          `table rows do not go on as they began: received column ${other?.name} of ${other?.type}, expected ${field.name} of ${field.type}`,
        );
      }
    }
    return {
      name: field.name,
      unit: units.get(field.name) ?? '',
      kind,
      // What is no whole number cannot name anything.
      of: kind === 'number' || kind === 'boolean' ? undefined : ids.get(field.name),
      value: readerOf(new Vector(parts.flatMap(part => part.getChildAt(i)?.data ?? [])), kind),
    };
  });
  return { payload, columns, rowCount: parts.reduce((sum, part) => sum + part.numRows, 0) };
}

/** Columns of numbers without gaps are read from one array, which is many times as fast as a vector's own look-up. */
function readerOf(vector: Vector, kind: IColumn['kind']): (row: number) => CellValue {
  const isHalf = DataType.isFloat(vector.type) && vector.type.precision === Precision.HALF;
  if (vector.nullCount === 0 && !isHalf && (kind === 'number' || kind === 'integer')) {
    const values = vector.toArray() as ArrayLike<number | bigint>;
    return kind === 'number' ? row => values[row] : row => BigInt(values[row]);
  }
  return row => plain(vector.get(row), kind);
}

function plain(value: unknown, kind: IColumn['kind']): CellValue {
  if (value === null || value === undefined) return null;
  if (kind === 'integer') return BigInt(value as number | bigint);
  return value as CellValue;
}

function kindOf(type: DataType): IColumn['kind'] | undefined {
  if (DataType.isInt(type)) return 'integer';
  if (DataType.isFloat(type)) return 'number';
  if (DataType.isBool(type)) return 'boolean';
  if (DataType.isUtf8(type) || (DataType.isDictionary(type) && DataType.isUtf8(type.dictionary))) return 'text';
  return undefined;
}
