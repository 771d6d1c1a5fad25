import { describe, expect, test } from 'vitest';
import { recipes } from '../../../kernel-helpers/index.js';
import { mirror } from '../../mirror';

describe.skipIf(!mirror)('Fig. 6k of the MICrONS paper, from the released responses', () => {
  test('has 231 partners, whose correlations with the neuron scatter round 0', async () => {
    const { statistics, check } = await recipes.run('microns2025/fig6k');
    expect([statistics.partners, statistics.clips, statistics.frames]).toEqual([231, 6, 63]);
    expect(statistics.meanCorrelation).toBeCloseTo(0.008912802, 8);
    expect(statistics.above0).toBe(106);
    expect(statistics.test?.p).toBeCloseTo(0.664, 3);
    expect(check?.allPass).toBe(true);
  });
});

const pre = { data: [0, 1, 2, 3], shape: [2, 2] };

test('a partner that responds the same is at 1, the opposite at -1, and one that never varies at none', async () => {
  const post = { data: [1, 2, 3, 4, 3, 2, 1, 0, 5, 5, 5, 5], shape: [3, 2, 2] };
  const { statistics } = await recipes.run('microns2025/fig6k', { data: { pre, post }, order: 'correlation' });
  const [same, opposite, none] = statistics.correlations;
  expect(same).toBeCloseTo(1, 12);
  expect(opposite).toBeCloseTo(-1, 12);
  expect(none).toBeNaN();
  expect([statistics.meanCorrelation, statistics.above0]).toEqual([0, 1]);
});

test('responses to other clips are refused', async () => {
  const post = { data: [1, 2, 3], shape: [1, 3, 1] };
  await expect(recipes.run('microns2025/fig6k', { data: { pre, post } })).rejects.toThrow(
    'fig6k pre and post are not of the same clips: received 2 × 2 and 3 × 1, expected clips × frames alike',
  );
});
