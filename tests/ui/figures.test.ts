/** Every kind of statistical figure in JupyterLab, on one page: published data where a figure has them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIGURE_MIME } from '../../kernel-helpers/contract/mime.js';
import { mirror } from '../mirror.js';
import { type Lab, launchBrowser, openNotebook, runCommand, startLab, stillsWritten } from './jupyterlab.js';
import { outputsOf, readNotebook } from './notebook-file.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const slopes = `const slopes = [...(await datasets.open('ding2025/area-layer/slopes'))]
  .filter(row => row.variable_name === 'IN_SILICO_SIG_CORR_CVT' && row.quantity_name === 'SYNAPSE_DENSITY');
const ends = slopes.map(row => String(row.proj_hva_layer).split('->'));
const places = ['V1L2/3', 'V1L4', 'V1L5', 'HVAL2/3', 'HVAL4', 'HVAL5'];
const cells = { rows: ends.map(([pre]) => pre), columns: ends.map(([, post]) => post), values: slopes.map(row => row.trend), pAdjusted: slopes.map(row => row.p_adj) };
const words = { rowOrder: places, columnOrder: places, valueName: 'Slope' };`;
const figures: Readonly<Record<string, string>> = {
  hinton: `${slopes}
figure.hinton(cells, words)`,
  print: `figure.hinton(cells, { ...words, title: 'For print', preset: 'publication', widthMm: 88, heightMm: 60, fontPt: 7 })`,
  binnedTrend: `const binned = [...(await datasets.open('ding2025/binned-trends'))]
  .filter(row => row.variable_name === 'IN_SILICO_SIG_CORR_CVT' && row.quantity_name === 'SYNAPSE_DENSITY');
const lines = ['V1->V1', 'HVA->HVA'].map(name => ({ name: name.replace('->', ' → '), trend: { outside: 0, draws: 1000, seed: 0,
  bins: binned.filter(row => row.proj_hva === name).map(row => ({ from: Number(String(row.bins).slice(1, -1).split(',')[0]), to: Number(String(row.bins).slice(1, -1).split(',')[1]),
    value: row.mean, mean: row.mean, standardDeviation: row.std, ci95: [row.ci_low, row.ci_high] as const, pairs: Number(row.n_pairs), preCells: Number(row.n_pre), synapses: Number(row.n_synapses),
    shown: Number(row.n_synapses) > 10 && Number(row.n_pre) > 10 })) } }));
figure.binnedTrend(lines, { xTitle: 'Δ signal correlation', yTitle: 'Δ synapses per mm' })`,
  raster: `const opened = await datasets.open('microns2025/tuned-unit-responses');
const responses = { data: opened.data as Float64Array, shape: opened.shape };
const peaks = Array.from({ length: 80 }, (_, i) => { const row = responses.data.slice(64 * i, 64 * i + 64); return row.indexOf(Math.max(...row)); });
figure.raster(responses, { sortBy: peaks, sortName: 'place of the peak', valueName: 'Response', xTitle: 'Sample' })`,
  polarTuning: `const directions = Array.from({ length: 48 }, (_, i) => 22.5 * (i % 16));
figure.polarTuning(directions.map((d, i) => 1 + 6 * Math.exp(4 * (Math.cos((d - 67.5) * Math.PI / 180) - 1)) + (i % 3) / 2), directions, { synthetic: true })`,
  violin: `const column = await datasets.open('synthetic-column');
const inhibitory = Array.from({ length: column.cells.numRows }, (_, i) => i).filter(i => ['BC', 'MC', 'BPC'].includes(String(column.cells.getChild('cell_type')!.get(i))));
const depth = inhibitory.map(i => Number(column.cells.getChild('y_um')!.get(i)));
const types = inhibitory.map(i => String(column.cells.getChild('cell_type')!.get(i)));
const tested = { compare: [['BC', 'MC'], ['BC', 'BPC']] as const, yTitle: 'Depth (µm)', synthetic: true };
figure.violin(depth, types, tested)`,
  strip: 'figure.strip(depth, types, tested)',
  distanceProfile: `const somata = new Map(Array.from(column.cells as Iterable<any>).map(cell => [cell.id, cell]));
const baskets = Array.from(column.synapses as Iterable<any>).filter(row => somata.get(row.pre_id)?.cell_type === 'BC' && somata.has(row.post_id));
figure.distanceProfile({
  distancesUm: baskets.map(row => { const cell = somata.get(row.pre_id); return Math.hypot(row.x_nm / 1000 - cell.x_um, row.y_nm / 1000 - cell.y_um, row.z_nm / 1000 - cell.z_um); }),
  groups: baskets.map(row => somata.get(row.post_id).class),
  cells: baskets.map(row => row.pre_id),
}, { order: ['inhibitory', 'excitatory'], synthetic: true })`,
  scatter: `figure.scatter({ x: inhibitory.map(i => Number(column.cells.getChild('x_um')!.get(i))), y: depth, groups: types }, { xTitle: 'x (µm)', yTitle: 'Depth (µm)', synthetic: true })`,
};

describe.skipIf(mirror === undefined)('statistical figures', () => {
  let lab: Lab;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    lab = await startLab({ CONNECTOME_MIRROR: mirror });
    browser = await launchBrowser();
    // High enough for all of them: what is out of sight is drawn anew only when it comes back.
    page = await browser.newPage({ viewport: { width: 1100, height: 7000 } });
    page.on('pageerror', error => complaints.push(String(error)));
    page.on('console', message => {
      if (message.type() === 'error' && /figure/.test(message.text())) complaints.push(message.text());
    });
    const cells = Object.values(figures).map(source => ({
      cell_type: 'code',
      metadata: {},
      source,
      outputs: [],
      execution_count: null,
    }));
    const metadata = { kernelspec: { name: 'connectome', display_name: 'TypeScript (connectome)' } };
    writeFileSync(
      join(lab.folder, 'figures.ipynb'),
      JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata, cells }),
    );
    await openNotebook(page, lab, 'figures.ipynb');
    await runCommand(page, 'notebook:run-all-cells');
    await page.waitForFunction(
      count => {
        const failed = document.querySelector('.jp-OutputArea-output[data-mime-type*=stderr], .jp-mod-warning');
        if (failed) throw new Error(failed.textContent ?? '');
        return document.querySelectorAll('.jp-ConnectomeFigure[data-status=ready]').length === count;
      },
      Object.keys(figures).length,
      { timeout: 90_000 },
    );
    await stillsWritten(page);
    await runCommand(page, 'docmanager:save');
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  });

  async function pictures(folder: string, theme: string): Promise<void> {
    for (const [i, name] of Object.keys(figures).entries()) {
      await page
        .locator('.jp-ConnectomeFigure')
        .nth(i)
        .screenshot({ path: join(folder, `${name}-${theme}.png`) });
    }
  }

  test('each is drawn, and kept with words and a still picture', () => {
    const stored = outputsOf(readNotebook(join(lab.folder, 'figures.ipynb'))).filter(({ data }) => data?.[FIGURE_MIME]);
    expect(stored.length).toBe(Object.keys(figures).length);
    for (const { data = {} } of stored) {
      expect(String(data['text/plain']).length).toBeGreaterThan(60);
      expect(String(data['image/png']).length).toBeGreaterThan(4000);
    }
    expect(complaints).toEqual([]);
  });

  test('the Hinton plot of signal correlation outlines the 12 of 24 cells that the paper calls significant', async () => {
    const caption = await page.locator('.jp-ConnectomeFigure-caption').first().textContent();
    expect(caption).toContain('Outlined: p < 0.05, 12 of 24 cells.');
  });

  test('a figure for print is saved as an SVG of exactly its mm and points', async () => {
    const figure = page.locator('.jp-ConnectomeFigure', { hasText: 'For print' });
    await figure.hover();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      figure.locator('[data-title="Save the drawing as SVG, in mm"]').click(),
    ]);
    const svg = readFileSync((await download.path()) as string, 'utf8');
    expect(download.suggestedFilename()).toBe('For-print.svg');
    expect(svg).toMatch(/^<svg width="88mm" height="60mm" viewBox="0 0 332\.59\d+ 226\.77\d+"/);
    expect(new Set(Array.from(svg.matchAll(/font-size: ([\d.]+)px/g), ([, px]) => Number(px).toFixed(2)))).toContain(
      '9.33',
    );
  });

  test('an accessibility checker finds no fault', async () => {
    await page.evaluate(axe);
    const faults = await page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: axe-core's own global
      const { violations } = await (window as any).axe.run('.jp-ConnectomeFigure');
      return violations.map((violation: { id: string; help: string }) => `${violation.id}: ${violation.help}`);
    });
    expect(faults).toEqual([]);
  });

  test('the dark theme redraws each without a complaint', async () => {
    const folder = process.env.FIGURE_PICTURES;
    if (folder) await pictures(folder, 'light');
    await runCommand(page, 'apputils:change-theme', { theme: 'JupyterLab Dark' });
    await page.waitForFunction(() => document.body.dataset.jpThemeLight === 'false');
    await page.waitForFunction(() =>
      Array.from(document.querySelectorAll('.jp-ConnectomeFigure .xtick text')).every(
        text => getComputedStyle(text).fill !== 'rgb(0, 0, 0)',
      ),
    );
    if (folder) await pictures(folder, 'dark');
    expect(complaints).toEqual([]);
  });
});
