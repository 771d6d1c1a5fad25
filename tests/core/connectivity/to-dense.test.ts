import { expect, test } from 'vitest';
import { type Connectivity, fromSynapses, toDense } from '../../../kernel-helpers/core/connectivity/index.js';
import { synapseTable } from './synapse-table.js';

test('toDense has a row for each presynaptic and a column for each postsynaptic cell', () => {
  const wiring = fromSynapses(
    synapseTable([
      { pre: 1n, post: 3n, size: 1 },
      { pre: 1n, post: 3n, size: 1 },
      { pre: 3n, post: 2n, size: 1 },
    ]),
  );
  expect([...toDense(wiring)]).toEqual([0, 0, 2, 0, 0, 0, 0, 1, 0]);
});

test('toDense refuses what would not fit in memory', () => {
  expect(() => toDense({ cellCount: 20_000 } as Connectivity)).toThrow(
    'toDense has too many cells: received 20000, expected at most 10000; pool them with groupMatrix',
  );
});
