import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { InvalidArgumentError } from '../../errors.js';
import type { DuckDBApi } from './duckdb.js';

/** One value in a query: bound, never spliced. */
export type SqlScalar = string | number | bigint | boolean | Date | Uint8Array | null;

/** Many values in a query, for `in ${ids}` and `= any(${ids})`. */
export type SqlList =
  | readonly (string | number | bigint | boolean | null)[]
  | BigInt64Array
  | BigUint64Array
  | Int32Array
  | Uint32Array
  | Float64Array
  | Float32Array;

/** A value as DuckDB takes it. */
export interface BoundValue {
  readonly value: DuckDBValue;
  readonly type: DuckDBType;
}

const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;
const INT64_MIN = -(2n ** 63n);
const INT32_MAX = 2 ** 31 - 1;

/** True for what is bound as a list of values. Bytes are one value: a blob. */
export function isList(value: unknown): value is SqlList {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof Uint8Array || isDataView(value)));
}

function isDataView(value: ArrayBufferView): boolean {
  return value instanceof DataView;
}

/**
 * A JavaScript value as DuckDB takes it, exactly: whole numbers as INTEGER or BIGINT, others as DOUBLE; bigints as BIGINT,
 * from 2^63 on as UBIGINT; a `Date` as TIMESTAMP in UTC; bytes as BLOB; arrays as LIST.
 *
 * @param where names the value in errors: `sql value 2`
 * @throws {InvalidArgumentError} for a whole number of 2^53 or more, which has lost digits; for objects, functions,
 * symbols and `undefined`; for lists of different kinds.
 */
export function boundValue(api: DuckDBApi, value: unknown, where: string): BoundValue {
  if (isList(value)) return boundList(api, value, where);
  switch (typeof value) {
    case 'string':
      return { value, type: api.VARCHAR };
    case 'boolean':
      return { value, type: api.BOOLEAN };
    case 'number':
      return boundNumber(api, value, where);
    case 'bigint':
      return { value, type: integerType(api, value, value, where) };
  }
  if (value === null) return { value, type: api.SQLNULL };
  if (value instanceof Uint8Array) return { value: new api.DuckDBBlobValue(value), type: api.BLOB };
  if (value instanceof Date) {
    const time = value.getTime();
    if (Number.isNaN(time)) throw refused(where, 'an invalid Date', 'a valid one');
    return { value: new api.DuckDBTimestampValue(1000n * BigInt(time)), type: api.TIMESTAMP };
  }
  throw refused(
    where,
    nameOf(value),
    'a string, number, bigint, boolean, Date, bytes, null, an array of them, or a table',
  );
}

function boundNumber(api: DuckDBApi, value: number, where: string): BoundValue {
  if (!Number.isInteger(value)) return { value, type: api.DOUBLE };
  checkExact(value, where);
  if (Math.abs(value) <= INT32_MAX) return { value, type: api.INTEGER };
  return { value: BigInt(value), type: api.BIGINT };
}

function boundList(api: DuckDBApi, list: SqlList, where: string): BoundValue {
  const { items, type } = itemsOf(api, list, where);
  return { value: new api.DuckDBListValue(items), type: api.LIST(type) };
}

function itemsOf(api: DuckDBApi, list: SqlList, where: string): { items: DuckDBValue[]; type: DuckDBType } {
  const items = Array.from<string | number | bigint | boolean | null>(
    list as ArrayLike<string | number | bigint | boolean | null>,
  );
  const present = items.filter(item => item !== null);
  const kinds = new Set(present.map(item => typeof item));
  if (kinds.size === 0) return { items, type: api.INTEGER };
  if (kinds.size === 1 && kinds.has('string')) return { items, type: api.VARCHAR };
  if (kinds.size === 1 && kinds.has('boolean')) return { items, type: api.BOOLEAN };
  const isFloatArray = list instanceof Float64Array || list instanceof Float32Array;
  if (kinds.size === 1 && kinds.has('number')) {
    const numbers = present as number[];
    if (isFloatArray || !numbers.every(Number.isInteger)) return { items, type: api.DOUBLE };
  }
  for (const kind of kinds) {
    if (kind === 'number' || kind === 'bigint') continue;
    const received = kinds.size > 1 ? `a list of ${[...kinds].join(' and ')}` : `a list of ${kind}`;
    throw refused(where, received, 'strings, or numbers and bigints, or booleans');
  }
  const integers: (bigint | null)[] = [];
  let least = 0n;
  let greatest = 0n;
  for (const item of items as (number | bigint | null)[]) {
    if (typeof item === 'number') {
      if (!Number.isInteger(item)) throw refused(where, 'bigints and fractions in one list', 'one of them');
      checkExact(item, where);
    }
    const integer = item === null ? null : BigInt(item);
    integers.push(integer);
    if (integer !== null && integer < least) least = integer;
    if (integer !== null && integer > greatest) greatest = integer;
  }
  return { items: integers, type: integerType(api, least, greatest, where) };
}

function integerType(api: DuckDBApi, least: bigint, greatest: bigint, where: string): DuckDBType {
  if (least >= INT64_MIN && greatest <= INT64_MAX) return api.BIGINT;
  if (least >= 0n && greatest <= UINT64_MAX) return api.UBIGINT;
  throw refused(where, String(greatest > INT64_MAX ? greatest : least), 'integers of 64 bits');
}

function checkExact(value: number, where: string): void {
  if (Number.isSafeInteger(value)) return;
  throw new InvalidArgumentError(
    `${where} is a number too large to be exact: received ${value}, expected a bigint: write the digits with n at the ` +
      'end, as in 864691135571546917n',
    { argument: where },
  );
}

function nameOf(value: unknown): string {
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return typeof value;
  return `an object (${(value as object).constructor?.name ?? 'without a prototype'})`;
}

function refused(where: string, received: string, expected: string): InvalidArgumentError {
  return new InvalidArgumentError(`${where} cannot be used in SQL: received ${received}, expected ${expected}`, {
    argument: where,
  });
}
