/** The connectivity matrix in JupyterLab: phase 1 of MICrONS, with its kernel and without. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tableFromIPC } from 'apache-arrow';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shownSides } from '../../extension/matrix/model/side.js';
import { type DecodedMatrix, decodeMatrix } from '../../kernel-helpers/contract/matrix/decode.js';
import type { MatrixPayload } from '../../kernel-helpers/contract/matrix/matrix.js';
import { jupyterDisplay, MATRIX_MIME } from '../../kernel-helpers/contract/mime.js';
import { fromSynapses } from '../../kernel-helpers/core/connectivity/from-synapses.js';
import { matrix } from '../../kernel-helpers/display/matrix/index.js';
import { viewer } from '../../kernel-helpers/display/viewer/index.js';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import { someWiring } from '../extension/matrix/model/wirings.js';
import { mirror } from '../mirror.js';
import { type Lab, launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab.js';
import { outputsOf, readNotebook } from './notebook-file.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const show = `const somata = await datasets.open('phase1/motif-somata');
const synapses = await datasets.open('phase1/motif-synapses');
const cells = somata.getChild('segment_id')!.toArray();
const wiring = connectivity.fromSynapses(synapses, { pre: 'pre', post: 'post', cells });
const axon = { values: somata.getChild('axon_len')!, unit: 'µm' };
const groups = { axon: Array.from(somata.getChild('axon_len')!, length => (length! > 100 ? 'in volume' : 'short')) };
matrix(wiring, { title: 'Phase 1', groups, values: { length: axon } })`;

describe.skipIf(mirror === undefined)('phase 1 of MICrONS', () => {
  let lab: Lab;
  let browser: Browser;
  let page: Page;
  let stored: DecodedMatrix;
  const complaints: string[] = [];
  const matrixNode = () => page.locator('.jp-ConnectomeMatrix').first();

  beforeAll(async () => {
    lab = await startLab({ CONNECTOME_MIRROR: mirror });
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1100, height: 1300 } });
    page.on('pageerror', error => complaints.push(String(error)));
    page.on('console', message => {
      if (message.type() === 'error' && /matrix/.test(message.text())) complaints.push(message.text());
    });
    const code = (source: string) => ({ cell_type: 'code', metadata: {}, source, outputs: [], execution_count: null });
    const metadata = { kernelspec: { name: 'connectome', display_name: 'TypeScript (connectome)' } };
    const cells = [code(show), code('selection.current.neurons.join()')];
    writeFileSync(
      join(lab.folder, 'phase1.ipynb'),
      JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata, cells }),
    );
    await openNotebook(page, lab, 'phase1.ipynb');
    await runCommand(page, 'notebook:run-cell-and-select-next');
    await page.waitForSelector('.jp-ConnectomeMatrix[data-status=ready]', { timeout: 60_000 });
    await runCommand(page, 'docmanager:save');
    stored = decodeMatrix(payloadIn());
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  });

  const payloadIn = (): MatrixPayload =>
    outputsOf(readNotebook(join(lab.folder, 'phase1.ipynb'))).flatMap(
      ({ data = {} }) => data[MATRIX_MIME] ?? [],
    )[0] as MatrixPayload;

  /** The text of what a cell gives. */
  async function inKernel(code: string): Promise<string> {
    const run = await page.evaluate(async source => {
      // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
      const panel = (window as any).jupyterapp.shell.currentWidget;
      let told = '';
      const future = panel.sessionContext.session.kernel.requestExecute({ code: source });
      future.onIOPub = (message: { header: { msg_type: string }; content: { data?: Record<string, string> } }) => {
        if (message.header.msg_type === 'execute_result') told = message.content.data?.['text/plain'] ?? '';
      };
      await future.done;
      return told;
    }, code);
    return run.replace(/^'|'$/g, '');
  }

  /** The ids that the next cell reads. */
  async function selectedInKernel(): Promise<string[]> {
    return (await inKernel('selection.current.neurons.join()')).split(',').filter(Boolean);
  }

  /** The middle of a pair on the screen. */
  async function placeOf(row: number, column: number): Promise<{ x: number; y: number }> {
    await matrixNode().scrollIntoViewIfNeeded();
    const box = await matrixNode().locator('.nsewdrag').first().boundingBox();
    if (!box) throw new Error('the matrix has no axes');
    const { rows, columns } = shownSides(stored, stored.payload.view);
    return {
      x: box.x + ((column + 0.5) / columns.count) * box.width,
      y: box.y + ((row + 0.5) / rows.count) * box.height,
    };
  }

  const status = () => matrixNode().locator('.jp-ConnectomeMatrix-status');

  test('has the 363 somata, 1,979 synapses between different ones, and tells of the other two', () => {
    const { wiring, payload } = stored;
    expect([wiring.cellCount, wiring.pairCount, wiring.synapseCount, wiring.autapses]).toEqual([363, 1750, 1979, 2]);
    expect(payload.notes).toEqual(['2 synapses of a cell on itself are left out.']);
  });

  test('a click on the strongest pair selects its two neurons, for the next cell too', async () => {
    const { rows, columns } = shownSides(stored, stored.payload.view);
    const { ids } = stored.wiring;
    const [pre, post] = [648518346349538192n, 648518346349539856n].map(id => ids.indexOf(id));
    const { x, y } = await placeOf(rows.place[pre], columns.place[post]);
    await page.mouse.move(x, y);
    await expect.poll(() => matrixNode().locator('.jp-ConnectomeViewer-tooltip').textContent()).toContain('5 synapses');
    await page.mouse.click(x, y);
    await expect.poll(() => status().textContent()).toContain('2 cells selected');
    expect(await selectedInKernel()).toEqual(['648518346349538192', '648518346349539856']);
  });

  test('a brush selects the rows and columns of its block', async () => {
    await matrixNode().hover();
    await matrixNode().locator('[data-val=select]').click();
    const [from, to] = [await placeOf(40, 100), await placeOf(80, 150)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 8 });
    await page.mouse.up();
    await expect.poll(() => status().textContent()).toMatch(/9\d cells selected/);
    const { rows, columns } = shownSides(stored, stored.payload.view);
    const block = (margin: number): string[] =>
      [...rows.cells.subarray(40 - margin, 81 + margin), ...columns.cells.subarray(100 - margin, 151 + margin)].map(
        cell => String(stored.wiring.ids[cell]),
      );
    // A row is little more than a pixel high here: the outermost ones may be in or out.
    const selected = await selectedInKernel();
    expect(selected).toEqual(expect.arrayContaining(block(-1)));
    expect(block(1)).toEqual(expect.arrayContaining(selected));
  });

  test('what code selects is marked', async () => {
    await page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
      const panel = (window as any).jupyterapp.shell.currentWidget;
      await panel.sessionContext.session.kernel.requestExecute({ code: 'selection.set(cells.slice(0, 7))' }).done;
    });
    await expect.poll(() => status().textContent()).toContain('7 cells selected');
  });

  test('sides by group have the numbers of groupMatrix; the notebook keeps how it is looked at', async () => {
    const choose = (name: string, value: string) =>
      matrixNode().locator('label', { hasText: name }).locator('select').selectOption(value);
    await choose('Rows', 'axon');
    await choose('Columns', 'axon');
    await choose('Measure', 'probability');
    const box = await matrixNode().locator('.nsewdrag').first().boundingBox();
    if (!box) throw new Error('the matrix has no axes');
    await page.mouse.move(box.x + box.width / 4, box.y + box.height / 4);
    const tooltip = matrixNode().locator('.jp-ConnectomeViewer-tooltip');
    // 111 cells with an axon, 659 pairs: 659 / (111 × 110).
    await expect.poll(() => tooltip.textContent()).toContain('0.05397 connected fraction of pairs');
    await expect.poll(() => tooltip.textContent()).toContain('in volume (111 cells)');
    await runCommand(page, 'docmanager:save');
    expect(payloadIn().view).toMatchObject({ rows: { by: 'axon' }, columns: { by: 'axon' }, measure: 'probability' });
    expect(complaints).toEqual([]);
  });

  const press = (name: string) => matrixNode().getByRole('button', { name, exact: true }).click();

  test('turned, presynaptic cells are columns, and numbers stay with their pairs', async () => {
    await matrixNode().locator('label', { hasText: 'Rows' }).locator('select').selectOption('cell');
    await press('Transpose');
    const { rows, columns } = shownSides(stored, stored.payload.view);
    const { ids } = stored.wiring;
    const [pre, post] = [648518346349538192n, 648518346349539856n].map(id => ids.indexOf(id));
    expect(rows.place[pre]).toBeGreaterThanOrEqual(0);
    expect(columns.place[post]).toBeGreaterThanOrEqual(0);
    await expect
      .poll(() => matrixNode().locator('.annotation-text').allTextContents())
      .toEqual(['Presynaptic', 'Postsynaptic']);
    await press('Transpose');
  });

  test('a search goes to a cell and selects it, and says so where there is none', async () => {
    const search = matrixNode().getByRole('searchbox');
    await search.fill('648518346349538192');
    await search.press('Enter');
    await expect.poll(() => status().textContent()).toContain('1 cell selected');
    expect(await selectedInKernel()).toEqual(['648518346349538192']);
    await search.fill('chandelier');
    await search.press('Enter');
    await expect.poll(() => status().textContent()).toBe('Nothing here is called chandelier.');
  });

  test('its code makes the same view in a new cell', async () => {
    await press('Code');
    await runCommand(page, 'notebook:run-cell');
    const made = page.locator('.jp-ConnectomeMatrix').nth(1);
    await made.waitFor({ state: 'attached' });
    await made.scrollIntoViewIfNeeded();
    await expect.poll(() => made.getAttribute('data-status')).toBe('ready');
    await runCommand(page, 'docmanager:save');
    const payloads = outputsOf(readNotebook(join(lab.folder, 'phase1.ipynb'))).flatMap(
      ({ data = {} }) => (data[MATRIX_MIME] as MatrixPayload | undefined) ?? [],
    );
    expect(payloads).toHaveLength(2);
    const [{ view: first }, { view: second }] = payloads;
    const rounded = ({ window, ...view }: typeof first) => ({ ...view, window: window?.map(at => at.toFixed(1)) });
    expect(rounded(second)).toEqual(rounded(first));
    expect(first.window).toBeDefined();
    expect(complaints).toEqual([]);
  });

  test('beside a null model it shows what that expects, its z and p, to the number', async () => {
    await page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
      const panel = (window as any).jupyterapp.shell.currentWidget;
      panel.content.activeCellIndex = panel.content.widgets.length - 1;
    });
    await runCommand(page, 'notebook:insert-cell-below');
    await page.evaluate(() => {
      // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
      const { content } = (window as any).jupyterapp.shell.currentWidget;
      const call = `{ statistic: 'blockCounts', groups: groups.axon, draws: 500, seed: 7 }`;
      content.activeCell.model.sharedModel.setSource(
        `const compared = await nulls.degreePreserving(wiring, ${call});\nmatrix(wiring, { title: 'Against degrees', groups, nulls: compared })`,
      );
    });
    await runCommand(page, 'notebook:run-cell');
    const node = page.locator('.jp-ConnectomeMatrix').nth(2);
    await node.waitFor({ state: 'attached', timeout: 60_000 });
    await node.scrollIntoViewIfNeeded();
    await expect.poll(() => node.getAttribute('data-status')).toBe('ready');
    const told = await inKernel(
      "JSON.stringify(compared.tests.find(({ name }) => name === 'in volume → short'), (key, value) => (key === 'draws' ? undefined : value))",
    );
    const test = JSON.parse(told);
    const short = (value: number) => String(Number(value.toPrecision(4)));
    const box = await node.locator('.nsewdrag').first().boundingBox();
    if (!box) throw new Error('the matrix has no axes');
    await page.mouse.move(box.x + 0.75 * box.width, box.y + 0.25 * box.height);
    const tooltip = node.locator('.jp-ConnectomeViewer-tooltip');
    await expect.poll(() => tooltip.textContent()).toContain(`${short(test.z)} z`);
    const words = await tooltip.textContent();
    expect(words).toContain(`observed${test.observed} connections`);
    expect(words).toContain(`expected${short(test.mean)}`);
    expect(words).toContain(`${short(test.interval[0])} – ${short(test.interval[1])}`);
    expect(words).toContain(`p${short(test.pAdjusted)}`);
    const below = node.locator('.jp-ConnectomeMatrix-status');
    expect(await below.textContent()).toContain('degreePreserving, swapsPerEdge 10: 500 draws, seed 7');
    await node
      .getByLabel('Compare')
      .selectOption({ label: 'degreePreserving, swapsPerEdge 10: connections, observed / expected' });
    await page.mouse.move(box.x + 0.74 * box.width, box.y + 0.25 * box.height);
    await expect
      .poll(() => tooltip.textContent())
      .toContain(`${short(Math.fround(Math.log2(test.observed / test.mean)))} log₂`);
    if (process.env.CONNECTOME_LOOK) await page.screenshot({ path: `${process.env.CONNECTOME_LOOK}/null.png` });
  }, 120_000);
});

