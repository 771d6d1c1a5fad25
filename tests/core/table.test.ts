import { Dictionary, Float64, Int32, Int64, Table, Uint64, Utf8, vectorFromArray } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import {
  bigintColumn,
  isTable,
  nullableNumberColumn,
  nullableStringColumn,
  numberColumn,
  stringColumn,
  type TableLike,
  tableOf,
} from '../../kernel-helpers/core/table.js';
import { InvalidArgumentError, NotFoundError } from '../../kernel-helpers/errors.js';

const arrow: TableLike = new Table({
  id: vectorFromArray([1n, 864691135571546917n], new Int64()),
  unsigned: vectorFromArray([1n, 18446744073709551615n], new Uint64()),
  count: vectorFromArray([3, 4], new Int32()),
  value: vectorFromArray([0.5, null], new Float64()),
  name: vectorFromArray(['a', 'b'], new Utf8()),
  kind: vectorFromArray(['x', null], new Dictionary(new Utf8(), new Int32())),
});

describe('columns of an Arrow table', () => {
  test('are read by type, dictionaries and 64-bit ids among them', () => {
    expect([...numberColumn(arrow, 'count')]).toEqual([3, 4]);
    expect([...bigintColumn(arrow, 'id')]).toEqual([1n, 864691135571546917n]);
    expect([...bigintColumn(arrow, 'unsigned')]).toEqual([1n, 18446744073709551615n]);
    expect([...bigintColumn(arrow, 'count')]).toEqual([3n, 4n]);
    const below = tableOf({ id: BigInt64Array.of(5n, 2n ** 62n, -7n) });
    expect(() => bigintColumn(below, 'id')).toThrow('column id row 2 is out of range: received -7');
    expect(stringColumn(arrow, 'name')).toEqual(['a', 'b']);
    expect(nullableStringColumn(arrow, 'kind')).toEqual(['x', null]);
    expect([...nullableNumberColumn(arrow, 'value')]).toEqual([0.5, Number.NaN]);
  });

  test('with nulls are refused where nulls are not asked for', () => {
    expect(() => numberColumn(arrow, 'value')).toThrow(
      'column value has missing values: received null in row 1 and 1 in all, expected none (nullableNumberColumn allows them)',
    );
    expect(() => stringColumn(arrow, 'kind')).toThrow('received null in row 1 and 1 in all');
  });

  test('of several batches and of slices are read whole', () => {
    const rows = new Table({ id: vectorFromArray([1n, 2n, 3n]), n: vectorFromArray(Float64Array.of(1, 2, 3)) });
    expect([...bigintColumn(rows.concat(rows), 'id')]).toEqual([1n, 2n, 3n, 1n, 2n, 3n]);
    expect([...numberColumn(rows.slice(1), 'n')]).toEqual([2, 3]);
    expect([...bigintColumn(rows.slice(1), 'id')]).toEqual([2n, 3n]);
  });
});

test('a missing column is named beside those there are', () => {
  expect(() => numberColumn(arrow, 'pre')).toThrow(
    'table has no column pre: expected one of id, unsigned, count, value, name, kind',
  );
  expect(() => bigintColumn(tableOf({}), 'pre')).toThrow(NotFoundError);
});

describe('tableOf', () => {
  const plain = tableOf({ id: ['7', '864691135571546917'], size: [1, null], big: [1n, 2n ** 60n] });

  test('is a table of plain arrays', () => {
    expect(isTable(plain)).toBe(true);
    expect(plain.numRows).toBe(2);
    expect([...bigintColumn(plain, 'id')]).toEqual([7n, 864691135571546917n]);
    expect([...nullableNumberColumn(plain, 'size')]).toEqual([1, Number.NaN]);
  });

  test('refuses arrays of different length', () => {
    expect(() => tableOf({ a: [1, 2], b: [1] })).toThrow(
      'table column b has the wrong length: received 1 rows, expected 2 as in a',
    );
  });

  test('reads no id as a number that cannot hold it', () => {
    expect(() => numberColumn(plain, 'big')).toThrow(
      'column big row 1 is too large for a number: received 1152921504606846976, expected below 2^53 (bigintColumn reads ids)',
    );
  });
});

test('values of the wrong kind are named by column and row', () => {
  const table = tableOf({ mixed: [1, 'two'], ids: [1n, -2n] });
  expect(() => numberColumn(table, 'mixed')).toThrow('column mixed row 1 is not a number: received "two"');
  expect(() => stringColumn(table, 'mixed')).toThrow('column mixed row 0 is not a string: received 1');
  expect(() => bigintColumn(table, 'ids')).toThrow('column ids row 1 is out of range: received -2');
  expect(() => bigintColumn(tableOf({ ids: BigInt64Array.of(1n, -2n) }), 'ids')).toThrow(InvalidArgumentError);
});

test('isTable is false for arrays, sets and nothing', () => {
  for (const value of [[1n], new Set([1n]), BigUint64Array.of(1n), null, undefined, 'table']) {
    expect(isTable(value)).toBe(false);
  }
});
