import { describe, expect, test } from 'vitest';
import { recipes } from '../../../kernel-helpers/index.js';
import { mirror } from '../../mirror';

describe.skipIf(!mirror)('Fig. 3g of the MICrONS paper, from the released responses', () => {
  test('has 80 units, of which 60 respond most to the direction of their place', async () => {
    const { statistics, check, status } = await recipes.run('microns2025/fig3g');
    expect([statistics.units, statistics.directions, statistics.binsOfDirection]).toEqual([80, 16, 4]);
    expect([statistics.atTheirPlace, statistics.nearTheirPlace]).toEqual([60, 76]);
    expect(check?.allPass).toBe(true);
    expect(status).toBe('consistent with the released data');
  });

  test('rows stand by the direction we find, or as released', async () => {
    const heat = (figure: unknown): number[][] =>
      (figure as { payload: { data: { type: string; z: number[][] }[] } }).payload.data.find(t => t.type === 'heatmap')
        ?.z ?? [];
    const computed = await recipes.run('microns2025/fig3g');
    const released = await recipes.run('microns2025/fig3g', { order: 'released' });
    const { tuning, responses } = computed.statistics;
    const first = tuning.reduce(
      (least, unit, i) =>
        (unit?.preferredDirectionOnAxisDeg ?? 999) < (tuning[least]?.preferredDirectionOnAxisDeg ?? 999) ? i : least,
      0,
    );
    expect(heat(computed.figure)[0][0]).toBeCloseTo(responses[first][0], 5);
    expect(heat(released.figure)[0][0]).toBeCloseTo(responses[0][0], 5);
  });
});

test('units in another order are not at their place, and the check says so', async () => {
  const directions = { data: [0, 90, 180, 270], shape: [1, 4] };
  // Unit i answers to direction 3 - i only.
  const data = [0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0];
  const { statistics, check } = await recipes.run('microns2025/fig3g', {
    data: { responses: { data, shape: [4, 4] }, directions },
  });
  expect(statistics.tuning.map(unit => unit?.preferredDirectionDeg?.toFixed(6))).toEqual([
    '270.000000',
    '180.000000',
    '90.000000',
    '0.000000',
  ]);
  expect([statistics.atTheirPlace, statistics.nearTheirPlace]).toEqual([0, 0]);
  expect(check?.allPass).toBe(false);
});

test('columns that the directions do not divide are refused', async () => {
  const data = { responses: { data: [1, 2, 3], shape: [1, 3] }, directions: { data: [0, 180], shape: [1, 2] } };
  await expect(recipes.run('microns2025/fig3g', { data })).rejects.toThrow(
    'fig3g responses do not fill the directions: received 3 columns for 2 directions, expected a multiple',
  );
  await expect(
    recipes.run('microns2025/fig3g', { data: { ...data, responses: { data: [1], shape: [1] } } }),
  ).rejects.toThrow(
    'input responses is no such array: received an array of shape [1], expected { data, shape } of [units, directions × bins] in of the unit’s range',
  );
});
