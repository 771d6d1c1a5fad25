/**
 * A whole session by the keyboard alone, from the opened notebook on: a key, or Tab to somewhere, is all that happens here.
 * What each step did is read back through the kernel.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import { type Lab, launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const sources = [
  `const column = await datasets.open('synthetic-column');
const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
viewer(column.neurons.slice(0, 12), { title: 'Twelve neurons' })`,
  'matrix(wiring, { groups: { type: column.cellTypes } })',
  "table(column.cells, { ids: 'id', title: 'Cells' })",
  'figure.depthProfile(column.cells, { layers: column.layers, synthetic: true })',
  "figure.morphology(column.neurons.slice(0, 2), { title: 'Two neurons' })",
  `const numbers = [{ quantity: 'n', printed: '35', value: 35, agreement: { kind: 'exact' }, provenance: 'read' }] as const;
const paper = { paper: 'Somebody 2025', doi: '10.1000/182', figure: 'Fig. 1', title: 'A check', origin: 'Read.', numbers };
published.check({ n: 35 }, paper)`,
];

let lab: Lab;
let browser: Browser;
let page: Page;
/** Of the cells of the table, as they stand in it. */
let ids: string[];
const complaints: string[] = [];

beforeAll(async () => {
  const column = await datasets.open('synthetic-column');
  ids = Array.from(column.cells.getChild('id')?.toArray() ?? [], String);
  lab = await startLab();
  const code = (source: string) => ({ cell_type: 'code', metadata: {}, source, outputs: [], execution_count: null });
  const metadata = { kernelspec: { name: 'connectome', display_name: 'TypeScript (connectome)' } };
  const notebook = { nbformat: 4, nbformat_minor: 4, metadata, cells: sources.map(code) };
  writeFileSync(join(lab.folder, 'tour.ipynb'), JSON.stringify(notebook));
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce' });
  page.on('pageerror', error => complaints.push(String(error)));
  await openNotebook(page, lab, 'tour.ipynb');
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

/** What a cell would give. */
async function inKernel(code: string): Promise<string> {
  const told = await page.evaluate(async source => {
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
    const { content, sessionContext } = (window as any).jupyterapp.shell.widgets('main').next().value;
    if (!content) throw new Error('no notebook is open');
    let text = '';
    const future = sessionContext.session.kernel.requestExecute({ code: source });
    future.onIOPub = (message: { header: { msg_type: string }; content: { data?: Record<string, string> } }) => {
      if (message.header.msg_type === 'execute_result') text = message.content.data?.['text/plain'] ?? '';
    };
    await future.done;
    return text;
  }, code);
  return told.replace(/^'|'$/g, '');
}

const selected = async (): Promise<string[]> =>
  (await inKernel('selection.current.neurons.join()')).split(',').filter(Boolean);

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

interface IFocus {
  readonly matches: boolean;
  readonly isSeen: boolean;
  readonly words: string;
}

/** Where the keyboard is, and whether a reader sees that. */
function focus(selector: string): Promise<IFocus> {
  return page.evaluate(wanted => {
    const node = document.activeElement as HTMLElement;
    // An edge about it or about what it fills; the notebook marks its cells in its own way.
    const isMarked = [node, node.parentElement ?? node].some(at => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || (at === node && boxShadow !== 'none');
    });
    const box = node.getBoundingClientRect();
    const isOnScreen = box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0;
    const own = node.closest('[class*="jp-Connectome"]') !== null;
    return {
      matches: node.matches(wanted),
      isSeen: !own || (isOnScreen && isMarked),
      words: `${node.tagName} ${node.className} “${node.getAttribute('aria-label') ?? node.textContent?.slice(0, 40)}”`,
    };
  }, selector);
}

/** Tab until there; on the way every part of ours shows that it has the keyboard, and none keeps it. */
async function tabTo(selector: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const way: string[] = [];
  for (let i = 0; i < 80; i += 1) {
    await page.keyboard.press(key);
    const { matches, isSeen, words } = await focus(selector);
    expect(isSeen, `the focus is not seen on ${words}`).toBe(true);
    way.push(words);
    if (matches) return;
  }
  throw new Error(`Tab does not come to ${selector}:\n${way.join('\n')}`);
}

/** A command of the palette, by its name. */
async function palette(name: string): Promise<void> {
  await press('Control+Shift+C');
  await page.locator('.jp-ModalCommandPalette input').waitFor();
  await page.keyboard.type(name);
  await page.locator('.lm-CommandPalette-item.lm-mod-active', { hasText: name }).waitFor();
  await press('Enter');
  await page.locator('.jp-ModalCommandPalette').waitFor({ state: 'hidden' });
}

const keep = async (name: string): Promise<void> => {
  const folder = process.env.CONNECTOME_SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `tour-${name}.png`) });
};

