/** Datasets are downloaded from the side panel: a real kernel, real TLS, files that are published. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import { filePath } from '../../kernel-helpers/io/source/file-layout.js';
import { mirror } from '../mirror.js';
import { type Lab, launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab.js';
import { type PublishedFiles, servePublishedFiles } from './published-files.js';

const ID = 'ding2025/presyn-mean';
const screenshots = process.env.CONNECTOME_SCREENSHOTS;

describe.skipIf(mirror === undefined)('a dataset that is not here', () => {
  let files: PublishedFiles;
  let lab: Lab;
  let browser: Browser;
  let page: Page;
  let panel: Locator;
  let cache: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    files = await servePublishedFiles(String(mirror), 'raw.githubusercontent.com');
    cache = mkdtempSync(join(tmpdir(), 'connectome-cache-'));
    lab = await startLab({ ...files.env, CONNECTOME_MIRROR: undefined, CONNECTOME_CACHE: cache });
    const metadata = { kernelspec: { name: 'connectome', display_name: 'connectome' } };
    for (const name of ['one', 'other']) {
      const cell = { cell_type: 'code', execution_count: null, metadata: {}, source: '', outputs: [] };
      writeFileSync(
        join(lab.folder, `${name}.ipynb`),
        JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata, cells: [cell] }),
      );
    }
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce' });
    page.on('pageerror', error => complaints.push(String(error)));
    await openNotebook(page, lab, 'one.ipynb');
    panel = page.locator('#connectome-explorer');
    await runCommand(page, 'connectome:show-explorer');
    await find(ID);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
    await files?.close();
    rmSync(cache, { recursive: true, force: true });
  });

  const find = (id: string) => panel.getByRole('searchbox', { name: 'Search datasets' }).fill(id);
  const row = (id = ID) =>
    panel.locator('.jp-ConnectomeExplorer-dataset', { has: page.getByText(id, { exact: true }) });
  const start = (id = ID) => row(id).getByRole('button', { name: `Download ${id}` });
  const cancel = () => row().getByRole('button', { name: `Cancel the download of ${ID}` });

  test('that cannot be had says why, and can be tried again', async () => {
    files.answer(404);
    await start().click();
    await row().getByRole('alert').getByText('HTTP 404').waitFor();
    expect(await row().getByRole('alert').textContent()).toContain(`dataset ${ID} is not on this machine`);
    await start().waitFor();
    if (screenshots) await page.screenshot({ path: join(screenshots, 'download-failed.png') });
  });

  test('shows how far it is, and leaves nothing that looks whole when it is taken back', async () => {
    files.answer(200);
    files.hold();
    await start().click();
    await row().getByText('23.1 kB of 46.2 kB').waitFor();
    expect(await row().getByRole('progressbar').getAttribute('max')).toBe('46154');
    if (screenshots) await page.screenshot({ path: join(screenshots, 'download-half.png') });
    await cancel().click();
    await start().waitFor();
    files.release();
    await row().getByText('not cached').waitFor();
    expect(existsSync(filePath(cache, datasets.describe(ID).files[0].url))).toBe(false);
  });

  test('goes on while another notebook is looked at, and tells when it is here', async () => {
    files.hold();
    await start().click();
    await row().getByText('23.1 kB of 46.2 kB').waitFor();
    await runCommand(page, 'docmanager:open', { path: 'other.ipynb' });
    await cancel().waitFor({ state: 'hidden' });
    files.release();
    await page.locator('.Toastify__toast').getByText('is downloaded').first().waitFor();
    await runCommand(page, 'docmanager:open', { path: 'one.ipynb' });
    await row().getByText('· cached ·').waitFor();
    expect(await start().count()).toBe(0);
  });

  test('is opened by the code that is inserted', async () => {
    const ran = await page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
      const { kernel } = (window as any).jupyterapp.shell.currentWidget.sessionContext.session;
      const code = "console.log((await datasets.open('ding2025/presyn-mean')).numRows)";
      const future = kernel.requestExecute({ code });
      let text = '';
      future.onIOPub = (message: { content: { text?: string } }) => {
        text += message.content.text ?? '';
      };
      await future.done;
      return text.trim();
    });
    expect(Number(ran)).toBeGreaterThan(100);
  });

  test('of unknown or large size is asked about first', async () => {
    const id = 'phase1/synapses';
    await find(id);
    await start(id).click();
    const dialog = page.locator('.jp-Dialog');
    await dialog.getByText('Licence').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await start(id).waitFor();
    expect(await row(id).getByRole('progressbar').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
