/** A published table of counts in JupyterLab: 78 interneurons and their partners, of the source data of MICrONS 2025, Fig. 7. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gridOf, valueAt } from '../../extension/matrix/model/grid.js';
import { type IShownSide, shownSides } from '../../extension/matrix/model/side.js';
import { totalsOf } from '../../extension/matrix/model/totals.js';
import { type DecodedMatrix, decodeMatrix } from '../../kernel-helpers/contract/matrix/decode.js';
import type { MatrixPayload } from '../../kernel-helpers/contract/matrix/matrix.js';
import { MATRIX_MIME } from '../../kernel-helpers/contract/mime.js';
import { mirror } from '../mirror.js';
import { type Lab, launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab.js';
import { outputsOf, readNotebook } from './notebook-file.js';

const open = "const partners = await datasets.open('microns2025/l3a-inhibitory-partners');";
const show = `matrix(partners, { id: 'pt_root_id', groups: { type: 'cell_type' }, values: { depth: 'pt_position_y' }, scale: 'log' })`;

describe.skipIf(mirror === undefined)('the table of 78 interneurons', () => {
  let lab: Lab;
  let browser: Browser;
  let page: Page;
  let stored: DecodedMatrix;
  let sides: { readonly rows: IShownSide; readonly columns: IShownSide };
  const complaints: string[] = [];
  const node = () => page.locator('.jp-ConnectomeMatrix').first();
  const tooltip = () => node().locator('.jp-ConnectomeViewer-tooltip');
  const status = () => node().locator('.jp-ConnectomeMatrix-status');

  beforeAll(async () => {
    lab = await startLab({ CONNECTOME_MIRROR: mirror });
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1100, height: 1300 } });
    page.on('pageerror', error => complaints.push(String(error)));
    const cell = { cell_type: 'code', metadata: {}, source: `${open}\n${show}`, outputs: [], execution_count: null };
    const metadata = { kernelspec: { name: 'connectome', display_name: 'TypeScript (connectome)' } };
    const notebook = { nbformat: 4, nbformat_minor: 4, metadata, cells: [cell] };
    writeFileSync(join(lab.folder, 'table.ipynb'), JSON.stringify(notebook));
    await openNotebook(page, lab, 'table.ipynb');
    await runCommand(page, 'notebook:run-cell');
    await page.waitForSelector('.jp-ConnectomeMatrix[data-status=ready]', { timeout: 60_000 });
    await runCommand(page, 'docmanager:save');
    const outputs = outputsOf(readNotebook(join(lab.folder, 'table.ipynb')));
    stored = decodeMatrix(outputs.flatMap(({ data = {} }) => data[MATRIX_MIME] ?? [])[0]);
    sides = shownSides(stored, stored.payload.view);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  });

  async function selectedInKernel(): Promise<string[]> {
    const told = await page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
      const panel = (window as any).jupyterapp.shell.currentWidget;
      const code = 'selection.current.neurons.join()';
      const future = panel.sessionContext.session.kernel.requestExecute({ code });
      let text = '';
      future.onIOPub = (message: { header: { msg_type: string }; content: { data?: Record<string, string> } }) => {
        if (message.header.msg_type === 'execute_result') text = message.content.data?.['text/plain'] ?? '';
      };
      await future.done;
      return text;
    });
    return told.replace(/^'|'$/g, '').split(',').filter(Boolean);
  }

  /** The middle of a value on the screen. */
  async function placeOf(row: number, column: number): Promise<{ x: number; y: number }> {
    await node().scrollIntoViewIfNeeded();
    const box = await node().locator('.nsewdrag').first().boundingBox();
    if (!box) throw new Error('the matrix has no axes');
    return {
      x: box.x + ((column + 0.5) / sides.columns.count) * box.width,
      y: box.y + ((row + 0.5) / sides.rows.count) * box.height,
    };
  }

  const rowOf = (id: bigint): number => sides.rows.place[stored.wiring.ids.indexOf(id)];
  const columnOf = (name: string): number => sides.columns.place[(stored.payload.labels ?? []).indexOf(name, 78)];

  test('has 78 rows and 18 columns of counts; the other three columns are ids, depths and types', () => {
    const { wiring, groupings, properties, payload } = stored;
    expect([sides.rows.count, sides.columns.count]).toEqual([78, 18]);
    expect([wiring.pairCount, wiring.synapseCount]).toEqual([962, 250_108]);
    expect(payload.labels?.slice(78).join()).toBe(
      '256465,294539,294510,294583,292685,222998,294657,DTC,ITC,L2,L3,L4,L5ET,L5NP,L5,L6,PTC,STC',
    );
    expect(groupings.map(({ name, groups }) => [name, ...groups])).toEqual([['type', 'DTC', 'ITC', 'PTC', 'STC']]);
    expect(properties[0].values[0]).toBe(Math.fround(407.296));
    expect(sides.rows.spans.map(({ name, start, end }) => [name, start, end])).toEqual([
      ['DTC', 0, 33],
      ['ITC', 33, 43],
      ['PTC', 43, 75],
      ['STC', 75, 78],
    ]);
  });

  test('has the counts and the totals of the file', () => {
    const grid = gridOf(stored.wiring, sides.rows, sides.columns, 'synapses');
    const at = (id: bigint, name: string): number => valueAt(grid, rowOf(id), columnOf(name));
    expect(at(864691136143786292n, '256465')).toBe(1);
    expect(at(864691136143786292n, '294510')).toBe(0);
    expect(at(864691136143786292n, 'L2')).toBe(1403);
    expect(at(864691135953216547n, '256465')).toBe(9);
    expect(at(864691135575425822n, 'STC')).toBe(49);
    const totals = totalsOf(grid, 'synapses');
    expect(totals?.rows[rowOf(864691135273485073n)]).toBe(8886);
    expect([...(totals?.columns ?? [])]).toEqual([
      39, 49, 15, 54, 45, 25, 26, 6567, 3804, 72950, 68935, 42632, 18805, 356, 10278, 10455, 14137, 936,
    ]);
  });

  test('a click on a count selects its interneuron, and no column', async () => {
    const { x, y } = await placeOf(rowOf(864691135273485073n), columnOf('L3'));
    await page.mouse.move(x, y);
    await expect.poll(() => tooltip().textContent()).toContain('4517 synapses');
    const words = await tooltip().textContent();
    expect(words).toContain('Rows864691135273485073 · DTC');
    expect(words).toMatch(/ColumnsL3$/);
    await page.mouse.click(x, y);
    await expect.poll(() => status().textContent()).toContain('1 cell selected');
    expect(await selectedInKernel()).toEqual(['864691135273485073']);
  });

  test('a brush over a block selects its ten interneurons', async () => {
    await node().hover();
    await node().locator('[data-val=select]').click();
    const [from, to] = [await placeOf(43, 7), await placeOf(52, 15)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 8 });
    await page.mouse.up();
    await expect.poll(() => status().textContent()).toContain('10 cells selected');
    const ids = Array.from(sides.rows.cells.subarray(43, 53), cell => String(stored.wiring.ids[cell]));
    expect((await selectedInKernel()).sort()).toEqual(ids.sort());
    expect(ids).toContain('864691135562001633');
    if (process.env.CONNECTOME_LOOK) await page.screenshot({ path: `${process.env.CONNECTOME_LOOK}/table.png` });
  });

  test('pooled by type it has the sums of the file; columns cannot be pooled by the type of rows', async () => {
    await node().locator('label', { hasText: 'Rows' }).locator('select').selectOption('type');
    const options = node().locator('label', { hasText: 'Columns' }).locator('option');
    expect(await options.allTextContents()).toEqual(['as in the table']);
    const box = await node().locator('.nsewdrag').first().boundingBox();
    if (!box) throw new Error('the matrix has no axes');
    // DTC, ITC, PTC, STC from above; L2 is the tenth column.
    await page.mouse.move(box.x + (9.5 / 18) * box.width, box.y + (0.5 / 4) * box.height);
    await expect.poll(() => tooltip().textContent()).toContain('37468 synapses');
    expect(await tooltip().textContent()).toContain('DTC (33 cells)');
    await page.mouse.move(box.x + (4.5 / 18) * box.width, box.y + (2.5 / 4) * box.height);
    await expect.poll(() => tooltip().textContent()).toContain('13 synapses');
    expect(await tooltip().textContent()).toContain('292685');
    if (process.env.CONNECTOME_LOOK) await page.screenshot({ path: `${process.env.CONNECTOME_LOOK}/table-types.png` });
    expect(complaints).toEqual([]);
  });

  test('as dots by the keyboard: a circle for each of the 68 sums in its drawing; remembered, and in its code', async () => {
    const dots = node().getByRole('button', { name: 'Dots' });
    await dots.press('Space');
    expect(await dots.getAttribute('aria-pressed')).toBe('true');
    if (process.env.CONNECTOME_LOOK) await page.screenshot({ path: `${process.env.CONNECTOME_LOOK}/dots.png` });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      node().getByLabel('Save as…').selectOption({ label: 'SVG' }),
    ]);
    const svg = readFileSync(await download.path(), 'utf8');
    // 4 × 18 without four that are 0, all of them of STC.
    expect(svg.match(/<circle /g)).toHaveLength(68);
    await node().getByRole('button', { name: 'Code', exact: true }).click();
    await runCommand(page, 'docmanager:save');
    const notebook = readNotebook(join(lab.folder, 'table.ipynb'));
    const [kept] = outputsOf(notebook).flatMap(({ data = {} }) => data[MATRIX_MIME] ?? []) as MatrixPayload[];
    expect(kept.view.mark).toBe('dots');
    expect(JSON.stringify(notebook)).toContain("mark: 'dots'");
    expect(complaints).toEqual([]);
  });
});