const viewer = '.jp-ConnectomeViewer-canvas';
const matrix = '.jp-ConnectomeMatrix-plot';
const grid = '.jp-ConnectomeTable-grid .lm-DataGrid-viewport';
const cellCount = () => page.locator('.jp-Notebook .jp-Cell').count();

/** How the first view is looked at, as it says itself. */
const camera = () =>
  page.evaluate(() => {
    const axes = [...document.querySelectorAll('.jp-ConnectomeViewer-axisEnd')];
    const bar = document.querySelector<HTMLElement>('.jp-ConnectomeViewer-scaleBar');
    return `${axes.map(end => end.getAttribute('transform')).join()} ${bar?.textContent} ${bar?.querySelector<HTMLElement>('.jp-ConnectomeViewer-scaleBarLine')?.style.width}`;
  });

test('all cells are run, and the first view is reached', async () => {
  await palette('Run All Cells');
  await page.locator('.jp-ConnectomeViewer[data-status=ready]').waitFor({ timeout: 60_000 });
  await press('Escape');
  for (const _ of sources) await press('ArrowUp');
  await tabTo(viewer);
  await keep('viewer');
});

test('the view is turned and zoomed, and a neuron is walked to and selected', async () => {
  const seen = [await camera()];
  for (const keys of [['ArrowRight'], ['+', '+']]) {
    await press(...keys);
    await expect.poll(camera).not.toBe(seen.at(-1));
    seen.push(await camera());
  }
  await press('n', 'n', 'Enter');
  await expect.poll(selected).toEqual([await inKernel('String(column.neurons[1].id)')]);
});

test('a picture of the view is saved from its toolbar', async () => {
  await tabTo('.jp-ConnectomeViewer-toolButton', 'Shift+Tab');
  for (let i = 0; i < 12 && !(await focus('[aria-label=Export]')).matches; i += 1) await press('ArrowRight');
  const download = page.waitForEvent('download');
  await press('Enter');
  await page.getByRole('menu', { name: 'Export' }).waitFor();
  // The first of it is for the clipboard.
  await press('ArrowDown', 'Enter');
  expect((await download).suggestedFilename()).toBe('Twelve neurons.png');
  await tabTo(viewer);
});

test('on in the matrix, a pair is walked to and selected', async () => {
  await tabTo(matrix);
  await page.locator('.jp-ConnectomeMatrix[data-status=ready]').waitFor();
  await press('ArrowRight', 'ArrowRight', 'ArrowDown', 'Enter');
  await expect.poll(async () => (await selected()).length).toBe(2);
  await keep('matrix');
  const said = await page.locator('.jp-ConnectomeMatrix .jp-ConnectomeViewer-voice').textContent();
  for (const id of await selected()) expect(said).toContain(id);
});

test('the order is changed in the toolbar of the matrix, and its code inserted', async () => {
  const firstTick = () => page.locator('.jp-ConnectomeMatrix .ytick').first().textContent();
  const before = await firstTick();
  for (let i = 0; i < 12; i += 1) {
    await tabTo('.jp-ConnectomeMatrix-choice select', 'Shift+Tab');
    const label = await page.evaluate(() => document.activeElement?.parentElement?.textContent);
    if (label?.startsWith('Order')) break;
  }
  await press('ArrowDown', 'ArrowDown');
  await expect.poll(firstTick).not.toBe(before);
  const cells = await cellCount();
  for (let i = 0; i < 12; i += 1) {
    await tabTo('.jp-ConnectomeMatrix-action');
    if (await page.evaluate(() => document.activeElement?.textContent === 'Code')) break;
  }
  await press('Enter');
  await expect.poll(cellCount).toBe(cells + 1);
  await keep('code');
});

test('in the table one moves, sorts by a column, and selects rows', async () => {
  await tabTo(grid);
  await press('ArrowDown');
  await expect.poll(selected).toEqual([ids[0]]);
  await press('ArrowDown', 'Shift+ArrowDown');
  await expect.poll(selected).toEqual([ids[1], ids[2]]);
  await press('s', 's', 'ArrowDown');
  const highest = [...ids].sort((a, b) => (BigInt(a) < BigInt(b) ? 1 : -1))[0];
  await expect.poll(selected).toEqual([highest]);
  await keep('table');
});

