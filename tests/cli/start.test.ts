import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectome, repository, script } from './command-line.js';
import { temporaryFolder } from './temporary-folder.js';

/** The server and the kernels below `pid`. */
function descendants(pid: number): { pid: number; command: string }[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  const all = lines.map(line => {
    const [, id, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return { pid: Number(id), parent: Number(parent), command };
  });
  const below = (of: number): typeof all => all.filter(p => p.parent === of).flatMap(p => [p, ...below(p.pid)]);
  return below(pid).filter(p => /serve_lab\.py|kernel[/\\](launch|main)\.js/.test(p.command));
}

/** The same, once a kernel is among them: its launcher comes first. */
async function withKernel(pid: number): Promise<number[]> {
  for (;;) {
    const below = descendants(pid);
    if (below.some(p => /kernel[/\\]main\.js/.test(p.command))) return below.map(p => p.pid);
    await pause(20);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until none of these processes is left; resolves to those that stay longer than 20 s. */
async function survivors(pids: readonly number[]): Promise<number[]> {
  for (let tries = 0; tries < 200 && pids.some(isAlive); tries++) await pause(100);
  return pids.filter(isAlive);
}

interface Started {
  readonly child: ChildProcess;
  readonly url: URL;
  readonly stderr: () => string;
  get(path: string, method?: string): Promise<Response>;
}

function start(...args: string[]): Promise<Started> {
  const child = spawn(process.execPath, [script, 'start', '--no-browser', ...args], {
    cwd: repository,
    // A configuration of the reader's that would break the server, were it read.
    env: { ...process.env, JUPYTER_CONFIG_DIR: '/nonexistent', JUPYTER_TOKEN: 'mine', PYTHONPATH: '/nonexistent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    stderr += bytes.toString();
  });
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (bytes: Buffer) => {
      stdout += bytes.toString();
      const match = /^JupyterLab is ready at (\S+)$/m.exec(stdout);
      if (!match) return;
      const url = new URL(match[1]);
      const headers = { Authorization: `token ${url.searchParams.get('token')}` };
      const get = (path: string, method = 'GET'): Promise<Response> => fetch(new URL(path, url), { method, headers });
      resolve({ child, url, stderr: () => stderr, get });
    });
    child.once('exit', code => reject(new Error(`start ended with ${code}:\n${stderr}`)));
  });
}

const ended = (child: ChildProcess): Promise<number | null> => new Promise(resolve => child.once('exit', resolve));

describe('connectome start', () => {
  const built = ['kernel-helpers/dist/cli/main.js', 'extension/labextension/package.json', 'package-lock.json'];
  const hashes = (): string[] =>
    built.map(path =>
      createHash('sha256')
        .update(readFileSync(join(repository, path)))
        .digest('hex'),
    );
  const before = hashes();
  let lab: Started;

  beforeAll(async () => {
    lab = await start('--port', '0');
  });

  afterAll(async () => {
    if (lab.child.exitCode === null) lab.child.kill('SIGKILL');
    await survivors(descendants(lab.child.pid ?? 0).map(p => p.pid));
  });

  test('does no work when nothing is stale, and says so', () => {
    expect(lab.stderr()).toContain(
      'up to date: node packages, kernel helpers, extension, Python environment, kernel snapshot\n',
    );
    expect(lab.stderr()).not.toMatch(/installing|building|making/);
    expect(hashes()).toEqual(before);
  });

  test('serves the first notebook on this machine only, behind a token of its own', async () => {
    expect(lab.url.hostname).toBe('127.0.0.1');
    expect(lab.url.pathname).toBe('/lab/tree/notebooks/01-first-look.ipynb');
    expect(lab.url.searchParams.get('token')).toMatch(/^[0-9a-f]{48}$/);
    expect((await lab.get('/api/status')).status).toBe(200);
    expect((await fetch(new URL('/api/contents', lab.url))).status).toBe(403);
  });

  test('has our kernel and no other', async () => {
    const specs = (await (await lab.get('/api/kernelspecs')).json()) as { default: string; kernelspecs: object };
    expect([specs.default, Object.keys(specs.kernelspecs)]).toEqual(['connectome', ['connectome']]);
  });

  test('has our extension enabled, and no news', async () => {
    const page = await (await lab.get('/lab')).text();
    const [, json] =
      /<script id="jupyter-config-data" type="application\/json">\s*(.*?)\s*<\/script>/s.exec(page) ?? [];
    const config = JSON.parse(json) as {
      federated_extensions: { name: string }[];
      disabledExtensions: string[];
      news: object;
    };
    expect(config.federated_extensions.map(extension => extension.name)).toEqual(['jupyterlab-connectome']);
    expect(config.disabledExtensions).toEqual([]);
    expect(config.news).toEqual({ disabled: true });
  });

  test('Ctrl-C once ends it with status 0 and leaves no process: not the server, not a kernel', async () => {
    expect((await lab.get('/api/kernels', 'POST')).status).toBe(201);
    const below = await withKernel(lab.child.pid ?? 0);
    const exit = ended(lab.child);
    lab.child.kill('SIGINT');
    expect(await exit).toBe(0);
    expect(await survivors(below)).toEqual([]);
    expect(existsSync(join(repository, '.connectome', 'jupyter', 'runtime', String(lab.child.pid)))).toBe(false);
  }, 40_000);
});

test('killed without a chance to clean up, it still leaves no process', async () => {
  const { child, get } = await start('--port', '0');
  expect((await get('/api/kernels', 'POST')).status).toBe(201);
  const below = await withKernel(child.pid ?? 0);
  child.kill('SIGKILL');
  expect(await survivors(below)).toEqual([]);
}, 60_000);

test('a port that is asked for and taken is an error that says so', async () => {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const { status, stderr } = await connectome(['start', '--no-browser', '--port', String(port)]);
  server.close();
  expect(status).toBe(1);
  expect(stderr).toContain(`port ${port} is in use: choose another with --port, or leave it out to get a free one\n`);
});

test('a notebook that does not exist is an error that names it', async () => {
  const folder = temporaryFolder();
  const { status, stderr } = await connectome(['start', '--no-browser', 'absent.ipynb'], {}, folder);
  expect(status).toBe(1);
  expect(stderr).toContain(`connectome: notebook ${join(folder, 'absent.ipynb')} does not exist\n`);
});
