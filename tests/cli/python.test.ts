import { describe, expect, test } from 'vitest';
import { findPython, installCommand, type Machine, type Python } from '../../kernel-helpers/cli/python.js';

const debian: Machine = { platform: 'linux', osRelease: 'NAME="Debian"\nID=debian\n', isRoot: false };
const ubuntu: Machine = { platform: 'linux', osRelease: 'ID=ubuntu\nID_LIKE=debian\n', isRoot: true };
const mac: Machine = { platform: 'darwin', osRelease: '', isRoot: false };

const python = (name: string, version: string, hasVenv = true): Python => ({
  command: [name],
  executable: `/usr/bin/${name}`,
  version,
  hasVenv,
});

/** Finds among these Pythons only. */
const find = (
  pythons: readonly Python[],
  env: NodeJS.ProcessEnv = {},
  machine = debian,
): ReturnType<typeof findPython> =>
  findPython(env, machine, async command => pythons.find(p => p.command.join(' ') === command.join(' ')));

describe('the Python that is used', () => {
  test('is python3 where that will do', async () => {
    const good = python('python3', '3.11.2');
    expect(await find([python('python', '3.12.0'), good])).toBe(good);
  });

  test('is a newer one by its own name where python3 is old', async () => {
    const good = python('python3.12', '3.12.1');
    expect(await find([python('python3', '3.9.6'), good])).toBe(good);
  });

  test('is the one PYTHON names, and no other', async () => {
    const named = python('/opt/py/bin/python', '3.13.0');
    expect(await find([python('python3', '3.11.2'), named], { PYTHON: '/opt/py/bin/python' })).toBe(named);
    expect(await find([python('python3', '3.11.2')], { PYTHON: '/gone/python' })).toEqual({
      problem:
        'Python 3.10 or newer with venv is needed, and PYTHON=/gone/python is not a Python that runs: ' +
        'correct it, or unset it',
    });
  });

  test('is asked of the launcher first on Windows', async () => {
    const good = { ...python('py', '3.12.1'), command: ['py', '-3'] };
    expect(await find([good, python('python', '3.12.1')], {}, { ...mac, platform: 'win32' })).toBe(good);
  });
});

describe('what is missing is said with the command that brings it', () => {
  test('no Python', async () => {
    expect(await find([])).toEqual({
      problem:
        'Python 3.10 or newer with venv is needed, and none was found: ' +
        'run "sudo apt-get install python3-venv", or set PYTHON to another one',
    });
  });

  test('an old Python', async () => {
    expect(await find([python('python3', '3.9.6')], {}, mac)).toEqual({
      problem:
        'Python 3.10 or newer with venv is needed, and /usr/bin/python3 is Python 3.9.6: ' +
        'run "brew install python", or set PYTHON to another one',
    });
  });

  test('a Python without venv, as Debian packages it', async () => {
    expect(await find([python('python3', '3.11.2', false)], {}, ubuntu)).toEqual({
      problem:
        'Python 3.10 or newer with venv is needed, and Python 3.11.2 (/usr/bin/python3) has no venv: ' +
        'run "apt-get install python3.11-venv"',
    });
  });

  test.each([
    ['ID=fedora', 'run "sudo dnf install python3"'],
    ['ID="rocky"\nID_LIKE="rhel centos fedora"', 'run "sudo dnf install python3"'],
    ['ID=arch', 'run "sudo pacman -S python"'],
    ['ID=alpine', 'run "sudo apk add python3"'],
    ['', 'install Python from https://www.python.org'],
  ])('on %j', (osRelease, command) => {
    expect(installCommand({ platform: 'linux', osRelease, isRoot: false })).toBe(command);
  });
});
