/** Arrow columns into DuckDB vectors: the other direction of gather.ts. */

import type { DuckDBType } from '@duckdb/node-api';
import { type Data, DataType, makeData, type Vector } from 'apache-arrow';
import { UnsupportedError } from '../../errors.js';
import type { DuckDB, NativeDuckDB, NativeVector } from './duckdb.js';
import { damaged, isNull, type Write } from './write.js';
import { convertedType } from './write-converted.js';
import { writeText } from './write-text.js';

/** An Arrow type in DuckDB: what it is there, and how it gets there. */
export interface WriterOfType {
  readonly type: DuckDBType;
  readonly write: Write;
}

const INTEGERS: Readonly<Record<string, string>> = {
  Int8: 'TINYINT',
  Int16: 'SMALLINT',
  Int32: 'INTEGER',
  Int64: 'BIGINT',
  Uint8: 'UTINYINT',
  Uint16: 'USMALLINT',
  Uint32: 'UINTEGER',
  Uint64: 'UBIGINT',
};
const TIMESTAMPS = ['TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP', 'TIMESTAMP_NS'] as const;
const MICROSECOND = 2;

/**
 * How a column of an Arrow table is read by DuckDB.
 *
 * Numbers, dates and times keep their type, but for those of {@link convertedType}; so do numbers in a dictionary. utf8,
 * in a dictionary or as views too, is VARCHAR, binary BLOB, a list LIST, a list of fixed size ARRAY, a struct STRUCT.
 *
 * @throws {UnsupportedError} naming the column, for a type DuckDB has no counterpart of here.
 */
export function writerOfType(duckdb: DuckDB, type: DataType, column: string): WriterOfType {
  const { api, native } = duckdb;
  const inner = (child: DataType, name: string): WriterOfType => writerOfType(duckdb, child, `${column}.${name}`);
  const fixed = (duckdbType: DuckDBType, width: number): WriterOfType => ({
    type: duckdbType,
    write: nullable(native, (vector, data, from, count) => {
      const values: ArrayBufferView = data.values;
      const start = from * width;
      if (start + count * width > values.byteLength) throw damaged(column);
      native.copy_data_to_vector(vector, 0, values.buffer, values.byteOffset + start, count * width);
    }),
  });
  const named = (name: string, width: number): WriterOfType => fixed(api[name as 'BIGINT'] as DuckDBType, width);

  if (DataType.isInt(type)) return named(INTEGERS[String(type)], type.bitWidth / 8);
  if (DataType.isFloat(type) && type.precision > 0) {
    return type.precision === 1 ? named('FLOAT', 4) : named('DOUBLE', 8);
  }
  if (DataType.isDate(type)) return type.unit === 0 ? named('DATE', 4) : named('TIMESTAMP_MS', 8);
  if (DataType.isTime(type) && type.unit === MICROSECOND) return named('TIME', 8);
  if (DataType.isTimestamp(type) && (!type.timezone || type.unit === MICROSECOND)) {
    return named(type.timezone ? 'TIMESTAMPTZ' : TIMESTAMPS[type.unit], 8);
  }
  if (DataType.isDecimal(type) && type.bitWidth === 128 && type.precision > 18) {
    return fixed(api.DECIMAL(type.precision, type.scale), 16);
  }
  const converted = convertedType(api, native, type, column);
  if (converted !== undefined) return { type: converted.type, write: nullable(native, converted.write) };
  if (DataType.isBool(type)) return { type: api.BOOLEAN, write: nullable(native, booleans(native, column)) };
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isUtf8View(type)) {
    return { type: api.VARCHAR, write: nullable(native, writeText(native, column, 'text')) };
  }
  if (DataType.isBinary(type) || DataType.isLargeBinary(type) || DataType.isBinaryView(type)) {
    return { type: api.BLOB, write: nullable(native, writeText(native, column, 'bytes')) };
  }
  if (DataType.isDictionary(type) && DataType.isUtf8(type.dictionary)) {
    return { type: api.VARCHAR, write: nullable(native, writeText(native, column, 'dictionary'), nullInDictionary) };
  }
  if (DataType.isDictionary(type) && (DataType.isInt(type.dictionary) || DataType.isFloat(type.dictionary))) {
    const entry = inner(type.dictionary, 'entry');
    return { type: entry.type, write: nullable(native, entries(entry.write, column), nullInDictionary) };
  }
  if (DataType.isNull(type)) {
    return { type: api.INTEGER, write: (vector, _data, _from, count) => setAllNull(native, vector, count) };
  }
  if (DataType.isList(type) || DataType.isLargeList(type)) {
    const child = inner(type.valueType, 'item');
    return { type: api.LIST(child.type), write: nullable(native, lists(native, child, column)) };
  }
  if (DataType.isFixedSizeList(type)) {
    const child = inner(type.valueType, 'item');
    const size = type.listSize;
    return {
      type: api.ARRAY(child.type, size),
      write: nullable(native, (vector, data, from, count) => {
        if ((from + count) * size > data.children[0].length) throw damaged(column);
        child.write(native.array_vector_get_child(vector), data.children[0], from * size, count * size);
      }),
    };
  }
  if (DataType.isStruct(type)) {
    const parts = type.children.map(field => inner(field.type, field.name));
    return {
      type: api.STRUCT(Object.fromEntries(parts.map((part, i) => [type.children[i].name, part.type]))),
      write: nullable(native, (vector, data, from, count) => {
        for (const [i, part] of parts.entries()) {
          part.write(native.struct_vector_get_child(vector, i), data.children[i], from, count);
        }
      }),
    };
  }
  throw new UnsupportedError(
    `sql table column ${column} has a type that SQL cannot read: received ${type}, expected numbers, text, times, lists ` +
      'or structs; leave it out with table.select([…])',
    { feature: String(type) },
  );
}

