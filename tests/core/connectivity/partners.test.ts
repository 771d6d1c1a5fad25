import { expect, test } from 'vitest';
import { fromSynapses, partners } from '../../../kernel-helpers/core/connectivity/index.js';
import { InvalidArgumentError, NotFoundError } from '../../../kernel-helpers/errors.js';
import { synapseTable } from './synapse-table.js';

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
