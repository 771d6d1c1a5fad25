import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCENE_MIME } from '../../kernel-helpers/contract/mime.js';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import { type Lab, launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab';
import { COLORS, cell, paint, points, sceneOf, skeletons } from './viewer/scenes';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// CONNECTOME_SCREENSHOTS=DIR keeps pictures for a person to look at.
const screenshots = process.env.CONNECTOME_SCREENSHOTS;
const viewer = '.jp-ConnectomeViewer';

let lab: Lab;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

/** A notebook with a view of everything that stands on one: types, compartments, items, a colour bar, layers, notes. */
async function notebook(): Promise<object> {
  const column = await datasets.open('synthetic-column');
  const types = ['23P', '4P', '5P-ET', 'BC', 'MC'];
  const neurons = types.map(type => column.neurons.find(neuron => neuron.type === type) ?? column.neurons[0]);
  const cells = neurons.map((neuron, n) => cell(n, { type: neuron.type, label: `neuron ${n}`, color: COLORS[n] }));
  const trees = neurons.map(neuron => neuron.skeleton);
  const synapses = Float32Array.from(trees.flatMap(tree => [...tree.positionsNm.subarray(300, 330)]));
  const compartments = trees.flatMap(tree => [...tree.compartments.subarray(0, tree.nodeCount)]);
  const labels = ['other', 'soma', 'axon', 'dendrite', 'apical dendrite'];
  const scene = sceneOf(
    cells,
    [
      skeletons(trees, { paint: paint(compartments, { colors: COLORS.slice(0, 5), labels }) }),
      points({ positionsNm: synapses, sides: new Uint8Array(synapses.length / 3).fill(2) }, { color: '#d55e00' }),
    ],
    {
      title: 'Five neurons',
      caption: 'One of each of five types.',
      notes: ['Synapses are a sample of ten a neuron.'],
      layers: column.layers.map(layer => ({ name: layer.name, depthNm: layer.topUm * 1000 })),
      colorBar: {
        label: 'depth (µm)',
        min: 0,
        max: 500,
        scale: 'linear',
        colors: ['#440154', '#21918c', '#fde725'],
        missing: '#888888',
      },
    },
  );
  const output = {
    output_type: 'display_data',
    metadata: {},
    data: { [SCENE_MIME]: scene, 'text/plain': '5 neurons' },
  };
  return {
    cells: [{ cell_type: 'code', id: 'a', execution_count: 1, metadata: {}, source: '', outputs: [output] }],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  };
}

beforeAll(async () => {
  lab = await startLab();
  writeFileSync(join(lab.folder, 'view.ipynb'), JSON.stringify(await notebook()));
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce' });
  page.on('pageerror', error => complaints.push(String(error)));
  await openNotebook(page, lab, 'view.ipynb', { kernel: false });
  await page.locator(`${viewer}[data-status="ready"]`).waitFor({ timeout: 60_000 });
  await page.evaluate(axe);
  if (screenshots) mkdirSync(screenshots, { recursive: true });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

/** What axe finds wrong with the viewer as it stands. */
async function violations(): Promise<string[]> {
  const results = await page.evaluate(
    async selector => (window as unknown as { axe: { run(context: string): Promise<AxeResults> } }).axe.run(selector),
    viewer,
  );
  expect(results.passes.length).toBeGreaterThan(10);
  return results.violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html} ${node.failureSummary}`));
}

async function keep(name: string): Promise<void> {
  if (screenshots) await page.locator(viewer).screenshot({ path: join(screenshots, `${name}.png`) });
}

describe.each(['light', 'dark'] as const)('in the %s theme axe finds no fault with', theme => {
  beforeAll(async () => {
    await runCommand(page, 'apputils:change-theme', {
      theme: theme === 'dark' ? 'JupyterLab Dark' : 'JupyterLab Light',
    });
    await page.waitForFunction(want => document.body.dataset.jpThemeLight === want, String(theme === 'light'));
    await page.locator('.jp-ConnectomeViewer-canvas').focus();
  });

  test('the picture with its toolbar, legend and tooltip', async () => {
    await page.keyboard.press('n');
    await page.keyboard.press('Enter');
    await keep(`viewer-${theme}`);
    expect(await violations()).toEqual([]);
  });

  test('an open menu', async () => {
    await page.getByRole('button', { name: 'Views' }).click();
    await keep(`viewer-menu-${theme}`);
    expect(await violations()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('the table', async () => {
    await page.locator('.jp-ConnectomeViewer-canvas').focus();
    await page.keyboard.press('t');
    await keep(`viewer-table-${theme}`);
    expect(await violations()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('the help', async () => {
    await page.keyboard.press('?');
    await keep(`viewer-help-${theme}`);
    expect(await violations()).toEqual([]);
    await page.keyboard.press('Escape');
  });
});

test('the viewer is reached, worked and left with keys alone, and the notebook does not hear them', async () => {
  const cellCount = () => page.locator('.jp-Notebook .jp-Cell').count();
  const before = await cellCount();
  await page.locator('.jp-ConnectomeViewer-toolButton').first().focus();
  await page.keyboard.press('ArrowRight');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Views');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('jp-ConnectomeViewer-canvas');
  // In the notebook: above, below, delete.
  for (const key of ['a', 'b', 'd', 'd']) await page.keyboard.press(key);
  expect(await cellCount()).toBe(before);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  expect(complaints).toEqual([]);
});
