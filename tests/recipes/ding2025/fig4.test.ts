import { describe, expect, test } from 'vitest';
import { tableOf } from '../../../kernel-helpers/core/table.js';
import { recipes } from '../../../kernel-helpers/index.js';
import { releasedSlopes } from '../../../kernel-helpers/recipes/ding2025/released-slopes.js';
import { mirror } from '../../mirror';

describe.skipIf(!mirror)('Fig. 4 of Ding et al. 2025, from the released tables', () => {
  test.each([
    ['IN_SILICO_SIG_CORR_CVT', 'synaptic', 12],
    ['IN_SILICO_SIG_CORR_CVT', 'axonal', 22],
    ['READOUT_SIMILARITY_CVT', 'synaptic', 14],
    ['READOUT_SIMILARITY_CVT', 'axonal', 21],
    ['READOUT_LOCATION_DISTANCE_CVT', 'synaptic', 0],
    ['READOUT_LOCATION_DISTANCE_CVT', 'axonal', 24],
  ] as const)('%s at the %s scale: %d of 24 are significant', async (variable, scale, count) => {
    const { statistics, check } = await recipes.run('ding2025/fig4', { variable, scale });
    expect(statistics).toHaveLength(24);
    expect(statistics.filter(({ pAdjusted }) => pAdjusted < 0.05)).toHaveLength(count);
    expect(check?.allPass).toBe(true);
  });

  test('has the slopes that are told, and says that they are the authors’', async () => {
    const { check, status, statistics } = await recipes.run('ding2025/fig4');
    expect(check?.passCount).toBe(11);
    expect(status).toBe('from the authors’ fitted models');
    const within = statistics.find(({ pre, post }) => pre === 'HVA L2/3' && post === 'HVA L2/3');
    expect(within?.slope).toBeCloseTo(-0.108, 3);
    expect(within?.pAdjusted).toBeGreaterThan(0.05);
    // 792 synapses on 851.1 mm.
    expect(statistics[0].overall).toBeCloseTo(0.9306, 3);
  });

  test('a variable whose slopes the paper does not show has nothing to check', async () => {
    expect((await recipes.run('ding2025/fig4', { variable: 'IN_VIVO_SIG_CORR' })).status).toBe('nothing to check');
  });
});

const slopes = (proj_hva_layer: string[]) =>
  tableOf({
    proj_hva_layer,
    variable_name: proj_hva_layer.map(() => 'X'),
    quantity_name: proj_hva_layer.map(() => 'SYNAPSE_DENSITY'),
    trend: proj_hva_layer.map((_, i) => i + 1),
    'std.error': proj_hva_layer.map(() => 0.5),
    n_pre: proj_hva_layer.map(() => 9),
    n_pairs: proj_hva_layer.map(() => 100),
    n_synapses: proj_hva_layer.map(() => 40),
    dend_len: proj_hva_layer.map(() => 20),
  });

test('a projection is read as area and layer twice, its density from synapses and mm', () => {
  const table = slopes(['V1L2/3->HVAL4', 'HVAL5->V1L5']);
  const read = releasedSlopes({ slopes: table, counts: table }, 'X', 'synaptic');
  expect(read.map(({ pre, post, overall }) => [pre, post, overall])).toEqual([
    ['V1 L2/3', 'HVA L4', 2],
    ['HVA L5', 'V1 L5', 2],
  ]);
  // z = 2 and 4: 0.0455 and 6.33e-5, of which the larger stays and the smaller is doubled.
  expect(read[0].pAdjusted).toBeCloseTo(0.0455, 4);
  expect(read[1].pAdjusted).toBeCloseTo(2 * 6.334e-5, 7);
});

test('another projection, and one that the counts lack, are refused', () => {
  const good = slopes(['V1L2/3->HVAL4']);
  expect(() => releasedSlopes({ slopes: slopes(['V1->V1']), counts: good }, 'X', 'synaptic')).toThrow(
    /projection in row 0 is unknown: received "V1->V1"/,
  );
  expect(() => releasedSlopes({ slopes: slopes(['V1L4->V1L4']), counts: good }, 'X', 'synaptic')).toThrow(
    /projection in row 0 is not in the counts/,
  );
  expect(() => releasedSlopes({ slopes: good, counts: good }, 'Y', 'synaptic')).toThrow(/have no Y at the synaptic/);
});
