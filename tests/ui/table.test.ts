/** The table widget in JupyterLab: with its kernel, beside a viewer, and without. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TABLE_MIME } from '../../kernel-helpers/contract/mime.js';
import type { TablePayload } from '../../kernel-helpers/contract/table.js';
import { type Lab, launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab.js';
import { outputsOf, readNotebook } from './notebook-file.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Depths fall as ids rise, so sorted by depth the last id is first.
const show = `const root = 864691135000000000n;
const rows = Array.from({ length: 500 }, (_, i) => ({
  pt_root_id: root + BigInt(i), layer: 'layer ' + (1 + (i % 5)), depth: i === 7 ? null : 500.5 - i,
}));
table(rows, { title: 'Cells', units: { depth: 'µm' } })`;

let lab: Lab;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
const node = () => page.locator('.jp-ConnectomeTable').first();
const status = () => node().locator('.jp-ConnectomeTable-status').last();

beforeAll(async () => {
  lab = await startLab();
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  page.on('pageerror', error => complaints.push(String(error)));
  const code = (source: string) => ({ cell_type: 'code', metadata: {}, source, outputs: [], execution_count: null });
  const metadata = { kernelspec: { name: 'connectome', display_name: 'TypeScript (connectome)' } };
  const notebook = { nbformat: 4, nbformat_minor: 4, metadata, cells: [code(show), code('')] };
  writeFileSync(join(lab.folder, 'table.ipynb'), JSON.stringify(notebook));
  await openNotebook(page, lab, 'table.ipynb');
  await runCommand(page, 'notebook:run-cell-and-select-next');
  await page.waitForSelector('.jp-ConnectomeTable[data-status=ready]', { timeout: 60_000 });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

/** What the kernel answers to a line of code. */
async function inKernel(code: string): Promise<string> {
  const told = await page.evaluate(async source => {
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
    const panel = (window as any).jupyterapp.shell.currentWidget;
    let text = '';
    const future = panel.sessionContext.session.kernel.requestExecute({ code: source });
    future.onIOPub = (message: { header: { msg_type: string }; content: { data?: Record<string, string> } }) => {
      if (message.header.msg_type === 'execute_result') text = message.content.data?.['text/plain'] ?? '';
    };
    await future.done;
    return text;
  }, code);
  return told.replace(/^'|'$/g, '');
}

const selectedInKernel = () => inKernel('selection.current.neurons.join()');

/** A cell of the grid: rows count from the first below the two of the header. */
async function clickCell(row: number, x: number, modifiers: ('Shift' | 'Control')[] = []): Promise<void> {
  const grid = node().locator('.jp-ConnectomeTable-grid');
  await grid.scrollIntoViewIfNeeded();
  await grid.click({ position: { x, y: 22 * (row + 2) + 12 }, modifiers });
}

/** Where the header of the depth is. */
const depthHeader = { row: -2, x: 56 + 20 + 7.7 * 18 + 20 + 7.7 * 8 + 30 };

test('a click selects the row, shift and ctrl more of them, in the kernel too', async () => {
  await clickCell(1, 80);
  await expect.poll(() => status().textContent()).toBe('500 rows · 1 neuron selected');
  expect(await selectedInKernel()).toBe('864691135000000001');
  await clickCell(3, 80, ['Shift']);
  await clickCell(6, 80, ['Control']);
  await expect.poll(() => status().textContent()).toContain('4 neurons selected');
  const ids = (await selectedInKernel()).split(',').sort();
  expect(ids).toEqual(['864691135000000001', '864691135000000002', '864691135000000003', '864691135000000006']);
});

test('headers sort, up, down and not at all; what is missing is last', async () => {
  await clickCell(depthHeader.row, depthHeader.x);
  await clickCell(0, 80);
  expect(await selectedInKernel()).toBe('864691135000000499');
  await clickCell(depthHeader.row, depthHeader.x);
  await clickCell(0, 80);
  expect(await selectedInKernel()).toBe('864691135000000000');
});

test('filters say how many rows are left, and what they do not understand', async () => {
  await node().locator('label', { hasText: 'Filters' }).locator('input').check();
  const box = (column: string) => node().locator(`input[data-column=${column}]`);
  await box('depth').fill('> lots');
  await expect.poll(() => node().locator('[role=alert]').textContent()).toContain('“lots” is no number');
  await box('depth').fill('> 400');
  await box('layer').fill('layer 2');
  // Depths above 400 are those of the first 101 ids; of these 1, 6, 11, … but 7 is none of them.
  await expect.poll(() => status().textContent()).toContain('20 of 500 rows');
  await node().getByRole('button', { name: 'Select these rows' }).click();
  await expect.poll(() => status().textContent()).toContain('20 neurons selected');
  const ids = (await selectedInKernel()).split(',').map(id => Number(BigInt(id) - 864691135000000000n));
  expect(ids.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => 1 + 5 * i));
  await box('layer').fill('');
  await box('depth').fill('null');
  await expect.poll(() => status().textContent()).toContain('1 of 500 rows');
  await box('depth').fill('');
});

test('what is selected elsewhere can be all that is shown', async () => {
  await node().locator('label', { hasText: 'Only selected' }).locator('input').check();
  await inKernel('selection.set([864691135000000004n, 864691135000000009n])');
  await expect.poll(() => status().textContent()).toBe('2 of 500 rows · 2 neurons selected');
});

test('as text it is a table of its own, and axe finds nothing to complain about', async () => {
  await node().locator('label', { hasText: 'As text' }).locator('input').check();
  expect(await node().locator('tbody tr').allTextContents()).toEqual([
    '864691135000000004layer 5496.5',
    '864691135000000009layer 5491.5',
  ]);
  await page.evaluate(axe);
  const violations = async () =>
    page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: axe's own global
      const { violations: found } = await (window as any).axe.run('.jp-ConnectomeTable');
      return found.map((one: { id: string; nodes: { html: string }[] }) => [one.id, one.nodes[0].html]);
    });
  expect(await violations()).toEqual([]);
  await node().locator('label', { hasText: 'As text' }).locator('input').uncheck();
  expect(await violations()).toEqual([]);
});

test('opened again without a kernel it is looked at as before, and still sorts and selects', async () => {
  await runCommand(page, 'docmanager:save');
  const file = join(lab.folder, 'table.ipynb');
  const [payload] = outputsOf(readNotebook(file)).flatMap(({ data = {} }) => data[TABLE_MIME] ?? []) as TablePayload[];
  expect(payload.view).toMatchObject({ sort: { column: 'depth', descending: true }, onlySelected: true, filters: [] });
  const kept = { ...readNotebook(file), metadata: {} };
  writeFileSync(join(lab.folder, 'again.ipynb'), JSON.stringify(kept));
  await page.close();
  page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  await openNotebook(page, lab, 'again.ipynb', { kernel: false });
  await page.waitForSelector('.jp-Dialog');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.jp-ConnectomeTable[data-status=ready]');
  await expect.poll(() => status().textContent()).toBe('0 of 500 rows');
  await node().locator('label', { hasText: 'Only selected' }).locator('input').uncheck();
  await clickCell(2, 80);
  await expect.poll(() => status().textContent()).toBe('500 rows · 1 neuron selected');
  expect(complaints).toEqual([]);
}, 60_000);
