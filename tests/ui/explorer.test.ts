import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MATRIX_MIME, SCENE_MIME } from '../../kernel-helpers/contract/mime.js';
import { fromEdges } from '../../kernel-helpers/core/connectivity/from-edges.js';
import { matrix } from '../../kernel-helpers/display/matrix/index.js';
import { type Lab, launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab';
import { readNotebook } from './notebook-file';
import { COLORS, cell, points, sceneOf } from './viewer/scenes';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// CONNECTOME_SCREENSHOTS=DIR keeps pictures for a person to look at.
const screenshots = process.env.CONNECTOME_SCREENSHOTS;
const PANEL = '#connectome-explorer';

let lab: Lab;
let browser: Browser;
let page: Page;
let panel: Locator;
const complaints: string[] = [];
let layoutKept: Promise<unknown>;

const cells = ['BC', 'MC', 'BC'].map((type, n) =>
  cell(n, { type, label: `neuron ${n}`, color: COLORS[n], id: String(864691135571546917n + BigInt(n)) }),
);
const ids = cells.map(({ id }) => id);

/** A notebook with a stored view of three neurons, two of them of type BC, and a matrix of one of them with another. */
function notebook(metadata: object): object {
  const sides = new Uint8Array(2).fill(2);
  const scene = sceneOf(cells, [points({ positionsNm: new Float32Array([0, 0, 0, 9, 9, 9]), sides })]);
  const output = { output_type: 'display_data', metadata: {}, data: { [SCENE_MIME]: scene } };
  const { payload } = matrix(fromEdges({ pre: [BigInt(ids[0])], post: [12n] }), { groups: { type: ['PC', 'BC'] } });
  const wiring = { output_type: 'display_data', metadata: {}, data: { [MATRIX_MIME]: payload } };
  const code = { cell_type: 'code', execution_count: null, metadata: {} };
  return {
    cells: [{ ...code, id: 'a', source: '', outputs: [output, wiring] }],
    metadata,
    nbformat: 4,
    nbformat_minor: 5,
  };
}

beforeAll(async () => {
  lab = await startLab();
  const kernelspec = { name: 'connectome', display_name: 'connectome', language: 'typescript' };
  writeFileSync(join(lab.folder, 'view.ipynb'), JSON.stringify(notebook({ kernelspec })));
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce' });
  page.on('pageerror', error => complaints.push(String(error)));
  await openNotebook(page, lab, 'view.ipynb');
  panel = page.locator(PANEL);
  await page.getByRole('tab', { name: 'Connectome explorer' }).click();
  await panel.waitFor();
  if (screenshots) mkdirSync(screenshots, { recursive: true });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

const inPanel = (name: string): Locator => panel.getByRole('button', { name, exact: true });
const says = (text: string): Promise<void> => panel.getByText(text, { exact: true }).first().waitFor();

interface LabWindow {
  readonly jupyterapp: {
    readonly shell: {
      readonly currentWidget: {
        readonly content: { readonly model: { toJSON(): { cells: { source: string }[] } } };
        readonly sessionContext: { readonly session: { readonly kernel: IKernel } };
      };
    };
  };
}

interface IKernel {
  requestExecute(content: { code: string }): {
    onIOPub: (message: { content: { text?: string } }) => void;
    readonly done: Promise<{ content: { status: string } }>;
  };
}

/** What a cell prints. */
function printed(code: string): Promise<string> {
  return page.evaluate(async source => {
    const { kernel } = (window as unknown as LabWindow).jupyterapp.shell.currentWidget.sessionContext.session;
    const future = kernel.requestExecute({ code: source });
    let text = '';
    future.onIOPub = ({ content }) => {
      text += content.text ?? '';
    };
    const { content } = await future.done;
    return content.status === 'ok' ? text.trim() : JSON.stringify(content);
  }, code);
}

function sources(): Promise<string[]> {
  return page.evaluate(() =>
    (window as unknown as LabWindow).jupyterapp.shell.currentWidget.content.model.toJSON().cells.map(c => c.source),
  );
}

/** What the button with the keyboard is called. */
function focused(): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
}

async function keep(name: string): Promise<void> {
  if (screenshots) await page.screenshot({ path: join(screenshots, `explorer-${name}.png`) });
}

describe('the selection of the current notebook', () => {
  test('all neurons of a type are selected, in the panel and in the kernel, and named as their view names them', async () => {
    await says('Nothing is selected.');
    const types = panel.getByRole('combobox', { name: 'All of type' }).locator('option');
    await types.nth(2).waitFor({ state: 'attached' });
    expect(await types.allTextContents()).toEqual(['BC (2)', 'MC (1)', 'PC (1)']);
    await inPanel('Select all neurons of this type').click();
    await says('Selected: 2 neurons');
    expect(await panel.getByRole('list', { name: 'Selected neurons' }).locator('li').allInnerTexts()).toEqual([
      `neuron 0\nBC\n${ids[0]}`,
      `neuron 2\nBC\n${ids[2]}`,
    ]);
    expect(await printed('console.log(selection.current.neurons.join())')).toBe(`${ids[0]},${ids[2]}`);
  });

  test('it is cleared and brought back', async () => {
    await inPanel('Clear the selection').focus();
    await page.keyboard.press('Enter');
    await says('Nothing is selected.');
    // The keyboard is not lost with what there was to clear.
    expect(await focused()).toBe('Clear the selection');
    expect(await inPanel('Clear the selection').getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Enter');
    await inPanel('Undo the last change of the selection').click();
    await says('Selected: 2 neurons');
  });

  test('it is inserted as a line of code', async () => {
    await inPanel('Insert code that selects this').click();
    expect((await sources()).at(-1)).toBe(`selection.set([${ids[0]}n, ${ids[2]}n]);`);
  });
});

describe('selections with names', () => {
  test('one is saved by hand, with the keyboard alone, and cells have it', async () => {
    await inPanel('Save… the selection under a name in the notebook').focus();
    await page.keyboard.press('Enter');
    await page.locator('.jp-Dialog input').waitFor();
    await page.keyboard.type("it's all baskets");
    await page.keyboard.press('Enter');
    await inPanel("Select it's all baskets").waitFor();
    expect(await printed('console.log(JSON.stringify(Object.keys(selection.named)))')).toBe('["it\'s all baskets"]');
  });

  test('one is saved by a cell, and selected in the panel', async () => {
    expect(await printed(`selection.set([${ids[1]}n]); selection.save('of a cell'); selection.clear();`)).toBe('');
    await inPanel('Select of a cell').click();
    await says('Selected: 1 neuron');
    await keep('selection');
    expect(await printed('console.log(selection.current.neurons.join())')).toBe(ids[1]);
  });

  test('the code that is inserted for one runs', async () => {
    await inPanel("Insert code that selects it's all baskets").click();
    const code = (await sources()).at(-1) ?? '';
    expect(code).toBe("selection.open('it\\'s all baskets');");
    expect(await printed(code)).toBe('');
    await says('Selected: 2 neurons');
  });

  test('they are chosen and forgotten by commands', async () => {
    await runCommand(page, 'connectome:select-named', { name: 'of a cell' });
    await says('Selected: 1 neuron');
    await runCommand(page, 'connectome:save-selection', { name: 'again' });
    await inPanel('Select again').waitFor();
    await runCommand(page, 'connectome:save-selection', { name: 'and again' });
    await inPanel('Select and again').focus();
    await runCommand(page, 'connectome:forget-selection', { name: 'again' });
    await inPanel('Select again').waitFor({ state: 'detached' });
    expect(await focused()).toBe('Select and again');
    await inPanel('Forget and again').focus();
    await page.keyboard.press('Enter');
    await inPanel('Select and again').waitFor({ state: 'detached' });
    expect(await focused()).toBe('Forget of a cell');
    expect(await printed("console.log('again' in selection.named)")).toBe('false');
  });
});

describe('what the kernel knows', () => {
  test('datasets are found and opened by a line of code', async () => {
    await panel.getByRole('searchbox', { name: 'Search datasets' }).fill('synthetic');
    await inPanel('Insert code that opens synthetic-column').waitFor();
    await panel.getByText(/^\d+ datasets?$/).waitFor();
    await keep('datasets');
    await inPanel('Insert code that opens synthetic-column').click();
    expect((await sources()).at(-1)).toBe(
      "const column = await datasets.open('synthetic-column');\nviewer(column.neurons)",
    );
  });

  test('a description is shown below a cell of its own', async () => {
    await inPanel('Describe synthetic-column in a new cell').click();
    await page.locator('.jp-OutputArea-output').getByText('Synthetic cortical column').first().waitFor();
    expect((await sources()).at(-1)).toBe("datasets.describe('synthetic-column')");
  });

  test('a helper is found by its name, with its doc comment and its example', async () => {
    await panel.getByText(/^\d{3} helpers, by topic$/).waitFor();
    await panel.getByRole('searchbox', { name: 'Search helpers' }).fill('subset');
    await inPanel('connectivity.subset').click();
    await panel.locator('.jp-ConnectomeExplorer-doc').getByText('function subset(').first().waitFor();
    await keep('help');
    await inPanel('Insert the example of connectivity.subset in a new cell').click();
    expect((await sources()).at(-1)).toContain('connectivity.subset(');
    await inPanel('connectivity.subset').click();
    expect(await panel.locator('.jp-ConnectomeExplorer-doc').count()).toBe(0);
    await panel.getByRole('searchbox', { name: 'Search helpers' }).fill('');
    await inPanel('figure').click();
    await inPanel('List what is in figure').click();
    await inPanel('figure.hinton').waitFor();
    expect(await panel.locator('.jp-ConnectomeExplorer-helper').allTextContents()).not.toContain('connectivity');
  });

  test('the cache is as large as it is', async () => {
    await says('0 B of 50.0 GB in 0 files');
    await panel.getByRole('meter', { name: 'How full the cache is' }).waitFor();
  });
});

describe.each(['Light', 'Dark'])('in the %s theme', theme => {
  test('axe finds no fault', async () => {
    await runCommand(page, 'apputils:change-theme', { theme: `JupyterLab ${theme}` });
    await page.waitForFunction(want => document.body.dataset.jpThemeLight === want, String(theme === 'Light'));
    await page.evaluate(axe);
    await keep(theme.toLowerCase());
    const results = await page.evaluate(
      async selector => (window as unknown as { axe: { run(context: string): Promise<AxeResults> } }).axe.run(selector),
      PANEL,
    );
    expect(results.passes.length).toBeGreaterThan(10);
    expect(
      results.violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html} ${node.failureSummary}`)),
    ).toEqual([]);
  });
});

describe('afterwards', () => {
  test('the notebook keeps the named selections, and the panel selects them without a kernel', async () => {
    await runCommand(page, 'docmanager:save');
    const { metadata } = readNotebook(join(lab.folder, 'view.ipynb'));
    const selections = {
      "it's all baskets": { neurons: [ids[0], ids[2]], synapses: [], nodes: [] },
      'of a cell': { neurons: [ids[1]], synapses: [], nodes: [] },
    };
    expect(metadata.connectome).toEqual({ selections });
    const broken = { selections: { ...selections, broken: { neurons: [12] } } };
    writeFileSync(join(lab.folder, 'stored.ipynb'), JSON.stringify(notebook({ connectome: broken })));
    await openNotebook(page, lab, 'stored.ipynb', { kernel: false });
    await page.locator('.jp-Dialog').getByRole('button', { name: 'No Kernel' }).click();
    layoutKept = page
      .waitForRequest(
        request => request.method() === 'PUT' && (request.postData() ?? '').includes('"current":"connectome-explorer"'),
      )
      .then(request => request.response());
    await page.getByRole('tab', { name: 'Connectome explorer' }).click();
    await inPanel("Select it's all baskets").click();
    await says('Selected: 2 neurons');
    await says('The connectome kernel knows the datasets: this notebook has none running.');
    expect(await inPanel('Select broken').count()).toBe(0);
  });

  test('the panel is restored with the layout', async () => {
    await layoutKept;
    await page.goto(`${lab.url}/lab/tree/stored.ipynb?token=${lab.token}`);
    await page.getByRole('tab', { name: 'Connectome explorer' }).waitFor();
    await panel.waitFor({ timeout: 60_000 });
    await inPanel('Select of a cell').waitFor();
  });

  test('nothing went wrong in the page', () => {
    expect(complaints).toEqual([]);
  });
});
