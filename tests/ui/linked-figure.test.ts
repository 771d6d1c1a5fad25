/** A scatter and a card in one notebook: what is picked in one is selected in both, in the kernel, and back. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab.js';

const sources = [
  `figure.scatter({ x: [1, 2, 3, 4], y: [1, 2, 3, 4], ids: [864691135571546911n, 864691135571546912n, 13n, 14n] }, { marginals: false })`,
  `const outputs = connectivity.cellSynapses({ pre: [1n, 1n, 1n], post: [13n, 14n, 864691135571546911n] }, 1n, { side: 'outputs', groupOf: new Map([[13n, 'BC'], [14n, 'BC'], [864691135571546911n, 'MC']]) });
figure.connectivityCard(outputs)`,
];
const complaints: string[] = [];
let lab: Lab;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  lab = await startLab();
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1100, height: 1700 } });
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', message => {
    if (message.type() === 'error' && /figure|selection/i.test(message.text())) complaints.push(message.text());
  });
  const cells = sources.map(source => ({
    cell_type: 'code',
    metadata: {},
    source,
    outputs: [],
    execution_count: null,
  }));
  const metadata = { kernelspec: { name: 'connectome', display_name: 'TypeScript (connectome)' } };
  writeFileSync(join(lab.folder, 'points.ipynb'), JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata, cells }));
  await openNotebook(page, lab, 'points.ipynb');
  await runCommand(page, 'notebook:run-all-cells');
  await page.waitForFunction(
    () => document.querySelectorAll('.jp-ConnectomeFigure[data-status=ready]').length === 2,
    undefined,
    { timeout: 60_000 },
  );
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

const figures = () => page.locator('.jp-ConnectomeFigure');
const told = (i: number) => figures().nth(i).locator('.jp-ConnectomeFigure-status').textContent();

/** Opacity of each point or bar, in the order of the data. */
function opacities(i: number, marks: string): Promise<number[]> {
  return figures()
    .nth(i)
    .locator(marks)
    .evaluateAll(nodes => nodes.map(node => Number(getComputedStyle(node).opacity)));
}

async function middleOf(i: number, marks: string, at: number): Promise<{ x: number; y: number }> {
  const box = await figures().nth(i).locator(marks).nth(at).boundingBox();
  if (!box) throw new Error(`figure ${i} has no mark ${at}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function nextCell(source: string): Promise<string> {
  await page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
    const { content } = (window as any).jupyterapp.shell.currentWidget;
    content.activeCellIndex = content.widgets.length - 1;
  });
  await runCommand(page, 'notebook:insert-cell-below');
  await page.evaluate(text => {
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
    (window as any).jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.setSource(text);
  }, source);
  await runCommand(page, 'notebook:run-cell');
  return page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
    const { model } = (window as any).jupyterapp.shell.currentWidget.content.activeCell;
    return String(model.outputs.toJSON()[0]?.data?.['text/plain'] ?? '').replace(/'/g, '');
  });
}

test('a click on a point selects its neuron, everywhere', async () => {
  const { x, y } = await middleOf(0, '.scatterlayer .point', 0);
  await page.mouse.move(x, y);
  await page.locator('.hoverlayer .hovertext').first().waitFor();
  await page.mouse.click(x, y);
  await expect.poll(() => told(0)).toBe('1 cell selected');
  await expect.poll(() => told(1)).toBe('1 cell selected');
  await expect
    .poll(async () => (await opacities(0, '.scatterlayer .point')).map(o => o > 0.5))
    .toEqual([true, false, false, false]);
  expect(await nextCell('selection.current.neurons.join()')).toBe('864691135571546911');
});

test('a box around points selects exactly these, with every digit', async () => {
  const plot = figures().nth(0);
  await plot.hover();
  await plot.locator('[data-title="Box select"]').click();
  const from = await middleOf(0, '.scatterlayer .point', 0);
  const to = await middleOf(0, '.scatterlayer .point', 1);
  await page.mouse.move(from.x - 12, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.move(to.x + 12, to.y - 12);
  await page.mouse.up();
  await expect.poll(() => told(0)).toBe('2 cells selected');
  expect(await nextCell('selection.current.neurons.join()')).toBe('864691135571546911,864691135571546912');
  expect(await plot.locator('.selectionlayer path').count()).toBe(0);
});

test('a bar selects the cells it stands for', async () => {
  const { x, y } = await middleOf(1, '.barlayer .point path', 0);
  await page.mouse.move(x, y);
  await page.locator('.hoverlayer .hovertext').first().waitFor();
  await page.mouse.click(x, y);
  await expect.poll(() => told(0)).toBe('2 cells selected');
  expect(await nextCell('selection.current.neurons.join()')).toBe('13,14');
});

test('keys go from point to point, say where they are, and select as the mouse does', async () => {
  const plot = figures().nth(0).locator('.jp-ConnectomeFigure-plot');
  const heard = () => figures().nth(0).locator('.jp-ConnectomeFigure-voice').textContent();
  await plot.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(heard).toContain('864691135571546912');
  await figures().nth(0).locator('.hoverlayer .hovertext').first().waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+Enter');
  await expect.poll(() => told(0)).toBe('2 cells selected');
  expect(await page.evaluate(() => document.querySelectorAll('.jp-mod-editMode').length)).toBe(0);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(heard).toContain('13');
  expect(await nextCell('selection.current.neurons.join()')).toBe('864691135571546912,14');
  await plot.focus();
  await page.keyboard.press('Escape');
  await expect.poll(() => told(0)).toBe('');
  await expect.poll(heard).toBe('');
  expect(await nextCell('selection.current.neurons.length')).toBe('0');
});

test('what a cell selects is marked in every figure, and nothing where nothing is', async () => {
  await nextCell('selection.set([14n])');
  await expect
    .poll(async () => (await opacities(0, '.scatterlayer .point')).map(o => o > 0.5))
    .toEqual([false, false, false, true]);
  await nextCell('selection.set([])');
  await expect
    .poll(async () => (await opacities(0, '.scatterlayer .point')).map(o => o > 0.5))
    .toEqual([true, true, true, true]);
  expect(await told(0)).toBe('');
  expect(complaints).toEqual([]);
});
