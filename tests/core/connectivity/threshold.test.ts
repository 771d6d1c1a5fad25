import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromSynapses, threshold } from '../../../kernel-helpers/core/connectivity/index.js';
import { slowConnectivity } from '../../reference/connectivity.js';
import { always } from '../../reference/properties.js';
import { expectRows } from './rows.js';
import { anySynapses, entriesOf, synapseTable } from './synapse-table.js';

const wiring = fromSynapses({ pre: [1n, 1n, 2n], post: [2n, 2n, 3n], size: [10, 10, 90] });

test('threshold keeps cells, and counts the pairs and synapses it removes', () => {
  const strong = threshold(wiring, { minSynapses: 2 });
  expect(strong).toMatchObject({ cellCount: 3, pairCount: 1, synapseCount: 2, removedPairs: 1, removedSynapses: 1 });
  expect(entriesOf(threshold(wiring, { minSize: 21 }))).toEqual([[2n, 3n, 1, 90]]);
  expect(threshold(wiring, { minSize: 21, minSynapses: 2 }).pairCount).toBe(0);
});

test('threshold refuses to compare with nothing, with no number, and sizes that are not there', () => {
  expect(() => threshold(wiring, {})).toThrow(
    'threshold has nothing to compare with: expected minSynapses, minSize or both',
  );
  expect(() => threshold(wiring, { minSynapses: Number.NaN })).toThrow(
    'threshold minSynapses is not a number: received NaN',
  );
  expect(() => threshold(fromSynapses({ pre: [1n], post: [2n] }), { minSize: 1 })).toThrow(
    'threshold minSize needs sizes: received a connectivity whose entry 0 has none; read the synapses with a size column',
  );
});

test('threshold is a filter of entries', () => {
  always(
    fc.property(anySynapses, fc.integer({ min: 0, max: 5 }), fc.nat(1500), (synapses, minSynapses, minSize) => {
      const all = fromSynapses(synapseTable(synapses));
      const strong = threshold(all, { minSynapses, minSize });
      expectRows(strong);
      expect(entriesOf(strong)).toEqual(
        slowConnectivity(synapses).entries.filter(entry => entry[2] >= minSynapses && entry[3] >= minSize),
      );
      expect(strong.pairCount + strong.removedPairs).toBe(all.pairCount);
      expect(strong.synapseCount + strong.removedSynapses).toBe(all.synapseCount);
    }),
  );
});
