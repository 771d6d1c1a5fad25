import { describe, expect, test } from 'vitest';
import { tableOf } from '../../../kernel-helpers/core/table.js';
import { published, recipes } from '../../../kernel-helpers/index.js';
import { mirror } from '../../mirror';

const id = 'schneider-mizell2025/census';
const some = {
  morphological: tableOf({
    id: [1n, 2n, 3n, 4n],
    cell_type: ['L4a', 'L2a', 'PTC', 'new type'],
    classification_system: ['excitatory', 'excitatory', 'inhibitory', 'excitatory'].map(name => `aibs_coarse_${name}`),
  }),
  manual: tableOf({ nucleus_id: [3n, 2n, 1n], cell_type: ['BC', '23P', '4P'] }),
};

describe.skipIf(!mirror)('the census, from the released tables', () => {
  test('meets every count', async () => {
    const panel = await recipes.run(id);
    expect(panel.status).toBe('consistent with the released data');
    expect(panel.check?.passCount).toBe(8);
    expect(panel.caption).toBe(
      'Written: cells; colour: share of the cells of the row; in brackets: totals. n = 1,351 cells. ' +
        'Data version 0efa1a0, cc77acd. Filters: cells that both tables have, by nucleus; in one only: 0. ' +
        'Source: Schneider-Mizell et al. 2025, Fig. 1, doi:10.1038/s41586-024-07780-8. Not compared with print: ' +
        '8 of 8 numbers counted another way in the released data agree.',
    );
    const { types } = panel.statistics;
    expect(types.columns.slice(0, 4)).toEqual(['L2a', 'L2b', 'L2c', 'L3a']);
    expect(types.columns.slice(-4)).toEqual(['PTC', 'DTC', 'STC', 'ITC']);
    const tall = ['L6tall-a', 'L6tall-b', 'L6tall-c'].map(name => types.columns.indexOf(name));
    const row = types.rows.indexOf('6P-CT') * types.columns.length;
    expect(tall.map(column => types.counts[row + column])).toEqual([60, 36, 46]);
  });

  test('shows one class of cells, and still counts all', async () => {
    const { statistics, check } = await recipes.run(id, { cells: 'inhibitory' });
    expect(statistics.drawn.columns).toEqual(['PTC', 'DTC', 'STC', 'ITC']);
    expect(statistics.drawn.total).toBe(163);
    expect(check?.allPass).toBe(true);
  });

  test('with one cell less it does not agree', async () => {
    const { data } = await recipes.run(id);
    const full = data.morphological as typeof some.morphological;
    const columns = ['id', 'cell_type', 'classification_system'];
    const fewer = tableOf(
      Object.fromEntries(
        columns.map(name => [name, Array.from({ length: 1350 }, (_, row) => full.getChild(name)?.get(row))]),
      ),
    );
    const panel = await recipes.run(id, { data: { morphological: fewer } });
    expect(panel.status).toBe('does not agree');
    expect(panel.check?.passCount).toBeLessThan(8);
  });

  test('other releases of the column count the same within 3 %, and all but one type exactly', async () => {
    const { statistics } = await recipes.run(id);
    const { columnElsewhere, census } = published.schneiderMizell2025;
    const check = published.check(columnElsewhere.quantities(statistics.types), columnElsewhere);
    expect(check.allPass).toBe(true);
    expect(check.payload.rows.filter(row => row.difference !== '0').map(row => [row.quantity, row.difference])).toEqual(
      [
        ['neurons of the column (abstract)', '−1'],
        ['excitatory cells (preprint)', '+5'],
        ['inhibitory cells (preprint)', '−1'],
        ['4P by hand', '+1'],
      ],
    );
    expect(census.numbers).toHaveLength(8);
  });
});

test('cells are joined by nucleus; types that nobody has named before come last', async () => {
  const { statistics } = await recipes.run(id, { data: some });
  expect(statistics.types).toMatchObject({
    rows: ['23P', '4P', 'BC'],
    columns: ['L2a', 'L4a', 'PTC', 'new type'],
    total: 3,
    missing: 1,
  });
  expect([...statistics.types.counts]).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]);
});

test('a table that lacks a column is refused, with the meaning of the column', async () => {
  const manual = tableOf({ cell_type: ['BC'] });
  await expect(recipes.run(id, { data: { ...some, manual } })).rejects.toThrow(
    'recipes.run schneider-mizell2025/census input manual lacks the column nucleus_id: received cell_type, ' +
      'expected also nucleus_id (int64, no unit): nucleus id; name it so in the table',
  );
});

test('on the synthetic column, interneurons are in the subclass their type stands for', async () => {
  const { statistics, status, check } = await recipes.run(id, { data: 'synthetic-column', cells: 'inhibitory' });
  expect([status, check]).toEqual(['synthetic', undefined]);
  const { rows, columns, counts } = statistics.drawn;
  expect([rows, columns]).toEqual([
    ['BC', 'MC', 'NGC', 'BPC'],
    ['PTC', 'DTC', 'STC', 'ITC'],
  ]);
  expect([...counts].filter((_, i) => i % 5 !== 0).every(count => count === 0)).toBe(true);
});
