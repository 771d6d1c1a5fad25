/** A null model chosen in the matrix itself, on phase 1 of MICrONS: model, draws and seed by mouse and keyboard. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DecodedMatrix, decodeMatrix } from '../../kernel-helpers/contract/matrix/decode.js';
import { MATRIX_MIME } from '../../kernel-helpers/contract/mime.js';
import { mirror } from '../mirror.js';
import { type Lab, launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab.js';
import { outputsOf, readNotebook } from './notebook-file.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const show = `const somata = await datasets.open('phase1/motif-somata');
const synapses = await datasets.open('phase1/motif-synapses');
const cells = somata.getChild('segment_id')!.toArray();
const wiring = connectivity.fromSynapses(synapses, { pre: 'pre', post: 'post', cells });
const groups = { axon: Array.from(somata.getChild('axon_len')!, length => (length! > 100 ? 'in volume' : 'short')) };
const shown = matrix(wiring, { title: 'Phase 1', groups, measure: 'probability' });
shown`;
const inCode = `nulls.degreePreserving(wiring, { statistic: 'blockCounts', groups: groups.axon, draws: 300, seed: 5 })`;

describe.skipIf(mirror === undefined)('phase 1 against a null model chosen in its matrix', () => {
  let lab: Lab;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const node = () => page.locator('.jp-ConnectomeMatrix').first();
  const panel = () => node().locator('.jp-ConnectomeMatrix-compare');
  const words = () => panel().getByRole('status');
  const tooltip = () => node().locator('.jp-ConnectomeViewer-tooltip');
  const below = () => node().locator('.jp-ConnectomeMatrix-status');
  const press = (name: string) => node().getByRole('button', { name, exact: true }).click();

  beforeAll(async () => {
    lab = await startLab({ CONNECTOME_MIRROR: mirror });
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1100, height: 1300 } });
    page.on('pageerror', error => complaints.push(String(error)));
    page.on('console', message => {
      if (message.type() === 'error' && /matrix/.test(message.text())) complaints.push(message.text());
    });
    const cell = { cell_type: 'code', metadata: {}, source: show, outputs: [], execution_count: null };
    const metadata = { kernelspec: { name: 'connectome', display_name: 'TypeScript (connectome)' } };
    const notebook = { nbformat: 4, nbformat_minor: 4, metadata, cells: [cell] };
    writeFileSync(join(lab.folder, 'null.ipynb'), JSON.stringify(notebook));
    await openNotebook(page, lab, 'null.ipynb');
    await runCommand(page, 'notebook:run-cell');
    await page.waitForSelector('.jp-ConnectomeMatrix[data-status=ready]', { timeout: 60_000 });
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  });

  /** The matrices of the notebook, as they are stored. */
  async function storedMatrices(): Promise<DecodedMatrix[]> {
    await runCommand(page, 'docmanager:save');
    return outputsOf(readNotebook(join(lab.folder, 'null.ipynb'))).flatMap(({ data = {} }) =>
      data[MATRIX_MIME] ? [decodeMatrix(data[MATRIX_MIME])] : [],
    );
  }

  /** What a cell gives, told as JSON. */
  async function inKernel<T>(code: string): Promise<T> {
    const told = await page.evaluate(async source => {
      // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
      const panel = (window as any).jupyterapp.shell.currentWidget;
      const future = panel.sessionContext.session.kernel.requestExecute({ code: source });
      let text = '';
      future.onIOPub = (message: { header: { msg_type: string }; content: { text?: string } }) => {
        if (message.header.msg_type === 'stream') text += message.content.text ?? '';
      };
      await future.done;
      return text;
    }, `console.log(JSON.stringify(${code}, (key, value) => (key === 'draws' ? undefined : value)))`);
    return JSON.parse(told) as T;
  }

  interface ITest {
    readonly name: string;
    readonly observed: number;
    readonly mean: number;
    readonly z: number;
    readonly pAdjusted: number;
  }

  test('model, draws and seed are chosen, the matrix shows z, and has the numbers of the same call in code', async () => {
    await press('Compare with…');
    await expect.poll(() => panel().isVisible()).toBe(true);
    expect(await panel().getByLabel('Model').locator('option').allTextContents()).toEqual([
      'Erdős–Rényi: as many connections, anywhere',
      'Chung–Lu: degrees kept on average',
      'Configuration model: degrees kept',
    ]);
    await panel().getByLabel('Model').selectOption('degreePreserving');
    await panel().getByLabel('Draws').fill('300');
    await panel().getByLabel('Seed').fill('5');
    await panel().getByLabel('Seed').press('Enter');
    await expect.poll(() => words().textContent(), { timeout: 60_000 }).toBe('300 drawn');
    const { tests } = await inKernel<{ tests: ITest[] }>(`await ${inCode}`);
    const expected = tests.find(({ name }) => name === 'in volume → short');
    if (!expected) throw new Error('no such test');
    const box = await node().locator('.nsewdrag').first().boundingBox();
    if (!box) throw new Error('the matrix has no axes');
    await page.mouse.move(box.x + 0.75 * box.width, box.y + 0.25 * box.height);
    const short = (value: number) => String(Number(value.toPrecision(4)));
    await expect.poll(() => tooltip().textContent()).toContain(`${short(expected.z)} z`);
    const told = await tooltip().textContent();
    expect(told).toContain(`observed${expected.observed} connections`);
    expect(told).toContain(`expected${short(expected.mean)}`);
    expect(await below().textContent()).toContain('degreePreserving, swapsPerEdge 10: 300 draws, seed 5');
    // To the last digit, as it is stored and as code reads it.
    const [{ nulls, payload }] = await storedMatrices();
    expect(payload.view).toMatchObject({
      against: { null: 0, show: 'z' },
      rows: { by: 'axon' },
      columns: { by: 'axon' },
    });
    expect(nulls[0].choice).toEqual({
      model: 'degreePreserving',
      grouping: 'axon',
      of: 'connections',
      draws: 300,
      seed: 5,
    });
    expect([...nulls[0].values.observed]).toEqual(tests.map(({ observed }) => observed));
    expect([...nulls[0].values.expected]).toEqual(tests.map(({ mean }) => mean));
    expect([...nulls[0].values.z]).toEqual(tests.map(({ z }) => z));
    expect([...nulls[0].values.p]).toEqual(tests.map(({ pAdjusted }) => pAdjusted));
    expect((await inKernel<{ tests: ITest[] }>('shown.nulls.at(-1)')).tests).toEqual(tests);
    // Words of the colours below 0 are there too.
    expect(await node().locator('.cbaxis text:visible').allTextContents()).toEqual(['−2', '−1', '0', '1', '2']);
    if (process.env.CONNECTOME_LOOK) await page.screenshot({ path: `${process.env.CONNECTOME_LOOK}/compared.png` });
  }, 120_000);

  test('a long run shows how far it is and is cancelled; what was there stays', async () => {
    await panel().getByLabel('Draws').fill('1000000');
    await press('Compare');
    await expect.poll(() => words().textContent()).toMatch(/^[\d,]+ of 1,000,000 drawn$/);
    await expect
      .poll(() =>
        panel()
          .getByRole('progressbar')
          .evaluate(bar => (bar as HTMLProgressElement).value),
      )
      .toBeGreaterThan(0);
    if (process.env.CONNECTOME_LOOK) await page.screenshot({ path: `${process.env.CONNECTOME_LOOK}/comparing.png` });
    await press('Cancel');
    await expect.poll(() => words().textContent()).toMatch(/^Stopped after [\d,]+ of 1,000,000\.$/);
    expect(await panel().getByRole('button', { name: 'Compare', exact: true }).isEnabled()).toBe(true);
    expect(await below().textContent()).toContain('300 draws, seed 5');
    expect(await inKernel<number>('shown.nulls.length')).toBe(1);
  });

  test('what cannot be meant is said, and nothing is lost', async () => {
    await panel().getByLabel('Draws').fill('1');
    await press('Compare');
    expect(await words().textContent()).toBe('Draws: a whole number from 2 to 1,000,000');
    expect(
      await panel()
        .getByLabel('Draws')
        .evaluate(field => field === document.activeElement),
    ).toBe(true);
    expect(await below().textContent()).toContain('300 draws, seed 5');
  });

  test('axe finds nothing to complain about in it; Escape closes it', async () => {
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: axe's own global
      const { violations: found } = await (window as any).axe.run('.jp-ConnectomeMatrix');
      return found.map(({ id, nodes }: { id: string; nodes: { html: string }[] }) => [id, nodes[0].html]);
    });
    expect(violations).toEqual([]);
    await panel().getByLabel('Draws').press('Escape');
    expect(await panel().isVisible()).toBe(false);
    const opener = node().getByRole('button', { name: 'Compare with…' });
    expect(await opener.evaluate(button => button === document.activeElement)).toBe(true);
  });

  test('its code draws the same and makes the same view', async () => {
    await press('Code');
    await runCommand(page, 'notebook:run-cell');
    const made = page.locator('.jp-ConnectomeMatrix').nth(1);
    await made.waitFor({ state: 'attached', timeout: 60_000 });
    await made.scrollIntoViewIfNeeded();
    await expect.poll(() => made.getAttribute('data-status')).toBe('ready');
    const [first, second] = await storedMatrices();
    expect(second.nulls.map(({ values }) => values)).toEqual(first.nulls.map(({ values }) => values));
    expect(second.payload.view).toEqual(first.payload.view);
    expect(complaints).toEqual([]);
  }, 60_000);

  test('without its kernel the comparison is still there, and why there can be no other is said', async () => {
    await page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own application
      await (window as any).jupyterapp.shell.currentWidget.sessionContext.shutdown();
    });
    await node().scrollIntoViewIfNeeded();
    const opener = node().getByRole('button', { name: 'Compare with…' });
    await expect.poll(() => opener.getAttribute('aria-disabled')).toBe('true');
    await opener.click({ force: true });
    expect(await words().textContent()).toBe(
      'Null models are drawn by the kernel: start it and run the cell of this matrix again.',
    );
    expect(await panel().getByRole('button', { name: 'Compare', exact: true }).isEnabled()).toBe(false);
    expect(await below().textContent()).toContain('300 draws, seed 5');
    if (process.env.CONNECTOME_LOOK) await page.screenshot({ path: `${process.env.CONNECTOME_LOOK}/no-kernel.png` });
  });
});
