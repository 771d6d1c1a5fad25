import {
  type Data,
  DataType,
  Field,
  FixedSizeList,
  Float64,
  makeData,
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

/** The rows of `table` with these numbers, which rise. Values are copied as they are stored. O(rows · columns). */
export function takeRows(table: Table, rows: Int32Array): Table {
  const { schema } = table;
  const batches: RecordBatch[] = [];
  let first = 0;
  let at = 0;
  for (const batch of table.batches) {
    const from = at;
    while (at < rows.length && rows[at] < first + batch.numRows) at++;
    const start = first;
    const here = rows.slice(from, at).map(row => row - start);
    const children = schema.fields.map((_, i) => takeColumn(batch.getChildAt(i) as Vector, here));
    if (here.length > 0) batches.push(batchOf(schema, children, here.length));
    first += batch.numRows;
  }
  return new Table(schema, batches);
}

/** Numbers of the rows in which two columns of 64-bit ids differ; a null differs from every id. O(rows). */
export function rowsThatDiffer(table: Table, one: string, other: string): Int32Array {
  const rows = new Int32Array(table.numRows);
  let count = 0;
  let first = 0;
  for (const batch of table.batches) {
    const [a, b] = [batch.getChild(one) as Vector, batch.getChild(other) as Vector];
    const [x, y] = [halvesOf(a), halvesOf(b)];
    for (let row = 0; row < batch.numRows; row++) {
      // in halves, as taking a bigint out of an array makes an object of it
      const same = x && y ? x[2 * row] === y[2 * row] && x[2 * row + 1] === y[2 * row + 1] : a.get(row) === b.get(row);
      if (!same) rows[count++] = first + row;
    }
    first += batch.numRows;
  }
  return rows.slice(0, count);
}

/** A column of 64-bit integers as pairs of 32-bit halves; `undefined` for other columns and for one with nulls. */
function halvesOf(column: Vector): Int32Array | undefined {
  const values = column.nullCount === 0 ? (column.data[0].values as unknown) : undefined;
  if (!(values instanceof BigInt64Array || values instanceof BigUint64Array)) return undefined;
  return new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
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
  const partOf = (name: string): string => (joined.has(name.slice(0, -2)) ? name.slice(-2) : '');
  const kept = table.schema.fields.filter(({ name }) => !['_y', '_z'].includes(partOf(name)));
  const item = new Field('item', new Float64(), true);
  const fields = kept.map(field =>
    partOf(field.name) === '_x' ? new Field(field.name.slice(0, -2), new FixedSizeList(3, item), true) : field,
  );
  const schema = new Schema(fields);
  const batches = table.batches.map(batch => {
    const children = kept.map(({ name }) =>
      partOf(name) === '_x' ? xyzData(batch, name.slice(0, -2), item) : (batch.getChild(name) as Vector).data[0],
    );
    return batchOf(schema, children, batch.numRows);
  });
  return new Table(schema, batches);
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
  return vectorFromArray(new Array<null>(length).fill(null), type).data[0];
}

/** Rows of one batch's column. */
function takeColumn(column: Vector, rows: Int32Array): Data {
  const [data] = column.data;
  const { type } = data;
  const values = data.values as unknown;
  if (!isFixedWidth(type) || !ArrayBuffer.isView(values)) {
    return vectorFromArray(
      Array.from(rows, row => column.get(row)),
      type,
    ).data[0];
  }
  // through `get`, a time would be rounded to milliseconds
  const from = values as unknown as { [index: number]: number; constructor: new (length: number) => Int32Array };
  const { stride } = data;
  const to = new from.constructor(rows.length * stride);
  const valid = new Uint8Array((rows.length + 7) >> 3);
  let nullCount = 0;
  for (let i = 0; i < rows.length; i++) {
    for (let k = 0; k < stride; k++) to[i * stride + k] = from[rows[i] * stride + k];
    if (data.nullCount === 0 || data.getValid(rows[i])) valid[i >> 3] |= 1 << (i & 7);
    else nullCount++;
  }
  const nullBitmap = nullCount === 0 ? undefined : valid;
  return makeData({ type, length: rows.length, nullCount, nullBitmap, data: to } as never);
}

function isFixedWidth(type: DataType): boolean {
  return DataType.isInt(type) || DataType.isFloat(type) || DataType.isTimestamp(type) || DataType.isDate(type);
}

function xyzData(batch: RecordBatch, base: string, item: Field): Data {
  const length = batch.numRows;
  const values = new Float64Array(3 * length);
  const valid = new Uint8Array((length + 7) >> 3);
  let nullCount = 0;
  for (const [k, axis] of ['x', 'y', 'z'].entries()) {
    const column = batch.getChild(`${base}_${axis}`) as Vector;
    const stored = column.nullCount === 0 ? (column.toArray() as ArrayLike<number>) : undefined;
    for (let row = 0; row < length; row++) {
      const value = stored === undefined ? column.get(row) : stored[row];
      values[3 * row + k] = value === null ? Number.NaN : Number(value);
    }
  }
  for (let row = 0; row < length; row++) {
    if (Number.isNaN(values[3 * row] + values[3 * row + 1] + values[3 * row + 2])) nullCount++;
    else valid[row >> 3] |= 1 << (row & 7);
  }
  const child = makeData({ type: new Float64(), length: 3 * length, data: values });
  const nullBitmap = nullCount === 0 ? undefined : valid;
  return makeData({ type: new FixedSizeList(3, item), length, nullCount, nullBitmap, child });
}

function batchOf(schema: Schema, children: readonly Data[], length: number): RecordBatch {
  const type = new Struct(schema.fields);
  return new RecordBatch(schema, makeData({ type, length, nullCount: 0, children: [...children] }));
}

function isXyz(base: string, names: readonly string[]): boolean {
  return names[0] === `${base}_x` && names[1] === `${base}_y` && names[2] === `${base}_z`;
}
