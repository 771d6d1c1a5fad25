import { cpSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeObj } from '../../kernel-helpers/formats/mesh/obj.js';
import { writePly } from '../../kernel-helpers/formats/mesh/ply.js';
import { writeSwc } from '../../kernel-helpers/formats/swc/write-swc.js';
import { type Lab, launchBrowser, runCommand, startLab } from './jupyterlab.js';
import { VOLUME, writePrecomputed } from './precomputed-folder.js';
import { bumpySphere, rod } from './viewer/scenes.js';

const kept = process.env.CONNECTOME_SCREENSHOTS;

let lab: Lab;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  lab = await startLab();
  const surface = bumpySphere([0, 0, 0], 20_000, 16);
  writeFileSync(join(lab.folder, 'rod.swc'), writeSwc(rod(100_000, 2000, 20), { units: 'um' }));
  writeFileSync(join(lab.folder, 'ball.obj'), writeObj(surface, { units: 'nm' }));
  writeFileSync(join(lab.folder, 'ball.ply'), writePly(surface, { units: 'nm' }));
  const fragment = [Uint32Array.of(surface.vertexCount), surface.positionsNm, surface.triangles];
  writeFileSync(join(lab.folder, 'ball.ngmesh'), Buffer.concat(fragment.map(part => Buffer.from(part.buffer))));
  writeFileSync(join(lab.folder, 'broken.swc'), '1 1 0 0 0 5 -1\n2 3 0 ten 0 1 1\n');
  writeFileSync(join(lab.folder, 'broken.glb'), 'glTF, but not really');
  writePrecomputed(lab.folder);
  const skeletons = fileURLToPath(new URL('../fixtures/precomputed/skeletons', import.meta.url));
  cpSync(join(skeletons, 'sharded'), join(lab.folder, 'sharded'), { recursive: true });
  writeFileSync(join(lab.folder, 'info'), 'nothing of neurons');
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  await page.goto(`${lab.url}/lab?reset&token=${lab.token}`);
  await page.locator('.jp-DirListing-item', { hasText: 'rod.swc' }).waitFor({ timeout: 60_000 });
  if (kept) mkdirSync(kept, { recursive: true });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

async function opened(name: string): Promise<Locator> {
  await page.locator('.jp-DirListing-item', { hasText: name }).dblclick();
  const view = page.locator(`.jp-ConnectomeFile:visible`);
  await page.locator('.lm-TabBar-tab.lm-mod-current', { hasText: name }).first().waitFor();
  await view.and(page.locator('[data-status=ready], [data-status=error]')).waitFor({ timeout: 60_000 });
  return view;
}

test('a double click on a file of neurons or surfaces opens it in the viewer', async () => {
  for (const name of ['rod.swc', 'ball.obj', 'ball.ply', 'ball.ngmesh']) {
    const view = await opened(name);
    expect(await view.getAttribute('data-status'), await view.textContent().then(String)).toBe('ready');
    await view.locator('.jp-ConnectomeViewer[data-status=ready]').waitFor();
    expect(await view.locator('.jp-ConnectomeViewer-title').textContent()).toBe(name);
    if (kept) await page.screenshot({ path: join(kept, `file-${name}.png`) });
  }
});

test('what is open is saved as a page by a command, with all that the page needs', async () => {
  const download = page.waitForEvent('download');
  await runCommand(page, 'connectome:export-view', { format: 'html' });
  const file = await download;
  expect(file.suggestedFilename()).toBe('ball.ngmesh.html');
  const html = readFileSync(await file.path(), 'utf8');
  expect(html).toContain('id="connectome-scene"');
  expect(html.length).toBeGreaterThan(500_000);
});

test('what is open is copied as a picture', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('.jp-ConnectomeViewer-canvas:visible').click();
  await runCommand(page, 'connectome:export-view', { format: 'png', to: 'clipboard', width: 300, height: 200 });
  const size = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const image = await createImageBitmap(await item.getType('image/png'));
    return [image.width, image.height];
  });
  expect(size).toEqual([300, 200]);
});

