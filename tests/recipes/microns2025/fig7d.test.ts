import { describe, expect, test } from 'vitest';
import { jupyterDisplay, MATRIX_MIME } from '../../../kernel-helpers/contract/mime.js';
import { tableOf } from '../../../kernel-helpers/core/table.js';
import { recipes } from '../../../kernel-helpers/index.js';
import { mirror } from '../../mirror';

describe.skipIf(!mirror)('Fig. 7d of the MICrONS paper, from the released tables', () => {
  test('has 78 interneurons with 249,855 output synapses, and seven cells that reach them 253 times', async () => {
    const { statistics, check } = await recipes.run('microns2025/fig7d');
    expect(statistics.interneurons).toEqual({ DTC: 33, PTC: 32, ITC: 10, STC: 3 });
    expect(statistics.ontoInterneurons).toEqual({ DTC: 121, PTC: 114, ITC: 15, STC: 3 });
    expect(Object.values(statistics.ofInterneurons).reduce((a, b) => a + b)).toBe(249_855);
    expect(statistics.l3aCells).toEqual(['256465', '294539', '294510', '294583', '292685', '222998', '294657']);
    expect(check?.passCount).toBe(21);
    expect(check?.allPass).toBe(true);
  });

  test('is a matrix to work with, of interneurons or of excitatory types', async () => {
    for (const part of ['inhibitory', 'excitatory'] as const) {
      const panel = await recipes.run('microns2025/fig7d', { part });
      expect(await panel[jupyterDisplay]()).toHaveProperty([MATRIX_MIME]);
    }
  });
});

test('sums by type are those of one’s own table, and a count that is another fails', async () => {
  const targets = ['L2', 'L3', 'L4', 'L5', 'L5ET', 'L5NP', 'L6', 'DTC', 'PTC', 'ITC', 'STC'];
  const inhibitory = tableOf({
    pt_root_id: [864691135101289504n, 864691135101289505n],
    cell_type: ['PTC', 'DTC'],
    pt_position_y: [400, 500],
    '11': [2, 0],
    '12': [1, 4],
    ...Object.fromEntries(targets.map((target, i) => [target, [i, 1]])),
  });
  const excitatory = tableOf({ column_1: ['L2P', 'L3P'], '11': [5, 6], '12': [7, 8] });
  const { statistics, check } = await recipes.run('microns2025/fig7d', { data: { inhibitory, excitatory } });
  expect(statistics.ontoInterneurons).toEqual({ PTC: 3, DTC: 4 });
  expect(statistics.ontoExcitatory).toEqual({ L2P: 12, L3P: 14 });
  expect(statistics.ofInterneurons.STC).toBe(11);
  expect(check?.allPass).toBe(false);
  const nobody = tableOf({ column_1: ['L2P'] });
  await expect(recipes.run('microns2025/fig7d', { data: { inhibitory, excitatory: nobody } })).rejects.toThrow(
    /fig7d table has no cells: received columns column_1, expected some named by a nucleus id/,
  );
});
