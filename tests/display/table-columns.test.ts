import { Field, Table, Timestamp, TimeUnit, tableFromArrays, tableFromIPC, Utf8, vectorFromArray } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { columnsOf, tableBytes } from '../../kernel-helpers/display/table-columns.js';

/** What a stretch of rows is on the other side, column by column, with its type. */
function sent(value: unknown, from: number, to: number): Record<string, [type: string, ...values: unknown[]]> {
  const found = columnsOf(value);
  if (!found) throw new Error('no table');
  const table = tableFromIPC(tableBytes(found.columns, from, to));
  return Object.fromEntries(
    table.schema.fields.map(({ name, type }) => [name, [String(type), ...(table.getChild(name) ?? [])]]),
  );
}

describe('any stretch of rows is of the types of the whole column', () => {
  test('also when the first rows are numbers and a later one is a word', () => {
    const rows = [{ a: 1, b: 1n }, { a: 2 }, { a: 'three', b: 2n ** 63n }];
    expect(sent(rows, 0, 2)).toEqual({ a: ['Utf8', '1', '2'], b: ['Uint64', 1n, null] });
    expect(sent(rows, 2, 3)).toEqual({ a: ['Utf8', 'three'], b: ['Uint64', 2n ** 63n] });
  });

  test('in columns by name, with what is missing', () => {
    const columns = { id: BigInt64Array.of(1n, -2n, 3n), x: [null, 0.5, undefined], is: [true, null, false] };
    expect(sent(columns, 1, 3)).toEqual({
      id: ['Int64', -2n, 3n],
      x: ['Float64', 0.5, null],
      is: ['Bool', null, false],
    });
    expect(sent(columns, 0, 1)).toMatchObject({ x: ['Float64', null], is: ['Bool', true] });
  });

  test('in Arrow tables, where times become text', () => {
    const table = new Table({
      n: vectorFromArray([1, 2, 3]),
      at: vectorFromArray([0, null, 1000], new Timestamp(TimeUnit.MILLISECOND)),
      word: vectorFromArray(['a', 'b', 'c'], new Utf8()),
    });
    expect(sent(table, 1, 3)).toEqual({
      n: ['Float64', 2, 3],
      at: ['Utf8', null, '1970-01-01 00:00:01'],
      word: ['Utf8', 'b', 'c'],
    });
  });
});

test('units stand in the metadata of an Arrow field', () => {
  const { schema, batches } = tableFromArrays({ depth: Float64Array.of(1) });
  schema.fields[0] = new Field('depth', schema.fields[0].type, true, new Map([['unit', 'µm']]));
  expect(columnsOf(new Table(schema, batches))?.columns[0].unit).toBe('µm');
});

test.each([[null], [new Map()], [[1, 2]], [{ a: [1], b: 2 }], ['text']])('%j is no table', value => {
  expect(columnsOf(value)).toBeUndefined();
});
