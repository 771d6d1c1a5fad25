import { expect, test } from 'vitest';
import { cellSynapses } from '../../../kernel-helpers/core/connectivity/cell-synapses.js';
import { connectionSizes, synapseSizes, typeBars } from '../../../kernel-helpers/display/figure/card-panels.js';

const synapses = { pre: [1n, 1n, 1n, 1n], post: [2n, 2n, 2n, 3n], size: Float64Array.of(1, 10, 10, 100) };
const outputs = cellSynapses(synapses, 1n, { side: 'outputs' });

test('three of four synapses are in a connection of three', () => {
  const { traces, key } = connectionSizes(outputs, undefined, side => [...side.rows.keys()]);
  expect(traces).toHaveLength(1);
  expect(traces[0]).toMatchObject({ x: [1, 2, 3], y: [0.25, 0, 0.75] });
  expect(key).toEqual([['outputs', '#0072b2']]);
});

test('shares of sizes add up to 1 for single and for multisynaptic connections', () => {
  const { traces } = synapseSizes(outputs, [0, 1, 2, 3], 'voxels');
  for (const { y } of traces) expect((y as number[]).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
});

test('a bar says how many synapses a cell has on average', () => {
  const { traces } = typeBars('T', [{ group: 'BC', partners: 2, synapses: 5 }]);
  expect(traces[0].customdata).toEqual(['BC: 5 synapses, 2 cells, 2.5 each']);
});
