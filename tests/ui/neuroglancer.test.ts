import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SCENE_MIME } from '../../kernel-helpers/contract/mime.js';
import type { Scene } from '../../kernel-helpers/contract/scene/scene.js';
import { link } from '../../kernel-helpers/core/neuroglancer/link.js';
import { type FileServer, serveFolder, startFileServer } from '../io/source/file-server.js';
import { kernelIdle, type Lab, launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab.js';
import { VOLUME, writePrecomputed } from './precomputed-folder.js';

// CONNECTOME_SCREENSHOTS=DIR keeps pictures for a person to look at.
const screenshots = process.env.CONNECTOME_SCREENSHOTS;
const TAB = '.jp-ConnectomeNeuroglancer';
const drawn = `${TAB}[data-status="drawn"]`;
const source = "{ voxelSizeNm: [16, 16, 40], image: 'data of mine/em', segmentation: 'data of mine/seg' }";

/** From where a link looks. */
const looked = { target: [768, 640, 800], azimuth: 0.5, elevation: 0.2, distance: 9000 } as const;

let lab: Lab;
let browser: Browser;
let page: Page;
/** Has the folder that the lab has, for everyone. */
let volumes: FileServer;
/** Everything that was asked for, and what of it was not answered by the lab. */
const asked: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  lab = await startLab();
  writePrecomputed(join(lab.folder, 'data of mine'));
  volumes = await startFileServer();
  serveFolder(volumes, lab.folder);
  const metadata = { kernelspec: { name: 'connectome', display_name: 'connectome', language: 'typescript' } };
  const cells = [{ cell_type: 'code', id: 'a', source: '', outputs: [], execution_count: null, metadata: {} }];
  writeFileSync(join(lab.folder, 'cells.ipynb'), JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }));
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.on('request', request => asked.push(request.url()));
  page.on('pageerror', error => complaints.push(String(error)));
  if (screenshots) mkdirSync(screenshots, { recursive: true });
  await openNotebook(page, lab, 'cells.ipynb');
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
  await volumes?.close();
});

interface LabWindow {
  readonly jupyterapp: {
    readonly shell: { widgets(area: string): Iterable<IDocument> };
  };
}

interface IDocument {
  readonly sessionContext?: { session: { kernel: IKernel } };
  readonly content: { readonly model: { toJSON(): { cells: ICell[] } } };
}

interface ICell {
  readonly source: string;
  readonly outputs: { readonly data?: Record<string, Scene> }[];
}

interface IKernel {
  requestExecute(content: { code: string }): {
    onIOPub: (message: { content: { text?: string; evalue?: string } }) => void;
    readonly done: Promise<{ content: { status: string } }>;
  };
}

/** What a cell prints. */
function printed(code: string): Promise<string> {
  return page.evaluate(async source => {
    const widgets = [...(window as unknown as LabWindow).jupyterapp.shell.widgets('main')];
    const kernel = widgets.find(({ sessionContext }) => sessionContext)?.sessionContext?.session.kernel;
    if (!kernel) throw new Error('no notebook is open');
    const future = kernel.requestExecute({ code: source });
    let text = '';
    future.onIOPub = ({ content }) => {
      text += content.text ?? '';
    };
    const { content } = await future.done;
    if (content.status !== 'ok') throw new Error(`the cell failed: ${text}`);
    return text.trim();
  }, code);
}

/** The cells of the notebook as they would be saved. */
function cellsOfNotebook(): Promise<ICell[]> {
  return page.evaluate(() => {
    const widgets = [...(window as unknown as LabWindow).jupyterapp.shell.widgets('main')];
    return widgets.find(({ sessionContext }) => sessionContext)?.content.model.toJSON().cells ?? [];
  });
}

/** The scene that a cell shows. */
function sceneIn({ outputs }: ICell): Scene {
  const [scene] = outputs.flatMap(({ data }) => data?.[SCENE_MIME] ?? []);
  return scene;
}

/** The frame in the tab that is in front. */
async function frame(): Promise<Frame> {
  const element = await page.waitForSelector(`${TAB}:not(.lm-mod-hidden) iframe`);
  const found = await element.contentFrame();
  if (!found) throw new Error('the tab has no frame');
  return found;
}

/** How many pixels of the tab are nearly this colour. */
async function pixelsLike([r, g, b]: readonly [number, number, number]): Promise<number> {
  const { data } = PNG.sync.read(await page.locator(`${TAB} iframe`).first().screenshot());
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (Math.hypot(data[i] - r, data[i + 1] - g, data[i + 2] - b) < 12) count++;
  }
  return count;
}

