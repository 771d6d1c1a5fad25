/** What survives: the view's link with its notebook and kernel, through save, close, reopen and restart. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jupyterDisplay, SCENE_MIME } from '../../kernel-helpers/contract/mime.js';
import type { Scene, SceneView } from '../../kernel-helpers/contract/scene/scene.js';
import { viewer } from '../../kernel-helpers/display/viewer/index.js';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import { type Lab, launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab.js';
import { type Output, outputsOf, readNotebook } from './notebook-file.js';

const viewers = '.jp-ConnectomeViewer';
const canvases = '.jp-ConnectomeViewer-canvas';

let lab: Lab;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  lab = await startLab();
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', message => {
    if (message.type() === 'error' && /neuron viewer/.test(message.text())) complaints.push(message.text());
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

const code = (source: string, outputs: unknown[] = []) => ({
  cell_type: 'code',
  metadata: {},
  source,
  outputs,
  execution_count: null,
});

function writeNotebook(name: string, cells: readonly object[]): void {
  const metadata = { kernelspec: { name: 'connectome', display_name: 'TypeScript (connectome)' } };
  writeFileSync(join(lab.folder, name), JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata, cells }));
}

const savedOutputs = (name: string): Output[] => outputsOf(readNotebook(join(lab.folder, name)));
const sceneIn = ({ data = {} }: Output): Scene => data[SCENE_MIME] as Scene;
const savedScene = (name: string): Scene => sceneIn(savedOutputs(name)[0]);

/** The outputs of the current notebook, as it would be saved. */
function outputsNow(): Promise<Output[]> {
  return page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
    const notebook = (window as any).jupyterapp.shell.currentWidget.content.model.toJSON();
    return notebook.cells.flatMap((cell: { outputs?: unknown[] }) => cell.outputs ?? []);
  });
}

