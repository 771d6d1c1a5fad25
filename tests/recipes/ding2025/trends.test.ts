import { describe, expect, test } from 'vitest';
import { tableOf } from '../../../kernel-helpers/core/table.js';
import { recipes } from '../../../kernel-helpers/index.js';
import { releasedTrends } from '../../../kernel-helpers/recipes/ding2025/released-trends.js';
import { mirror } from '../../mirror';

describe.skipIf(!mirror)('the trends of Ding et al. 2025, from the released tables', () => {
  test.each([
    ['ding2025/fig2e', 12],
    ['ding2025/fig2f', 49],
    ['ding2025/fig3-feature', 8],
    ['ding2025/fig3-receptive-field', 8],
  ] as const)('%s meets its %d printed numbers, which are of the authors’ models', async (id, count) => {
    const panel = await recipes.run(id);
    expect(panel.check?.passCount).toBe(count);
    expect(panel.check?.allPass).toBe(true);
    expect(panel.status).toBe('from the authors’ fitted models');
  });

  test.each(['ding2025/fig3-feature', 'ding2025/fig3-receptive-field'] as const)(
    '%s has the axonal scale too, where the largest p is printed',
    async id => {
      const { check } = await recipes.run(id, { scale: 'axonal' });
      expect(check?.allPass).toBe(true);
      expect(check?.payload.rows).toHaveLength(5);
    },
  );

  test('p and its correction are computed here: they are those the authors released', async () => {
    const { statistics, data } = await recipes.run('ding2025/fig2f');
    const slopes = data.slopes as { getChild(name: string): ArrayLike<number> & { get(i: number): unknown } };
    const released = [4, 5, 6, 7].map(row => Number(slopes.getChild('p_adj').get(row)));
    statistics.forEach(({ pAdjusted }, i) => {
      expect(pAdjusted / released[i]).toBeCloseTo(1, 9);
    });
  });

  test('our own Poisson regression over the bins comes within two standard errors of the mixed model', async () => {
    const { statistics, check } = await recipes.run('ding2025/fig2f');
    expect(statistics.map(({ refit }) => refit?.slope.toFixed(4))).toEqual(['2.1969', '0.9866', '2.0079', '1.5826']);
    const refits = check?.payload.rows.filter(row => row.quantity.endsWith('slope of our refit'));
    expect(refits?.map(row => [row.pass, row.why])).toEqual(
      Array(4).fill([true, '2 s.e.: Poisson regression over bins']),
    );
    const axonal = await recipes.run('ding2025/fig2e');
    expect(axonal.statistics.map(({ refit }) => refit)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('the bins that are drawn are those with more than 10 synapses and 10 cells', async () => {
    const { statistics } = await recipes.run('ding2025/fig2f');
    const drawn = statistics[0].bins.filter(bin => bin.shown);
    expect(drawn.map(({ from }) => from)).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4]);
    // 9 and 2 synapses.
    expect(statistics[0].bins.filter(bin => bin.from >= 0.5).map(bin => [bin.synapses, bin.shown])).toEqual([
      [9, false],
      [2, false],
    ]);
  });

  test('another variable is drawn with its own numbers, or with none where none are printed', async () => {
    const vivo = await recipes.run('ding2025/fig2f', { variable: 'IN_VIVO_SIG_CORR' });
    expect(vivo.check?.allPass).toBe(true);
    const orientation = await recipes.run('ding2025/fig2f', { variable: 'DELTA_ORI_IV' });
    expect(orientation.status).toBe('nothing to check');
  });

  test('a slope that is another fails the check', async () => {
    const { data } = await recipes.run('ding2025/fig2e');
    const { trend, ...others } = columnsOf(data.slopes);
    const slopes = tableOf({ ...others, trend: trend.map((value, i) => Number(value) + (i === 0 ? 0.001 : 0)) });
    const { check, status } = await recipes.run('ding2025/fig2e', { data: { slopes } });
    expect(check?.payload.rows.filter(row => !row.pass).map(row => row.quantity)).toContain('V1→V1 · slope');
    expect(status).toBe('does not agree');
  });
});

function columnsOf(table: unknown): Record<string, unknown[]> {
  const { schema, numRows, getChild } = table as {
    schema: { fields: { name: string }[] };
    numRows: number;
    getChild(name: string): { get(i: number): unknown };
  };
  const column = (name: string): unknown[] =>
    Array.from({ length: numRows }, (_, i) => getChild.call(table, name).get(i));
  return Object.fromEntries(schema.fields.map(({ name }) => [name, column(name)]));
}

test('a bin that is no interval is refused with its row', () => {
  const named = { proj_hva: ['V1->V1'], variable_name: ['X'], quantity_name: ['SYNAPSE_DENSITY'] };
  const bins = tableOf({
    ...named,
    bins: ['0 to 1'],
    mean: [1],
    ci_low: [0],
    ci_high: [2],
    n_pre: [20],
    n_synapses: [20],
    n_pairs: [30],
  });
  const slopes = tableOf({ ...named, trend: [1], 'std.error': [0.5] });
  const counts = tableOf({
    ...named,
    n_pre: [20],
    n_pre_post_pairs: [20],
    n_pairs: [30],
    n_synapses: [20],
    dend_len: [10],
  });
  expect(() => releasedTrends({ bins, slopes, counts }, 'X', 'synaptic')).toThrow(
    'released trends bin in row 0 is no interval: received "0 to 1", expected "(low, high]"',
  );
  expect(() => releasedTrends({ bins, slopes, counts }, 'Y', 'synaptic')).toThrow(/have no Y at the synaptic scale/);
});

test('the synthetic column has a slope above 0: alike cells make more synapses for a mm', async () => {
  const { statistics } = await recipes.run('ding2025/fig2f', { data: 'synthetic-column' });
  expect(statistics).toHaveLength(1);
  expect(statistics[0].slope).toBeGreaterThan(0.1);
  expect(statistics[0].bins.filter(bin => bin.shown).length).toBeGreaterThan(5);
});
