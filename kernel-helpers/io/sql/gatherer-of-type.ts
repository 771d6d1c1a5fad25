import type { DuckDBType } from '@duckdb/node-api';
import {
  Binary,
  Bool,
  type DataType,
  DateDay,
  Decimal,
  Dictionary,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  TimeMicrosecond,
  Timestamp,
  TimeUnit,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import { UnsupportedError } from '../../errors.js';
import { decimal128Of64, float64OfDecimal, int64OfHugeInt, uint64OfHugeInt } from './convert-values.js';
import type { DuckDB } from './duckdb.js';
import { BooleanGatherer, FixedGatherer, type Gatherer } from './gather.js';
import { BytesGatherer } from './gather-bytes.js';
import { ArrayGatherer, ListGatherer, StructGatherer } from './gather-nested.js';

/** Types that lie in memory as Arrow has them, and the bytes of one item. */
const PLAIN: Readonly<Record<string, readonly [type: () => DataType, width: number]>> = {
  TINYINT: [() => new Int8(), 1],
  SMALLINT: [() => new Int16(), 2],
  INTEGER: [() => new Int32(), 4],
  BIGINT: [() => new Int64(), 8],
  UTINYINT: [() => new Uint8(), 1],
  USMALLINT: [() => new Uint16(), 2],
  UINTEGER: [() => new Uint32(), 4],
  UBIGINT: [() => new Uint64(), 8],
  FLOAT: [() => new Float32(), 4],
  DOUBLE: [() => new Float64(), 8],
  DATE: [() => new DateDay(), 4],
  TIME: [() => new TimeMicrosecond(), 8],
  TIMESTAMP_S: [() => new Timestamp(TimeUnit.SECOND), 8],
  TIMESTAMP_MS: [() => new Timestamp(TimeUnit.MILLISECOND), 8],
  TIMESTAMP: [() => new Timestamp(TimeUnit.MICROSECOND), 8],
  TIMESTAMP_NS: [() => new Timestamp(TimeUnit.NANOSECOND), 8],
  TIMESTAMP_TZ: [() => new Timestamp(TimeUnit.MICROSECOND, 'UTC'), 8],
};

/**
 * What collects a DuckDB column as an Arrow one.
 *
 * Integers, floats, dates and times keep their type; HUGEINT (sums, counts) becomes int64; DECIMAL of at most 15 digits
 * float64, of more decimal128; VARCHAR utf8, ENUM a dictionary of utf8; BLOB binary; LIST, ARRAY, STRUCT and MAP theirs.
 *
 * @throws {UnsupportedError} naming the column, for a type that has no place in Arrow here.
 */
export function gathererOfType(duckdb: DuckDB, type: DuckDBType, column: string): Gatherer {
  const { native, api } = duckdb;
  const inside = (inner: DuckDBType, name: string): Gatherer => gathererOfType(duckdb, inner, `${column}.${name}`);
  const name = api.DuckDBTypeId[type.typeId];
  if (name in PLAIN) {
    const [arrow, width] = PLAIN[name];
    return new FixedGatherer(native, arrow(), { source: width });
  }
  if (name === 'BOOLEAN') return new BooleanGatherer(native, new Bool());
  if (name === 'VARCHAR') return new BytesGatherer(native, new Utf8());
  if (name === 'BLOB') return new BytesGatherer(native, new Binary());
  if (name === 'HUGEINT') {
    return new FixedGatherer(native, new Int64(), { source: 16, target: 8 }, int64OfHugeInt(column));
  }
  if (name === 'UHUGEINT') {
    return new FixedGatherer(native, new Uint64(), { source: 16, target: 8 }, uint64OfHugeInt(column));
  }
  if (type instanceof api.DuckDBDecimalType) {
    const { width: digits, scale } = type;
    const source = digits <= 4 ? 2 : digits <= 9 ? 4 : digits <= 18 ? 8 : 16;
    if (digits <= 15) {
      return new FixedGatherer(native, new Float64(), { source, target: 8 }, float64OfDecimal(source, scale));
    }
    const decimal = new Decimal(scale, digits, 128);
    return new FixedGatherer(native, decimal, { source, target: 16 }, source === 8 ? decimal128Of64 : undefined);
  }
  if (type instanceof api.DuckDBEnumType) {
    const width = type.values.length <= 0xff ? 1 : type.values.length <= 0xffff ? 2 : 4;
    const codes = width === 1 ? new Uint8() : width === 2 ? new Uint16() : new Uint32();
    const dictionary = vectorFromArray([...type.values], new Utf8());
    return new FixedGatherer(native, new Dictionary(new Utf8(), codes), { source: width }, undefined, { dictionary });
  }
  if (type instanceof api.DuckDBListType) return new ListGatherer(native, inside(type.valueType, 'item'), 'list');
  if (type instanceof api.DuckDBArrayType) {
    return new ArrayGatherer(native, inside(type.valueType, 'item'), type.length);
  }
  if (type instanceof api.DuckDBStructType) {
    const { entryNames, entryTypes } = type;
    const parts = entryTypes.map((entry, i) => inside(entry, entryNames[i]));
    return new StructGatherer(native, entryNames, parts);
  }
  if (type instanceof api.DuckDBMapType) {
    const pair = new StructGatherer(
      native,
      ['key', 'value'],
      [inside(type.keyType, 'key'), inside(type.valueType, 'value')],
    );
    return new ListGatherer(native, pair, 'map');
  }
  throw new UnsupportedError(
    `sql column ${column} has a type that this library does not read: received ${type}, expected a number, text, time, ` +
      `list, array, struct or map; select ${column}::varchar`,
    { feature: String(type) },
  );
}