/** Waits until what is stored of the first output's view is as asked. */
async function stored(asked: (view: SceneView) => boolean): Promise<SceneView> {
  for (;;) {
    const view = ((await outputsNow())[0]?.data?.[SCENE_MIME] as Scene | undefined)?.view ?? {};
    if (asked(view)) return view;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** What is selected in the current notebook's page. */
function selectedInPage(): Promise<{ neurons: string[] }> {
  return page.evaluate(() =>
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
    (window as any).jupyterapp.commands.execute('connectome:select', {}),
  );
}

/** Runs a cell of the current notebook's kernel outside of the notebook; the text of its result. */
function inKernel(source: string): Promise<string> {
  return page.evaluate(async text => {
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
    const { kernel } = (window as any).jupyterapp.shell.currentWidget.sessionContext.session;
    const future = kernel.requestExecute({ code: text });
    let result = '';
    // biome-ignore lint/suspicious/noExplicitAny: as it comes from the kernel
    future.onIOPub = (message: any) => {
      if (message.header.msg_type === 'execute_result') result = message.content.data['text/plain'];
      if (message.header.msg_type === 'error') result = message.content.evalue;
    };
    await future.done;
    return result;
  }, source);
}

/**
 * What a canvas of the page shows, as numbers for 32 × 32 squares, when it has not changed for some frames; all of them
 * are the same when it is blank.
 */
function look(index = 0): Promise<number[]> {
  return page.evaluate(
    async ([selector, i]) => {
      const small = new OffscreenCanvas(32, 32);
      const context = small.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
      let last: number[] = [];
      for (let same = 0; same < 20; ) {
        context.clearRect(0, 0, 32, 32);
        context.drawImage(document.querySelectorAll(selector)[i] as HTMLCanvasElement, 0, 0, 32, 32);
        const now = [...context.getImageData(0, 0, 32, 32).data];
        same = now.every((value, n) => value === last[n]) ? same + 1 : 0;
        last = now;
        await new Promise(requestAnimationFrame);
      }
      return last;
    },
    [canvases, index] as const,
  );
}

const isBlank = (picture: readonly number[]): boolean => picture.every(value => value === picture[0]);

const difference = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;

async function drawn(): Promise<void> {
  await page.locator(viewers).first().scrollIntoViewIfNeeded();
  await page.waitForSelector(`${viewers}[data-status="ready"]`, { timeout: 60_000 });
}

async function save(): Promise<void> {
  await runCommand(page, 'docmanager:save');
}

async function reopen(name: string): Promise<void> {
  await runCommand(page, 'application:close-all');
  await openNotebook(page, lab, name);
  await drawn();
}

describe('a view in a notebook', () => {
  const name = 'survives.ipynb';
  let ids: string[];
  let before: number[];

  test('is remembered by the saved file: where the camera is, what is hidden, what is selected', async () => {
    writeNotebook(name, [
      code("const column = await datasets.open('synthetic-column');\nviewer(column.neurons.slice(0, 12))"),
      code('selection.current.neurons'),
    ]);
    await openNotebook(page, lab, name);
    await runCommand(page, 'notebook:run-all-cells');
    await drawn();
    ids = sceneIn((await outputsNow())[0]).cells.map(cell => cell.id);
    await page.locator(canvases).focus();
    for (const key of ['ArrowLeft', 'ArrowLeft', '+']) await page.keyboard.press(key);
    // This window leaves the view little width.
    await page.getByRole('button', { name: 'Legend' }).click();
    await page.locator('.jp-ConnectomeViewer-legendEntry').first().click();
    await runCommand(page, 'connectome:select', { neurons: [ids[11], '864691135571546917'] });
    await stored(view => view.camera !== undefined && view.hidden !== undefined && view.selected !== undefined);
    await save();
    const saved = savedScene(name).view;
    expect(saved?.camera?.distance).toBeGreaterThan(1);
    expect(saved?.hidden?.length).toBeGreaterThan(0);
    // Of what is selected in the notebook, a view keeps what it shows.
    expect(saved?.selected).toEqual([ids[11]]);
    before = await look();
    expect(difference(before, new Array(before.length).fill(0))).toBeGreaterThan(0.5);
  }, 180_000);

  test('what is selected in the page is read by the next cell, and what a cell selects shows', async () => {
    await runCommand(page, 'notebook:move-cursor-down');
    await runCommand(page, 'notebook:run-cell');
    await expect
      .poll(async () => (await outputsNow())[1]?.data?.['text/plain'])
      .toBe(`[ ${ids[11]}n, 864691135571546917n ]`);
    await runCommand(page, 'connectome:select', { neurons: [] });
    const plain = await look();
    await inKernel(`selection.set(['${ids[10]}'])`);
    await page.waitForFunction(
      id =>
        // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
        (window as any).jupyterapp.commands
          .execute('connectome:select', {})
          .then((now: { neurons: string[] }) => now.neurons.includes(id)),
      ids[10],
    );
    const view = await stored(now => now.selected?.includes(ids[10]) ?? false);
    expect(view.selected).toEqual([ids[10]]);
    expect(difference(plain, await look())).toBeGreaterThan(0);
    await runCommand(page, 'connectome:undo-selection');
    expect((await selectedInPage()).neurons).toEqual([]);
    await runCommand(page, 'connectome:undo-selection');
    expect((await selectedInPage()).neurons).toEqual([ids[11], '864691135571546917']);
    expect(await inKernel('selection.current.neurons.length')).toBe('2');
  }, 180_000);

  test('a restarted kernel is told what is selected, and the view goes on', async () => {
    await page.evaluate(() =>
      // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
      (window as any).jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart(),
    );
    await expect.poll(() => inKernel('selection.current.neurons.join()'), { timeout: 20_000 }).toContain(ids[11]);
    expect(difference(before, await look())).toBeLessThan(0.2);
  }, 180_000);

  test('saved, closed and opened again it looks the same, and selects the same', async () => {
    await stored(view => view.selected?.[0] === ids[11]);
    await save();
    await runCommand(page, 'notebook:shutdown-kernel');
    await reopen(name);
    expect((await selectedInPage()).neurons).toEqual([ids[11]]);
    await expect.poll(async () => difference(before, await look()), { timeout: 20_000 }).toBeLessThan(0.2);
    await expect.poll(() => inKernel('selection.current.neurons.join()'), { timeout: 20_000 }).toContain(ids[11]);
    expect(complaints).toEqual([]);
  }, 180_000);

  test('moved just before a save, it is in the file all the same', async () => {
    const { camera } = savedScene(name).view as SceneView;
    await page.locator(canvases).focus();
    await page.keyboard.press('ArrowUp');
    await save();
    expect(savedScene(name).view?.camera?.elevation).not.toBe(camera?.elevation);
    expect(savedScene(name).view?.selected).toEqual([ids[11]]);
  }, 180_000);

  test('and a second view of the same output selects with it, and leaves its camera alone', async () => {
    await runCommand(page, 'notebook:create-output-view');
    await page.waitForFunction(
      selector => document.querySelectorAll(`${selector}[data-status="ready"]`).length === 2,
      viewers,
    );
    const first = await look(0);
    const camera = savedScene(name).view?.camera;
    // The new view is the current widget: the notebook is still the current notebook.
    const second = page.locator(canvases).nth(1);
    await second.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    await runCommand(page, 'connectome:select', { neurons: [ids[9]] });
    await runCommand(page, 'application:activate-previous-tab');
    const view = await stored(now => now.selected?.[0] === ids[9] && now.camera?.azimuth !== camera?.azimuth);
    expect(view.camera?.elevation).toBe(camera?.elevation);
    expect(await page.locator(canvases).count()).toBe(2);
    // With the same neuron selected again, the first view looks as before: its camera stood still.
    await runCommand(page, 'connectome:select', { neurons: [ids[11]] });
    await page.waitForFunction(() =>
      document.querySelector('.jp-ConnectomeViewer-status')?.textContent?.startsWith('1 neuron selected'),
    );
    await expect.poll(async () => difference(first, await look(0)), { timeout: 20_000 }).toBeLessThan(2);
    expect(complaints).toEqual([]);
  }, 180_000);
});

describe('a view that a cell still holds', () => {
  const name = 'live.ipynb';

  test('changes with the cell: colours, more neurons, camera; and the file has what shows', async () => {
    writeNotebook(name, [
      code("const column = await datasets.open('synthetic-column');\nconst v = viewer(column.neurons.slice(0, 3));\nv"),
    ]);
    await runCommand(page, 'application:close-all');
    await openNotebook(page, lab, name);
    await runCommand(page, 'notebook:run-all-cells');
    await drawn();
    const plain = await look();
    await inKernel("v.color({ colors: { NGC: '#0000ff' } })");
    const blue = (picture: readonly number[]): number =>
      picture.filter((value, i) => i % 4 === 2 && value > picture[i - 2] + 50).length;
    expect(blue(plain)).toBe(0);
    await expect.poll(async () => blue(await look()), { timeout: 20_000 }).toBeGreaterThan(5);
    await inKernel('v.add(column.neurons.slice(3, 5))');
    await expect.poll(async () => sceneIn((await outputsNow())[0]).cells.length, { timeout: 20_000 }).toBe(5);
    await inKernel("v.camera('side'); v.hide(column.neurons[0])");
    const view = await stored(now => now.camera !== undefined && now.hidden !== undefined);
    expect(view.camera?.azimuth).toBeCloseTo(Math.PI / 2, 6);
    await save();
    const saved = savedScene(name);
    expect(saved.cells.map(cell => cell.color)).toContain('#0000ff');
    expect(saved.view).toEqual(view);
    expect(saved.items.every(item => item.kind === 'box' || item.packed !== null)).toBe(true);
  }, 180_000);

  test('takes back what the reader did, though code changed the scene since', async () => {
    const before = sceneIn((await outputsNow())[0]).view?.hidden ?? [];
    const key = (keys: string) => page.locator(canvases).press(keys);
    await key('Control+a');
    await key('h');
    const { length } = sceneIn((await outputsNow())[0]).cells;
    await stored(now => now.hidden?.length === length);
    await inKernel('v.add(column.neurons.slice(5, 6))');
    await expect.poll(async () => sceneIn((await outputsNow())[0]).cells.length, { timeout: 20_000 }).toBe(length + 1);
    await key('Control+z');
    expect(await stored(now => now.hidden?.length !== length)).toMatchObject({ hidden: before });
    await key('Control+z');
    expect(complaints).toEqual([]);
  }, 180_000);

  test('tells the cell how the reader looks at it', async () => {
    await page.locator(canvases).focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => inKernel('Math.round(1000 * v.camera()!.elevation)'), { timeout: 20_000 }).not.toBe('0');
    expect(complaints).toEqual([]);
  }, 180_000);

  test('what a cell changes of it one after another is all there, in the page and in the kernel', async () => {
    const ids = savedScene(name).cells.map(cell => cell.id);
    await inKernel("v.show(); v.select(column.neurons[1]); v.hide(column.neurons[2]); v.camera('top')");
    await stored(now => now.hidden?.[0] === ids[2] && now.selected?.[0] === ids[1]);
    expect((await selectedInPage()).neurons).toEqual([ids[1]]);
    // What the page told meanwhile is in the kernel by now: messages keep their order.
    const held = "(await v.scene()).view!.hidden!.join() + ' ' + (await v.scene()).view!.selected!.join()";
    await expect.poll(() => inKernel(held)).toBe(`'${ids[2]} ${ids[1]}'`);
    await inKernel("selection.set([column.neurons[3]]); v.camera('front')");
    await expect.poll(async () => (await selectedInPage()).neurons).toEqual([ids[3]]);
    await stored(now => now.selected?.[0] === ids[3]);
    expect(await inKernel('selection.current.neurons.join()')).toBe(`'${ids[3]}'`);
    expect(complaints).toEqual([]);
  }, 180_000);

  test('opened again without its kernel it shows what was saved', async () => {
    const before = await look();
    await save();
    await runCommand(page, 'notebook:shutdown-kernel');
    await reopen(name);
    await expect.poll(async () => difference(before, await look()), { timeout: 20_000 }).toBeLessThan(0.2);
    expect(complaints).toEqual([]);
  }, 180_000);
});

describe('many views', () => {
  /** Outputs as the kernel makes them and a page has kept them: with a still, so that none has to be drawn for the file. */
  async function outputs(count: number): Promise<unknown[]> {
    const column = await datasets.open('synthetic-column');
    const still = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    return Promise.all(
      Array.from({ length: count }, async (_, i) => ({
        output_type: 'display_data',
        metadata: {},
        data: { ...(await viewer(column.neurons.slice(i, i + 2))[jupyterDisplay]()), 'image/png': still },
      })),
    );
  }

  test('24 in one notebook show a picture each when they are scrolled to, back and forth', async () => {
    writeNotebook(
      'many.ipynb',
      (await outputs(24)).map(output => code('', [output])),
    );
    await runCommand(page, 'application:close-all');
    await openNotebook(page, lab, 'many.ipynb', { kernel: false });
    await page.waitForFunction(selector => document.querySelectorAll(selector).length === 24, viewers);
    const all = page.locator(viewers);
    const forth = Array.from({ length: 24 }, (_, i) => i);
    for (const i of [...forth, ...forth.filter(n => n % 6 === 0).reverse()]) {
      await all.nth(i).scrollIntoViewIfNeeded();
      await all.nth(i).and(page.locator('[data-status="ready"]')).waitFor({ timeout: 30_000 });
      expect(isBlank(await look(i)), `view ${i + 1}`).toBe(false);
    }
    expect(complaints).toEqual([]);
  }, 180_000);
});
