import { expect, test } from 'vitest';
import { tableOf } from '../../../kernel-helpers/core/table.js';
import { recipes } from '../../../kernel-helpers/index.js';
import { mirror } from '../../mirror';

const id = 'schneider-mizell2025/soma-depth';
const morphological = tableOf({
  id: [1n, 2n, 3n],
  cell_type: ['L2a', 'L6wm', 'PTC'],
  classification_system: ['aibs_coarse_excitatory', 'aibs_coarse_excitatory', 'aibs_coarse_inhibitory'],
});
const manual = tableOf({ nucleus_id: [1n, 2n, 3n], cell_type: ['23P', 'WM-P', 'BC'] });
/** The first two are the points with which the transform itself is tried. */
const somata = tableOf({
  id: [2n, 1n, 9n],
  pt_position_x: [179648, 178400, 0],
  pt_position_y: [258768, 143248, 0],
  pt_position_z: [23597, 21238, 0],
});

test('depth is that of the nucleus under the flat pia; cells without one are counted', async () => {
  const { statistics, caption } = await recipes.run(id, { data: { morphological, manual, somata } });
  expect(statistics.types).toEqual(['23P', 'WM-P', 'BC']);
  expect(statistics.depthUm[0]).toBeCloseTo(236.3349, 4);
  expect(statistics.depthUm[1]).toBeCloseTo(697.0916, 4);
  expect(statistics.depthUm[2]).toBeNaN();
  expect(caption).toContain('n = 2 cells.');
  expect(caption).toContain('cells without a soma in the table are left out: 1');
});

test('types may be the morphological ones, of one class', async () => {
  const { statistics } = await recipes.run(id, {
    data: { morphological, manual, somata },
    types: 'morphological',
    cells: 'excitatory',
  });
  expect(statistics.types).toEqual(['L2a', 'L6wm']);
});

test('a table of somata without depth is refused, with its unit', async () => {
  const flat = tableOf({ id: [1n], pt_position_x: [1], pt_position_z: [1] });
  await expect(recipes.run(id, { data: { morphological, manual, somata: flat } })).rejects.toThrow(
    /input somata lacks the column pt_position_y: .* \(int32, voxels of 4 nm\)/,
  );
});

test('on the synthetic column, depth is as it was grown', async () => {
  const { statistics, data } = await recipes.run(id, { data: 'synthetic-column' });
  expect(statistics.depthUm).toHaveLength(300);
  const sorted = statistics.depthUm.every((depth, i) => i === 0 || depth >= statistics.depthUm[i - 1] - 1e-3);
  expect(sorted).toBe(true);
  expect(data).toHaveProperty('somata');
});

test.skipIf(!mirror)('from the catalogue: says which file is missing, or lays each cell at its depth', async () => {
  const panel = await recipes.run(id).catch((error: Error) => error);
  if (panel instanceof Error) {
    expect(panel.message).toMatch(/aibs_cell_info_merged\.csv\.gz, 5,696,726 bytes/);
    expect(panel.message).toContain('npx connectome fetch minnie65/v1507/aibs_cell_info');
  } else {
    expect(panel.statistics.depthUm.filter(Number.isFinite).length).toBeGreaterThan(1300);
  }
});
