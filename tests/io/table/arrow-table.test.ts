import { Table } from 'apache-arrow';
import { expect, test } from 'vitest';
import { edges, fromSynapses } from '../../../kernel-helpers/core/connectivity/index.js';
import { tableOf } from '../../../kernel-helpers/core/table.js';
import { arrowTable } from '../../../kernel-helpers/io/table/arrow-table.js';

const typesOf = (table: Table): string[] => table.schema.fields.map(field => `${field.name}: ${field.type}`);

test('arrowTable makes a real table of edges, ids exact and types kept', () => {
  const wiring = fromSynapses({ pre: [864691135571546917n, 1n], post: [2n, 2n], size: [3, 4] });
  const table = arrowTable(edges(wiring));
  expect(table).toBeInstanceOf(Table);
  expect(typesOf(table)).toEqual([
    'pre_id: Uint64',
    'post_id: Uint64',
    'synapses: Uint32',
    'summed_size: Float64',
    'mean_size: Float64',
  ]);
  expect(table.toArray().map(row => [...Object.values(row.toJSON())])).toEqual([
    [1n, 2n, 1, 4, 4],
    [864691135571546917n, 2n, 1, 3, 3],
  ]);
});

test('arrowTable takes arrays by name, and columns of strings', () => {
  expect(
    arrowTable({ id: BigUint64Array.of(5n), type: ['BC'] })
      .get(0)
      ?.toJSON(),
  ).toEqual({ id: 5n, type: 'BC' });
  const table = arrowTable(tableOf({ type: ['a', null], depth: Float32Array.of(1, Number.NaN) }));
  expect(table.getChild('type')?.get(1)).toBeNull();
  expect(table.getChild('depth')?.get(1)).toBeNull();
});
