import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { StoredNotebook } from '../../kernel-helpers/cli/notebook-report.js';
import { connectome } from './command-line.js';
import { temporaryFolder } from './temporary-folder.js';

const code = (source: string): object => ({
  cell_type: 'code',
  id: `c${source.length}`,
  metadata: {},
  execution_count: null,
  outputs: [{ output_type: 'stream', name: 'stdout', text: 'of an earlier run' }],
  source,
});
const notebook = (...cells: string[]): string =>
  JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: cells.map(code) });
const check = (pass: boolean): string => `
const rows = [{ quantity: 'n', printed: '35', ours: '36', difference: '1', tolerance: '0', why: '', pass: ${pass} }];
const bundle = { 'text/plain': 'a check', 'application/vnd.connectome.check.v1+json': { version: 1, title: 'Fig. 2d', rows } };
({ [Symbol.for('Jupyter.display')]: () => bundle })`;
const read = (path: string): StoredNotebook => JSON.parse(readFileSync(path, 'utf8')) as StoredNotebook;

test('a notebook that passes: status 0, a line a cell, its outputs where --output says, the notebook itself untouched', async () => {
  const text = notebook('const a = 20;', 'a + 1', `process.cwd()`, check(true));
  const folder = temporaryFolder({ 'in.ipynb': text });
  const { status, stdout, stderr } = await connectome(['run', 'in.ipynb', '--output', 'out.ipynb'], {}, folder);
  expect({ status, stdout }).toEqual({ status: 0, stdout: '4 cells, 1 check passed\n' });
  expect(stderr).toMatch(/^\[2\/4\] +\d+\.\d\d s {2}a \+ 1$/m);
  expect(readFileSync(join(folder, 'in.ipynb'), 'utf8')).toBe(text);
  const [, sum, cwd] = read(join(folder, 'out.ipynb')).cells;
  expect(sum.outputs?.flatMap(output => output.data?.['text/plain'])).toEqual(['21']);
  expect(String(cwd.outputs?.[0].data?.['text/plain'])).toContain(folder);
}, 60_000);

test('a notebook with an error: status 1, the error with its cell, what ran before is written, what follows is not run', async () => {
  const folder = temporaryFolder({ 'in.ipynb': notebook('1 + 1', 'throw new Error("no such neuron");', '3 + 3') });
  const { status, stderr } = await connectome(['run', 'in.ipynb', '--output', 'out.ipynb'], {}, folder);
  expect(status).toBe(1);
  expect(stderr).toContain('code cell 2 failed: Error: no such neuron');
  expect(read(join(folder, 'out.ipynb')).cells.map(cell => cell.outputs?.length)).toEqual([1, 1, 0]);
}, 60_000);

test('a notebook with a failing check: status 1 and the rows that fail', async () => {
  const folder = temporaryFolder({ 'in.ipynb': notebook(check(false)) });
  const { status, stdout, stderr } = await connectome(['run', 'in.ipynb'], {}, folder);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '1 cell, 0 checks passed, 1 failed\n' });
  expect(stderr).toContain('1 of 1 rows of "Fig. 2d" fail\n  n: ours 36, printed 35 (0)');
}, 60_000);

test.each([
  ['absent.ipynb', 'does not exist'],
  ['broken.ipynb', 'is not JSON: '],
  ['other.ipynb', 'has no list of cells: expected a notebook of format 4'],
])('%s is refused in one line that names it', async (name, problem) => {
  const folder = temporaryFolder({ 'broken.ipynb': '{"cells": [', 'other.ipynb': '{}' });
  const { status, stderr } = await connectome(['run', name], {}, folder);
  expect(status).toBe(1);
  expect(stderr).toContain(`connectome: notebook ${join(folder, name)} ${problem}`);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
