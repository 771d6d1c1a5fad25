/** Arrow columns of fixed width that DuckDB has too, but in another unit or another width. */

import type { DuckDBType } from '@duckdb/node-api';
import { type Data, DataType, type Decimal } from 'apache-arrow';
import { UnsupportedError } from '../../errors.js';
import { float16 } from '../table/float16.js';
import type { DuckDBApi, NativeDuckDB } from './duckdb.js';
import { damaged, isNull, type Write } from './write.js';

/** The values of rows `from … from + count - 1` as DuckDB has them. */
type Convert = (data: Data, from: number, count: number) => ArrayBufferView;

/** Units of a second, by Arrow's number of the unit: s, ms, µs, ns. */
const PER_SECOND = [1n, 1000n, 1_000_000n, 1_000_000_000n] as const;
const MICROSECONDS = PER_SECOND[2];
const INT64_MAX = 2n ** 63n - 1n;

/**
 * How a column is written whose numbers have to be converted; `undefined` for a type that is none of these.
 *
 * A moment with a time zone, or a time of day, of any unit becomes one of microseconds, the only unit DuckDB has for
 * them; DECIMAL of up to 18 digits a narrower one; float16 FLOAT.
 */
export function convertedType(
  api: DuckDBApi,
  native: NativeDuckDB,
  type: DataType,
  column: string,
): { readonly type: DuckDBType; readonly write: Write } | undefined {
  const written = (duckdbType: DuckDBType, convert: Convert): { type: DuckDBType; write: Write } => ({
    type: duckdbType,
    write: (vector, data, from, count) => {
      const { buffer, byteOffset, byteLength } = convert(data, from, count);
      native.copy_data_to_vector(vector, 0, buffer, byteOffset, byteLength);
    },
  });
  if (DataType.isTimestamp(type)) return written(api.TIMESTAMPTZ, inMicroseconds(type.unit, column));
  if (DataType.isTime(type)) return written(api.TIME, inMicroseconds(type.unit, column));
  if (DataType.isFloat(type)) return written(api.FLOAT, singles(column));
  if (DataType.isDecimal(type) && type.bitWidth === 128 && type.precision <= 18) {
    return written(api.DECIMAL(type.precision, type.scale), narrowDecimals(type, column));
  }
  return undefined;
}

/** @throws {UnsupportedError} for a value that has no whole number of microseconds: none is rounded in silence. */
function inMicroseconds(unit: number, column: string): Convert {
  const perSecond = PER_SECOND[unit];
  return (data, from, count) => {
    const values: BigInt64Array | Int32Array = data.values;
    if (from + count > values.length) throw damaged(column);
    const micros = new BigInt64Array(count);
    for (let i = 0; i < count; i++) {
      if (isNull(data, from + i)) continue; // what lies there may be anything
      const scaled = BigInt(values[from + i]) * MICROSECONDS;
      const value = scaled / perSecond;
      if (value * perSecond !== scaled || value > INT64_MAX || value < -INT64_MAX)
        throw inexact(column, values[from + i]);
      micros[i] = value;
    }
    return micros;
  };
}

function inexact(column: string, value: bigint | number): UnsupportedError {
  return new UnsupportedError(
    `sql table column ${column} has a time that SQL cannot hold: received ${value} in the unit of the column, expected ` +
      'whole microseconds; leave it out with table.select([…])',
    { feature: 'times finer than a microsecond' },
  );
}

function singles(column: string): Convert {
  return (data, from, count) => {
    const halves: Uint16Array = data.values;
    if (from + count > halves.length) throw damaged(column);
    return Float32Array.from({ length: count }, (_, i) => float16(halves[from + i]));
  };
}

/** DuckDB keeps up to 4 digits in 16 bits, 9 in 32, 18 in 64; Arrow all in 128, of which these are the lowest. */
function narrowDecimals({ precision }: Decimal, column: string): Convert {
  const Narrow = precision <= 4 ? Int16Array : precision <= 9 ? Int32Array : BigInt64Array;
  return (data, from, count) => {
    const stored: Uint32Array = data.values;
    if (4 * (from + count) > stored.length) throw damaged(column);
    // a copy: 64-bit numbers may not start anywhere
    const wide = new BigInt64Array(stored.slice(4 * from, 4 * (from + count)).buffer);
    const narrow = new Narrow(count);
    for (let i = 0; i < count; i++) {
      if (isNull(data, from + i)) continue;
      const value = wide[2 * i];
      narrow[i] = narrow instanceof BigInt64Array ? value : Number(value);
      if (wide[2 * i + 1] !== value >> 63n || BigInt(narrow[i]) !== value) throw damaged(column);
    }
    return narrow;
  };
}
