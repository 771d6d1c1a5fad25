import { expect, test } from 'vitest';
import { crossTabulate, fromSynapses, partnersByGroup } from '../../kernel-helpers/core/connectivity/index.js';
import { bigintColumn, stringColumn } from '../../kernel-helpers/core/table.js';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import { check } from '../../kernel-helpers/published/check.js';
import { basketCellTargets, census } from '../../kernel-helpers/published/schneider-mizell2025.js';
import { mirror } from '../mirror.js';

const BASKET_CELL = 864691135101289504n;

test('every number has its own name, and its value is what its digits say', () => {
  for (const { numbers } of [census, basketCellTargets]) {
    expect(new Set(numbers.map(number => number.quantity)).size).toBe(numbers.length);
    for (const { printed, value } of numbers) expect(value).toBe(Number(printed));
  }
});

test('without cells nothing agrees', () => {
  expect(check(census.quantities(crossTabulate([], [])), census).passCount).toBe(0);
  const none = { id: 1n, outputs: [], inputs: [], ungrouped: { outputs: 0, inputs: 0 } };
  expect(check(basketCellTargets.quantities(none), basketCellTargets).passCount).toBe(0);
});

test.skipIf(!mirror)('the census of the column: both tables join by nucleus, and every count agrees', async () => {
  const morphological = await datasets.open('elabbady2025/column-radial-extent', { mirror });
  const byHand = await datasets.open('celii2025/column-cell-types', { mirror });
  const nuclei = bigintColumn(byHand, 'nucleus_id');
  const handType = new Map(stringColumn(byHand, 'cell_type').map((type, row) => [nuclei[row], type]));
  const types = crossTabulate(
    Array.from(bigintColumn(morphological, 'id'), id => handType.get(id)),
    stringColumn(morphological, 'cell_type'),
  );
  const result = check(census.quantities(types), census);
  expect(result.payload.rows.filter(row => !row.pass)).toEqual([]);
  expect(result.allPass).toBe(true);
  expect(types.missing).toBe(0);

  const classes = stringColumn(morphological, 'classification_system');
  expect(classes.filter(name => name === 'aibs_coarse_excitatory')).toHaveLength(1188);
  expect(classes.filter(name => name === 'aibs_coarse_inhibitory')).toHaveLength(163);

  const at = (hand: string, type: string): number =>
    types.counts[types.rows.indexOf(hand) * types.columns.length + types.columns.indexOf(type)];
  expect([at('BC', 'PTC'), at('MC', 'DTC'), at('BPC', 'ITC'), at('NGC', 'STC')]).toEqual([58, 41, 29, 16]);
  expect([at('5P-NP', 'L5NP'), at('5P-PT', 'L5ET'), at('WM-P', 'L6wm')]).toEqual([10, 35, 18]);
});

test.skipIf(!mirror)('a basket cell: 613 of its 6,514 synapses are on 269 typed cells of the column', async () => {
  const synapses = await datasets.open('minnie65/basket-cell-outputs', { mirror });
  const cells = await datasets.open('celii2025/column-cell-types', { mirror });
  const wiring = fromSynapses(synapses, {
    pre: 'pre_pt_root_id',
    post: 'post_pt_root_id',
    id: 'id',
    cells: bigintColumn(cells, 'segment_id'),
  });
  expect(wiring).toMatchObject({ cellCount: 1357, synapseCount: 613, pairCount: 269, autapses: 44 });
  expect(wiring.synapseCount + wiring.autapses + wiring.outside).toBe(6514);
  const partners = partnersByGroup(wiring, BASKET_CELL, stringColumn(cells, 'cell_type'));
  const result = check(basketCellTargets.quantities(partners), basketCellTargets);
  expect(result.payload.rows.filter(row => !row.pass)).toEqual([]);
  expect(result.allPass).toBe(true);
  const synapseSize = partners.outputs.reduce((sum, { summedSize }) => sum + summedSize, 0);
  expect(synapseSize).toBe(wiring.summedSize.reduce((sum, size) => sum + size, 0));
});
