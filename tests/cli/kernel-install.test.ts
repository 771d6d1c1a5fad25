import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { environmentPython } from '../../kernel-helpers/cli/python-environment.js';
import { kernelSpec } from '../../kernel-helpers/kernel/kernelspec.js';
import { connectome, repository } from './command-line.js';
import { temporaryFolder } from './temporary-folder.js';

const launch = join(repository, 'kernel-helpers', 'dist', 'kernel', 'launch.js');
const snapshots = join(repository, '.connectome', 'snapshots');

/** What Jupyter's own kernel manager finds, by name, when it looks in this folder only. */
async function kernelsIn(data: string): Promise<Record<string, { argv: string[]; display_name: string }>> {
  const ask =
    'import json, sys; from jupyter_client.kernelspec import KernelSpecManager; ' +
    'specs = KernelSpecManager(ensure_native_kernel=False).get_all_specs(); ' +
    'print(json.dumps({n: s["spec"] for n, s in specs.items() if s["resource_dir"].startswith(sys.argv[1])}))';
  const python = environmentPython(join(repository, '.connectome'));
  const env = { ...process.env, JUPYTER_DATA_DIR: data };
  const { stdout } = await promisify(execFile)(python, ['-c', ask, data], { env });
  return JSON.parse(stdout);
}

describe('connectome kernel', () => {
  test('install puts the kernel where Jupyter finds it, says how to undo it, and uninstall does', async () => {
    const data = temporaryFolder();
    const env = { JUPYTER_DATA_DIR: data, CONNECTOME_CACHE: '/cache', CONNECTOME_MIRROR: '' };
    const folder = join(data, 'kernels', 'connectome');
    const installed = await connectome(['kernel', 'install'], env);
    expect(installed).toMatchObject({ status: 0 });
    expect(installed.stdout).toContain(`The kernel "TypeScript (connectome)" is installed in ${folder}\n`);
    expect(installed.stdout).toContain('To undo it: connectome kernel uninstall\n');
    expect(existsSync(join(folder, 'logo-svg.svg'))).toBe(true);
    const { argv, display_name } = kernelSpec({ node: process.execPath, launch, snapshots });
    const found = { argv, display_name, env: { CONNECTOME_CACHE: '/cache' }, interrupt_mode: 'message' };
    expect(await kernelsIn(data)).toMatchObject({ connectome: found });

    expect((await connectome(['kernel', 'spec'], env)).stdout).toBe(`${folder}\n`);
    expect((await connectome(['kernel', 'install', '--user'], env)).stdout).toContain('is installed anew in');
    expect(await connectome(['kernel', 'uninstall'], env)).toMatchObject({
      status: 0,
      stdout: `${folder} is removed\n`,
    });
    expect(existsSync(folder)).toBe(false);
    expect(await connectome(['kernel', 'uninstall'], env)).toMatchObject({
      status: 1,
      stderr: `connectome: no kernel "connectome" is installed: ${folder} does not exist\n`,
    });
  }, 60_000);

  test("under a prefix and another name; somebody else's kernel is left as it is, unless it is to be replaced", async () => {
    const prefix = temporaryFolder({ 'share/jupyter/kernels/mine/kernel.json': '{ "argv": ["other"] }' });
    const folder = join(prefix, 'share', 'jupyter', 'kernels', 'mine');
    const there = ['--prefix', prefix, '--name', 'mine'];
    const refused = await connectome(['kernel', 'install', ...there]);
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toContain(`a kernel "mine" that is not ours is in ${folder}: choose another name`);
    for (const action of ['uninstall', 'spec']) {
      expect(await connectome(['kernel', action, ...there])).toMatchObject({ status: 1, stdout: '' });
    }
    expect(readFileSync(join(folder, 'kernel.json'), 'utf8')).toBe('{ "argv": ["other"] }');

    const replaced = await connectome(['kernel', 'install', ...there, '--replace']);
    expect(replaced.stdout).toContain(`To undo it: connectome kernel uninstall --prefix "${prefix}" --name mine\n`);
    expect(Object.keys(await kernelsIn(join(prefix, 'share', 'jupyter')))).toEqual(['mine']);
  }, 60_000);

  test.each(['..', 'A', 'a/b', ''])('a name such as "%s" is refused', async name => {
    const { status, stderr } = await connectome(['kernel', 'install', '--prefix', temporaryFolder(), '--name', name]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^connectome: --name: received ".*"; expected a small letter or digit first/);
  });
});
