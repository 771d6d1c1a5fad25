import { describe, expect, test } from 'vitest';
import { FIGURE_MIME, jupyterDisplay } from '../../kernel-helpers/contract/mime.js';
import { tableOf } from '../../kernel-helpers/core/table.js';
import { recipes } from '../../kernel-helpers/index.js';

/** Two cells of one projection with all three populations. */
const table = (change: Record<string, unknown[]> = {}) =>
  tableOf({
    proj_hva: Array<string>(6).fill('V1->V1'),
    pre_nucleus_id: [1n, 1n, 1n, 2n, 2n, 2n],
    population: ['Connected', 'ADP', 'Same region', 'Connected', 'ADP', 'Same region'],
    variable_name: Array<string>(6).fill('IN_SILICO_SIG_CORR_CVT'),
    variable_mean: [0.3, 0.2, 0.1, 0.4, 0.2, 0.15],
    ...change,
  });

const without = (name: string) => {
  const full = table();
  return {
    ...full,
    schema: { fields: full.schema.fields.filter(field => field.name !== name) },
    getChild: (asked: string) => (asked === name ? null : full.getChild(asked)),
  };
};

const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'nothing was refused',
    (error: Error) => error.message,
  );

describe('a recipe run on a table of one’s own', () => {
  test('computes from that table, and still compares with the printed numbers', async () => {
    const panel = await recipes.run('ding2025/fig2d', { data: table() });
    expect(panel.statistics.means).toHaveLength(1);
    expect([...panel.statistics.means[0].means.Connected]).toEqual([0.3, 0.4]);
    expect(panel.check?.allPass).toBe(false);
    expect(panel.check?.largestDeviation?.ofTolerance).toBe(Number.POSITIVE_INFINITY);
    expect(panel.status).toBe('does not agree');
    expect(panel.caption).toContain('Data given in the notebook.');
    expect(panel.caption).toContain('0 of 52 published numbers met.');
    expect(panel.caption).not.toContain('Data version');
  });

  test('takes it by its name too', async () => {
    const panel = await recipes.run('ding2025/fig2d', { data: { presyn: table() } });
    expect(panel.statistics.means).toHaveLength(1);
  });

  test('refuses one that lacks a column, which it names with its unit', async () => {
    expect(await refusal(recipes.run('ding2025/fig2d', { data: without('variable_mean') }))).toBe(
      'recipes.run ding2025/fig2d input presyn lacks the column variable_mean: received proj_hva, pre_nucleus_id, ' +
        'population, variable_name, expected also variable_mean (float64, that of the variable): mean of the variable ' +
        'over all postsynaptic neurons of this population; name it so in the table',
    );
  });

  test('refuses what is no table', async () => {
    expect(await refusal(recipes.run('ding2025/fig2d', { data: { presyn: 3 } as object }))).toMatch(
      /input presyn is no table: received a value of type number, expected a table with columns proj_hva, /,
    );
    expect(await refusal(recipes.run('ding2025/fig2d', { data: { means: table() } }))).toMatch(
      /has no input means: received \{ means \}, expected \{ presyn \} or a table/,
    );
    expect(await refusal(recipes.run('ding2025/fig2d', { data: 'sample' as 'synthetic-column' }))).toMatch(
      /data is no data: received 'sample', expected 'synthetic-column'/,
    );
  });
});

describe('every recipe', () => {
  const ids = recipes.list().map(({ id }) => id);

  test.each(ids)('%s runs on the synthetic column, says so, and is never called reproduced', async id => {
    const panel = await recipes.run(id, { data: 'synthetic-column' });
    expect(panel.status).toBe('synthetic');
    expect(panel.check).toBeUndefined();
    expect(panel.caption).toContain('Synthetic column, grown by code.');
    const bundle = await panel[jupyterDisplay]();
    expect(bundle['text/plain']).toMatch(/synthetic/i);
  });

  test.each(ids)('%s says what it reads, in which unit, and what may be asked', id => {
    const { [jupyterDisplay]: shown, ...facts } = recipes.describe(id);
    const text = shown.call(facts) as { 'text/plain': string; 'text/html': string };
    for (const dataset of facts.datasets) expect(text['text/plain']).toContain(dataset);
    for (const option of Object.keys(facts.options)) expect(text['text/plain']).toContain(`${option}: `);
    expect(text['text/plain']).toContain(facts.honesty);
    expect(text['text/html']).toContain(`https://doi.org/${facts.doi}`);
    expect(facts.honesty.length).toBeGreaterThan(40);
  });
});

describe('what cannot be meant', () => {
  test('is a recipe that is not there: the nearest is named', async () => {
    expect(await refusal(recipes.run('ding2025/fig2' as 'ding2025/fig2d'))).toMatch(
      /^recipe id is unknown: received 'ding2025\/fig2', expected one of its \d+ ids; did you mean 'ding2025\/fig2/,
    );
  });

  test('is an option it has not, or one of another value', async () => {
    expect(await refusal(recipes.run('ding2025/fig2d', { colour: 'red' } as object))).toBe(
      'recipes.run ding2025/fig2d has no option colour: received { colour }, expected data, variable',
    );
    expect(await refusal(recipes.run('ding2025/fig2d', { variable: 'SIZE' as 'DELTA_ORI_IV' }))).toMatch(
      /variable is not to be had: received SIZE, expected one of IN_SILICO_SIG_CORR_CVT, /,
    );
  });
});

test('the list is an array and shows itself as a table', async () => {
  const list = recipes.list();
  expect(list.find(({ id }) => id === 'ding2025/fig2d')).toMatchObject({
    paper: 'Ding et al. 2025',
    panel: 'Fig. 2d',
    datasets: ['ding2025/presyn-mean'],
    options: { variable: 'IN_SILICO_SIG_CORR_CVT' },
  });
  const bundle = (await list[jupyterDisplay]()) as { 'text/plain': string; 'text/html': string };
  expect(bundle['text/plain']).toMatch(/^\d+ panels of papers; /);
  expect(bundle['text/html']).toContain('ding2025/<wbr>fig2d');
});

test('a panel shows its figure', async () => {
  const panel = await recipes.run('ding2025/fig2d', { data: table() });
  expect(await panel[jupyterDisplay]()).toEqual(await panel.figure[jupyterDisplay]());
  expect(await panel[jupyterDisplay]()).toHaveProperty([FIGURE_MIME]);
});
