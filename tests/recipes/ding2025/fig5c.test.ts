import { describe, expect, test } from 'vitest';
import { recipes } from '../../../kernel-helpers/index.js';
import { mirror } from '../../mirror';

describe.skipIf(!mirror)('Fig. 5c of Ding et al. 2025, from the released table', () => {
  test('meets all 24 printed numbers', async () => {
    const panel = await recipes.run('ding2025/fig5c');
    expect(panel.check?.passCount).toBe(24);
    expect(panel.status).toBe('reproduced exactly');
    const total = panel.statistics.filter(({ effect }) => effect === 'total');
    expect(total.map(({ projection, w }) => [projection, w])).toEqual([
      ['V1->V1', 52],
      ['HVA->HVA', 218],
      ['V1->HVA', 54],
      ['HVA->V1', 48],
    ]);
  });

  test('of a cell with its partners nothing is significant, as the paper says', async () => {
    const { check, statistics } = await recipes.run('ding2025/fig5c', { pairs: 'pre_post' });
    expect(check?.allPass).toBe(true);
    expect(Math.min(...statistics.map(({ pAdjusted }) => pAdjusted))).toBeCloseTo(0.972, 3);
  });

  test('the axonal effect is drawn, and has no printed number', async () => {
    const panel = await recipes.run('ding2025/fig5c', { effect: 'axonal' });
    expect(panel.status).toBe('nothing to check');
  });
});

test('on the synthetic column the partners of a cell are more alike than those near it', async () => {
  const { statistics } = await recipes.run('ding2025/fig5c', { data: 'synthetic-column' });
  const [total] = statistics;
  expect(total.observedMedian).toBeGreaterThan(total.expectedMedian);
  expect(total.p).toBeLessThan(0.001);
});
