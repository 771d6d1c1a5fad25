import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { jupyterDataFolder } from '../../kernel-helpers/cli/jupyter-folders.js';
import { environmentPython } from '../../kernel-helpers/cli/python-environment.js';
import { repository } from './command-line.js';

const linux = { platform: 'linux', home: '/home/a' } as const;
const mac = { platform: 'darwin', home: '/Users/a' } as const;
const windows = { platform: 'win32', home: 'C:\\Users\\a' } as const;

describe("Jupyter's folder for a person's own data", () => {
  test.each([
    [linux, {}, '/home/a/.local/share/jupyter'],
    [linux, { XDG_DATA_HOME: '/data' }, '/data/jupyter'],
    [linux, { JUPYTER_DATA_DIR: '/x', XDG_DATA_HOME: '/data' }, '/x'],
    [mac, {}, '/Users/a/Library/Jupyter'],
    [mac, { JUPYTER_PLATFORM_DIRS: '1' }, '/Users/a/Library/Application Support/Jupyter'],
    [mac, { JUPYTER_PLATFORM_DIRS: '0' }, '/Users/a/Library/Jupyter'],
    [windows, { APPDATA: 'C:\\Users\\a\\Roaming' }, 'C:\\Users\\a\\Roaming\\jupyter'],
    [windows, {}, 'C:\\Users\\a\\AppData\\Roaming\\jupyter'],
    [windows, { JUPYTER_PLATFORM_DIRS: 'yes', LOCALAPPDATA: 'C:\\L' }, 'C:\\L\\Jupyter'],
  ])('%o with %j is %s', (machine, env, folder) => {
    expect(jupyterDataFolder({ ...machine, env })).toBe(folder);
  });

  test.each([{}, { JUPYTER_PLATFORM_DIRS: '1' }, { JUPYTER_DATA_DIR: '/elsewhere' }])(
    'is what Jupyter itself says on this machine, with %j',
    async changes => {
      const env = { PATH: process.env.PATH, HOME: homedir(), SystemRoot: process.env.SystemRoot, ...changes };
      const ask = 'from jupyter_core.paths import jupyter_data_dir; print(jupyter_data_dir())';
      const python = environmentPython(join(repository, '.connectome'));
      const { stdout } = await promisify(execFile)(python, ['-c', ask], { env });
      expect(jupyterDataFolder({ platform: process.platform, home: homedir(), env })).toBe(stdout.trim());
    },
  );
});
