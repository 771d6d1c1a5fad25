import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellSynapses, connectionSummary } from '../../../kernel-helpers/core/connectivity/cell-synapses.js';
import { tableOf } from '../../../kernel-helpers/core/table.js';

//              autapse ↓              ↓ no segment
const pre = [1n, 1n, 1n, 2n, 1n, 1n, 1n, 3n];
const post = [5n, 6n, 1n, 1n, 5n, 0n, 7n, 1n];
const size = [10, 20, 99, 40, 30, 98, 50, 60];
const groupOf = new Map([
  [5n, 'BC'],
  [6n, 'MC'],
  [2n, 'BC'],
]);

test('outputs are the rows the cell is presynaptic in, without those on itself or on no segment', () => {
  const outputs = cellSynapses({ pre, post, size }, 1n, { side: 'outputs', groupOf });
  expect(outputs).toMatchObject({ id: 1n, side: 'outputs', autapses: 1, withoutSegment: 1 });
  expect([...outputs.rows]).toEqual([0, 1, 4, 6]);
  expect([...outputs.partners]).toEqual([5n, 6n, 5n, 7n]);
  expect([...outputs.perConnection]).toEqual([2, 1, 2, 1]);
  expect([...outputs.sizes]).toEqual([10, 20, 30, 50]);
  expect(outputs.groups).toEqual(['BC', 'MC', 'BC', undefined]);
});

test('inputs are the rows it is postsynaptic in; columns of a table go by the names given', () => {
  const table = tableOf({ from: pre, to: post });
  const inputs = cellSynapses(table, '1', { side: 'inputs', pre: 'from', post: 'to' });
  expect([...inputs.rows]).toEqual([3, 7]);
  expect([...inputs.partners]).toEqual([2n, 3n]);
  expect([...inputs.sizes]).toEqual([Number.NaN, Number.NaN]);
  expect(inputs.autapses).toBe(1);
});

test('a summary counts synapses of multisynaptic connections, not connections', () => {
  const outputs = cellSynapses({ pre, post, size }, 1n, { side: 'outputs', groupOf });
  expect(connectionSummary(outputs)).toEqual({
    synapses: 4,
    partners: 3,
    multisynaptic: 2,
    fractionMultisynaptic: 0.5,
    largestConnection: 2,
    medianSize: 25,
    medianSizeMultisynaptic: 20,
    medianSizeSingle: 35,
  });
  expect(connectionSummary(outputs, { grouped: true })).toMatchObject({ synapses: 3, medianSizeSingle: 20 });
  expect(connectionSummary(outputs, { group: 'MC' })).toMatchObject({
    synapses: 1,
    fractionMultisynaptic: 0,
    medianSizeMultisynaptic: undefined,
  });
  expect(connectionSummary(outputs, { group: 'NGC' })).toMatchObject({
    synapses: 0,
    fractionMultisynaptic: undefined,
    largestConnection: 0,
  });
});

test('as a slow twin counts, for any synapses', () => {
  const id = fc.bigInt({ min: 0n, max: 4n });
  fc.assert(
    fc.property(fc.array(fc.tuple(id, id)), fc.constantFrom('outputs' as const, 'inputs' as const), (rows, side) => {
      const [own, other] = side === 'outputs' ? [0, 1] : [1, 0];
      const found = cellSynapses({ pre: rows.map(r => r[0]), post: rows.map(r => r[1]) }, 1n, { side });
      const mine = rows.filter(row => row[own] === 1n && row[other] !== 1n && row[other] !== 0n);
      expect([...found.partners]).toEqual(mine.map(row => row[other]));
      expect([...found.perConnection]).toEqual(mine.map(row => mine.filter(r => r[other] === row[other]).length));
      expect(connectionSummary(found).multisynaptic).toBe([...found.perConnection].filter(k => k > 1).length);
    }),
  );
});

test('a side that is neither is refused', () => {
  expect(() => cellSynapses({ pre, post }, 1n, { side: 'pre' as 'inputs' })).toThrow(
    'cellSynapses side is unknown: received pre, expected outputs or inputs',
  );
});