function nullable(native: NativeDuckDB, write: Write, alsoNull?: (data: Data) => Uint8Array | undefined): Write {
  const mask = new Uint8Array(256);
  return (vector, data, from, count) => {
    write(vector, data, from, count);
    const nulls = data.nullCount > 0 ? (data.nullBitmap as Uint8Array | undefined) : undefined;
    const more = alsoNull?.(data);
    if (!nulls?.length && more === undefined) return;
    const bytes = 8 * Math.ceil(count / 64);
    const bits = bytes <= mask.length ? mask.fill(0, 0, bytes) : new Uint8Array(bytes);
    for (let i = 0; i < count; i++) {
      const at = data.offset + from + i;
      const valid = !nulls?.length || ((nulls[at >> 3] >> (at & 7)) & 1) === 1;
      if (valid && (more === undefined || more[data.values[from + i]] === 0)) bits[i >> 3] |= 1 << (i & 7);
    }
    native.vector_ensure_validity_writable(vector);
    native.copy_data_to_vector_validity(vector, 0, bits.buffer, bits.byteOffset, bytes);
  };
}

function setAllNull(native: NativeDuckDB, vector: NativeVector, count: number): void {
  const bits = new Uint8Array(8 * Math.ceil(count / 64));
  native.vector_ensure_validity_writable(vector);
  native.copy_data_to_vector_validity(vector, 0, bits.buffer, 0, bits.length);
}

/** Which entries of a dictionary are null themselves, or `undefined` when none is. */
function nullInDictionary(data: Data): Uint8Array | undefined {
  const dictionary = data.dictionary as Vector;
  if (dictionary.nullCount === 0) return undefined;
  return Uint8Array.from({ length: dictionary.length }, (_, i) => Number(dictionary.get(i) === null));
}

function booleans(native: NativeDuckDB, column: string): Write {
  return (vector, data, from, count) => {
    const bits: Uint8Array = data.values;
    if (data.offset + from + count > 8 * bits.length) throw damaged(column);
    const bytes = new Uint8Array(count);
    for (let i = 0; i < count; i++) {
      const at = data.offset + from + i;
      bytes[i] = (bits[at >> 3] >> (at & 7)) & 1;
    }
    native.copy_data_to_vector(vector, 0, bytes.buffer, 0, count);
  };
}

/** Numbers in a dictionary, row by row: {@link nullable} sees to the nulls. */
function entries(write: Write, column: string): Write {
  const read = new WeakMap<Vector, BigUint64Array>();
  return (vector, data, from, count) => {
    const dictionary = data.dictionary as Vector;
    const all = read.get(dictionary) ?? numbersOf(dictionary);
    read.set(dictionary, all);
    const codes: ArrayLike<number | bigint> = data.values;
    if (from + count > codes.length) throw damaged(column);
    const values = new (all.constructor as BigUint64ArrayConstructor)(count);
    for (let i = 0; i < count; i++) {
      if (isNull(data, from + i)) continue;
      const code = Number(codes[from + i]);
      if (!(code >= 0 && code < all.length)) throw damaged(column);
      values[i] = all[code];
    }
    write(vector, makeData({ type: dictionary.type, length: count, nullCount: 0, data: values }) as Data, 0, count);
  };
}

/** All numbers of a column behind each other, whatever their type: the one told stands for all. */
function numbersOf({ data, length }: Vector): BigUint64Array {
  const all = new data[0].values.constructor(length);
  let at = 0;
  for (const part of data) {
    all.set(part.values.subarray(0, part.length), at);
    at += part.length;
  }
  return all;
}

function lists(native: NativeDuckDB, child: WriterOfType, column: string): Write {
  return (vector, data, from, count) => {
    const stored: Int32Array | BigInt64Array = data.valueOffsets;
    if (from + count >= stored.length) throw damaged(column);
    const here = stored.subarray(from, from + count + 1);
    const offsets = here instanceof Int32Array ? here : Float64Array.from(here, Number);
    const elements = data.children[0];
    const first = offsets[0];
    const total = offsets[count] - first;
    if (!(first >= 0 && total >= 0 && first + total <= elements.length)) throw damaged(column);
    const entries = new BigUint64Array(2 * count);
    for (let i = 0; i < count; i++) {
      const start = offsets[i] - first;
      const length = offsets[i + 1] - offsets[i];
      if (start < 0 || length < 0 || start + length > total) throw damaged(column);
      entries[2 * i] = BigInt(start);
      entries[2 * i + 1] = BigInt(length);
    }
    native.list_vector_reserve(vector, total);
    native.list_vector_set_size(vector, total);
    if (total > 0) child.write(native.list_vector_get_child(vector), elements, first, total);
    native.copy_data_to_vector(vector, 0, entries.buffer, 0, entries.byteLength);
  };
}
