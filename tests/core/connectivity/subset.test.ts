import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromSynapses, subset } from '../../../kernel-helpers/core/connectivity/index.js';
import { NotFoundError } from '../../../kernel-helpers/errors.js';
import { slowConnectivity } from '../../reference/connectivity.js';
import { always } from '../../reference/properties.js';
import { expectRows } from './rows.js';
import { anySynapses, entriesOf, IDS, synapseTable } from './synapse-table.js';

const wiring = fromSynapses({ pre: [1n, 1n, 2n, 3n, 3n], post: [2n, 3n, 3n, 1n, 3n], size: [1, 2, 4, 8, 16] });

test('subset keeps the order it is given and counts what goes as outside', () => {
  const some = subset(wiring, [3n, 1n]);
  expect([...some.ids]).toEqual([3n, 1n]);
  expect(entriesOf(some)).toEqual([
    [3n, 1n, 1, 8],
    [1n, 3n, 1, 2],
  ]);
  expect(some).toMatchObject({ cellCount: 2, synapseCount: 2, outside: 2, autapses: 1 });
});

test('subset takes decimal strings, indices, or a test of each cell', () => {
  const expected = subset(wiring, [1n, 3n]);
  expect(subset(wiring, ['1', '3'])).toEqual(expected);
  expect(subset(wiring, Uint32Array.of(0, 2))).toEqual(expected);
  expect(subset(wiring, id => id !== 2n)).toEqual(expected);
  expect(subset(wiring, (_, index) => index !== 1)).toEqual(expected);
});

test('subset refuses cells that are not there or are there twice', () => {
  expect(() => subset(wiring, [1n, 9n])).toThrow(NotFoundError);
  expect(() => subset(wiring, [1n, 9n])).toThrow(
    'subset cell is not in the connectivity: received 9 at index 1, expected some of its 3 cells (1, 2, 3, …)',
  );
  expect(() => subset(wiring, [1n, 1n])).toThrow('subset cells has an id twice: received 1 again at index 1');
  expect(() => subset(wiring, Uint32Array.of(0, 3))).toThrow(
    'subset cells is no index of a cell: received 3 at index 1',
  );
  expect(() => subset(wiring, Int32Array.of(2, 2))).toThrow('subset cells is there twice: received 2 at index 1');
});

test('subset is what the synapses among these cells give', () => {
  always(
    fc.property(anySynapses, fc.shuffledSubarray([...IDS].slice(1)), (synapses, listed) => {
      const all = fromSynapses(synapseTable(synapses));
      const chosen = listed.filter(id => all.ids.includes(id));
      const some = subset(all, chosen);
      const slow = slowConnectivity(synapses, chosen);
      expectRows(some);
      expect([...some.ids]).toEqual(slow.cells);
      expect(entriesOf(some)).toEqual(slow.entries);
      // autapses are not known by cell
      expect(some.outside).toBe(slow.outside + slow.autapses - all.autapses);
      expect(subset(all, all.ids)).toEqual(all);
    }),
  );
});
