import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { comparePopulations, POPULATIONS, presynapticMeans } from '../../../kernel-helpers/core/functional/index.js';
import { mean, sem } from '../../../kernel-helpers/core/stats/index.js';
import { type TableLike, tableOf } from '../../../kernel-helpers/core/table.js';
import { NotFoundError } from '../../../kernel-helpers/errors.js';
import { parseArrow } from '../../../kernel-helpers/io/table/arrow.js';
import { mirrorFile } from '../../io/source/mirror-file.js';

type Row = readonly [projection: string, id: bigint, population: string, value: number, variable?: string];

function table(...rows: readonly Row[]): TableLike {
  return tableOf({
    proj_hva: rows.map(row => row[0]),
    pre_nucleus_id: rows.map(row => row[1]),
    population: rows.map(row => row[2]),
    variable_mean: rows.map(row => row[3]),
    variable_name: rows.map(row => row[4] ?? 'CORR'),
  });
}

const cell = (projection: string, id: bigint, values: readonly number[]): Row[] =>
  POPULATIONS.map((population, k) => [projection, id, population, values[k]]);

describe('presynapticMeans', () => {
  test('aligns the populations by cell, whatever the order of rows', () => {
    const rows = [...cell('V1->V1', 20n, [3, 2, 1]), ...cell('V1->V1', 10n, [6, 5, 4])].reverse();
    const [v1] = presynapticMeans(table(...rows), { variable: 'CORR' });
    expect([...v1.preNucleusIds]).toEqual([10n, 20n]);
    expect([...v1.means.Connected]).toEqual([6, 3]);
    expect([...v1.means.ADP]).toEqual([5, 2]);
    expect([...v1.means['Same region']]).toEqual([4, 1]);
  });

  test('keeps only cells with all three populations, and counts the others', () => {
    const rows = [...cell('HVA->V1', 1n, [1, 2, 3]), ...cell('HVA->V1', 2n, [1, 2, 3]).slice(1)];
    const projection = presynapticMeans(table(...rows), { variable: 'CORR' })[3];
    expect([...projection.preNucleusIds]).toEqual([1n]);
    expect(projection.incompleteCount).toBe(1);
  });

  test('has the four projections in the order of the paper, empty ones too', () => {
    const means = presynapticMeans(table(...cell('HVA->V1', 1n, [1, 2, 3])), { variable: 'CORR' });
    expect(means.map(m => m.projection)).toEqual(['V1->V1', 'HVA->HVA', 'V1->HVA', 'HVA->V1']);
    expect(means.map(m => m.preNucleusIds.length)).toEqual([0, 0, 0, 1]);
  });

  test('takes one cell apart in each projection it has', () => {
    const rows = [...cell('V1->V1', 1n, [1, 1, 1]), ...cell('V1->HVA', 1n, [2, 2, 2])];
    const means = presynapticMeans(table(...rows), { variable: 'CORR' });
    expect([means[0].means.ADP[0], means[2].means.ADP[0]]).toEqual([1, 2]);
  });

  test('names the variables there are', () => {
    const rows: Row[] = [
      ['V1->V1', 1n, 'ADP', 1, 'B'],
      ['V1->V1', 1n, 'ADP', 1, 'A'],
    ];
    expect(() => presynapticMeans(table(...rows), { variable: 'corr' })).toThrow(
      'presynapticMeans has no variable corr: expected one of A, B',
    );
    expect(() => presynapticMeans(table(...rows), { variable: 'corr' })).toThrow(NotFoundError);
  });

  test('refuses rows it would have to guess about', () => {
    const rows = cell('V1->V1', 1n, [1, 2, 3]);
    const read =
      (...more: Row[]) =>
      () =>
        presynapticMeans(table(...rows, ...more), { variable: 'CORR' });
    expect(read(['V1->V1', 1n, 'ADP', 9])).toThrow(
      'presynapticMeans row 3 repeats a cell: received pre_nucleus_id 1 of V1->V1 again as ADP, expected one row',
    );
    expect(read(['V1->V1', 2n, 'adp', 9])).toThrow('received "adp", expected Connected, ADP, Same region');
    expect(read(['V1->LM', 2n, 'ADP', 9])).toThrow('received "V1->LM", expected V1->V1, HVA->HVA, V1->HVA, HVA->V1');
    expect(read(['V1->V1', 2n, 'ADP', Number.NaN])).toThrow('variable_mean in row 3 is missing: received NaN');
  });
});