test('rows are filtered, and all that are left selected', async () => {
  const tickFilters = async (): Promise<void> => {
    for (let i = 0; i < 12; i += 1) {
      await tabTo('.jp-ConnectomeTable-choice input', 'Shift+Tab');
      if (await page.evaluate(() => document.activeElement?.parentElement?.textContent === 'Filters')) break;
    }
    await press('Space');
  };
  await tickFilters();
  await tabTo('input[data-column=id]');
  await page.keyboard.type(`= ${ids[4]}`);
  const status = page.locator('.jp-ConnectomeTable-status').last();
  await expect.poll(() => status.textContent()).toContain(`1 of ${ids.length} rows`);
  await tabTo('.jp-ConnectomeTable-action', 'Shift+Tab');
  await tabTo('.jp-ConnectomeTable-action', 'Shift+Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Select these rows');
  await press('Enter');
  await expect.poll(selected).toEqual([ids[4]]);
  await keep('filter');
});

test('in the side panel the selection is named, dropped, and opened again', async () => {
  await palette('Show Connectome Explorer');
  await page.locator('#connectome-explorer').waitFor();
  await tabTo('[aria-label^="Save…"]');
  await press('Enter');
  await page.locator('.jp-Dialog input').waitFor();
  await page.keyboard.type('the fifth');
  await press('Enter');
  await page.locator('.jp-Dialog').waitFor({ state: 'detached' });
  await tabTo('[aria-label="Clear the selection"]', 'Shift+Tab');
  await press('Enter');
  await expect.poll(selected).toEqual([]);
  await tabTo('[aria-label="Select the fifth"]');
  await press('Enter');
  await expect.poll(selected).toEqual([ids[4]]);
  await keep('panel');
});

test('what is selected becomes a cell, and the selection is undone in the notebook', async () => {
  const cells = await cellCount();
  await tabTo('[aria-label="Insert code that selects this"]', 'Shift+Tab');
  await press('Enter');
  await expect.poll(cellCount).toBe(cells + 1);
  // The keyboard is in the notebook again.
  await expect.poll(async () => (await focus('.jp-Notebook *')).matches).toBe(true);
  await press('Alt+Shift+Z');
  await expect.poll(selected).toEqual([]);
  await press('Alt+Shift+Z');
  await expect.poll(selected).toEqual([ids[4]]);
});

test('Tab goes through every output to the last, and back', async () => {
  await press('Escape');
  for (let i = await cellCount(); i > 0; i -= 1) await press('ArrowUp');
  const stops = [viewer, matrix, grid, '.jp-ConnectomeFigure .modebar-btn', '.jp-ConnectomeCheck-scroller'];
  for (const stop of stops) await tabTo(stop);
  await keep('end');
  for (const stop of [...stops].reverse().slice(1)) await tabTo(stop, 'Shift+Tab');
  // Out of a view, into its cell: keys of the notebook work again.
  await press('Escape');
  expect((await focus('.jp-Cell')).matches).toBe(true);
  await press('ArrowDown');
  expect(await page.evaluate(() => document.activeElement?.querySelector('.jp-ConnectomeMatrix') !== null)).toBe(true);
});

test('shortcuts of JupyterLab work from within a view', async () => {
  await tabTo(matrix);
  const saved = page.waitForResponse(response => response.request().method() === 'PUT' && /tour/.test(response.url()));
  await press('Control+s');
  expect((await saved).ok()).toBe(true);
});

test('no key of the views did anything to the notebook, and nothing went wrong', async () => {
  const sourcesNow = await page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
    const { model } = (window as any).jupyterapp.shell.widgets('main').next().value.content;
    return model.toJSON().cells.map((cell: { source: string }) => cell.source);
  });
  const inserted = sourcesNow.filter((source: string) => !sources.includes(source));
  expect(sourcesNow.filter((source: string) => sources.includes(source))).toEqual(sources);
  expect(inserted).toHaveLength(2);
  expect(complaints).toEqual([]);
});

describe.each(['Light', 'Dark'])('in the %s theme', theme => {
  test('axe finds no fault with the outputs and the side panel', async () => {
    await runCommand(page, 'apputils:change-theme', { theme: `JupyterLab ${theme}` });
    await page.waitForFunction(want => document.body.dataset.jpThemeLight === want, String(theme === 'Light'));
    for (const kind of ['Viewer', 'Matrix', 'Table', 'Figure', 'Drawing', 'Check']) {
      await page.locator(`.jp-Connectome${kind}`).first().scrollIntoViewIfNeeded();
      await page.locator(`.jp-Connectome${kind}[data-status=ready]`).first().waitFor();
    }
    await page.evaluate(axe);
    const results = await page.evaluate(async () => {
      const { axe: checker } = window as unknown as { axe: { run(context: object): Promise<AxeResults> } };
      return checker.run({ include: [['.jp-Notebook .jp-OutputArea-output'], ['#connectome-explorer']] });
    });
    await keep(theme.toLowerCase());
    expect(results.passes.length).toBeGreaterThan(20);
    expect(
      results.violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html} ${node.failureSummary}`)),
    ).toEqual([]);
  });
});
