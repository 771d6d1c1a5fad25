/**
 * JupyterLab in a pseudo language: what of our words is still in plain letters was not given to the translator. All that
 * the notebook itself says is written in Greek here, so nothing of it is taken for ours.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
// @ts-expect-error: plain JavaScript, run as it stands
import { TEMPLATE } from '../../extension/locale/extract.mjs';
import {
  CHECK_MIME,
  DRAWING_MIME,
  FIGURE_MIME,
  jupyterDisplay,
  MATRIX_MIME,
  type MimeBundle,
  SCENE_MIME,
} from '../../kernel-helpers/contract/mime.js';
import { fromEdges } from '../../kernel-helpers/core/connectivity/from-edges.js';
import { matrix } from '../../kernel-helpers/display/matrix/index.js';
import { table } from '../../kernel-helpers/display/table.js';
import { degreePreserving } from '../../kernel-helpers/io/nulls.js';
import { type Lab, launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab.js';
import { copyCleared, shipped } from './notebook-file.js';
import { installPseudoLanguage, pseudo } from './pseudo-language.js';
import { COLORS, cell, paint, points, rod, sceneOf, skeletons } from './viewer/scenes.js';

/** Written alike in every language. */
const SAME_EVERYWHERE = [
  // Units. A single letter is a key, an axis, a statistic.
  ...['nm', 'mm', 'kB', 'MB', 'GB'],
  // Kinds of files.
  ...['SVG', 'PDF', 'PNG', 'CSV', 'ARROW', 'GLB', 'OBJ', 'SWC', 'HTML', 'JSON', 'WebM', 'swc'],
  // What is typed into a filter of a table.
  'null',
  // Programs, and where something is published.
  ...['Neuroglancer', 'Spelunker', 'doi'],
];

let home: string;
let lab: Lab;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

const ids = [0, 1, 2, 3].map(n => 864691135571546917n + BigInt(n));
const types = ['Α', 'Α', 'Β', 'Β'];

function scene() {
  const trees = ids.map((_, n) => rod(200_000, 400, 30, [100_000 * n, 0]));
  const codes = trees.flatMap(tree => [...tree.compartments.subarray(0, tree.nodeCount)]);
  const cells = ids.map((id, n) =>
    cell(n, { id: String(id), label: `νευρώνας ${n}`, type: types[n], color: COLORS[n] }),
  );
  const sides = Uint8Array.from([1, 2, 1, 2]);
  return sceneOf(
    cells,
    [
      skeletons(trees, { name: 'δέντρα', paint: paint(codes, { colors: COLORS.slice(0, 4), labels: [...'αβγδ'] }) }),
      points({ positionsNm: Float32Array.from({ length: 12 }, (_, i) => 9000 * i), sides }, { name: 'συνάψεις' }),
    ],
    {
      title: 'Τέσσερις',
      caption: 'Τίποτα.',
      notes: ['Σημείωση.'],
      layers: [{ name: 'Ι', depthNm: 0 }],
      colorBar: { label: 'βάθος', min: 0, max: 5, scale: 'linear', colors: ['#440154', '#fde725'], missing: '#888888' },
    },
  );
}