describe('a matrix and a viewer in one notebook, without a kernel', () => {
  const census = someWiring('census', 1351, 0.03);
  let lab: Lab;
  let browser: Browser;
  let page: Page;
  const first = () => page.locator('.jp-ConnectomeMatrix').first();

  beforeAll(async () => {
    lab = await startLab();
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1100, height: 1500 } });
    const column = await datasets.open('synthetic-column');
    const wiring = fromSynapses(column.synapses, { cells: column.cells });
    const shown = [
      matrix(wiring, { groups: { type: column.cellTypes } }),
      viewer(column.neurons.filter(({ type }) => type === 'NGC')),
      matrix(census, { title: 'As many cells as a column', sort: ['outputs'] }),
    ];
    const cells = await Promise.all(
      shown.map(async value => ({
        cell_type: 'code',
        metadata: {},
        source: '',
        execution_count: null,
        outputs: [{ output_type: 'display_data', metadata: {}, data: await value[jupyterDisplay]() }],
      })),
    );
    const notebook = { nbformat: 4, nbformat_minor: 4, metadata: {}, cells };
    writeFileSync(join(lab.folder, 'linked.ipynb'), JSON.stringify(notebook));
    await openNotebook(page, lab, 'linked.ipynb', { kernel: false });
    // It asks which kernel to use: none.
    await page.waitForSelector('.jp-Dialog');
    await page.keyboard.press('Escape');
    await first().scrollIntoViewIfNeeded();
    await page.waitForSelector('.jp-ConnectomeMatrix[data-status=ready]');
    await page.locator('.jp-ConnectomeViewer').first().scrollIntoViewIfNeeded();
    await page.waitForSelector('.jp-ConnectomeViewer[data-status=ready]');
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  });

  test('a click on the strip of a type selects its neurons in the viewer; undo takes it back in both', async () => {
    const viewerStatus = page.locator('.jp-ConnectomeViewer-status').first();
    const matrixStatus = first().locator('.jp-ConnectomeMatrix-status');
    await first().scrollIntoViewIfNeeded();
    const box = await first().locator('.nsewdrag').first().boundingBox();
    if (!box) throw new Error('the matrix has no axes');
    // Types are in the order of their names, NGC last.
    await page.mouse.click(box.x - 7, box.y + box.height - 4);
    await expect.poll(() => matrixStatus.textContent()).toContain('6 cells selected');
    await expect.poll(() => viewerStatus.textContent()).toContain('6 neurons selected');
    await runCommand(page, 'connectome:undo-selection');
    await expect.poll(() => matrixStatus.textContent()).toBe('');
    await expect.poll(() => viewerStatus.textContent()).toBe('');
  });

  test('the keyboard alone walks through the pairs, says them, zooms and selects', async () => {
    const plot = first().locator('.jp-ConnectomeMatrix-plot');
    const voice = first().locator('.jp-ConnectomeViewer-voice');
    const matrixStatus = first().locator('.jp-ConnectomeMatrix-status');
    await plot.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => voice.textContent()).toMatch(/^\d+ synapses, from \d+ · 23P, to \d+ · 23P$/);
    const said = await voice.textContent();
    await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(() => voice.textContent()).not.toBe(said);
    await page.keyboard.press('Enter');
    await expect.poll(() => matrixStatus.textContent()).toContain('2 cells selected');
    const ticks = () => first().locator('.ytick').allTextContents();
    expect(await ticks()).toContain('NGC');
    for (let i = 0; i < 8; i += 1) await page.keyboard.press('+');
    await expect.poll(ticks).not.toContain('NGC');
    await page.keyboard.press('0');
    await expect.poll(ticks).toContain('NGC');
    await page.keyboard.press('Escape');
    expect(await plot.evaluate(node => node === document.activeElement)).toBe(false);
  });

  test('every format has all 1,351 cells: each of their connections, read by other programs', async () => {
    const node = page.locator('.jp-ConnectomeMatrix').nth(1);
    await node.scrollIntoViewIfNeeded();
    await expect.poll(() => node.getAttribute('data-status')).toBe('ready');
    const save = async (format: string): Promise<Buffer> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        node.getByLabel('Save as…').selectOption({ label: format }),
      ]);
      expect(download.suggestedFilename()).toBe(`As many cells as a column.${format.toLowerCase()}`);
      return readFileSync(await download.path());
    };
    const pairs = census.pairCount;
    const svg = (await save('SVG')).toString();
    expect(svg.match(/h1v1h-1z/g)).toHaveLength(pairs);
    const csv = (await save('CSV')).toString();
    expect(csv.trimEnd().split('\r\n')).toHaveLength(pairs + 1);
    const table = tableFromIPC(await save('ARROW'));
    expect(table.numRows).toBe(pairs);
    const png = PNG.sync.read(await save('PNG'));
    expect(png.width).toBeGreaterThan(2000);
    const path = join(lab.folder, 'matrix.pdf');
    writeFileSync(path, await save('PDF'));
    const python = fileURLToPath(new URL('../../.connectome/test-venv/bin/python', import.meta.url));
    const count = [
      'import sys, pypdf',
      'page = pypdf.PdfReader(sys.argv[1]).pages[0]',
      'closed = sum(operator == b"h" for _, operator in page.get_contents().operations)',
      'print(closed, round(float(page.mediabox.width)), "As many cells as a column" in page.extract_text())',
    ].join('\n');
    const read = execFileSync(python, ['-c', count, path], { encoding: 'utf8' }).trim().split(' ');
    // Beside the connections, bars of totals and rectangles are closed outlines: as many as in the drawing.
    expect(read).toEqual([
      String(svg.match(/[hv]-[\d.]+z|<rect/g)?.length),
      String(Math.round(Number(/<svg[^>]* width="([\d.]+)"/.exec(svg)?.[1]) * 0.75)),
      'True',
    ]);
  }, 120_000);

  test('axe finds nothing to complain about in the matrix', async () => {
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: axe's own global
      const { violations: found } = await (window as any).axe.run('.jp-ConnectomeMatrix');
      return found.map((violation: { id: string; nodes: { html: string }[] }) => [
        violation.id,
        violation.nodes[0].html,
      ]);
    });
    expect(violations).toEqual([]);
  });
});