test('a broken file says what is wrong with it, where, and is read again when it is mended', async () => {
  const broken = await opened('broken.swc');
  expect(await broken.getAttribute('data-status')).toBe('error');
  expect(await broken.getByRole('alert').textContent()).toMatch(
    /This file cannot be shown: swc broken\.swc line 2 .*received "?ten/,
  );
  if (kept) await page.screenshot({ path: join(kept, 'file-broken.png') });
  const path = join(lab.folder, 'broken.swc');
  writeFileSync(path, '1 1 0 0 0 5 -1\n2 3 0 10 0 1 1\n');
  utimesSync(path, new Date(), new Date(Date.now() + 5000));
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.locator('.jp-ConnectomeFile:visible[data-status=ready]').waitFor();

  const glb = await opened('broken.glb');
  expect(await glb.getByRole('alert').textContent()).toContain('broken.glb cannot be read as glTF');
});

/** Opens a folder by its menu in the file browser. */
async function openedFolder(name: string): Promise<Locator> {
  await page.locator('.jp-DirListing-item', { hasText: name }).click({ button: 'right' });
  await page.locator('.lm-Menu-item', { hasText: 'Open in Neuron Viewer' }).click();
  return shownFolder(name);
}

async function shownFolder(name: string): Promise<Locator> {
  await page.locator('.lm-TabBar-tab.lm-mod-current', { hasText: name }).first().waitFor();
  const view = page.locator('.jp-ConnectomeFile:visible');
  await view.and(page.locator('[data-status=ready], [data-status=error]')).waitFor({ timeout: 60_000 });
  return view;
}

const tabs = (name: string): Locator => page.locator('#jp-main-dock-panel .lm-TabBar-tab', { hasText: name });

test('the menu of a precomputed folder opens it in the viewer, in one tab', async () => {
  const volume = await openedFolder('seg');
  expect(await volume.getAttribute('data-status'), await volume.textContent().then(String)).toBe('ready');
  await volume.locator('.jp-ConnectomeViewer[data-status=ready]').waitFor();
  expect(await volume.locator('.jp-ConnectomeViewer-title').textContent()).toBe('seg');
  const text = await volume.textContent();
  for (const id of VOLUME.ids) expect(text).toContain(id);
  expect(text).toContain('precomputed.openVolume(precomputed.openStore("seg"))');
  if (kept) await page.screenshot({ path: join(kept, 'folder-volume.png') });
  await openedFolder('seg');
  expect(await tabs('seg').count()).toBe(1);

  const sharded = await openedFolder('sharded');
  expect(await sharded.getAttribute('data-status')).toBe('error');
  expect(await sharded.getByRole('alert').textContent()).toMatch(
    /sharded lies in shards, of which JupyterLab can send/,
  );
  expect(await sharded.locator('pre').textContent()).toContain('precomputed.openStore("sharded")');
  if (kept) await page.screenshot({ path: join(kept, 'folder-sharded.png') });
});

test('a double click on a file named info opens its folder, or the text that it is', async () => {
  await page.locator('.jp-DirListing-itemText').getByText('info', { exact: true }).dblclick();
  await page.locator('.jp-FileEditor:visible', { hasText: 'nothing of neurons' }).waitFor();
  expect(await tabs('info').count()).toBe(1);

  for (const name of ['seg', 'skeletons']) {
    await page.locator('.jp-DirListing-item', { hasText: name }).dblclick();
    await page.locator('.jp-BreadCrumbs-item', { hasText: name }).waitFor();
  }
  await page.locator('.jp-DirListing-itemText').getByText('info', { exact: true }).dblclick();
  const view = await shownFolder('skeletons');
  await view.locator('.jp-ConnectomeViewer[data-status=ready]').waitFor();
  await expect.poll(() => tabs('info').count()).toBe(1);
  if (kept) await page.screenshot({ path: join(kept, 'folder-skeletons.png') });
});
