/** Outputs leave the notebook: by the menu of the right mouse button, by command, and into tabs. No kernel is needed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Download, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Displayable, jupyterDisplay } from '../../kernel-helpers/contract/mime.js';
import { fromSynapses } from '../../kernel-helpers/core/connectivity/from-synapses.js';
import * as figure from '../../kernel-helpers/display/figure/index.js';
import { matrix } from '../../kernel-helpers/display/matrix/index.js';
import { table } from '../../kernel-helpers/display/table.js';
import { viewer } from '../../kernel-helpers/display/viewer/index.js';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import { check } from '../../kernel-helpers/published/check.js';
import { count } from '../../kernel-helpers/published/printed.js';
import { type Lab, launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab.js';

const kinds = ['Viewer', 'Matrix', 'Table', 'Figure', 'Drawing', 'Check'] as const;
type Kind = (typeof kinds)[number];

let lab: Lab;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  const column = await datasets.open('synthetic-column');
  const wiring = fromSynapses(column.synapses, { cells: column.cells });
  const rows = [
    { cell_id: 864691135571546917n, note: 'a "spiny" one, big', depth: 1 / 3 },
    { cell_id: 864691135571546918n, note: 'two\tlines\nhere', depth: null },
  ];
  const paper = {
    ...{ paper: 'Somebody 2025', doi: '10.1000/182', figure: 'Fig. 1', title: 'counts', origin: 'Read.' },
    numbers: [count('n', '35', 'read'), count('m', '7', 'read')],
  };
  const shown: readonly Displayable[] = [
    viewer(column.neurons.slice(0, 2)),
    matrix(wiring, { groups: { type: column.cellTypes } }),
    table(rows, { title: 'Two cells' }),
    figure.depthProfile(column.cells, { layers: column.layers, synthetic: true, title: 'Depths' }),
    figure.morphology(column.neurons.slice(0, 2), { title: 'Two neurons' }),
    check({ n: 35, m: 8 }, paper),
  ];
  const cells = await Promise.all(
    shown.map(async (value, i) => ({
      cell_type: 'code',
      id: `cell-${i}`,
      metadata: {},
      source: '',
      execution_count: null,
      outputs: [{ output_type: 'display_data', metadata: {}, data: await value[jupyterDisplay]() }],
    })),
  );
  lab = await startLab();
  writeFileSync(join(lab.folder, 'o.ipynb'), JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1200, height: 1300 } });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  page.on('pageerror', error => complaints.push(String(error)));
  await openNotebook(page, lab, 'o.ipynb', { kernel: false });
  await page.waitForSelector('.jp-Dialog');
  await page.keyboard.press('Escape');
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

/** Opens the menu of an output. */
async function menuOf(kind: Kind): Promise<void> {
  const node = page.locator(`.jp-Connectome${kind}`).first();
  await node.waitFor({ state: 'attached' });
  await node.scrollIntoViewIfNeeded();
  await page.locator(`.jp-Connectome${kind}[data-status=ready]`).first().waitFor({ timeout: 60_000 });
  await node.click({ button: 'right', position: { x: 6, y: 6 } });
  await page.locator('.lm-Menu').first().waitFor();
}

const entry = (label: string) =>
  page.locator('.lm-Menu-item[data-command^="connectome:"]', { hasText: new RegExp(`^${label}$`) });

async function saved(kind: Kind, label: string): Promise<{ name: string; bytes: Buffer }> {
  await menuOf(kind);
  const download = page.waitForEvent('download');
  await entry(label).click();
  return read(await download);
}

