import { expect, test } from 'vitest';
import { edges, fromSynapses, meanSize } from '../../../kernel-helpers/core/connectivity/index.js';
import { columnNames } from '../../../kernel-helpers/core/table.js';
import { table } from '../../../kernel-helpers/display/table.js';

const wiring = fromSynapses({ pre: [9n, 9n, 7n], post: [7n, 7n, 9n], size: [100, 300, 50] });

test('meanSize divides the summed size of each pair by its synapses', () => {
  expect([...meanSize(wiring)]).toEqual([50, 200]);
  expect([...meanSize(fromSynapses({ pre: [1n], post: [2n] }))]).toEqual([Number.NaN]);
});

test('edges is a table of pairs that can be shown', () => {
  const list = edges(wiring);
  expect(columnNames(list)).toEqual(['pre_id', 'post_id', 'synapses', 'summed_size', 'mean_size']);
  expect([...Array(2).keys()].map(row => columnNames(list).map(name => list.getChild(name)?.get(row)))).toEqual([
    [7n, 9n, 1, 50, 50],
    [9n, 7n, 2, 400, 200],
  ]);
  expect(table(list).text).toContain('mean_size');
});

test('edges of synapses without sizes have no columns of sizes', () => {
  expect(columnNames(edges(fromSynapses({ pre: [1n], post: [2n] })))).toEqual(['pre_id', 'post_id', 'synapses']);
});