async function outputs(): Promise<Record<string, unknown>[]> {
  const wiring = fromEdges({ pre: [ids[0], ids[0], ids[1], ids[2]], post: [ids[1], ids[2], ids[3], ids[3]] });
  const groups = { τύπος: types };
  const compared = await degreePreserving(wiring, { statistic: 'blockCounts', groups: types, draws: 20, seed: 1 });
  const shown = await matrix(wiring, { title: 'Πίνακας', groups, nulls: compared })[jupyterDisplay]();
  const payload = shown[MATRIX_MIME] as { nulls: { model: string; adjustment: string }[]; notes: string[] };
  // What the kernel wrote is data: in the reader's language only if the kernel spoke it.
  const greek = {
    ...payload,
    caption: 'Τίποτα.',
    notes: [],
    nulls: payload.nulls.map(given => ({ ...given, model: 'μοντέλο', adjustment: 'ΒΗ' })),
  };
  const rows = ids.map((id, n) => ({ ταυτότητα: id, τύπος: types[n], βάθος: n / 3 }));
  const list = (await table(rows, { title: 'Κύτταρα', ids: 'ταυτότητα', units: { βάθος: 'µm' } })[
    jupyterDisplay
  ]()) as MimeBundle;
  const figure = {
    version: 1,
    title: 'Διάγραμμα',
    caption: 'Τίποτα.',
    synthetic: true,
    data: [{ type: 'bar', x: ['α', 'β'], y: [1, 2] }],
    layout: { xaxis: { title: { text: 'δ' } } },
  };
  const drawing = {
    version: 1,
    title: 'Σχέδιο',
    caption: 'Τίποτα.',
    description: 'Κύκλος.',
    synthetic: true,
    widthPx: 100,
    heightPx: 40,
    groups: [{ title: 'ομάδα', elements: [{ kind: 'circle', x: 20, y: 20, radiusPx: 9, fill: '#0072b2' }] }],
  };
  const row = { quantity: 'ποσότητα', printed: '1', ours: '1', difference: '0', tolerance: '0', why: 'έτσι' };
  const check = {
    version: 1,
    title: 'Έλεγχος',
    source: 'Άρθρο',
    doi: '10.1000/1',
    caption: 'Τίποτα.',
    rows: [
      { ...row, pass: true },
      { ...row, pass: false },
    ],
  };
  const words = 'Λόγια';
  return [
    { [SCENE_MIME]: scene(), 'text/plain': words },
    { [MATRIX_MIME]: greek, 'text/plain': words },
    { ...list, 'text/plain': words },
    { [FIGURE_MIME]: figure, 'text/plain': words },
    { [DRAWING_MIME]: drawing, 'text/plain': words },
    { [CHECK_MIME]: check, 'text/plain': words },
  ];
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'connectome-pseudo-'));
  lab = await startLab(installPseudoLanguage(home, TEMPLATE));
  const cells = (await outputs()).map((data, i) => ({
    cell_type: 'code',
    id: `cell-${i}`,
    metadata: {},
    source: '',
    execution_count: null,
    outputs: [{ output_type: 'display_data', metadata: {}, data }],
  }));
  const metadata = { kernelspec: { name: 'connectome', display_name: 'TypeScript (connectome)' } };
  writeFileSync(join(lab.folder, 'pseudo.ipynb'), JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells }));
  mkdirSync(join(lab.folder, 'notebooks'));
  for (const name of ['01-first-look.ipynb', '02-like-to-like.ipynb']) {
    copyCleared(shipped(name), join(lab.folder, 'notebooks', name));
  }
  writeFileSync(join(lab.folder, 'Ω.swc'), '1 1 0 0 0 5 -1\n2 3 0 50 0 1 1\n3 3 0 90 20 1 2\n');
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 1200 }, reducedMotion: 'reduce' });
  page.on('pageerror', error => complaints.push(String(error)));
  await openNotebook(page, lab, 'pseudo.ipynb');
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
  if (home) rmSync(home, { recursive: true, force: true });
});

/** Words in plain letters, with what they stand in. */
function plainWords(texts: readonly string[]): string[] {
  return texts.flatMap(text => {
    const left = text.match(/[a-z]{2,}/gi)?.filter(word => !SAME_EVERYWHERE.includes(word)) ?? [];
    return left.length > 0 ? [`${left.join(' ')} ← ${text.trim().slice(0, 120)}`] : [];
  });
}