async function read(download: Download): Promise<{ name: string; bytes: Buffer }> {
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** What the clipboard has of a type, in bytes; empty where it has none. */
function inClipboard(type: string): Promise<number[]> {
  return page.evaluate(async wanted => {
    const [item] = await navigator.clipboard.read();
    if (!item?.types.includes(wanted)) return [];
    return [...new Uint8Array(await (await item.getType(wanted)).arrayBuffer())];
  }, type);
}

async function keep(name: string, bytes?: Buffer): Promise<void> {
  const folder = process.env.CONNECTOME_SCREENSHOTS;
  if (!folder) return;
  if (bytes) writeFileSync(join(folder, `take-${name}`), bytes);
  else await page.screenshot({ path: join(folder, `take-${name}.png`) });
}

test.each([
  ['Viewer', ['Copy Picture', 'Picture \\(PNG\\)', 'Vector Drawing \\(SVG\\)', 'Open in a Tab']],
  ['Matrix', ['Copy Picture', 'Save Matrix as SVG', 'Save Matrix as CSV', 'Open in a Tab']],
  ['Table', ['Copy Rows', 'Save as CSV', 'Open in a Tab']],
  ['Figure', ['Copy Picture', 'Save as PNG', 'Save as SVG', 'Open in a Tab']],
  ['Drawing', ['Copy Picture', 'Save as PNG', 'Save as SVG', 'Open in a Tab']],
  ['Check', ['Copy Rows', 'Save as CSV', 'Open in a Tab']],
] as const)(
  'the menu of the %s has %s',
  async (kind, labels) => {
    await menuOf(kind);
    await keep(`menu-${kind}`);
    for (const label of labels) {
      expect(await entry(label).count(), label).toBe(1);
      expect(await entry(label).getAttribute('aria-disabled'), label).not.toBe('true');
    }
    await page.keyboard.press('Escape');
  },
  60_000,
);

describe.each(['Matrix', 'Figure', 'Drawing'] as const)('a picture of the %s', kind => {
  test('is copied', async () => {
    await menuOf(kind);
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await entry('Copy Picture').click();
    await expect.poll(async () => (await inClipboard('image/png')).length, { timeout: 20_000 }).toBeGreaterThan(0);
    const { width, height } = PNG.sync.read(Buffer.from(await inClipboard('image/png')));
    expect(Math.min(width, height)).toBeGreaterThan(400);
  }, 60_000);
});

test('a drawing is saved in black on white, as it is in no theme: as SVG without its words, as PNG with them', async () => {
  await runCommand(page, 'apputils:change-theme', { theme: 'JupyterLab Dark' });
  await page.waitForFunction(() => document.body.dataset.jpThemeLight === 'false');
  const { name, bytes } = await saved('Drawing', 'Save as SVG');
  await keep('drawing.svg', bytes);
  expect(name).toBe('Two neurons (synthetic data).svg');
  const svg = bytes.toString();
  expect(svg).not.toMatch(/var\(|class=|style=|currentColor/);
  expect(svg).toContain('fill="#1f1f1f"');
  expect(svg).toContain('50 µm');
  const picture = await saved('Drawing', 'Save as PNG');
  await keep('drawing.png', picture.bytes);
  const png = PNG.sync.read(picture.bytes);
  expect([...png.data.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  // 16 px about it, three pixels to each.
  expect(png.width).toBe(3 * (Number(width) + 32));
  expect(png.height).toBeGreaterThan(3 * (Number(height) + 32));
  await runCommand(page, 'apputils:change-theme', { theme: 'JupyterLab Light' });
}, 60_000);

test('a figure is saved as PNG and, in mm, as SVG', async () => {
  const svg = await saved('Figure', 'Save as SVG');
  expect(svg.name).toBe('Depths-synthetic-data.svg');
  expect(svg.bytes.toString()).toMatch(/^<svg[^>]* width="[\d.]+mm"/);
  const png = await saved('Figure', 'Save as PNG');
  expect(PNG.sync.read(png.bytes).width).toBeGreaterThan(1000);
}, 60_000);

test('rows of a table are saved with all digits, and copied for a spreadsheet', async () => {
  const { name, bytes } = await saved('Table', 'Save as CSV');
  expect(name).toBe('Two cells.csv');
  expect(bytes.toString()).toBe(
    [
      'cell_id,note,depth\r\n',
      '864691135571546917,"a ""spiny"" one, big",0.3333333333333333\r\n',
      '864691135571546918,"two\tlines\nhere",\r\n',
    ].join(''),
  );
  await menuOf('Table');
  await entry('Copy Rows').click();
  const text = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(text).toContain('864691135571546918\ttwo lines here\t');
});

test('a check is saved and copied with its verdicts', async () => {
  const { bytes } = await saved('Check', 'Save as CSV');
  const lines = bytes.toString().split('\r\n');
  expect(lines[0]).toBe('Verdict,Quantity,Published,Ours,Difference,Tolerance,Why,Label');
  expect(lines.slice(1, 3).map(line => line.split(',').slice(0, 4))).toEqual([
    ['pass', 'n', '35', '35'],
    ['fail', 'm', '7', '8'],
  ]);
  await menuOf('Check');
  await entry('Copy Rows').click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('fail\tm\t7\t8');
});

test('by command, the output of the active cell is meant; unknown formats are told', async () => {
  await page.locator('.jp-CodeCell').nth(4).locator('.jp-InputPrompt').click();
  const download = page.waitForEvent('download');
  await runCommand(page, 'connectome:export-output', { format: 'svg' });
  expect((await read(await download)).name).toBe('Two neurons (synthetic data).svg');
  await expect(runCommand(page, 'connectome:export-output', { format: 'bmp' })).rejects.toThrow(
    'export-output knows no such format: received bmp, expected one of png, svg, csv, tsv',
  );
});

test('an output in a tab is linked with the notebook', async () => {
  await menuOf('Matrix');
  await entry('Open in a Tab').click();
  const tab = page.locator('.jp-LinkedOutputView .jp-ConnectomeMatrix[data-status=ready]');
  await tab.waitFor({ timeout: 60_000 });
  await runCommand(page, 'connectome:select', { neurons: ['1', '2', '3'] });
  await expect.poll(() => tab.locator('.jp-ConnectomeMatrix-status').textContent()).toContain('3 cells selected');
  await keep('tab');
  expect(complaints).toEqual([]);
}, 60_000);
