import { DataType, type Table, tableFromIPC, type Vector } from 'apache-arrow';
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
  const table: Table = tableFromIPC(unpackBytes(payload.stream, payload.byteLength, 'stream'));
  const { fields } = table.schema;
  if (table.numRows !== payload.storedRows) {
    throw new Error(
      `table stream has the wrong length: received ${table.numRows} rows, expected ${payload.storedRows}`,
    );
  }
  if (fields.length === 0 || fields.length > TABLE_LIMITS.columns) {
    throw new Error(`table stream has ${fields.length} columns, expected 1 to ${TABLE_LIMITS.columns}`);
  }
  const units = new Map(payload.units);
  const ids = new Map(payload.ids.map(({ column, of }) => [column, of]));
  const columns = fields.map((field, i): IColumn => {
    const kind = kindOf(field.type);
    if (kind === undefined) throw new Error(`table column ${field.name} has a type that is not shown: ${field.type}`);
    const vector = table.getChildAt(i) as Vector;
    return {
      name: field.name,
      unit: units.get(field.name) ?? '',
      kind,
      // What is no whole number cannot name anything.
      of: kind === 'number' || kind === 'boolean' ? undefined : ids.get(field.name),
      value: row => plain(vector.get(row), kind),
    };
  });
  return { payload, columns, rowCount: payload.storedRows };
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
