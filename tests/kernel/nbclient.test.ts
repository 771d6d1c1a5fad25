/** Notebooks run by a program: nbclient, which is under nbconvert, papermill and `connectome run`. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { jupyterFolders, kernelspecFolder, python, uncoloured } from './client.js';

interface StoredOutput {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: string;
  readonly ename?: string;
  readonly evalue?: string;
  readonly traceback?: string[];
  readonly data?: Record<string, unknown>;
}

interface Executed {
  readonly failure: string | null;
  readonly language: string | null;
  readonly cells: readonly { readonly count: number | null; readonly outputs: StoredOutput[] }[];
}

/** Runs cells with options of nbclient; `patience` is in seconds, for each cell, `null` without end. */
async function execute(
  cells: readonly string[],
  options: object = {},
  patience: readonly (number | null)[] = cells.map(() => null),
): Promise<Executed> {
  const share = kernelspecFolder();
  const folder = mkdtempSync(join(tmpdir(), 'connectome-notebook-'));
  onTestFinished(() => {
    for (const one of [share, folder]) rmSync(one, { recursive: true, force: true, maxRetries: 3 });
  });
  const script = fileURLToPath(new URL('run_cells.py', import.meta.url));
  const child = spawn(python, [script], {
    cwd: folder,
    env: { ...process.env, ...jupyterFolders(share) },
  });
  child.stdin.end(JSON.stringify({ folder, cells, options, patience }));
  const [printed, log] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (printed === '') throw new Error(`nbclient printed nothing:\n${log}`);
  return JSON.parse(printed) as Executed;
}

const results = ({ cells }: Executed): unknown[] =>
  cells.map(({ outputs }) => outputs.find(({ output_type }) => output_type === 'execute_result')?.data?.['text/plain']);

test('with errors allowed every cell runs, and each error is in its cell', async () => {
  const executed = await execute(
    [
      'const a = 1',
      "throw new RangeError('first')",
      'const wrong: string = 5',
      'Promise.reject(new Error("lost"))',
      'a + 1',
    ],
    { allow_errors: true },
  );
  expect(executed).toMatchObject({ failure: null, language: 'typescript' });
  expect(executed.cells.map(({ count }) => count)).toEqual([1, 2, 3, 4, 5]);
  expect(executed.cells.map(({ outputs }) => outputs.map(output => output.ename ?? output.output_type))).toEqual([
    [],
    ['RangeError'],
    ['TypeScriptError'],
    expect.anything(),
    ['execute_result'],
  ]);
  expect(results(executed)[4]).toBe('2');
});

test('without them the notebook stops at the first error', async () => {
  const executed = await execute(["console.log('before'); throw new Error('stop')", "console.log('never')"]);
  expect(executed.failure).toBe('CellExecutionError');
  expect(executed.cells[0].outputs.map(({ output_type }) => output_type)).toEqual(['stream', 'error']);
  expect(executed.cells[1]).toEqual({ count: null, outputs: [] });
});

test('3,000 prints arrive, all of them, and a cell that asks for input says that nobody is there', async () => {
  const executed = await execute(
    [
      'for (let i = 0; i < 3000; i++) { console.log(i); if (i % 1000 === 0) console.error(i); await null; }',
      "const name = await input('Which neuron? ')",
      "'went on'",
    ],
    { allow_errors: true },
  );
  const { outputs } = executed.cells[0];
  const printed = (name: string): string[] =>
    outputs
      .flatMap(output => (output.name === name ? [output.text ?? ''] : []))
      .join('')
      .trim()
      .split('\n');
  expect(printed('stdout')).toEqual(Array.from({ length: 3000 }, (_, i) => `${i}`));
  expect(printed('stderr')).toEqual(['0', '1000', '2000']);
  const [error] = executed.cells[1].outputs;
  expect(error).toMatchObject({ output_type: 'error', ename: 'UnsupportedError' });
  expect(uncoloured(error.evalue ?? '')).toMatch(/^input has nobody to ask: .*; give the value in the cell, or run/);
  expect(results(executed)[2]).toBe("'went on'");
});

test('a cell that takes too long is interrupted, and the others go on with what was there before', async () => {
  const executed = await execute(
    ['let n = 41', "console.log('started');\nn++;\nawait null;\nwhile (true) {}", 'n'],
    { interrupt_on_timeout: true, allow_errors: true },
    [null, 3, null],
  );
  const [printed, error] = executed.cells[1].outputs;
  expect(printed).toMatchObject({ output_type: 'stream', text: 'started\n' });
  expect(error).toMatchObject({ output_type: 'error', ename: 'Interrupted' });
  expect(results(executed)[2]).toBe('42');
});
