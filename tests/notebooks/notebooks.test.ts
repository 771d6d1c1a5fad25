import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHECK_MIME, FIGURE_MIME, MATRIX_MIME, SCENE_MIME } from '../../kernel-helpers/contract/mime.js';
import * as connectome from '../../kernel-helpers/index.js';
import { connectome as command, repository } from '../cli/command-line';
import { mirror } from '../mirror';
import { type Notebook, needsRealData, outputsOf, readNotebook, shipped } from '../ui/notebook-file';

const names = readdirSync(join(repository, 'notebooks')).filter(name => name.endsWith('.ipynb'));
const PICTURED = [SCENE_MIME, FIGURE_MIME, MATRIX_MIME];
const codeOf = (notebook: Notebook): string[] =>
  notebook.cells.filter(cell => cell.cell_type === 'code').map(cell => [cell.source].flat().join(''));

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'connectome-notebooks-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe.each(names)('%s', name => {
  const notebook = readNotebook(shipped(name));

  test.skipIf(needsRealData(notebook) && !mirror)(
    'runs through the real kernel without an error or a failing check',
    async () => {
      const output = join(scratch, name);
      const ran = await command(['run', shipped(name), '--output', output], { CONNECTOME_MIRROR: mirror ?? '' });
      expect(ran.stderr).not.toMatch(/\berror\b|Error:/i);
      expect(ran.status).toBe(0);
      const types = (of: Notebook): string[][] => outputsOf(of).map(o => Object.keys(o.data ?? {}).filter(ours));
      expect(types(readNotebook(output))).toEqual(types(notebook));
    },
    120_000,
  );

  test('was committed with its outputs, none of them an error', () => {
    const outputs = outputsOf(notebook);
    expect(outputs.length).toBeGreaterThan(0);
    expect(outputs.filter(output => output.output_type === 'error')).toEqual([]);
  });

  test('carries text and a picture with every neuron view and figure', () => {
    const views = outputsOf(notebook).filter(o => PICTURED.some(mime => mime in (o.data ?? {})));
    expect(views.length).toBeGreaterThan(0);
    for (const { data } of views)
      expect(Object.keys(data ?? {})).toEqual(expect.arrayContaining(['text/plain', 'image/png']));
  });

  test('keeps to short cells: at most 12 lines each', () => {
    expect(codeOf(notebook).filter(code => code.split('\n').length > 12)).toEqual([]);
  });

  test('names only helpers that exist', () => {
    const globals = Object.keys(connectome) as (keyof typeof connectome)[];
    const used = JSON.stringify(notebook.cells).matchAll(new RegExp(`\\b(${globals.join('|')})\\.(\\w+)\\(`, 'g'));
    const missing = [...used].filter(([, space, member]) => !(member in Object(Reflect.get(connectome, space))));
    expect(missing.map(([call]) => call)).toEqual([]);
  });
});

const ours = (mime: string): boolean => [...PICTURED, CHECK_MIME].includes(mime);

test('each becomes an HTML page with its pictures in nbconvert', () => {
  const nbconvert = join(repository, '.connectome', 'venv', 'bin', 'jupyter-nbconvert');
  // All at once: most of its time is the start.
  const { status, stderr } = spawnSync(nbconvert, ['--to', 'html', ...names.map(shipped), '--output-dir', scratch], {
    env: { ...process.env, JUPYTER_CONFIG_DIR: scratch, JUPYTER_PATH: scratch },
  });
  expect(status, String(stderr)).toBe(0);
  for (const name of names) {
    const page = readFileSync(join(scratch, name.replace('.ipynb', '.html')), 'utf8');
    const outputs = outputsOf(readNotebook(shipped(name)));
    const pictures = outputs.filter(output => output.data && 'image/png' in output.data).length;
    expect(page.match(/<img[^>]*src="data:image\/png;base64,/g)?.length ?? 0, name).toBe(pictures);
  }
}, 120_000);

describe('with no mirror and no network', () => {
  const blocked = fileURLToPath(new URL('no-network.cjs', import.meta.url));
  const alone = (): NodeJS.ProcessEnv => ({
    CONNECTOME_MIRROR: '',
    CONNECTOME_CACHE: join(scratch, 'empty-cache'),
    NODE_OPTIONS: `--require ${blocked}`,
  });

  test('01-first-look works', async () => {
    const ran = await command(['run', shipped('01-first-look.ipynb')], alone());
    expect(ran.stderr).not.toMatch(/\berror\b|Error:/i);
    expect(ran.status).toBe(0);
  }, 60_000);

  test('02-like-to-like says in one message what is missing and the two ways to get it', async () => {
    const output = join(scratch, 'offline.ipynb');
    const ran = await command(['run', shipped('02-like-to-like.ipynb'), '--output', output], alone());
    expect(ran.status).toBe(1);
    const errors = outputsOf(readNotebook(output)).filter(found => found.output_type === 'error');
    expect(errors).toHaveLength(1);
    const { evalue } = errors[0];
    expect(evalue).toContain('dataset ding2025/presyn-mean is not on this machine and could not be downloaded');
    expect(evalue).toContain('46,154 bytes');
    expect(evalue).toMatch(/licence +MIT/);
    expect(evalue).toMatch(/url +https:\/\/raw\.githubusercontent\.com\/.*\/presyn_mean\.feather/);
    expect(evalue).toContain('npx connectome fetch ding2025/presyn-mean');
    expect(evalue).toContain('npx connectome mirror DIR');
  }, 60_000);
});
