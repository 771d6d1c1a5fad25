import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromSynapses, partners, partnersByGroup } from '../../../kernel-helpers/core/connectivity/index.js';
import { InvalidArgumentError, NotFoundError } from '../../../kernel-helpers/errors.js';
import { slowConnectivity } from '../../reference/connectivity.js';
import { always } from '../../reference/properties.js';
import { anySynapses, synapseTable } from './synapse-table.js';

const wiring = fromSynapses(
  synapseTable([
    { pre: 1n, post: 2n, size: 1 },
    { pre: 1n, post: 3n, size: 2 },
    { pre: 1n, post: 3n, size: 3 },
    { pre: 4n, post: 1n, size: 7 },
  ]),
);

test('partners lists outputs and inputs, most synapses first', () => {
  const { id, outputs, inputs } = partners(wiring, 1n);
  expect(id).toBe(1n);
  expect([...outputs.ids]).toEqual([3n, 2n]);
  expect([...outputs.synapses]).toEqual([2, 1]);
  expect([...outputs.summedSize]).toEqual([5, 1]);
  expect([...inputs.ids]).toEqual([4n]);
  expect([...inputs.summedSize]).toEqual([7]);
});

test('partners of a cell without any are empty', () => {
  expect(partners(wiring, 3n).outputs.ids).toHaveLength(0);
});

test('partners names a cell that is not there, and a number that is no exact id', () => {
  expect(() => partners(wiring, 9n)).toThrow(
    'partners cell is not in the connectivity: received 9, expected one of its 4 cells (1, 2, 3, …)',
  );
  expect(() => partners(wiring, 9n)).toThrow(NotFoundError);
  expect(() => partners(wiring, (2 ** 60) as unknown as bigint)).toThrow(InvalidArgumentError);
});

test('partners lists the first of them and says how many there are', () => {
  const { outputs } = partners(wiring, '1', { top: 1 });
  expect([...outputs.ids]).toEqual([3n]);
  expect(outputs).toMatchObject({ partnerCount: 2, synapseCount: 3 });
  expect(() => partners(wiring, 1n, { top: 1.5 })).toThrow('partners top is not valid: received 1.5');
});

test('partnersByGroup pools by group, most synapses first, and counts partners without one', () => {
  const types = new Map([
    [2n, 'b'],
    [3n, 'a'],
  ]);
  const { outputs, inputs, ungrouped } = partnersByGroup(wiring, 1n, types);
  expect(outputs).toEqual([
    { group: 'a', partners: 1, synapses: 2, summedSize: 5, fraction: 2 / 3 },
    { group: 'b', partners: 1, synapses: 1, summedSize: 1, fraction: 1 / 3 },
  ]);
  expect(inputs).toEqual([]);
  expect(ungrouped).toEqual({ outputs: 0, inputs: 1 });
});

test('partners and partnersByGroup agree with a list of synapses', () => {
  always(
    fc.property(anySynapses, synapses => {
      const built = fromSynapses(synapseTable(synapses));
      const { entries } = slowConnectivity(synapses);
      for (const id of built.ids) {
        const { outputs, inputs } = partners(built, id);
        expect([...inputs.ids].sort()).toEqual(
          entries
            .filter(e => e[1] === id)
            .map(e => e[0])
            .sort(),
        );
        expect([...outputs.synapses]).toEqual(
          entries
            .filter(e => e[0] === id)
            .map(e => e[2])
            .sort((a, b) => b - a),
        );
        const all = partnersByGroup(
          built,
          id,
          Array.from(built.ids, () => 'all'),
        );
        expect(all.inputs.map(group => [group.partners, group.synapses])).toEqual(
          inputs.partnerCount === 0 ? [] : [[inputs.partnerCount, inputs.synapseCount]],
        );
      }
    }),
  );
});