/** Every word a reader may meet in these elements, on the screen or from a screen reader. */
async function wordsIn(place: Locator): Promise<string[]> {
  const found = await place.evaluateAll(roots => {
    const attributes = ['title', 'aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'alt'];
    attributes.push('placeholder', 'data-title', 'label');
    return roots.flatMap(root => {
      const texts: string[] = [];
      for (const node of [root, ...root.querySelectorAll('*')]) {
        // Names of datasets and folders stand in code elements.
        if (['STYLE', 'SCRIPT', 'CODE'].includes(node.tagName)) continue;
        for (const child of node.childNodes) if (child.nodeType === Node.TEXT_NODE) texts.push(child.nodeValue ?? '');
        for (const name of attributes) texts.push(node.getAttribute(name) ?? '');
      }
      return texts.filter(text => text.trim() !== '');
    });
  });
  return [...new Set(found)];
}

async function leftIn(place: Locator): Promise<string[]> {
  return plainWords(await wordsIn(place));
}

/** So that nothing is found translated where nothing is there. */
async function expectTranslated(place: Locator): Promise<void> {
  await place.first().waitFor();
  const words = await wordsIn(place);
  expect(words.length).toBeGreaterThan(0);
  expect(plainWords(words)).toEqual([]);
}

async function ready(kind: string): Promise<Locator> {
  const widget = page.locator(`.jp-Connectome${kind}`).first();
  await widget.waitFor({ state: 'attached' });
  await widget.scrollIntoViewIfNeeded();
  await page.locator(`.jp-Connectome${kind}[data-status=ready]`).first().waitFor({ timeout: 60_000 });
  return widget;
}

async function keep(name: string): Promise<void> {
  const folder = process.env.CONNECTOME_SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `pseudo-${name}.png`) });
}

describe('outputs', () => {
  test('the 3D view: toolbar, legends, status, what is pointed at', async () => {
    const viewer = await ready('Viewer');
    await viewer.locator('.jp-ConnectomeViewer-canvas').focus();
    for (const key of ['n', 'Enter', 'n', 'h']) await page.keyboard.press(key);
    await keep('viewer');
    await expectTranslated(viewer);
  });

  test('the menus of the 3D view', async () => {
    const viewer = await ready('Viewer');
    for (const name of ['Views', 'Export']) {
      await viewer.getByRole('button', { name: pseudo(name), exact: true }).click();
      await viewer.getByRole('menu').first().waitFor();
      await expectTranslated(viewer);
      await page.keyboard.press('Escape');
    }
  });

  test('the table and the help of the 3D view', async () => {
    const viewer = await ready('Viewer');
    for (const key of ['t', '?']) {
      await viewer.locator('.jp-ConnectomeViewer-canvas').focus();
      await page.keyboard.press(key);
      await viewer.getByRole('dialog').first().waitFor();
      await keep(`viewer-${key === 't' ? 'table' : 'help'}`);
      await expectTranslated(viewer);
      await page.keyboard.press('Escape');
    }
  });

  test('the matrix: toolbar, words along the sides, pairs, groups, comparisons, searches', async () => {
    const node = await ready('Matrix');
    const plot = node.locator('.jp-ConnectomeMatrix-plot');
    await plot.focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await expectTranslated(node);
    const search = node.getByRole('searchbox');
    await search.fill('Ω');
    await search.press('Enter');
    await expectTranslated(node);
    // Without a kernel it says why it cannot.
    await node.getByRole('button', { name: pseudo('Compare with…') }).click({ force: true });
    const selects = node.locator('label select:visible');
    for (let i = 0; i < (await selects.count()); i += 1) {
      const options = await selects.nth(i).locator('option').count();
      for (let option = 0; option < options; option += 1) {
        if (await selects.nth(i).isDisabled()) continue;
        await selects.nth(i).selectOption({ index: option });
        await plot.focus();
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.press('ArrowRight');
        expect(await leftIn(node)).toEqual([]);
      }
    }
    await keep('matrix');
  });

  test('the table: boxes, filters, what is wrong with them, rows as text', async () => {
    const node = await ready('Table');
    await node
      .locator('label', { hasText: pseudo('Filters') })
      .locator('input')
      .check();
    for (const words of ['Ω', '> Ω', '1..']) {
      for (const box of await node.locator('input[data-column]').all()) await box.fill(words);
      await expectTranslated(node);
    }
    for (const box of await node.locator('input[data-column]').all()) await box.fill('');
    await node.getByRole('button', { name: pseudo('Select these rows') }).click();
    await node
      .locator('label', { hasText: pseudo('As text') })
      .locator('input')
      .check();
    await keep('table');
    await expectTranslated(node);
  });

  test.each(['Figure', 'Drawing', 'Check'])('the %s', async kind => {
    await expectTranslated(await ready(kind));
  });

  test('menus of the right mouse button have our commands translated', async () => {
    for (const kind of ['Viewer', 'Matrix', 'Table', 'Figure', 'Drawing', 'Check']) {
      const node = await ready(kind);
      await node.click({ button: 'right', position: { x: 5, y: 5 } });
      await page.locator('.lm-Menu').first().waitFor();
      expect(await leftIn(page.locator('.lm-Menu-item[data-command^="connectome:"]'))).toEqual([]);
      await page.keyboard.press('Escape');
    }
  });
});

