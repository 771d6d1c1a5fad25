import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeObj } from '../../kernel-helpers/formats/mesh/obj.js';
import { writePly } from '../../kernel-helpers/formats/mesh/ply.js';
import { writeSwc } from '../../kernel-helpers/formats/swc/write-swc.js';
import { type Lab, launchBrowser, runCommand, startLab } from './jupyterlab.js';
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
