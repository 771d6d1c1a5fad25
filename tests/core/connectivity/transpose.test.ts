import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromSynapses, transpose } from '../../../kernel-helpers/core/connectivity/index.js';
import { always } from '../../reference/properties.js';
import { expectRows } from './rows.js';
import { anySynapses, synapseTable } from './synapse-table.js';

test('transpose has a row for each cell of those that synapse on it', () => {
  const wiring = transpose(fromSynapses({ pre: [1n, 1n, 2n], post: [2n, 3n, 3n], size: [5, 6, 7] }));
  expect([...wiring.offsets]).toEqual([0, 0, 1, 3]);
  expect([...wiring.targets]).toEqual([0, 0, 1]);
  expect([...wiring.summedSize]).toEqual([5, 6, 7]);
});

test('transpose is the connectivity of synapses turned round, and twice it is the same again', () => {
  always(
    fc.property(anySynapses, synapses => {
      const wiring = fromSynapses(synapseTable(synapses));
      const turned = synapses.map(({ pre, post, size }) => ({ pre: post, post: pre, size }));
      expectRows(transpose(wiring));
      expect(transpose(wiring)).toEqual(fromSynapses(synapseTable(turned)));
      expect(transpose(transpose(wiring))).toEqual(wiring);
    }),
  );
});
