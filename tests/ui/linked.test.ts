/** Matrix, 3D view and table of one notebook: one selection, with its kernel, from code, and without. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import { type Lab, launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab.js';

const sources = [
  `const column = await datasets.open('synthetic-column');
const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
matrix(wiring, { groups: { type: column.cellTypes } })`,
  'viewer(column.neurons)',
  "table(column.cells, { ids: 'id', title: 'Cells' })",
];
const kinds = ['Matrix', 'Viewer', 'Table'] as const;
type Kind = (typeof kinds)[number];

let lab: Lab;
let browser: Browser;
let page: Page;
/** Ids of the neurogliaform cells, whose strip is the last one of the matrix. */
let ngc: string[];
const complaints: string[] = [];

beforeAll(async () => {
  const column = await datasets.open('synthetic-column');
  ngc = column.neurons.flatMap(({ id, type }) => (type === 'NGC' ? [String(id)] : []));
  lab = await startLab();
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1200, height: 1000 } });
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', message => {
    if (message.type() === 'error' && /connectome|selection/i.test(message.text())) complaints.push(message.text());
  });
  const cells = sources.map(source => ({
    cell_type: 'code',
    metadata: {},
    source,
    outputs: [],
    execution_count: null,
  }));
  const metadata = { kernelspec: { name: 'connectome', display_name: 'TypeScript (connectome)' } };
  const notebook = { nbformat: 4, nbformat_minor: 4, metadata, cells };
  writeFileSync(join(lab.folder, 'linked.ipynb'), JSON.stringify(notebook));
  await openNotebook(page, lab, 'linked.ipynb');
  await runCommand(page, 'notebook:run-all-cells');
  await ready();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

const widget = (kind: Kind) => page.locator(`.jp-Connectome${kind}`).first();
const status = (kind: Kind) => widget(kind).locator(`.jp-Connectome${kind}-status`).last();

/** Each comes on the screen once: only then is it there to be linked. */
async function ready(): Promise<void> {
  for (const kind of kinds) {
    await widget(kind).waitFor({ state: 'attached', timeout: 60_000 });
    await widget(kind).scrollIntoViewIfNeeded();
    await page.waitForSelector(`.jp-Connectome${kind}[data-status=ready]`, { timeout: 60_000 });
  }
}

async function clickLastStrip(): Promise<void> {
  await widget('Matrix').scrollIntoViewIfNeeded();
  const box = await widget('Matrix').locator('.nsewdrag').first().boundingBox();
  if (!box) throw new Error('the matrix has no axes');
  await page.mouse.click(box.x - 7, box.y + box.height - 4);
}

async function everyViewTells(count: number): Promise<void> {
  await expect.poll(() => status('Matrix').textContent()).toContain(`${count} cells selected`);
  await expect.poll(() => status('Viewer').textContent()).toContain(`${count} neurons selected`);
  await expect.poll(() => status('Table').textContent()).toContain(`${count} neurons selected`);
}

/** What the next cell gives. */
async function nextCell(source: string): Promise<string> {
  await page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
    const { content } = (window as any).jupyterapp.shell.currentWidget;
    content.activeCellIndex = content.widgets.length - 1;
  });
  await runCommand(page, 'notebook:insert-cell-below');
  await page.evaluate(text => {
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
    (window as any).jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.setSource(text);
  }, source);
  await runCommand(page, 'notebook:run-cell');
  return page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
    const { model } = (window as any).jupyterapp.shell.currentWidget.content.activeCell;
    const [output] = model.outputs.toJSON();
    return String(output?.data?.['text/plain'] ?? '');
  });
}

test('a click in the matrix shows in 3D and filters the table, and the next cell has exactly these ids', async () => {
  await clickLastStrip();
  await everyViewTells(ngc.length);
  await widget('Table').locator('label', { hasText: 'Only selected' }).locator('input').check();
  await expect.poll(() => status('Table').textContent()).toMatch(new RegExp(`^${ngc.length} of \\d+ rows`));
  const ids = await nextCell('selection.current.neurons.join()');
  expect(ids.replace(/'/g, '').split(',').sort()).toEqual([...ngc].sort());
});

test('what a cell selects is in every view', async () => {
  await nextCell('selection.set(column.neurons.slice(0, 3))');
  await everyViewTells(3);
  await expect.poll(() => status('Table').textContent()).toMatch(/^3 of \d+ rows/);
  expect(complaints).toEqual([]);
});

test('read again without a kernel, they are still linked', async () => {
  await runCommand(page, 'docmanager:save');
  const { metadata: _, ...notebook } = JSON.parse(readFileSync(join(lab.folder, 'linked.ipynb'), 'utf8'));
  writeFileSync(join(lab.folder, 'kept.ipynb'), JSON.stringify({ ...notebook, metadata: {} }));
  await openNotebook(page, lab, 'kept.ipynb', { kernel: false });
  await page.waitForSelector('.jp-Dialog');
  await page.keyboard.press('Escape');
  await ready();
  await clickLastStrip();
  await everyViewTells(ngc.length);
  await expect.poll(() => status('Table').textContent()).toMatch(new RegExp(`^${ngc.length} of \\d+ rows`));
  expect(complaints).toEqual([]);
}, 120_000);
