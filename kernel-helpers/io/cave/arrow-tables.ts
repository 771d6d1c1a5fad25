import {
  type Data,
  DataType,
  Field,
  FixedSizeList,
  Float64,
  makeData,
  makeVector,
  RecordBatch,
  Schema,
  Struct,
  Table,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { FormatError } from '../../errors.js';

/**
 * Tables with the same columns, one after the other, not copied. A column that holds nothing but nulls in one of them
 * has no type there and takes that of the others.
 *
 * @throws {FormatError} when columns differ in name or type.
 */
export function joinTables(tables: readonly Table[], what: string): Table {
  if (tables.length === 1) return tables[0];
  const names = tables[0].schema.fields.map(field => field.name);
  const fields = names.map(name => {
    const typed = tables.map(table => fieldOf(table, name, what)).find(field => !DataType.isNull(field.type));
    return new Field(name, typed?.type ?? tables[0].schema.fields[names.indexOf(name)].type, true);
  });
  const schema = new Schema(fields);
  const batches = tables.flatMap(table => {
    if (table.schema.fields.length !== names.length) throw differ(what, `${table.schema.fields.length} columns`);
    return table.batches
      .filter(batch => batch.numRows > 0)
      .map(batch => {
        const children = fields.map(field => {
          const column = batch.getChild(field.name) as Vector;
          if (column.type.toString() === field.type.toString()) return column.data[0];
          if (DataType.isNull(column.type)) return nulls(field.type, batch.numRows);
          throw differ(what, `column ${field.name} as ${column.type} and as ${field.type}`);
        });
        return batchOf(schema, children, batch.numRows);
      });
  });
  return batches.length === 0 ? tables[0] : new Table(schema, batches);
}

/** The rows of `table` with these numbers, in their order. O(rows · columns). */
export function takeRows(table: Table, rows: Int32Array): Table {
  const children = table.schema.fields.map(field => takeColumn(table.getChild(field.name) as Vector, rows));
  return tableOf(table.schema.fields, children, rows.length);
}

/** The columns of `table` with these names, in that order. */
export function keepColumns(table: Table, names: readonly string[]): Table {
  return table.select([...names]);
}

/** Names with `_x`, `_y`, `_z` at the end that stand side by side: `pt_position`. */
export function positionNames(table: Table): string[] {
  const names = table.schema.fields.map(field => field.name);
  return names
    .filter((name, i) => name.endsWith('_x') && isXyz(name.slice(0, -2), names.slice(i, i + 3)))
    .map(name => name.slice(0, -2));
}

/** Each `NAME_x`, `NAME_y`, `NAME_z` as one column `NAME` of lists of three float64. O(rows). */
export function joinPositions(table: Table): Table {
  const joined = new Set(positionNames(table));
  const fields: Field[] = [];
  const children: Data[] = [];
  for (const field of table.schema.fields) {
    const base = field.name.slice(0, -2);
    const part = joined.has(base) ? field.name.slice(-2) : '';
    if (part === '_y' || part === '_z') continue;
    const data = part === '_x' ? xyzData(table, base) : singleData(table.getChild(field.name) as Vector);
    fields.push(part === '_x' ? new Field(base, data.type, true) : field);
    children.push(data);
  }
  return tableOf(fields, children, table.numRows);
}

/** `table` with these metadata in its schema in place of its own. */
export function withMetadata(table: Table, metadata: Map<string, string>): Table {
  const schema = new Schema(table.schema.fields, metadata);
  return new Table(
    schema,
    table.batches.map(batch => new RecordBatch(schema, batch.data)),
  );
}

function fieldOf(table: Table, name: string, what: string): Field {
  const field = table.schema.fields.find(candidate => candidate.name === name);
  if (field) return field;
  throw differ(what, `a page without column ${name}`);
}

function differ(what: string, received: string): FormatError {
  return new FormatError(
    `cave ${what} has pages with different columns: received ${received}, expected the same in each`,
    {
      format: 'arrow',
      at: 'schema',
    },
  );
}

function nulls(type: DataType, length: number): Data {
  const vector = vectorFromArray(new Array<null>(length).fill(null), type);
  return singleData(vector);
}

function takeColumn(column: Vector, rows: Int32Array): Data {
  const stored = column.nullCount === 0 ? column.toArray() : undefined;
  const plain = DataType.isInt(column.type) || DataType.isFloat(column.type);
  if (plain && ArrayBuffer.isView(stored)) {
    const from = stored as unknown as Record<number, bigint> & { constructor: new (length: number) => Float64Array };
    const to = new from.constructor(rows.length) as unknown as Record<number, bigint>;
    for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]];
    return makeData({ type: column.type, length: rows.length, nullCount: 0, data: to } as never);
  }
  const values = Array.from(rows, row => column.get(row));
  return singleData(vectorFromArray(values, column.type));
}

function xyzData(table: Table, base: string): Data {
  const axes = ['x', 'y', 'z'].map(axis => table.getChild(`${base}_${axis}`) as Vector);
  const length = table.numRows;
  const values = new Float64Array(3 * length);
  const valid = new Uint8Array((length + 7) >> 3);
  let nullCount = 0;
  axes.forEach((axis, k) => {
    const stored = axis.nullCount === 0 ? (axis.toArray() as ArrayLike<number>) : undefined;
    for (let row = 0; row < length; row++) {
      const value = stored === undefined ? axis.get(row) : stored[row];
      values[3 * row + k] = value === null ? Number.NaN : Number(value);
    }
  });
  for (let row = 0; row < length; row++) {
    if (Number.isNaN(values[3 * row] + values[3 * row + 1] + values[3 * row + 2])) nullCount++;
    else valid[row >> 3] |= 1 << (row & 7);
  }
  const item = new Field('item', new Float64(), true);
  const child = makeData({ type: new Float64(), length: 3 * length, data: values });
  const type = new FixedSizeList(3, item);
  return makeData({ type, length, nullCount, nullBitmap: nullCount === 0 ? undefined : valid, child });
}

/** A column's data in one piece. */
function singleData(column: Vector): Data {
  if (column.data.length === 1) return column.data[0];
  const plain = DataType.isInt(column.type) || DataType.isFloat(column.type);
  if (plain && column.nullCount === 0) return makeVector(column.toArray()).data[0] as Data;
  return vectorFromArray(Array.from(column), column.type).data[0] as Data;
}

function tableOf(fields: readonly Field[], children: readonly Data[], length: number): Table {
  const schema = new Schema([...fields]);
  return new Table(schema, [batchOf(schema, children, length)]);
}

function batchOf(schema: Schema, children: readonly Data[], length: number): RecordBatch {
  const type = new Struct(schema.fields);
  return new RecordBatch(schema, makeData({ type, length, nullCount: 0, children: [...children] }));
}

function isXyz(base: string, names: readonly string[]): boolean {
  return names[0] === `${base}_x` && names[1] === `${base}_y` && names[2] === `${base}_z`;
}