/** What of the page Neuroglancer's style sheet and scripts would change, if they were in it. */
function lookOfThePage(): Promise<unknown> {
  return page.evaluate(() => ({
    sheets: document.styleSheets.length,
    scripts: [...document.scripts].filter(({ src }) => src.includes('neuroglancer')).length,
    // JupyterLab's own come and go.
    inBody: [...document.body.children]
      .map(({ id, className }) => `${id} ${className}`)
      .filter(name => !/jp-/.test(name)),
    body: ['margin', 'display', 'position', 'overflow', 'backgroundColor', 'color', 'width'].map(
      name => getComputedStyle(document.body)[name as 'margin'],
    ),
    hash: location.hash,
  }));
}

async function screenshot(name: string): Promise<void> {
  if (screenshots) await page.screenshot({ path: join(screenshots, `neuroglancer-${name}.png`) });
}

test('nothing of Neuroglancer is fetched, and nothing of the page changed, until a cell opens it', async () => {
  expect(asked.filter(url => url.includes('neuroglancer'))).toEqual([]);
  const before = await lookOfThePage();
  const opened = await printed(`
    const ids = [${VOLUME.ids.map(id => `${id}n`).join(', ')}];
    const camera = { target: [768, 640, 800] as const, azimuth: 0.5, elevation: 0.2, distance: 9000 };
    neuroglancer.open({ ids, colors: ['#ff7700', '#00aaff'], source: ${source}, camera, nmPerPixel: 4, showSlices: true });
    console.log(neuroglancer.view()?.ids);`);
  expect(opened).toBe('[ 864691135571546917n, 18446744073709551557n ]');
  await page.waitForSelector(drawn, { timeout: 60_000 });
  expect(asked.filter(url => url.includes('/static/neuroglancer/index.html'))).toHaveLength(1);
  expect(await lookOfThePage()).toEqual(before);
  // The next cell is run with the keyboard.
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('IFRAME');
});

test("slices and segments come from the server's own folder, with no other address asked", async () => {
  await screenshot('light');
  expect(asked.filter(url => !url.startsWith(lab.url) && /^https?:/.test(url))).toEqual([]);
  expect(asked.filter(url => url.includes('/files/data%20of%20mine/em/full/'))).not.toHaveLength(0);
  expect(asked.some(url => url.endsWith(`/skeletons/${VOLUME.ids[1]}`))).toBe(true);
  // The microscope's grey outside of cells, and both cells' colours half over the light inside of cells.
  expect(await pixelsLike([128, 128, 128])).toBeGreaterThan(5000);
  expect(await pixelsLike([232, 165, 105])).toBeGreaterThan(5000);
  expect(await pixelsLike([105, 190, 232])).toBeGreaterThan(5000);
  expect(await page.locator(`${TAB}-note`).count()).toBe(0);
});

test('a cell reads what the reader does in the tab', async () => {
  expect(await printed('console.log(neuroglancer.view()?.positionNm)')).toBe('[ 768, 640, 800 ]');
  const box = await page.locator(`${TAB} iframe`).boundingBox();
  if (!box) throw new Error('the frame has no box');
  await page.mouse.move(box.x + 100, box.y + 200);
  const told = page.waitForEvent('console', message => message.text() === 'state');
  await page.evaluate(() => {
    window.addEventListener('message', ({ data }) => {
      if (data?.type === 'state') console.log('state');
    });
  });
  // A step of the wheel over a plane goes to the middle of the next section.
  await page.mouse.wheel(0, 120);
  await told;
  expect(await printed('console.log(neuroglancer.view()?.positionNm?.[2])')).toBe('780');
  expect(await printed('console.log(neuroglancer.view()?.layers.map(l => l.sources[0].location))')).toBe(
    "[ 'jupyter:data of mine/em', 'jupyter:data of mine/seg' ]",
  );
});

test('another call shows another view in the same tab', async () => {
  await printed(
    `neuroglancer.open({ ids: [], source: ${source}, positionNm: [160, 320, 400], layout: 'xy', title: 'One slice' });`,
  );
  await page.waitForSelector('.lm-TabBar-tabLabel:text-is("One slice")');
  await page.waitForSelector(drawn);
  expect(await page.locator(TAB).count()).toBe(1);
  await (await frame()).waitForFunction(
    () => document.querySelectorAll('.neuroglancer-rendered-data-panel').length === 1,
  );
});

