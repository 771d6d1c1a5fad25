import { tableToIPC } from 'apache-arrow';
import { expect, test } from 'vitest';
import { parseArrow } from '../../../kernel-helpers/io/table/arrow.js';
import { tableOfColumns } from '../../../kernel-helpers/io/table/table-of-columns.js';

const columns = {
  id: BigUint64Array.of(1n, 2n ** 64n - 1n, 3n),
  root_id: BigInt64Array.of(-1n, 864691135396580129n, 0n),
  cell_type: ['BC', null, 'BC'],
  depth_um: Float32Array.of(0.5, Number.NaN, 2),
  size: Float64Array.of(1, 2, 3),
  count: Uint32Array.of(4_294_967_295, 0, 1),
};

test('tableOfColumns keeps names, order and 64-bit ids; NaN and null are missing', () => {
  const table = tableOfColumns(columns);
  expect(table.schema.fields.map(field => `${field.name}: ${field.type}`)).toEqual([
    'id: Uint64',
    'root_id: Int64',
    'cell_type: Dictionary<Int32, Utf8>',
    'depth_um: Float32',
    'size: Float64',
    'count: Uint32',
  ]);
  expect([...(table.getChild('id') ?? [])]).toEqual([1n, 2n ** 64n - 1n, 3n]);
  expect([...(table.getChild('cell_type') ?? [])]).toEqual(['BC', null, 'BC']);
  expect([...(table.getChild('depth_um') ?? [])]).toEqual([0.5, null, 2]);
  expect(table.getChild('depth_um')?.nullCount).toBe(1);
  expect(table.getChild('size')?.nullCount).toBe(0);
});

test('typed arrays are not copied', () => {
  expect(tableOfColumns(columns).getChild('id')?.data[0].values.buffer).toBe(columns.id.buffer);
});

test('a table of columns survives Arrow IPC', () => {
  const table = tableOfColumns(columns);
  const read = parseArrow(tableToIPC(table, 'file'));
  for (const name of Object.keys(columns)) {
    expect([...(read.getChild(name) ?? [])], name).toEqual([...(table.getChild(name) ?? [])]);
  }
});

test('columns of different lengths are refused', () => {
  expect(() => tableOfColumns({ id: BigUint64Array.of(1n), size: Float64Array.of(1, 2) })).toThrow(
    'tableOfColumns column size has another length: received 2, expected 1 as id has',
  );
});
