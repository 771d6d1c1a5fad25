import fc from 'fast-check';
import { expect, test } from 'vitest';
import { degrees, fromSynapses } from '../../../kernel-helpers/core/connectivity/index.js';
import { slowConnectivity } from '../../reference/connectivity.js';
import { always } from '../../reference/properties.js';
import { anySynapses, synapseTable } from './synapse-table.js';

test('degrees counts partners and synapses on both sides', () => {
  const wiring = fromSynapses(
    synapseTable([
      { pre: 1n, post: 2n, size: 1 },
      { pre: 1n, post: 2n, size: 5 },
      { pre: 3n, post: 2n, size: 4 },
    ]),
  );
  const { outPartners, inPartners, outSynapses, inSynapses, outSize, inSize } = degrees(wiring);
  expect([...outPartners]).toEqual([1, 0, 1]);
  expect([...inPartners]).toEqual([0, 2, 0]);
  expect([...outSynapses]).toEqual([2, 0, 1]);
  expect([...inSynapses]).toEqual([0, 3, 0]);
  expect([...outSize]).toEqual([6, 0, 4]);
  expect([...inSize]).toEqual([0, 10, 0]);
});

test('degrees agrees with counting entries', () => {
  always(
    fc.property(anySynapses, synapses => {
      const { outPartners, inSynapses, outSize } = degrees(fromSynapses(synapseTable(synapses)));
      const { cells, entries } = slowConnectivity(synapses);
      cells.forEach((id, i) => {
        expect(outPartners[i]).toBe(entries.filter(entry => entry[0] === id).length);
        expect(outSize[i]).toBe(entries.filter(e => e[0] === id).reduce((sum, entry) => sum + entry[3], 0));
        expect(inSynapses[i]).toBe(entries.filter(e => e[1] === id).reduce((sum, entry) => sum + entry[2], 0));
      });
    }),
  );
});

test('degrees of synapses without sizes have no strength in size, but for cells without synapses', () => {
  const { outSize } = degrees(fromSynapses({ pre: [1n], post: [2n] }));
  expect([...outSize]).toEqual([Number.NaN, 0]);
});
