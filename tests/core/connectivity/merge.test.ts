import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromSynapses, merge } from '../../../kernel-helpers/core/connectivity/index.js';
import { slowConnectivity } from '../../reference/connectivity.js';
import { always } from '../../reference/properties.js';
import { expectRows } from './rows.js';
import { anySynapses, entriesOf, synapseTable } from './synapse-table.js';

test('merge has the cells of the first, then those only the second has, and adds pairs of both', () => {
  const first = fromSynapses({ pre: [5n, 5n], post: [2n, 5n], size: [1, 1] });
  const second = fromSynapses({ pre: [5n, 1n], post: [2n, 5n], size: [10, 100] });
  const both = merge(first, second);
  expect([...both.ids]).toEqual([2n, 5n, 1n]);
  expect(entriesOf(both)).toEqual([
    [5n, 2n, 2, 11],
    [1n, 5n, 1, 100],
  ]);
  expect(both.autapses).toBe(1);
});

test('merge does not know the size of a pair of which a part has none', () => {
  const sized = fromSynapses({ pre: [1n, 2n], post: [2n, 1n], size: [1, 1] });
  expect([...merge(sized, fromSynapses({ pre: [1n], post: [2n] })).summedSize]).toEqual([Number.NaN, 1]);
});

test('merge is the connectivity of both lists of synapses', () => {
  always(
    fc.property(anySynapses, anySynapses, (left, right) => {
      const both = merge(fromSynapses(synapseTable(left)), fromSynapses(synapseTable(right)));
      const slow = slowConnectivity([...left, ...right], [...both.ids]);
      expectRows(both);
      expect([...both.ids].sort()).toEqual(slowConnectivity([...left, ...right]).cells.sort());
      expect(entriesOf(both)).toEqual(slow.entries);
      expect([both.autapses, both.outside]).toEqual([slow.autapses, slow.outside]);
    }),
  );
});
