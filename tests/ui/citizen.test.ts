/** What JupyterLab shows of us around the views: settings, shortcuts, menus. No kernel is needed. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jupyterDisplay } from '../../kernel-helpers/contract/mime.js';
import { fromSynapses } from '../../kernel-helpers/core/connectivity/from-synapses.js';
import { matrix } from '../../kernel-helpers/display/matrix/index.js';
import { viewer } from '../../kernel-helpers/display/viewer/index.js';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import { type Lab, launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab.js';
import { copyCleared, shipped } from './notebook-file.js';

let lab: Lab;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  lab = await startLab();
  const column = await datasets.open('synthetic-column');
  const wiring = fromSynapses(column.synapses, { cells: column.cells });
  const shown = [viewer(column.neurons.slice(0, 2)), matrix(wiring, { groups: { type: column.cellTypes } })];
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
  const metadata = { kernelspec: { name: 'connectome', display_name: 'TypeScript (connectome)' } };
  writeFileSync(join(lab.folder, 'kept.ipynb'), JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells }));
  mkdirSync(join(lab.folder, 'notebooks'));
  for (const name of ['01-first-look.ipynb', '02-like-to-like.ipynb']) {
    copyCleared(shipped(name), join(lab.folder, 'notebooks', name));
  }
  cpSync(shipped('images/panels'), join(lab.folder, 'notebooks', 'images', 'panels'), { recursive: true });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1200, height: 1500 } });
  page.on('pageerror', error => complaints.push(String(error)));
  await openNotebook(page, lab, 'kept.ipynb');
  for (const kind of ['Viewer', 'Matrix']) {
    await page.locator(`.jp-Connectome${kind}`).first().scrollIntoViewIfNeeded();
    await page.waitForSelector(`.jp-Connectome${kind}[data-status=ready]`, { timeout: 60_000 });
  }
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

/** The choice in the Settings editor. */
const backgrounds = () => page.locator('.jp-SettingsForm select[id$=background]');

const paperOf = (): Promise<string> =>
  page
    .locator('.jp-ConnectomeViewer')
    .first()
    .evaluate(node => getComputedStyle(node).backgroundColor);

test('neurons stand on dark as soon as the Settings editor says so', async () => {
  await runCommand(page, 'settingeditor:open', { query: 'Connectome' });
  await backgrounds().selectOption({ label: 'Dark' });
  await expect.poll(paperOf, { timeout: 20_000 }).toBe('rgb(18, 18, 18)');
  await backgrounds().selectOption({ label: 'As the theme' });
  await expect
    .poll(() => page.locator('.jp-ConnectomeViewer').first().getAttribute('data-background'), { timeout: 20_000 })
    .toBe('theme');
  await runCommand(page, 'application:close');
}, 60_000);

test('the main menu has what acts on a notebook', async () => {
  await page.locator('.lm-MenuBar-itemLabel', { hasText: 'Connectome' }).click();
  const items = await page.locator('.lm-Menu .lm-Menu-itemLabel').allTextContents();
  expect(items.filter(Boolean)).toEqual([
    'New Connectome Notebook',
    'Open Folder in Neuron Viewer',
    'Show What Is Loaded',
    'Insert View of a Neuroglancer Link…',
    'Undo Selection',
    'Redo Selection',
    'Select Nothing',
    'Open Selection in Neuroglancer',
    'Open Neuron View in Neuroglancer',
    ...['SVG', 'PDF', 'PNG', 'CSV', 'ARROW'].map(format => `Save Matrix as ${format}`),
  ]);
  await page.keyboard.press('Escape');
}, 60_000);

test('the menu of a matrix saves it', async () => {
  await page.locator('.jp-ConnectomeMatrix-status').click({ button: 'right' });
  const download = page.waitForEvent('download');
  await page.locator('.lm-Menu-item', { hasText: 'Save Matrix as CSV' }).click();
  expect((await download).suggestedFilename()).toBe('Connectivity.csv');
}, 60_000);

test('the button above the notebook lists what is loaded', async () => {
  await page
    .locator(
      '.jp-NotebookPanel-toolbar [data-jp-item-name="connectome-loaded"] [role=button], .jp-NotebookPanel-toolbar [data-jp-item-name="connectome-loaded"] jp-button',
    )
    .first()
    .click();
  await page.waitForFunction(() => document.querySelectorAll('.jp-CodeCell').length === 3);
  expect(complaints).toEqual([]);
}, 60_000);

test('the launcher has the panels of papers with their pictures, and opens the notebook that makes one', async () => {
  await runCommand(page, 'launcher:create');
  const card = page.locator('.jp-LauncherCard', { hasText: 'Connected neurons respond more alike' });
  await card.waitFor();
  expect(await card.getAttribute('title')).toMatch(/\(ding2025\/fig2d\): reproduced exactly$/);
  const href = await card.locator('image').getAttribute('href');
  const picture = await page.evaluate(async url => {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image.naturalWidth;
  }, String(href));
  expect(picture).toBe(320);
  await card.click();
  await page.waitForSelector('.lm-TabBar-tabLabel:text("02-like-to-like.ipynb")');
  expect(complaints).toEqual([]);
}, 60_000);

test('the launcher has the tutorials that are at hand, and opens them', async () => {
  await runCommand(page, 'launcher:create');
  const section = page.locator('.jp-Launcher-section', { hasText: 'A first look' });
  await section.waitFor();
  expect(await section.locator('.jp-LauncherCard-label').allTextContents()).toEqual([
    'Connectome notebook',
    'A first look',
    'Do connected neurons respond alike?',
  ]);
  await section.locator('.jp-LauncherCard', { hasText: 'A first look' }).click();
  await page.waitForSelector('.lm-TabBar-tabLabel:text("01-first-look.ipynb")');
  expect(complaints).toEqual([]);
}, 60_000);
