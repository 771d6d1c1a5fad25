import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIGURE_MIME, MATRIX_MIME, SCENE_MIME } from '../../kernel-helpers/contract/mime.js';
import { mirror } from '../mirror';
import {
  commEcho,
  kernelIdle,
  kernelOf,
  type Lab,
  launchBrowser,
  openNotebook,
  runCommand,
  startLab,
  stillsWritten,
  trustedCells,
} from './jupyterlab';
import { copyCleared, type Notebook, needsRealData, outputsOf, readNotebook, shipped } from './notebook-file';
import { inkOf } from './picture';

// CONNECTOME_UPDATE_NOTEBOOKS=1 writes what this run made back into notebooks/;
// CONNECTOME_SCREENSHOTS=DIR keeps pictures for a person to look at.
const update = process.env.CONNECTOME_UPDATE_NOTEBOOKS === '1';
const screenshots = process.env.CONNECTOME_SCREENSHOTS;
const own =
  '.jp-ConnectomeViewer, .jp-ConnectomeDrawing, .jp-ConnectomeFigure, .jp-ConnectomeCheck, .jp-ConnectomeMatrix, .jp-ConnectomeTable';
const PICTURED: readonly string[] = [SCENE_MIME, FIGURE_MIME, MATRIX_MIME];
const settled = `:is(${own}):is([data-status="ready"], [data-status="error"])`;

let lab: Lab;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  lab = await startLab({ CONNECTOME_MIRROR: mirror });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  page.on('pageerror', error => complaints.push(String(error)));
  if (screenshots) mkdirSync(screenshots, { recursive: true });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

async function setTheme(theme: 'JupyterLab Light' | 'JupyterLab Dark'): Promise<void> {
  await runCommand(page, 'apputils:change-theme', { theme });
  const light = theme.endsWith('Light');
  await page.waitForFunction(want => document.body.dataset.jpThemeLight === want, String(light));
}

/** Scrolls each of our outputs into view, where it draws itself, and waits until every one of them has settled. */
async function drawAll(): Promise<void> {
  for (const output of await page.locator(own).all()) await drawn(output);
}

/** After Run All, JupyterLab may still scroll by itself, and take an output out of view again. */
async function drawn(output: Locator): Promise<void> {
  const ready = output.and(page.locator(settled));
  for (let again = 0; again < 11; again++) {
    await output.scrollIntoViewIfNeeded();
    const isReady = await ready.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
    if (isReady) return;
  }
  await ready.waitFor({ timeout: 5000 });
}

async function runAllAndSave(name: string): Promise<void> {
  copyCleared(shipped(name), join(lab.folder, name));
  await openNotebook(page, lab, name);
  await runCommand(page, 'notebook:run-all-cells');
  await drawAll();
  await stillsWritten(page);
  await runCommand(page, 'docmanager:save');
}

async function picture(name: string): Promise<void> {
  if (!screenshots) return;
  const cells = await page.locator(own).all();
  for (const [i, cell] of cells.entries()) {
    await cell.scrollIntoViewIfNeeded();
    await cell.and(page.locator(settled)).waitFor();
    await page.screenshot({ path: join(screenshots, `${name}-${i + 1}.png`) });
  }
}

interface Expected {
  readonly name: string;
  /** Our MIME types as the committed notebook has them; when it is updated, whatever this run makes. */
  readonly shows: readonly string[];
  readonly real: boolean;
}

const all: readonly Expected[] = readdirSync(dirname(shipped('x')))
  .filter(name => name.endsWith('.ipynb'))
  .map(name => ({
    name,
    shows: ourTypes(readNotebook(shipped(name))),
    real: needsRealData(readNotebook(shipped(name))),
  }));

/**
 * One for each kind of output; that all of them run, in the real kernel, is tried in `tests/notebooks`. Every notebook is
 * opened here when it is updated or looked at.
 */
const ofEachKind = /^(01|02|09|12)-/;
const notebooks = update || screenshots ? all : all.filter(({ name }) => ofEachKind.test(name));

/** Those that are also tried in both themes and opened again. */
const tried = update || screenshots ? all : all.slice(0, 2);

function ourTypes(notebook: Notebook): string[] {
  return outputsOf(notebook).flatMap(({ data = {} }) => Object.keys(data).filter(mime => mime.includes('connectome')));
}