describe('comparePopulations', () => {
  const projections = ['V1->V1', 'HVA->HVA', 'V1->HVA', 'HVA->V1'];

  test('makes three paired tests a projection, adjusted over all of them', () => {
    const rows = projections.flatMap((projection, i) => [
      ...cell(projection, 1n, [3 + i, 1, 0]),
      ...cell(projection, 2n, [4, 3, 1]),
      ...cell(projection, 3n, [6, 2, 2]),
    ]);
    const tests = comparePopulations(presynapticMeans(table(...rows), { variable: 'CORR' }));
    expect(tests).toHaveLength(12);
    expect(tests.slice(0, 3).map(row => [row.first, row.second])).toEqual([
      ['Connected', 'ADP'],
      ['Connected', 'Same region'],
      ['ADP', 'Same region'],
    ]);
    // scipy.stats.ttest_rel([3, 4, 6], [1, 3, 2]), SciPy 1.17.1.
    expect(tests[0]).toMatchObject({ projection: 'V1->V1', n: 3, df: 2 });
    expect(tests[0].t).toBeCloseTo(2.6457513110645907, 12);
    expect(tests.every(row => row.pAdjusted >= row.p)).toBe(true);
  });

  test('says which projection has too few cells', () => {
    const means = presynapticMeans(table(...cell('V1->V1', 1n, [1, 2, 3])), { variable: 'CORR' });
    expect(() => comparePopulations(means)).toThrow(
      'comparePopulations V1->V1 has too few cells, or none that differ: received 1, expected 2 or more with all three populations',
    );
  });
});

const file = mirrorFile('ding2025/presyn-mean');

describe.skipIf(file === undefined)('on the released table of Ding et al. 2025', () => {
  const read = () => presynapticMeans(parseArrow(readFileSync(file as string)), { variable: 'IN_SILICO_SIG_CORR_CVT' });

  test('means and standard errors are those of Fig. 2d', () => {
    const rows = read().map(({ projection, preNucleusIds, means }) => {
      const printed = POPULATIONS.map(p => `${mean(means[p])?.toFixed(4)}±${sem(means[p])?.toFixed(4)}`);
      return `${projection} ${preNucleusIds.length} ${printed.join(' ')}`;
    });
    expect(rows).toEqual([
      'V1->V1 35 0.0628±0.0066 0.0325±0.0035 0.0235±0.0031',
      'HVA->HVA 53 0.1129±0.0093 0.0864±0.0084 0.0710±0.0065',
      'V1->HVA 17 0.0616±0.0093 0.0384±0.0070 0.0277±0.0059',
      'HVA->V1 39 0.0393±0.0078 0.0106±0.0047 0.0035±0.0038',
    ]);
  });

  test('t and adjusted p are those of Fig. 2d', () => {
    const rows = comparePopulations(read()).map(row => `${row.t.toFixed(5)} ${row.pAdjusted.toExponential(3)}`);
    // SciPy 1.17.1: ttest_rel, then false_discovery_control over the 12 tests.
    expect(rows).toEqual([
      '5.28498 1.569e-5',
      '6.25260 1.622e-6',
      '4.79340 5.448e-5',
      '6.46040 2.151e-7',
      '7.73308 4.043e-9',
      '4.40500 7.956e-5',
      '3.90798 1.503e-3',
      '5.17495 1.228e-4',
      '3.47530 3.406e-3',
      '5.16805 1.569e-5',
      '5.26583 1.569e-5',
      '2.66102 1.135e-2',
    ]);
  });
});
