import { describe, expect, test } from 'vitest';
import { recipes } from '../../../kernel-helpers/index.js';
import { mirror } from '../../mirror';

describe.skipIf(!mirror)('Fig. 2d of Ding et al. 2025, from the released table', () => {
  test('meets all 52 printed numbers', async () => {
    const panel = await recipes.run('ding2025/fig2d');
    expect(panel.status).toBe('reproduced exactly');
    expect(panel.check?.passCount).toBe(52);
    expect(panel.check?.largestDeviation?.ofTolerance).toBeLessThanOrEqual(1);
    expect(panel.caption).toBe(
      'n = 144 presynaptic cells. Data version 9b6d9fd. Filters: presynaptic cells with all three ' +
        'populations. Test: two-sided paired t over presynaptic cells, corrected by Benjamini–Hochberg over all ' +
        'comparisons. Source: Ding et al. 2025, Fig. 2d, doi:10.1038/s41586-025-08840-3. 52 of 52 published numbers met.',
    );
  });

  test.each(['DELTA_ORI_CVT_MONET_FULL', 'DELTA_ORI_IV'] as const)(
    'finds nothing in %s, as the paper',
    async variable => {
      const panel = await recipes.run('ding2025/fig2d', { variable });
      expect(panel.check?.payload.rows.map(row => [row.printed, row.ours])).toEqual([
        ['12', '12'],
        ['0', '0'],
      ]);
      expect(panel.status).toBe('reproduced exactly');
    },
  );

  test('says that nothing is printed of the other variables', async () => {
    const panel = await recipes.run('ding2025/fig2d', { variable: 'READOUT_SIMILARITY_CVT' });
    expect(panel.check).toBeUndefined();
    expect(panel.status).toBe('nothing to check');
    expect(panel.caption).toContain('The paper prints no number of this: nothing to compare.');
  });
});

test('on the synthetic column it compares cells by the orientation they prefer', async () => {
  const { statistics } = await recipes.run('ding2025/fig2d', { data: 'synthetic-column' });
  expect(statistics.means.map(({ projection, preNucleusIds }) => [projection, preNucleusIds.length])).toEqual([
    ['V1->V1', 242],
  ]);
  // The column is grown so that alike cells connect more often.
  expect(statistics.comparisons[0].meanDifference).toBeGreaterThan(0.1);
  expect(statistics.comparisons[0].pAdjusted).toBeLessThan(1e-10);
});
