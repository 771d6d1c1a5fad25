/**
 * A robot that clicks, drags, types and chooses at random over a notebook of twelve linked outputs. The same seed does the
 * same. CONNECTOME_ROBOT_STEPS makes it longer: ten minutes are some 600.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom, type Random } from '../../kernel-helpers/core/random.js';
import { type Lab, launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab.js';

const steps = Number(process.env.CONNECTOME_ROBOT_STEPS ?? 20);
const seed = Number(process.env.CONNECTOME_ROBOT_SEED ?? 1);

const first = `const column = await datasets.open('synthetic-column');
const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
const groups = { type: column.cellTypes };
matrix(wiring, { groups })`;
const sources = [
  first,
  'viewer(column.neurons.slice(0, 40))',
  "table(column.cells, { ids: 'id', title: 'Cells' })",
  "matrix(wiring, { groups, by: 'type', measure: 'probability' })",
  'viewer([...column.neurons.slice(20, 60), { synapses: column.synapses }])',
  "table(column.synapses, { ids: ['pre_id', 'post_id'], title: 'Synapses' })",
  "matrix(wiring, { groups, sort: 'cluster', rows: { cells: column.neurons.slice(0, 100).map(({ id }) => id) } })",
  "viewer(column.neurons.slice(0, 12), { colorBy: 'compartment' })",
  "table(column.cells, { ids: 'id', title: 'Cells again' })",
  'matrix(wiring, { groups, transposed: true, scale: "log" })',
  'viewer(column.neurons)',
  "table(column.cells, { ids: 'id', title: 'Cells once more' })",
];

let lab: Lab;
let browser: Browser;
let page: Page;
let devtools: CDPSession;
const complaints: string[] = [];

beforeAll(async () => {
  lab = await startLab();
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  devtools = await page.context().newCDPSession(page);
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', message => {
    if (message.type() === 'error' && !/favicon|Failed to load resource/.test(message.text())) {
      complaints.push(message.text());
    }
  });
  page.on('dialog', dialog => void dialog.dismiss());
  const cells = sources.map(source => ({
    cell_type: 'code',
    metadata: {},
    source,
    outputs: [],
    execution_count: null,
  }));
  const metadata = { kernelspec: { name: 'connectome', display_name: 'TypeScript (connectome)' } };
  writeFileSync(join(lab.folder, 'robot.ipynb'), JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata, cells }));
  await openNotebook(page, lab, 'robot.ipynb');
  await runCommand(page, 'notebook:run-all-cells');
  await outputs().nth(11).waitFor({ state: 'attached', timeout: 120_000 });
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

const outputs = () => page.locator('.jp-ConnectomeMatrix, .jp-ConnectomeViewer, .jp-ConnectomeTable');

const KEYS = [
  'n',
  'N',
  'Enter',
  ' ',
  'h',
  'i',
  'o',
  '0',
  '1',
  '5',
  'Control+z',
  'Shift+H',
  'ArrowLeft',
  'ArrowDown',
  '+',
  '-',
];
const WORDS = ['BC', '23P', '7', 'nothing', '864691135396580129', '<b>', '> 100', 'null'];

/** One deed on one output, whatever comes of it. */
async function act(random: Random): Promise<void> {
  const output = outputs().nth(random.integer(12));
  await output.evaluate(node => node.scrollIntoView({ block: 'center' }));
  const box = await output.boundingBox();
  if (!box) return;
  const top = Math.max(box.y, 110);
  const bottom = Math.min(box.y + box.height, 880);
  const place = (): [number, number] => [
    box.x + random.uniform() * box.width,
    top + random.uniform() * Math.max(1, bottom - top),
  ];
  const pick = <T>(items: readonly T[]): T => items[random.integer(items.length)];
  const deed = random.integer(9);
  if (deed < 3) await page.mouse.click(...place(), { clickCount: random.integer(4) === 0 ? 2 : 1 });
  else if (deed < 5) {
    await page.mouse.move(...place());
    await page.mouse.down();
    await page.mouse.move(...place(), { steps: 4 });
    await page.mouse.up();
  } else if (deed === 5) {
    const focusable = output.locator('canvas[tabindex], .jp-ConnectomeMatrix-plot, .jp-ConnectomeTable-grid').first();
    if ((await focusable.count()) > 0) await focusable.focus({ timeout: 2000 }).catch(() => undefined);
    await page.keyboard.press(pick(KEYS));
  } else if (deed === 6) await page.mouse.wheel(0, random.between(-300, 300));
  else if (deed === 7) {
    const selects = await output.locator('select:not([aria-label="Save as…"]):not([disabled])').all();
    if (selects.length === 0) return;
    const chosen = pick(selects);
    const count = await chosen.locator('option').count();
    await chosen.selectOption({ index: random.integer(count) }, { timeout: 5000 }).catch(() => undefined);
  } else {
    const boxes = await output.locator('input[type=search]:visible, input[data-column]:visible').all();
    if (boxes.length === 0) return;
    const chosen = pick(boxes);
    await chosen.fill(pick(WORDS), { timeout: 5000 }).catch(() => undefined);
    await chosen.press('Enter', { timeout: 5000 }).catch(() => undefined);
  }
}

async function heapMb(): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

test('nothing breaks, and memory stays where it was', async () => {
  const random = createRandom(seed);
  // Each output comes on the screen, and what is made once is made.
  for (let i = 0; i < 12; i += 1) {
    await outputs()
      .nth(i)
      .evaluate(node => node.scrollIntoView({ block: 'center' }));
    await page.waitForFunction(
      n => {
        const all = document.querySelectorAll('.jp-ConnectomeMatrix, .jp-ConnectomeViewer, .jp-ConnectomeTable');
        return (all[n] as HTMLElement).dataset.status === 'ready';
      },
      i,
      { timeout: 60_000 },
    );
  }
  const heaps: number[] = [];
  for (let step = 0; step < steps; step += 1) {
    await act(random);
    expect(complaints, `after step ${step} of seed ${seed}`).toEqual([]);
    if (step % Math.ceil(steps / 6) === 0) heaps.push(await heapMb());
  }
  heaps.push(await heapMb());
  const told = await page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
    const { kernel } = (window as any).jupyterapp.shell.currentWidget.sessionContext.session;
    const { content } = await kernel.requestExecute({ code: 'selection.current.neurons.length' }).done;
    return content.status;
  });
  expect(told).toBe('ok');
  // Not a leak of what every deed leaves: the last third is no larger than what was there after the first.
  const [early, late] = [Math.max(...heaps.slice(0, 3)), Math.min(...heaps.slice(-3))];
  expect(late, `MB of the heap: ${heaps.map(mb => mb.toFixed(0)).join(', ')}`).toBeLessThan(1.5 * early + 30);
}, 1_200_000);
