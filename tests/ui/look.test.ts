import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { kernelSpec } from '../../kernel-helpers/kernel/kernelspec.js';
import { launchBrowser, openNotebook, runCommand, startLab } from './jupyterlab';

const codes = JSON.parse(readFileSync('/tmp/w/look-cells.json', 'utf8'));
test('look', async () => {
  const root = join(__dirname, '../..');
  const share = join(root, '.connectome/share/jupyter/kernels/connectome');
  mkdirSync(share, { recursive: true });
  writeFileSync(
    join(share, 'kernel.json'),
    JSON.stringify(kernelSpec({ node: process.execPath, main: join(root, 'kernel-helpers/dist/kernel/main.js') })),
  );
  const lab = await startLab({ CONNECTOME_MIRROR: '' });
  const browser = await launchBrowser();
  try {
    const nb = {
      cells: codes.map((c: string, i: number) => ({
        cell_type: 'code',
        id: `c${i}`,
        source: c,
        metadata: {},
        outputs: [],
        execution_count: null,
      })),
      metadata: { kernelspec: { name: 'connectome', display_name: 'x', language: 'typescript' } },
      nbformat: 4,
      nbformat_minor: 5,
    };
    writeFileSync(join(lab.folder, 'look.ipynb'), JSON.stringify(nb));
    const page = await browser.newPage({ viewport: { width: 1300, height: 2600 } });
    await openNotebook(page, lab, 'look.ipynb');
    await runCommand(page, 'application:toggle-left-area').catch(() => undefined);
    await runCommand(page, 'notebook:run-all-cells');
    await page.waitForTimeout(1000);
    await page.screenshot({ path: '/tmp/w/look-running.png' });
    await page.waitForFunction(
      n =>
        [...document.querySelectorAll('.jp-InputPrompt')].filter(p => /\[\d+\]/.test(p.textContent ?? '')).length >= n,
      codes.length,
      { timeout: 60000 },
    );
    await page.waitForTimeout(800);
    await page.screenshot({ path: '/tmp/w/look-light.png' });
    await runCommand(page, 'apputils:change-theme', { theme: 'JupyterLab Dark' });
    await page.waitForTimeout(1500);
    await page.screenshot({ path: '/tmp/w/look-dark.png' });
    await runCommand(page, 'docmanager:save');
    await page.waitForTimeout(500);
    writeFileSync('/tmp/w/look-out.ipynb', readFileSync(join(lab.folder, 'look.ipynb')));
    // the same notebook, not trusted
    const other = JSON.parse(readFileSync('/tmp/w/look-out.ipynb', 'utf8'));
    writeFileSync(
      join(lab.folder, 'untrusted.ipynb'),
      JSON.stringify({
        ...other,
        metadata: { ...other.metadata, note: 1 },
        cells: other.cells.map((c: { id: string }) => ({ ...c, id: `${c.id}u` })),
      }),
    );
    await openNotebook(page, lab, 'untrusted.ipynb');
    await page.waitForTimeout(1500);
    await page.screenshot({ path: '/tmp/w/look-untrusted.png' });
  } finally {
    await browser.close();
    await lab.stop();
  }
}, 180_000);