/** Labels, captions and described arguments of our commands, as menus, the palette and others use them. */
function wordsOfCommands(): Promise<string[]> {
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
    const { commands } = (window as any).jupyterapp;
    const described = (schema: unknown): string[] =>
      typeof schema === 'object' && schema !== null
        ? Object.entries(schema).flatMap(([key, value]) =>
            key === 'description' && typeof value === 'string' ? [value] : described(value),
          )
        : [];
    const words: string[] = [];
    for (const id of commands.listCommands().filter((name: string) => name.startsWith('connectome:'))) {
      for (const args of [{}, { isPalette: true }, { isMenu: true }]) {
        words.push(commands.label(id, args), commands.caption(id, args), commands.usage(id, args));
      }
      words.push(...described(await commands.describedBy(id)));
    }
    return [...new Set(words.filter(text => text !== ''))];
  });
}

describe('around the outputs', () => {
  test('the side panel, with what the kernel knows', async () => {
    await runCommand(page, 'connectome:show-explorer');
    const panel = page.locator('#connectome-explorer');
    const search = panel.getByRole('searchbox', { name: pseudo('Search datasets') });
    const helpers = panel.getByRole('searchbox', { name: pseudo('Search helpers') });
    await panel.getByText(new RegExp(pseudo('datasets'))).waitFor();
    // Datasets and helpers are told in the words of those who made them: first the panel without any, then the buttons
    // of one.
    await search.fill('Ω');
    await panel.getByText(pseudo('0 datasets')).waitFor();
    await helpers.fill('Ω');
    await panel.getByText(pseudo('0 helpers')).waitFor();
    await expectTranslated(panel);
    await search.fill('synthetic-column');
    const dataset = panel.locator('.jp-ConnectomeExplorer-dataset', { hasText: 'synthetic-column' });
    await dataset.waitFor();
    await keep('explorer');
    const onButtons = (await wordsIn(dataset.locator('button'))).map(text => text.replace('synthetic-column', ''));
    expect(onButtons.length).toBeGreaterThan(2);
    expect(plainWords(onButtons)).toEqual([]);
    await search.fill('');
    await helpers.fill('figure');
    const helper = panel.locator('.jp-ConnectomeExplorer-dataset', { hasText: /^figure$/ });
    await helper.getByRole('button').click();
    const ofHelper = panel.locator('.jp-ConnectomeExplorer-dataset', {
      has: page.locator('.jp-ConnectomeExplorer-doc'),
    });
    await ofHelper.locator('.jp-ConnectomeExplorer-row button').first().waitFor();
    const aboutHelper = (await wordsIn(ofHelper.locator('.jp-ConnectomeExplorer-row button'))).map(text =>
      text.replace('figure', ''),
    );
    expect(aboutHelper.length).toBeGreaterThan(0);
    expect(plainWords(aboutHelper)).toEqual([]);
  });

  test('named selections and the question for a name', async () => {
    await runCommand(page, 'connectome:select', { neurons: [String(ids[0])] });
    const asked = runCommand(page, 'connectome:save-selection');
    await expectTranslated(page.locator('.jp-Dialog'));
    await page.keyboard.type('Ω');
    await page.keyboard.press('Enter');
    await asked;
    await expectTranslated(page.locator('#connectome-explorer-selection'));
    await expectTranslated(page.locator('#connectome-explorer-selection button'));
  });

  test('the question for a link', async () => {
    const asked = runCommand(page, 'connectome:insert-link');
    const dialog = page.locator('.jp-Dialog');
    await dialog.waitFor();
    const words = (await wordsIn(dialog)).filter(text => !text.startsWith('https://'));
    expect(plainWords(words)).toEqual([]);
    await page.keyboard.press('Escape');
    await asked;
  });

  test('every command, and what is told of its arguments', async () => {
    const words = await wordsOfCommands();
    expect(words.length).toBeGreaterThan(50);
    expect(plainWords(words)).toEqual([]);
  });

  test('the main menu, and the button above the notebook', async () => {
    // The menu's own name is of the settings, of which below.
    await page.locator('.lm-MenuBar-itemLabel', { hasText: 'Connectome' }).click();
    // Beside them stand their keys, as JupyterLab writes keys.
    await expectTranslated(page.locator('.lm-Menu .lm-Menu-itemLabel'));
    await keep('menu');
    await page.keyboard.press('Escape');
    const inToolbar = await wordsIn(page.locator('.jp-NotebookPanel-toolbar [data-jp-item-name="connectome-loaded"]'));
    expect(inToolbar.length).toBeGreaterThan(0);
    expect(plainWords(inToolbar.map(text => text.replace('(Alt+Shift+L)', '')))).toEqual([]);
  });

  test('the launcher', async () => {
    await runCommand(page, 'launcher:create');
    const section = page.locator('.jp-Launcher-section', { hasText: pseudo('A first look') });
    await expectTranslated(section);
    expect(await section.locator('.jp-LauncherCard').count()).toBe(3);
    await keep('launcher');
  });

  // The list of all settings, from which JupyterLab makes menus, leaves those of prebuilt extensions as they are
  // (jupyterlab_server 2.28): asked for ours alone, the server translates them.
  test('the settings, as the server gives them', async () => {
    const address = `${lab.url}/lab/api/settings/jupyterlab-connectome:settings?token=${lab.token}`;
    const { schema } = await (await page.request.get(address)).json();
    const titles: string[] = [];
    JSON.stringify(schema, (key, value) => {
      if (/^(title|description|label|jupyter\.lab\.setting-icon-label)$/.test(key) && typeof value === 'string') {
        titles.push(value);
      }
      return value;
    });
    expect(titles).toContain(pseudo('Background of neurons'));
    expect(plainWords(titles)).toEqual([]);
  });

  test('Neuroglancer in a tab', async () => {
    await page.route(/\/static\/neuroglancer\//, route => route.fulfill({ contentType: 'text/html', body: '' }));
    await runCommand(page, 'connectome:open-neuroglancer', { state: { layers: [] } });
    const tab = page.locator('.jp-ConnectomeNeuroglancerTab');
    await expectTranslated(tab.locator('.jp-ConnectomeNeuroglancer'));
    // JupyterLab tells the button for what finds no room no language.
    await expectTranslated(tab.locator('.jp-Toolbar-item:not(.jp-Toolbar-responsive-opener)'));
    const asked = tab.getByText(pseudo('Open Link…')).click();
    const dialog = page.locator('.jp-Dialog');
    await dialog.waitFor();
    expect(plainWords((await wordsIn(dialog)).filter(text => !text.startsWith('https://')))).toEqual([]);
    await page.keyboard.press('Escape');
    await asked;
    await runCommand(page, 'application:close');
  });

  test('a file of a neuron in a tab', async () => {
    await runCommand(page, 'docmanager:open', { path: 'Ω.swc' });
    const file = page.locator('.jp-ConnectomeFile[data-status=ready]');
    await file.locator('.jp-ConnectomeViewer[data-status=ready]').waitFor({ timeout: 60_000 });
    await keep('file');
    expect(await leftIn(file)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
