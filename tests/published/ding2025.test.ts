import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commonInputTests } from '../../kernel-helpers/core/functional/common-input.js';
import { comparePopulations, presynapticMeans } from '../../kernel-helpers/core/functional/presynaptic-means.js';
import { parseArrow } from '../../kernel-helpers/io/table/arrow.js';
import { check } from '../../kernel-helpers/published/check.js';
import { fig2d, fig5c } from '../../kernel-helpers/published/ding2025.js';
import { mirror } from '../mirror.js';

const FEATHER =
  'raw.githubusercontent.com/spapa013/microns-funconn-2025/9b6d9fd4f104e0664bae2be7293eae8cc09abb05/results/like2like/area/presyn_mean.feather';

test('Fig. 2d prints 13 numbers for each of four projections, each named once', () => {
  expect(fig2d.numbers).toHaveLength(52);
  expect(new Set(fig2d.numbers.map(number => number.quantity)).size).toBe(52);
  const n = fig2d.numbers.filter(number => number.quantity.endsWith(' · n'));
  expect(n.map(number => [number.quantity, number.value])).toEqual([
    ['V1→V1 · n', 35],
    ['HVA→HVA · n', 53],
    ['V1→HVA · n', 17],
    ['HVA→V1 · n', 39],
  ]);
});

test('every printed number of Fig. 2d was read, and its value is what its digits say', () => {
  for (const { printed, value, provenance } of fig2d.numbers) {
    expect(value).toBe(Number(printed));
    expect(provenance).toBe('read');
  }
});

test('without means and comparisons every quantity of Fig. 2d fails', () => {
  const result = check(fig2d.quantities([], []), fig2d);
  expect(result.passCount).toBe(0);
});

test.skipIf(!mirror)('Fig. 2d from the released table: all 52 numbers agree to the published digits', () => {
  const table = parseArrow(readFileSync(join(mirror as string, FEATHER)), { file: 'presyn_mean.feather' });
  const means = presynapticMeans(table, { variable: 'IN_SILICO_SIG_CORR_CVT' });
  const result = check(fig2d.quantities(means, comparePopulations(means)), fig2d);
  expect(result.payload.rows.filter(row => !row.pass)).toEqual([]);
  expect(result.allPass).toBe(true);
});

test.skipIf(!mirror)('Fig. 5c from the released table: n, W, p, adjusted p and medians agree as printed', () => {
  const file = FEATHER.replace('like2like/area/presyn_mean', 'common_inputs/pre_mean_corr');
  const table = parseArrow(readFileSync(join(mirror as string, file)), { file: 'pre_mean_corr.feather' });
  const result = check(fig5c.quantities(commonInputTests(table)), fig5c);
  expect(result.payload.rows.filter(row => !row.pass)).toEqual([]);
  expect(result.payload.rows).toHaveLength(24);
  // The control, of partners with the presynaptic cell, finds nothing.
  const control = commonInputTests(table, { pairs: 'pre_post' });
  expect(control).toHaveLength(12);
  expect(Math.min(...control.map(test => test.pAdjusted))).toBeGreaterThan(0.97);
});