describe.each(notebooks)('$name in JupyterLab', ({ name, shows, real }) => {
  describe.skipIf(real && !mirror)('with its data at hand', () => {
    test('Run All finishes with no error and every view is drawn', async () => {
      await runAllAndSave(name);
      const saved = readNotebook(join(lab.folder, name));
      expect(outputsOf(saved).filter(output => output.output_type === 'error')).toEqual([]);
      if (update) copyFileSync(join(lab.folder, name), shipped(name));
      else expect(ourTypes(saved)).toEqual(shows);
      expect(await page.locator(own).and(page.locator('[data-status="error"]')).count()).toBe(0);
      expect(complaints).toEqual([]);
    }, 180_000);

    test('the saved pictures are not blank', async () => {
      const pictures = outputsOf(readNotebook(join(lab.folder, name)))
        .filter(({ data }) => data && PICTURED.some(mime => mime in data))
        .map(output => output.data?.['image/png']);
      if (!update) expect(pictures).toHaveLength(shows.filter(mime => PICTURED.includes(mime)).length);
      expect(pictures.map(png => String(png).slice(0, 11))).toEqual(pictures.map(() => 'iVBORw0KGgo'));
      for (const png of pictures) {
        const ink = await inkOf(page, String(png).replaceAll('\n', ''));
        expect(ink.width).toBeGreaterThan(400);
        expect(ink.inkShare).toBeGreaterThan(0.01);
        expect(ink.colours).toBeGreaterThan(20);
      }
    });

    if (!tried.some(other => other.name === name)) return;

    test('both themes draw every view', async () => {
      await setTheme('JupyterLab Dark');
      await drawAll();
      await picture(`${name}-dark`);
      await setTheme('JupyterLab Light');
      await drawAll();
      await picture(`${name}-light`);
      expect(complaints).toEqual([]);
    }, 120_000);

    test('reopened without a kernel and not trusted, it still shows every view', async () => {
      const path = join(lab.folder, name);
      // A changed file has no signature on this machine: nobody trusts it.
      const reopened = `reopened-${name}`;
      const { metadata, ...rest } = readNotebook(path);
      writeFileSync(
        join(lab.folder, reopened),
        JSON.stringify({ ...rest, metadata: { ...metadata, from: 'elsewhere' } }),
      );
      await runCommand(page, 'notebook:shutdown-kernel');
      await page.goto(`${lab.url}/lab?reset`);
      await page.waitForSelector('#jp-main-dock-panel');
      await runCommand(page, 'docmanager:open', { path: reopened, kernelPreference: { shouldStart: false } });
      const views = ourTypes(readNotebook(path)).length;
      await page.waitForFunction(([selector, n]) => document.querySelectorAll(selector).length === n, [
        own,
        views,
      ] as const);
      await drawAll();
      expect(await page.locator(own).and(page.locator('[data-status="ready"]')).count()).toBe(views);
      expect(await trustedCells(page)).toBe(0);
      expect(await kernelOf(page)).toBeNull();
      expect(complaints).toEqual([]);
    }, 120_000);
  });
});

describe('the launcher', () => {
  test('has a card that opens a notebook on our kernel, where dataset ids complete', async () => {
    await page.goto(`${lab.url}/lab?reset&token=${lab.token}`);
    await page.locator('.jp-LauncherCard', { hasText: 'Connectome notebook' }).click();
    await page.waitForSelector('.jp-Notebook .jp-Cell');
    await kernelIdle(page);
    expect(await kernelOf(page)).toBe('connectome');
    await page.locator('.jp-Notebook .cm-content').first().click();
    await page.keyboard.type("datasets.open('");
    // Before that Tab would indent.
    await page.waitForSelector('.jp-Notebook .jp-mod-completer-enabled');
    await page.keyboard.press('Tab');
    // A list this long is put on the page in several turns.
    await page.locator('.jp-Completer-match', { hasText: /^synthetic-column$/ }).waitFor({ state: 'attached' });
    expect(complaints).toEqual([]);
  }, 60_000);
});

describe('a widget in the page', () => {
  test('talks to a target that a cell registered, and gets its bytes back as they were', async () => {
    const cell = { cell_type: 'code', metadata: {}, source: '', outputs: [], execution_count: null };
    const metadata = { kernelspec: { name: 'connectome', display_name: 'TypeScript (connectome)' } };
    const empty = { nbformat: 4, nbformat_minor: 4, metadata, cells: [cell] };
    writeFileSync(join(lab.folder, 'comm.ipynb'), JSON.stringify(empty));
    await openNotebook(page, lab, 'comm.ipynb');
    const code =
      "comms.register('echo', (comm, data) => { comm.onMessage = (said, buffers, metadata) => " +
      'comm.send([data, said], { buffers, metadata }); });';
    const bytes = Array.from({ length: 100_000 }, (_, i) => (i * 7) % 256);
    expect(await commEcho(page, { code, target: 'echo', first: { open: 1 }, said: 'é', bytes })).toEqual({
      data: [{ open: 1 }, 'é'],
      bytes,
    });
    expect(complaints).toEqual([]);
  }, 60_000);
});
