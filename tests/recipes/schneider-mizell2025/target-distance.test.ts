import { expect, test } from 'vitest';
import { tableOf } from '../../../kernel-helpers/core/table.js';
import { recipes } from '../../../kernel-helpers/index.js';
import { mirror } from '../../mirror';

const id = 'schneider-mizell2025/target-distance';
const data = {
  outputs: tableOf({
    pre_pt_root_id: [1n, 1n, 1n, 1n],
    post_pt_root_id: [2n, 1n, 3n, 9n],
    ctr_pt_position_x: [4000, 0, 0, 0],
    ctr_pt_position_y: [3000, 0, 0, 0],
    ctr_pt_position_z: [0, 0, 0, 0],
  }),
  cells: tableOf({ segment_id: [1n, 2n, 3n], nucleus_id: [11n, 12n, 13n], cell_type: ['BC', '23P', '4P'] }),
  // Voxels of 4 × 4 × 40 nm.
  somata: tableOf({ id: [12n, 11n], pt_position_x: [1000, 0], pt_position_y: [0, 0], pt_position_z: [100, 0] }),
};

test('distance is straight from the cleft to the nucleus of the target, in µm', async () => {
  const { statistics, caption } = await recipes.run(id, { data, fewest: 1 });
  // Neither the synapse on itself nor the one on a cell without a type.
  expect(statistics.targets).toEqual([2n, 3n]);
  expect(statistics.types).toEqual(['23P', '4P']);
  expect(statistics.distanceUm).toEqual([5, Number.NaN]);
  expect(caption).toContain('without a nucleus in the table are left out: 1');
});

test('a table of somata without places is refused, with the unit', async () => {
  const somata = tableOf({ id: [12n], pt_position_x: [1], pt_position_y: [1] });
  await expect(recipes.run(id, { data: { ...data, somata } })).rejects.toThrow(
    /input somata lacks the column pt_position_z: .* \(int32, voxels of 40 nm\)/,
  );
});

test('on the synthetic column synapses lie within the reach of a dendrite', async () => {
  const { statistics } = await recipes.run(id, { data: 'synthetic-column' });
  expect(statistics.distanceUm.length).toBeGreaterThan(100);
  expect(Math.max(...statistics.distanceUm)).toBeLessThan(700);
  expect(Math.min(...statistics.distanceUm)).toBeLessThan(20);
});

test.skipIf(!mirror)('from the catalogue: says which file is missing, or draws 613 synapses', async () => {
  const panel = await recipes.run(id).catch((error: Error) => error);
  if (panel instanceof Error) expect(panel.message).toContain('npx connectome fetch minnie65/v1507/aibs_cell_info');
  else expect(panel.statistics.distanceUm).toHaveLength(613);
});
