import { expect, test, vi } from 'vitest';
import { cellSynapses } from '../../../kernel-helpers/core/connectivity/cell-synapses.js';
import { bigintColumn, stringColumn } from '../../../kernel-helpers/core/table.js';
import { connectivityCard } from '../../../kernel-helpers/display/figure/connectivity-card.js';
import * as datasets from '../../../kernel-helpers/io/datasets.js';
import { mirror } from '../../mirror.js';

const groupOf = new Map([
  [2n, 'BC'],
  [3n, 'MC'],
  [4n, 'BC'],
]);
const synapses = {
  pre: [1n, 1n, 1n, 1n, 1n, 1n, 5n, 4n],
  post: [2n, 2n, 3n, 4n, 9n, 1n, 1n, 1n],
  size: Float64Array.of(100, 200, 400, 800, 50, 7, 30, 60),
};
const outputs = cellSynapses(synapses, 1n, { side: 'outputs', groupOf });
const inputs = cellSynapses(synapses, 1n, { side: 'inputs', groupOf });

const titles = (...args: Parameters<typeof connectivityCard>): string[] =>
  (connectivityCard(...args).payload.layout.annotations as { text: string }[])
    .map(({ text }) => text)
    .filter(text => text.startsWith('<b>'))
    .map(text => text.slice(3, -4));

test('bars count synapses by type, the commonest first, with the cells in brackets', () => {
  const { payload } = connectivityCard(outputs);
  expect(payload.data[0]).toMatchObject({ type: 'bar', x: [0, 1], y: [3, 1] });
  expect(payload.layout.xaxis).toMatchObject({ ticktext: ['BC (2)', 'MC (1)'] });
});

test('what is not given is left out, and the caption says so', () => {
  expect(titles(outputs)).toEqual([
    'Targets by type',
    'Multisynaptic fraction',
    'Synapses per connection',
    'Size of its outputs',
  ]);
  expect(connectivityCard(outputs).payload.caption).toContain(
    "Not shown: enrichment (no expectation given), inputs (not given), distance to the targets' somata (not given).",
  );
  expect(
    titles(outputs, { inputs, expected: { BC: 1, MC: 2 }, targetDistancesUm: [1, 2, 3, null, null] }),
  ).toHaveLength(7);
});

test('two of three synapses on BC are in one connection, and the one on a fragment counts among all', () => {
  const multisynaptic = connectivityCard(outputs).payload.data.find(
    ({ y }) => JSON.stringify(y) === JSON.stringify([2 / 3, 0]),
  );
  expect(multisynaptic).toBeDefined();
  const { summary } = connectivityCard(outputs);
  expect(summary).toContain('40.0 % of all output synapses are in multisynaptic connections, median size 200.');
  expect(summary).toContain('n = 5 output synapses on 4 partners, 4 of them on 3 typed cells');
  expect(summary).toContain('synapses of the cell on itself 1');
});

test('an expectation makes log2, and with standard deviations z; a type never met has a z and no logarithm', () => {
  const log = connectivityCard(outputs, { expected: { BC: 1.5, NGC: 2 } });
  expect(log.summary).toContain('log2 observed / expected: BC 1.00, NGC no synapse.');
  expect(log.payload.data.find(({ y }) => (y as (number | null)[])[1] === null)).toMatchObject({ y: [1, null] });
  const z = connectivityCard(outputs, {
    expected: { BC: { mean: 1, standardDeviation: 0.5 }, NGC: { mean: 2, standardDeviation: 1 } },
  });
  expect(z.summary).toContain('z: BC 4.00, NGC -2.00.');
});

test('few distances make one line over all types, each bin 10 µm wide', () => {
  const { payload, summary } = connectivityCard(outputs, { targetDistancesUm: [1, 12, 13, null, 25] });
  expect(payload.data.at(-1)).toMatchObject({ x: [5, 15, 25], y: [0.25, 0.5, 0.25] });
  expect(summary).toContain("Median distance to the target's soma: 12.5 µm.");
  expect(payload.caption).toContain('synapses without a distance 1');
});

test('a card for print is as wide as a page', () => {
  const { payload } = connectivityCard(outputs, { preset: 'publication' });
  expect(payload.layout.width).toBeCloseTo(680.3, 1);
});

test('what is no card is refused', () => {
  expect(() => connectivityCard(inputs)).toThrow('connectivityCard outputs are none: received side inputs');
  expect(() => connectivityCard(outputs, { inputs: { ...inputs, id: 7n } })).toThrow('received side inputs of cell 7');
  expect(() => connectivityCard(outputs, { expected: {} })).toThrow('connectivityCard expected is empty');
  expect(() => connectivityCard(outputs, { expected: { BC: 0 } })).toThrow(
    'expected of BC is not a number of synapses',
  );
  expect(() => connectivityCard(outputs, { targetDistancesUm: [1] })).toThrow('received 1, expected 5');
  expect(() => connectivityCard(outputs, { targetDistancesUm: [1, -2, 3, 4, 5] })).toThrow(
    'at index 1 is out of range',
  );
});

test.skipIf(mirror === undefined)('the basket cell has 613 synapses on 269 typed cells of the column', async () => {
  vi.stubEnv('CONNECTOME_MIRROR', mirror);
  const columns = { pre: 'pre_pt_root_id', post: 'post_pt_root_id' };
  const cells = await datasets.open('celii2025/column-cell-types');
  const ids = bigintColumn(cells, 'segment_id');
  const types = new Map(stringColumn(cells, 'cell_type').map((type, row) => [ids[row], type]));
  const id = 864691135101289504n;
  const real = cellSynapses(await datasets.open('minnie65/basket-cell-outputs'), id, {
    ...columns,
    side: 'outputs',
    groupOf: types,
  });
  const { payload, summary } = connectivityCard(real);
  expect(payload.data[0].y).toEqual([375, 142, 42, 26, 16, 6, 4, 1, 1]);
  expect(summary).toContain('23P 375');
  expect(summary).toContain('n = 6,470 output synapses on 3,233 partners, 613 of them on 269 typed cells');
  expect(summary).toContain('70.6 % of all output synapses are in multisynaptic connections, median size 3728.');
});
