import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  connectivityOf,
  edges,
  fromDense,
  fromEdges,
  fromSynapses,
  toDense,
} from '../../../kernel-helpers/core/connectivity/index.js';
import { bigintColumn, numberColumn } from '../../../kernel-helpers/core/table.js';
import { always } from '../../reference/properties.js';
import { expectRows } from './rows.js';
import { anySynapses, entriesOf, synapseTable } from './synapse-table.js';

test('fromEdges reads pairs with their synapses and sizes, adding rows of the same pair', () => {
  const wiring = fromEdges({
    pre: [2n, 1n, 2n, 3n, 5n],
    post: [1n, 2n, 1n, 3n, 1n],
    synapses: [3, 1, 2, 4, 0],
    summedSize: [30, 10, 20, 40, 0],
  });
  expect([...wiring.ids]).toEqual([1n, 2n, 3n, 5n]);
  expect(entriesOf(wiring)).toEqual([
    [1n, 2n, 1, 10],
    [2n, 1n, 5, 50],
  ]);
  expect(wiring).toMatchObject({ synapseCount: 6, autapses: 4, outside: 0 });
});

test('fromEdges counts synapses with cells that are not listed as outside', () => {
  const wiring = fromEdges({ pre: [1n, 1n], post: [2n, 3n], synapses: [2, 5] }, { cells: [2n, 1n] });
  expect(wiring).toMatchObject({ synapseCount: 2, outside: 5 });
});

test('fromEdges without synapses has one each', () => {
  expect([...fromEdges({ pre: ['1', '2'], post: ['2', '1'] }).counts]).toEqual([1, 1]);
});

test('refuses more synapses than counts of 32 bits hold, and numbers that are none', () => {
  const pre = [1n, 1n];
  expect(() => fromEdges({ pre, post: [2n, 2n], synapses: [4e9, 4e9] })).toThrow(
    'connectivity has too many synapses: received 8000000000, expected at most 4294967295',
  );
  expect(() => fromEdges({ pre, post: [2n, 3n], synapses: [4e9, 4e9] })).toThrow('too many synapses');
  const parts = { ids: [1n, 2n, 3n], offsets: [0, 2, 2, 2], targets: [1, 2], counts: [4e9, 4e9] };
  expect(() => connectivityOf(parts)).toThrow('connectivityOf counts are too many: received 8000000000');
  expect(() => fromEdges({ pre, post: [2n, 3n], synapses: [1n, 2n] as never })).toThrow(
    'fromEdges synapses at index 0 is no number of synapses: received 1n',
  );
  expect(() => fromEdges({ pre, post: [2n, 3n], summedSize: [1, null] as never })).toThrow(
    'fromEdges summedSize at index 1 is no number: received null, expected a number, NaN where it is not known',
  );
  expect([...fromEdges({ pre, post: [2n, 3n], summedSize: [1, Number.NaN] }).summedSize]).toEqual([1, Number.NaN]);
});

test('fromEdges refuses arrays that do not fit', () => {
  expect(() => fromEdges({ pre: [1n], post: [] })).toThrow(
    'fromEdges post has the wrong length: received 0, expected 1',
  );
  expect(() => fromEdges({ pre: [1n], post: [2n], synapses: [1.5] })).toThrow(
    'fromEdges synapses at index 0 is no number of synapses: received 1.5, expected a whole number from 0',
  );
});

test('fromDense reads rows as presynaptic and the diagonal as autapses', () => {
  const wiring = fromDense([10n, 20n], [7, 3, 1, 0]);
  expect(entriesOf(wiring)).toEqual([
    [10n, 20n, 3, Number.NaN],
    [20n, 10n, 1, Number.NaN],
  ]);
  expect(wiring.autapses).toBe(7);
  expect(() => fromDense([1n], [0, 1])).toThrow('fromDense matrix has the wrong length: received 2, expected 1 × 1');
  expect(() => fromDense([1n], [-1])).toThrow('fromDense matrix at index 0 is no number of synapses: received -1');
});

test('fromEdges of the edges, and fromDense of the dense matrix, are the connectivity again', () => {
  always(
    fc.property(anySynapses, synapses => {
      const wiring = { ...fromSynapses(synapseTable(synapses)), autapses: 0, outside: 0 };
      const list = edges(wiring);
      const again = fromEdges(
        {
          pre: bigintColumn(list, 'pre_id'),
          post: bigintColumn(list, 'post_id'),
          synapses: numberColumn(list, 'synapses'),
          summedSize: numberColumn(list, 'summed_size'),
        },
        { cells: wiring.ids },
      );
      expect(again).toEqual(wiring);
      const dense = fromDense(wiring.ids, toDense(wiring));
      expect({ ...dense, summedSize: wiring.summedSize }).toEqual(wiring);
      expectRows(dense);
    }),
  );
});
