/** The wheel, in a JupyterLab and a Notebook 7 that are not ours. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchLab } from '../../kernel-helpers/cli/lab-server.js';
import { jupyterDisplay } from '../../kernel-helpers/contract/mime.js';
import { fromSynapses } from '../../kernel-helpers/core/connectivity/from-synapses.js';
import { matrix } from '../../kernel-helpers/display/matrix/index.js';
import { viewer } from '../../kernel-helpers/display/viewer/index.js';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import { launchBrowser } from './jupyterlab.js';

const path = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const state = path('.connectome');
const ours = join(state, 'venv', 'bin', 'python');
const plain = join(state, 'wheel-venv');
const plainPython = join(plain, 'bin', 'python');

let home: string;
let browser: Browser;

beforeAll(async () => {
  if (!existsSync(plainPython)) throw new Error(`${plain} is missing: npm test makes it`);
  home = mkdtempSync(join(tmpdir(), 'connectome-wheel-test-'));
  pip('uninstall', '--yes', 'jupyterlab-connectome');
  const made = execFileSync(process.execPath, [path('kernel-helpers/bin/connectome.mjs'), 'wheel', '--output', home], {
    encoding: 'utf8',
  });
  const wheel = made.trim().split('\n').at(-1) ?? '';
  expect(wheel).toBe(join(home, 'jupyterlab_connectome-0.1.0-py3-none-any.whl'));
  pip('install', '--no-index', '--no-deps', wheel);
  mkdirSync(join(home, 'notebooks'));
  writeFileSync(join(home, 'notebooks', 'kept.ipynb'), JSON.stringify(await keptNotebook()));
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  if (home) rmSync(home, { recursive: true, force: true, maxRetries: 3 });
});

function pip(...args: string[]): string {
  return execFileSync(ours, ['-m', 'pip', '--python', plainPython, ...args], { encoding: 'utf8', stdio: 'pipe' });
}

/** A view and a matrix that a kernel made once. */
async function keptNotebook(): Promise<object> {
  const column = await datasets.open('synthetic-column');
  const wiring = fromSynapses(column.synapses, { cells: column.cells });
  const shown = [viewer(column.neurons.slice(0, 3)), matrix(wiring, { groups: { type: column.cellTypes } })];
  const cells = await Promise.all(
    shown.map(async value => ({
      cell_type: 'code',
      id: String(shown.indexOf(value)),
      metadata: {},
      source: '',
      execution_count: null,
      outputs: [{ output_type: 'display_data', metadata: {}, data: await value[jupyterDisplay]() }],
    })),
  );
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
}

async function serve(app: 'lab' | 'notebook') {
  const own = join(home, app);
  mkdirSync(own);
  const folder = (name: string): string => join(own, name);
  const options = [
    '--no-browser',
    '--ServerApp.port=0',
    `--ServerApp.root_dir=${join(home, 'notebooks')}`,
    '--ServerApp.allow_root=True',
    '--LabApp.news_url=',
    '--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate',
    '--expose-app-in-browser',
  ];
  const { launched } = launchLab({
    python: plainPython,
    script: path('tests/ui/wheel/serve.py'),
    cwd: own,
    env: {
      PATH: process.env.PATH,
      HOME: own,
      APP: app,
      APP_ARGUMENTS: JSON.stringify(options),
      JUPYTER_CONFIG_DIR: folder('config'),
      JUPYTER_DATA_DIR: folder('data'),
      JUPYTER_RUNTIME_DIR: folder('runtime'),
      JUPYTERLAB_SETTINGS_DIR: folder('settings'),
      JUPYTERLAB_WORKSPACES_DIR: folder('workspaces'),
    },
    runtime: folder('runtime'),
    log: folder('log'),
  });
  return launched;
}

test.each([
  ['lab', 'lab/tree/kept.ipynb'],
  ['notebook', 'notebooks/kept.ipynb'],
] as const)(
  'a kept notebook is alive in a plain %s',
  async (app, address) => {
    const server = await serve(app);
    const page = await browser.newPage({ viewport: { width: 1000, height: 1400 } });
    const complaints: string[] = [];
    page.on('pageerror', error => complaints.push(String(error)));
    page.on('console', message => {
      if (/connectome|Unsatisfied version/i.test(message.text()) && message.type() !== 'info') {
        complaints.push(message.text());
      }
    });
    try {
      await page.goto(`${server.url}${address}?token=${server.token}`);
      // The notebook names no kernel.
      await page.waitForSelector('.jp-Dialog', { timeout: 60_000 });
      await page.keyboard.press('Escape');
      for (const kind of ['Viewer', 'Matrix']) {
        const output = page.locator(`.jp-Connectome${kind}`).first();
        await output.waitFor({ state: 'attached' });
        await output.scrollIntoViewIfNeeded();
        await expect.poll(() => output.getAttribute('data-status'), { timeout: 30_000 }).toBe('ready');
      }
      // One selection for both.
      await page.locator('.jp-ConnectomeViewer canvas').focus();
      await page.keyboard.press('n');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('.jp-ConnectomeMatrix-status').textContent()).toContain('1 cell selected');
      expect(complaints).toEqual([]);
    } finally {
      await page.close();
      await server.stop();
    }
  },
  120_000,
);

test('uninstalled, nothing of it is left', () => {
  pip('uninstall', '--yes', 'jupyterlab-connectome');
  const left = readdirSync(plain, { recursive: true }).filter(file => /connectome/i.test(String(file)));
  expect(left).toEqual([]);
});
