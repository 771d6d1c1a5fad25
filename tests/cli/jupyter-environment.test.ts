import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jupyterEnvironment, serverConfiguration } from '../../kernel-helpers/cli/jupyter-environment.js';

const state = join('/home/a/repo', '.connectome');

test("nothing of the reader's Jupyter, Python or npm run reaches ours", () => {
  const foreign = {
    JUPYTER_CONFIG_PATH: '/home/a/.jupyter',
    JUPYTER_TOKEN: 'mine',
    JUPYTERLAB_DIR: '/x',
    JPY_PARENT_PID: '7',
    PYTHONPATH: '/x',
    PYTHONHOME: '/x',
    VIRTUAL_ENV: '/x',
    npm_lifecycle_event: 'start',
    INIT_CWD: '/x',
  };
  const env = jupyterEnvironment({ ...foreign, HOME: '/home/a', CONNECTOME_MIRROR: '/mnt' }, state, '/run');
  expect(Object.keys(foreign).filter(name => name in env)).toEqual([]);
  expect(env).toMatchObject({ HOME: '/home/a', CONNECTOME_MIRROR: '/mnt' });
});

test('every folder Jupyter writes to lies under .connectome', () => {
  const env = jupyterEnvironment({}, state, join(state, 'jupyter', 'runtime', '1'));
  const folders = Object.entries(env).filter(([name]) => /_DIR$|_PATH$|^IPYTHONDIR$/.test(name));
  expect(folders.length).toBeGreaterThanOrEqual(7);
  expect(folders.filter(([, path]) => !path?.startsWith(state))).toEqual([]);
});

test('the server has our kernel only, asks for no news, and takes the next port only when none was named', () => {
  const settings = { state, rootFolder: '/home/a/repo', openAt: '/lab', port: 8888, openBrowser: false, isRoot: false };
  const free = serverConfiguration({ ...settings, portIsFixed: false });
  expect(free.KernelSpecManager).toEqual({ ensure_native_kernel: false, allowed_kernelspecs: ['connectome'] });
  expect(free.LabApp).toMatchObject({ news_url: null, extension_manager: 'readonly' });
  expect(free.ServerApp).toMatchObject({ ip: '127.0.0.1', port: 8888, port_retries: 50, allow_root: false });
  expect(JSON.stringify(free)).not.toContain('token');
  expect(serverConfiguration({ ...settings, portIsFixed: true }).ServerApp.port_retries).toBe(0);
});
