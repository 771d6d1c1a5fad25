/** The community's conformance suite for kernels, jupyter_kernel_test, with every section switched on that applies. */
import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { environmentPython } from '../../kernel-helpers/cli/python-environment.js';
import { jupyterFolders, kernelspecFolder } from './client.js';

interface Outcome {
  readonly test: string;
  readonly skip: string | null;
  readonly problems: string[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
let outcomes: Map<string, Outcome>;

beforeAll(async () => {
  const python = environmentPython(join(root, '.connectome'), 'test-venv');
  if (!existsSync(python)) throw new Error(`the conformance suite needs ${python}: run "npm test", which makes it`);
  const share = kernelspecFolder();
  try {
    const { stdout } = await promisify(execFile)(python, [join(root, 'tests/kernel/conformance.py')], {
      cwd: share,
      env: { ...process.env, ...jupyterFolders(share) },
    });
    const lines = stdout.split('\n').filter(line => line.startsWith('{"test"'));
    outcomes = new Map(lines.map(line => JSON.parse(line) as Outcome).map(outcome => [outcome.test, outcome]));
  } finally {
    rmSync(share, { recursive: true, force: true });
  }
});

describe('jupyter_kernel_test', () => {
  test.each([
    'test_kernel_info',
    'test_execute_stdout',
    'test_execute_stderr',
    'test_execute_result',
    'test_display_data',
    'test_clear_output',
    'test_error',
    'test_completion',
    'test_inspect',
    'test_is_complete',
    'test_history',
    'test_recv_iopub_welcome_msg',
  ])('%s passes', name => {
    expect(outcomes.get(name)).toEqual({ test: name, skip: null, problems: [] });
  });

  test('nothing was left out but the pager, which TypeScript has no need of', () => {
    const names = [...outcomes.keys()];
    expect(names).toHaveLength(13);
    expect(names.filter(name => outcomes.get(name)?.skip !== null)).toEqual(['test_pager']);
  });
});
