import { describe, expect, test } from 'vitest';
import { type TableLike, tableOf } from '../../../kernel-helpers/core/table.js';
import { recipes } from '../../../kernel-helpers/index.js';
import { mirror } from '../../mirror';

const id = 'schneider-mizell2025/basket-cell-card';

const rowsOf = (table: TableLike, rows: number) =>
  tableOf(
    Object.fromEntries(
      table.schema.fields.map(({ name }) => [
        name,
        Array.from({ length: rows }, (_, i) => table.getChild(name)?.get(i)),
      ]),
    ),
  );

describe.skipIf(!mirror)('the card of basket cell 864691135101289504', () => {
  test('agrees with every number that pandas gives of the same files', async () => {
    const panel = await recipes.run(id);
    expect(panel.check?.payload.rows.filter(row => !row.pass)).toEqual([]);
    expect(panel.check?.passCount).toBe(36);
    expect(panel.status).toBe('consistent with the released data');
    const { outputs, inputs, columnOutputs, byTarget, soma } = panel.statistics;
    expect([outputs.synapses, outputs.partners, outputs.largestConnection]).toEqual([6470, 3233, 15]);
    expect([inputs.synapses, inputs.multisynaptic]).toEqual([12380, 3327]);
    expect([columnOutputs.multisynaptic, columnOutputs.medianSize]).toEqual([484, 3944]);
    expect(byTarget['23P'].medianSize).toBe(3672);
    expect(soma?.synapseCount).toBeGreaterThan(300);
    // To the centre of the nucleus at version 1412, which these files do not have, µm.
    const [x, y, z] = (soma?.centreNm ?? []).map(nm => nm / 1000);
    expect(Math.hypot(x - 766.848, y - 547.712, z - 899.48)).toBeLessThan(3);
    expect(panel.caption).toContain('n = 6,470 outputs, 613 on typed cells, 12,380 inputs.');
  });

  test('with the last synapse left out it does not agree', async () => {
    const { data } = await recipes.run(id);
    const panel = await recipes.run(id, { data: { outputs: rowsOf(data.outputs as TableLike, 6513) } });
    expect(panel.status).toBe('does not agree');
    expect(panel.check?.passCount).toBeLessThan(36);
  });

  test('draws all partners when asked', async () => {
    const panel = await recipes.run(id, { partners: 'all' });
    expect(panel.caption).toContain('Connections and sizes: with all partners, fragments among them.');
    expect(panel.check?.allPass).toBe(true);
  });

  test('refuses synapses without a place, with the unit', async () => {
    const outputs = tableOf({ pre_pt_root_id: [1n], post_pt_root_id: [2n], size: [3] });
    await expect(recipes.run(id, { data: { outputs } })).rejects.toThrow(
      /input outputs lacks the column ctr_pt_position_x: .* \(float64, nm\): centre of the cleft/,
    );
  });
});

test('of one’s own synapses it takes the cell that most of them are of', async () => {
  const at = (n: number) => Object.fromEntries(['x', 'y', 'z'].map(a => [`ctr_pt_position_${a}`, Array(n).fill(0)]));
  const panel = await recipes.run(id, {
    data: {
      outputs: tableOf({ pre_pt_root_id: [8n, 7n, 7n], post_pt_root_id: [7n, 8n, 9n], size: [1, 2, 4], ...at(3) }),
      inputs: tableOf({ pre_pt_root_id: [8n], post_pt_root_id: [7n], size: [1], ...at(1) }),
      cells: tableOf({ segment_id: [7n, 8n], cell_type: ['BC', 'MC'] }),
    },
  });
  const { statistics } = panel;
  expect(statistics.id).toBe(7n);
  expect(statistics.outputs).toMatchObject({ synapses: 2, multisynaptic: 0, medianSize: 3 });
  expect(statistics.targets.outputs.map(({ group, synapses }) => [group, synapses])).toEqual([['MC', 1]]);
  expect(statistics.soma).toBeUndefined();
  expect(statistics.medianOutputDistanceUm).toBeNaN();
  expect(panel.check?.allPass).toBe(false);
});

test('on the synthetic column it is the card of one of its basket cells', async () => {
  const { statistics, status, check, data } = await recipes.run(id, { data: 'synthetic-column' });
  expect([status, check]).toEqual(['synthetic', undefined]);
  expect(statistics.outputs.synapses).toBe((data.outputs as TableLike).numRows);
  expect(statistics.columnOutputs.synapses).toBe(statistics.outputs.synapses);
});
