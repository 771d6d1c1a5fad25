import { expect, test } from 'vitest';
import { quantile } from '../../../kernel-helpers/core/stats/summary/quantile.js';
import { tableOf } from '../../../kernel-helpers/core/table.js';
import { recipes } from '../../../kernel-helpers/index.js';
import { mirror } from '../../mirror';

const id = 'schneider-mizell2025/dendrite-reach';
const medianOf = ({ types, reachUm }: { types: readonly string[]; reachUm: readonly number[] }, type: string) =>
  quantile(
    reachUm.filter((_, i) => types[i] === type),
    0.5,
  );

test.skipIf(!mirror)('from the released tables: medians by type as pandas has them', async () => {
  const panel = await recipes.run(id);
  expect(panel.status).toBe('nothing to check');
  // Medians that pandas gives of the same file.
  expect(medianOf(panel.statistics, 'L2a')).toBeCloseTo(153.850153, 6);
  expect(medianOf(panel.statistics, 'L3a')).toBeCloseTo(105.819105, 6);
  const byHand = await recipes.run(id, { types: 'manual', cells: 'inhibitory' });
  expect(new Set(byHand.statistics.types)).toEqual(new Set(['BC', 'MC', 'NGC', 'BPC', 'Unsure I']));
  expect(byHand.statistics.reachUm).toHaveLength(163);
  expect(byHand.caption).toContain('Filters: inhibitory cells.');
});

test('a cell without a measure is drawn by nobody and counted by nobody', async () => {
  const panel = await recipes.run(id, {
    data: {
      morphological: tableOf({
        id: [1n, 2n],
        cell_type: ['PTC', 'PTC'],
        classification_system: ['aibs_coarse_inhibitory', 'aibs_coarse_inhibitory'],
        radial_extent_dendrite: [100, null],
      }),
      manual: tableOf({ nucleus_id: [1n], cell_type: ['BC'] }),
    },
  });
  expect(panel.statistics.reachUm).toEqual([100, Number.NaN]);
  expect(panel.caption).toContain('n = 1 cells.');
});

test('a table that lacks the measure is refused, with its unit', async () => {
  const morphological = tableOf({ id: [1n], cell_type: ['PTC'], classification_system: ['aibs_coarse_inhibitory'] });
  const manual = tableOf({ nucleus_id: [1n], cell_type: ['BC'] });
  await expect(recipes.run(id, { data: { morphological, manual } })).rejects.toThrow(
    'radial_extent_dendrite (float64, µm): how far the dendrite reaches from the soma',
  );
});

test('on the synthetic column, the reach is measured on the grown dendrites', async () => {
  const { statistics, status } = await recipes.run(id, { data: 'synthetic-column', types: 'manual' });
  expect(status).toBe('synthetic');
  expect(statistics.reachUm).toHaveLength(300);
  // Neurogliaform cells are grown small, basket cells wide.
  expect(medianOf(statistics, 'NGC')).toBeLessThan(medianOf(statistics, 'BC') as number);
});