test('the graphics context comes back after it was lost, without JupyterLab being loaded again', async () => {
  await page.evaluate(() => Object.assign(window, { sameAsBefore: true }));
  const inside = await frame();
  const again = inside.waitForNavigation({ waitUntil: 'load' });
  await inside.evaluate(async () => {
    const canvas = document.querySelector('canvas') as HTMLCanvasElement;
    const losing = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
    const lost = new Promise(resolve => canvas.addEventListener('webglcontextlost', resolve));
    losing?.loseContext();
    await lost;
    // In a turn of its own: the page goes while this runs.
    setTimeout(() => losing?.restoreContext());
  });
  await again;
  await page.waitForSelector(drawn, { timeout: 60_000 });
  expect(await page.evaluate(() => 'sameAsBefore' in window)).toBe(true);
  expect(await printed('console.log(neuroglancer.view()?.positionNm)')).toBe('[ 160, 320, 400 ]');
});

test('data that do not come are named above the picture, in words', async () => {
  await runCommand(page, 'connectome:open-neuroglancer', {
    view: {
      source: { voxelSizeNm: [4, 4, 40], image: 'nowhere/em', segmentation: 'gs://bucket/seg' },
      title: 'Broken',
    },
  });
  await page.waitForFunction(selector => document.querySelectorAll(selector).length === 2, `${TAB}-note`);
  await screenshot('errors');
  const notes = await page.locator(`${TAB}-note`).allTextContents();
  expect(notes[0]).toBe(`image cannot be shown: ${lab.url}/files/nowhere/em/info answers 404 Not Found`);
  expect(notes[1]).toContain('segmentation cannot be shown: no answer from storage.googleapis.com');
  await page.locator('.lm-TabBar-tab:has-text("Broken") .lm-TabBar-tabCloseIcon').click();
  await page.waitForFunction(selector => document.querySelectorAll(selector).length === 1, TAB);
});

test('a link becomes a cell with its view, asked for until it can be meant', async () => {
  const url = link({
    source: {
      voxelSizeNm: VOLUME.voxelSizeNm,
      image: `${volumes.origin}/data%20of%20mine/em`,
      segmentation: `${volumes.origin}/data%20of%20mine/seg`,
    },
    ids: [VOLUME.ids[0]],
    hiddenIds: [VOLUME.ids[1]],
    colors: ['#ff7700'],
    camera: looked,
    title: 'Of a colleague',
  });
  const done = runCommand(page, 'connectome:insert-link');
  const input = page.locator('.jp-Dialog input');
  const stored = 'https://spelunker.cave-explorer.org/#!middleauth+https://global.daf-apis.com/nglstate/api/v1/12';
  await input.fill(stored);
  await page.locator('.jp-Dialog .jp-mod-accept').click();
  await page.waitForSelector('.jp-Dialog:has-text("keeps its state on a server")');
  await screenshot('insert-link');
  expect(await input.inputValue()).toBe(stored);
  await input.fill(url);
  await page.locator('.jp-Dialog .jp-mod-accept').click();
  await done;
  await page.waitForSelector('.jp-ConnectomeViewer[data-status="ready"]', { timeout: 60_000 });
  const [before, inserted, ...more] = await cellsOfNotebook();
  expect([before.source, more]).toEqual(['', []]);
  expect(inserted.source).toBe(`viewer(await neuroglancer.scene('${url}'))`);
  const scene = sceneIn(inserted);
  expect([scene.title, scene.cells.map(({ id }) => id)]).toEqual(['Of a colleague', [...VOLUME.ids]]);
  expect([scene.cells[0].color, scene.view?.hidden]).toEqual(['#ff7700', [VOLUME.ids[1]]]);
  expect(scene.view?.camera?.target).toEqual(looked.target);
  expect(scene.view?.camera?.azimuth).toBeCloseTo(looked.azimuth, 6);
});

test('a link that a view gives leads back to the same view', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await runCommand(page, 'connectome:export-view', { format: 'link', site: 'spelunker' });
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^https:\/\/spelunker\.cave-explorer\.org\/#!%7B/);
  await runCommand(page, 'connectome:insert-link', { link: copied, path: 'cells.ipynb' });
  const [, first, second] = (await cellsOfNotebook()).map(cell => cell.outputs.length > 0 && sceneIn(cell));
  if (!first || !second) throw new Error('two views were expected');
  expect(second.cells).toEqual(first.cells);
  expect(second.view?.hidden).toEqual(first.view?.hidden);
  expect(second.source).toEqual(first.source);
  second.view?.camera?.target.forEach((at, k) => void expect(at).toBeCloseTo(looked.target[k], 6));
  for (const part of ['azimuth', 'elevation'] as const) {
    expect(second.view?.camera?.[part]).toBeCloseTo(looked[part], 9);
  }
  await runCommand(page, 'notebook:undo-cell-action');
  await page.waitForFunction(() => document.querySelectorAll('.jp-ConnectomeViewer').length === 1);
});

