/** A table of which the notebook stores a part: the kernel sends the rest when the reader asks for it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TABLE_MIME } from '../../kernel-helpers/contract/mime.js';
import type { TablePayload } from '../../kernel-helpers/contract/table.js';
import { type Lab, launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab.js';
import { outputsOf, readNotebook } from './notebook-file.js';

const ROWS = Number(process.env.CONNECTOME_TABLE_ROWS ?? 400_000);
// Ids just below 2^63: as numbers, thousands of them would be one.
const show = `const first = 2n ** 63n - ${ROWS}n;
const synapses = {
  synapse_id: BigUint64Array.from({ length: ${ROWS} }, (_, i) => first + BigInt(i)),
  pre_pt_root_id: BigUint64Array.from({ length: ${ROWS} }, (_, i) => 864691135000000000n + BigInt(i % 1000)),
  size: Float64Array.from({ length: ${ROWS} }, (_, i) => (i * 7919) % 10007),
  layer: Array.from({ length: ${ROWS} }, (_, i) => (i === ${ROWS - 3} ? null : 'layer ' + (1 + (i % 5)))),
};
table(synapses, { ids: ['synapse_id', 'pre_pt_root_id'], title: 'Synapses', maxBytes: 200_000 })`;
const all = ROWS.toLocaleString('en-US');

let lab: Lab;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
const node = () => page.locator('.jp-ConnectomeTable').first();
const status = () => node().locator('.jp-ConnectomeTable-status').last();
const more = () => node().getByRole('button', { name: `Show all ${all} rows` });
const box = (column: string) => node().locator(`input[data-column=${column}]`);

beforeAll(async () => {
  lab = await startLab();
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  page.on('pageerror', error => complaints.push(String(error)));
  const code = (source: string) => ({ cell_type: 'code', metadata: {}, source, outputs: [], execution_count: null });
  const metadata = { kernelspec: { name: 'connectome', display_name: 'TypeScript (connectome)' } };
  const notebook = { nbformat: 4, nbformat_minor: 4, metadata, cells: [code(show), code('')] };
  writeFileSync(join(lab.folder, 'rows.ipynb'), JSON.stringify(notebook));
  await openNotebook(page, lab, 'rows.ipynb');
  await runCommand(page, 'notebook:run-cell-and-select-next');
  await page.waitForSelector('.jp-ConnectomeTable[data-status=ready]', { timeout: 60_000 });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

test('the first rows are there, and the others are offered', async () => {
  await expect.poll(() => status().textContent()).toContain(`the first of ${all}`);
  await more().waitFor();
  await node().locator('label', { hasText: 'Filters' }).locator('input').check();
  await box('layer').fill('null');
  await expect.poll(() => status().textContent()).toMatch(/^0 of [\d,]+ rows/);
});

test('all of them come, and the filters that stand there look through them', async () => {
  await more().click();
  await expect.poll(() => status().textContent(), { timeout: 60_000 }).toBe(`1 of ${all} rows`);
  expect(await more().count()).toBe(0);
  const grid = node().locator('.jp-ConnectomeTable-grid');
  await grid.scrollIntoViewIfNeeded();
  await grid.click({ position: { x: 90, y: 22 * 2 + 12 } });
  await expect.poll(() => status().textContent()).toContain('1 neuron selected · 1 synapse selected');
  const told = await page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
    const { kernel } = (window as any).jupyterapp.shell.currentWidget.sessionContext.session;
    const future = kernel.requestExecute({ code: 'console.log(selection.current.synapses.join())' });
    let text = '';
    future.onIOPub = (message: { content: { text?: string } }) => {
      text += message.content.text ?? '';
    };
    await future.done;
    return text.trim();
  });
  expect(told).toBe(String(2n ** 63n - 3n));
});

test('they are sorted, and what is missing is last', async () => {
  await box('layer').fill('');
  await expect.poll(() => status().textContent()).toContain(`${all} rows`);
  await box('size').fill('> 10005');
  const expected = Array.from({ length: ROWS }, (_, i) => (i * 7919) % 10007).filter(size => size > 10005).length;
  await expect.poll(() => status().textContent()).toContain(`${expected.toLocaleString('en-US')} of ${all} rows`);
});

test('the notebook stores no more of them than before, and without a kernel none are offered', async () => {
  await runCommand(page, 'docmanager:save');
  const stored = outputsOf(readNotebook(join(lab.folder, 'rows.ipynb'))).find(({ data }) => data?.[TABLE_MIME]);
  const payload = stored?.data?.[TABLE_MIME] as unknown as TablePayload;
  expect(payload.stream.length).toBeLessThan(200_000);
  expect(payload.storedRows).toBeLessThan(ROWS / 2);
  await runCommand(page, 'notebook:shutdown-kernel');
  await page.goto(`${lab.url}/lab?reset`);
  await page.waitForSelector('#jp-main-dock-panel');
  await runCommand(page, 'docmanager:open', { path: 'rows.ipynb', kernelPreference: { shouldStart: false } });
  await page.waitForSelector('.jp-ConnectomeTable[data-status=ready]');
  await expect.poll(() => status().textContent()).toContain(`the first of ${all}`);
  expect(await more().count()).toBe(0);
  expect(complaints).toEqual([]);
});
