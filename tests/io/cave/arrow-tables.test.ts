import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Int32, Int64, Null, Table, Utf8, vectorFromArray } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import {
  joinPositions,
  joinTables,
  positionNames,
  rowsThatDiffer,
  takeRows,
} from '../../../kernel-helpers/io/cave/arrow-tables.js';
import { parseArrow } from '../../../kernel-helpers/io/table/arrow.js';

const synapses = parseArrow(
  readFileSync(fileURLToPath(new URL('../../fixtures/cave/synapses-lz4.arrow', import.meta.url))),
);
const valuesOf = (table: Table, name: string): unknown[] => Array.from(table.getChild(name) ?? []);

describe('rows that are taken', () => {
  test('keep values, nulls and times to the nanosecond, over several batches', () => {
    const twice = joinTables([synapses, synapses], 'x');
    expect(twice.numRows).toBe(120);
    const rows = Int32Array.of(0, 7, 59, 60, 61, 119);
    const taken = takeRows(twice, rows);
    expect(taken.numRows).toBe(6);
    for (const { name } of synapses.schema.fields) {
      const all = valuesOf(twice, name);
      expect(valuesOf(taken, name)).toEqual(Array.from(rows, row => all[row]));
    }
    expect(taken.getChild('superceded_id')?.nullCount).toBe(6);
    const stored = taken.getChild('created')?.data[0].values as BigInt64Array | Int32Array;
    const nanoseconds = new BigInt64Array(stored.slice().buffer)[0];
    expect(nanoseconds % 1_000_000_000n).toBe(338_388_000n);
    expect(takeRows(twice, new Int32Array(0)).numRows).toBe(0);
  });

  test('may be text and booleans', () => {
    const table = new Table({
      word: vectorFromArray(['a', null, 'c'], new Utf8()),
      sure: vectorFromArray([true, false, null]),
      count: vectorFromArray([1, null, 3], new Int32()),
    });
    const taken = takeRows(table, Int32Array.of(1, 2));
    expect(valuesOf(taken, 'word')).toEqual([null, 'c']);
    expect(valuesOf(taken, 'sure')).toEqual([false, null]);
    expect(valuesOf(taken, 'count')).toEqual([null, 3]);
  });
});

test('rows in which ids differ are found, also in their upper half, in several batches, and beside nulls', () => {
  const columns = (a: (bigint | null)[], b: (bigint | null)[]): Table =>
    new Table({ a: vectorFromArray(a, new Int64()), b: vectorFromArray(b, new Int64()) });
  const plain = columns([1n, 864691135000000001n, 2n ** 40n, 5n], [1n, 864691135000000002n, 2n ** 41n, 5n]);
  const holes = columns([1n, null, 7n, null], [1n, 3n, null, null]);
  expect([...rowsThatDiffer(joinTables([plain, holes, plain], 'x'), 'a', 'b')]).toEqual([1, 2, 5, 6, 9, 10]);
});

describe('tables that are joined', () => {
  test('take the type of a column from whichever has values in it', () => {
    const none = new Table({ id: vectorFromArray([1n], new Int64()), word: vectorFromArray([null], new Null()) });
    const some = new Table({ id: vectorFromArray([2n], new Int64()), word: vectorFromArray(['b'], new Utf8()) });
    for (const tables of [
      [none, some],
      [some, none],
    ]) {
      const joined = joinTables(tables, 'x');
      expect(String(joined.getChild('word')?.type)).toBe('Utf8');
      expect(new Set(valuesOf(joined, 'word'))).toEqual(new Set([null, 'b']));
      expect(valuesOf(joined, 'id')).toHaveLength(2);
    }
  });

  test('are refused where columns differ', () => {
    const a = new Table({ id: vectorFromArray([1n], new Int64()) });
    const b = new Table({ id: vectorFromArray([1], new Int32()) });
    const c = new Table({ other: vectorFromArray([1n], new Int64()) });
    expect(() => joinTables([a, b], 'table t')).toThrow(
      'cave table t has pages with different columns: received column id as Int32 and as Int64, expected the same in each',
    );
    expect(() => joinTables([a, c], 'table t')).toThrow('received a page without column id');
  });
});

describe('positions', () => {
  test('are three columns side by side, joined to one of lists', () => {
    expect(positionNames(synapses)).toEqual(['pre_pt_position', 'ctr_pt_position', 'post_pt_position']);
    const joined = joinPositions(joinTables([synapses, synapses], 'x'));
    expect(joined.schema.fields.map(field => field.name)).toContain('ctr_pt_position');
    const x = valuesOf(synapses, 'ctr_pt_position_x');
    expect(Array.from(joined.getChild('ctr_pt_position')?.get(61))[0]).toBe(x[1]);
    expect(valuesOf(joined, 'id')).toEqual([...valuesOf(synapses, 'id'), ...valuesOf(synapses, 'id')]);
  });

  test('are null where one of the three is', () => {
    const table = new Table({
      pt_position_x: vectorFromArray([1, null], new Int32()),
      pt_position_y: vectorFromArray([2, 5], new Int32()),
      pt_position_z: vectorFromArray([3, 6], new Int32()),
      readout_x: vectorFromArray([3, 6], new Int32()),
    });
    const joined = joinPositions(table);
    expect(joined.schema.fields.map(field => field.name)).toEqual(['pt_position', 'readout_x']);
    expect(Array.from(joined.getChild('pt_position')?.get(0))).toEqual([1, 2, 3]);
    expect(joined.getChild('pt_position')?.get(1)).toBeNull();
  });
});
