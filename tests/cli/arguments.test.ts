import { describe, expect, test } from 'vitest';
import { nodeVersionProblem } from './bootstrap.js';
import { connectome } from './command-line.js';

describe('a command line that cannot be meant is refused with status 2 and one line, before anything is done', () => {
  test.each([
    [
      ['strat'],
      'unknown command "strat"; expected start, run, datasets, fetch, mirror, verify, kernel, build, setup, wheel, help',
    ],
    [
      ['--port', '1'],
      'unknown option "--port"; expected start, run, datasets, fetch, mirror, verify, kernel, build, setup, wheel, help',
    ],
    [['start', '--prot', '8'], 'unknown option "--prot"; start takes --no-browser and --port'],
    [['start', '--port', 'x'], '--port: received "x"; expected a whole number from 0 (any free port) to 65535'],
    [['start', '--port', '70000'], '--port: received "70000"; expected a whole number from 0 (any free port) to 65535'],
    [['start', 'a', 'b'], 'start takes one notebook: received "a b"; expected connectome start [NOTEBOOK]'],
    [['run'], 'run needs a notebook; expected connectome run NOTEBOOK'],
    [['fetch'], 'fetch needs a dataset id; expected connectome fetch ID...'],
    [['datasets', '--json'], 'unknown option "--json"; datasets takes no options'],
    [['kernel'], 'kernel needs an action; expected connectome kernel install, uninstall, spec'],
    [['kernel', 'add'], 'kernel: received "add"; expected install, uninstall, spec'],
    [['kernel', 'install', '--user', '--prefix', 'x'], '--user and --prefix; expected one of them'],
    [['kernel', 'install', '--sys'], 'unknown option "--sys"; kernel takes --user, --prefix, --name and --replace'],
  ])('%j', async (args, sentence) => {
    const { status, stdout, stderr } = await connectome(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(`connectome: ${sentence} ("connectome help" lists everything)\n`);
  });
});

test('help goes to standard output and names every command', async () => {
  const { status, stdout } = await connectome(['help']);
  expect(status).toBe(0);
  for (const name of ['start', 'run', 'datasets', 'fetch', 'mirror', 'verify', 'kernel install'])
    expect(stdout).toContain(`connectome ${name}`);
});

test('--version prints the version alone', async () => {
  expect((await connectome(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('the Node version', () => {
  test.each(['20.19.0', '20.20.2', '22.12.0', '23.0.0', '24.21.0'])('%s will do', version => {
    expect(nodeVersionProblem(version)).toBeUndefined();
  });

  test.each(['16.20.2', '18.20.4', '20.18.3', '21.7.0', '22.11.0'])('%s is refused with the remedy', version => {
    expect(nodeVersionProblem(version)).toBe(
      `connectome needs Node 20.19 or newer (of the 22 line 22.12), and this is Node ${version}: ` +
        'install it from https://nodejs.org or with "nvm install 22"',
    );
  });
});