test('a view opens in Neuroglancer as it is looked at, beside its notebook', async () => {
  await page.locator('.jp-ConnectomeViewer').hover();
  await page.locator('.jp-ConnectomeViewer button[aria-label="Export"]').click();
  await screenshot('menu');
  await page.locator('.jp-ConnectomeViewer-menuItem:has-text("Open in Neuroglancer")').click();
  await page.waitForSelector('.lm-TabBar-tabLabel:text-is("Of a colleague")');
  await page.waitForSelector(drawn, { timeout: 60_000 });
  await screenshot('beside');
  expect(await page.locator(TAB).count()).toBe(1);
  const view = JSON.parse(
    await printed(`
      const { ids, hiddenIds, colors, camera, layers } = neuroglancer.view()!;
      const places = layers.map(layer => layer.sources[0].location);
      console.log(JSON.stringify({ ids: ids.map(String), hidden: hiddenIds.map(String), colors: [...colors.values()], camera, places }));`),
  );
  expect(view).toMatchObject({ ids: [VOLUME.ids[0]], hidden: [VOLUME.ids[1]], colors: ['#ff7700'] });
  expect(view.places).toEqual(['em', 'seg'].map(name => `${volumes.origin}/data%20of%20mine/${name}`));
  view.camera.target.forEach((at: number, k: number) => void expect(at).toBeCloseTo(looked.target[k], 3));
  for (const part of ['azimuth', 'elevation'] as const) expect(view.camera[part]).toBeCloseTo(looked[part], 4);
  expect(view.camera.distance / looked.distance).toBeCloseTo(1, 4);
  // Neuroglancer draws the neurite in its colour.
  expect(await pixelsLike([232, 165, 105])).toBeGreaterThan(2000);
});

test('a pasted link is shown, and one that only a server knows is refused in words', async () => {
  const paste = async (text: string): Promise<void> => {
    await page.locator('jp-button:has-text("Open Link…"), button:has-text("Open Link…")').first().click();
    await page.locator('.jp-Dialog input').fill(text);
    await page.locator('.jp-Dialog .jp-mod-accept').click();
  };
  await paste('https://spelunker.cave-explorer.org/#!middleauth+https://global.daf-apis.com/nglstate/api/v1/12');
  await page.waitForSelector('.jp-Dialog:has-text("keeps its state on a server")');
  await page.locator('.jp-Dialog .jp-mod-reject').click();
  const state = {
    title: 'Pasted',
    layers: [{ type: 'image', name: 'em', source: 'precomputed://jupyter:data of mine/em' }],
  };
  await paste(`https://spelunker.cave-explorer.org/#!${encodeURIComponent(JSON.stringify(state))}`);
  await page.waitForSelector('.lm-TabBar-tabLabel:text-is("Pasted")');
  await page.waitForSelector(drawn, { timeout: 60_000 });
  expect(await printed('console.log(neuroglancer.state()?.title)')).toBe('Pasted');
});

test('the tab comes back with the layout, and its notebook knows it again', async () => {
  await runCommand(page, 'apputils:change-theme', { theme: 'JupyterLab Dark' });
  await page.waitForFunction(() => document.body.dataset.jpThemeLight === 'false');
  // Saved a moment after it changed.
  await page.waitForResponse(
    answer => answer.url().includes('/api/workspaces/') && answer.request().method() === 'PUT',
  );
  await page.goto(`${lab.url}/lab?token=${lab.token}`);
  await page.waitForSelector(drawn, { timeout: 60_000 });
  await page.waitForSelector('.jp-Notebook .jp-Cell');
  await screenshot('dark');
  await page.locator('.jp-Notebook').click();
  await kernelIdle(page);
  expect(await printed('console.log(neuroglancer.state()?.title)')).toBe('Pasted');
  await page.locator('.lm-TabBar-tab:has-text("Pasted") .lm-TabBar-tabCloseIcon').click();
  await page.waitForSelector(TAB, { state: 'detached' });
  expect(await printed('console.log(neuroglancer.state())')).toBe('undefined');
  expect(complaints).toEqual([]);
});
