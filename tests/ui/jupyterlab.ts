import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** A real JupyterLab with our kernel and extension, serving a folder of its own. */
export interface Lab {
  readonly url: string;
  /** The folder JupyterLab serves; notebooks put here appear at `/lab/tree/NAME`. */
  readonly folder: string;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/** Starts JupyterLab from the project's own environment, with settings and runtime folders in a scratch folder. */
export async function startLab(env: Record<string, string | undefined> = {}): Promise<Lab> {
  const jupyter = join(repository, '.connectome', 'venv', 'bin', 'jupyter-lab');
  if (!existsSync(jupyter)) throw new Error(`${jupyter} is missing: run npm test, which sets it up`);
  const home = mkdtempSync(join(tmpdir(), 'connectome-lab-'));
  const folder = join(home, 'notebooks');
  mkdirSync(folder);
  const overrides = { '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false } };
  mkdirSync(join(home, 'settings'));
  writeFileSync(join(home, 'settings', 'overrides.json'), JSON.stringify(overrides));
  const port = await freePort();
  const server = spawn(
    jupyter,
    [
      '--no-browser',
      '--allow-root',
      `--ServerApp.port=${port}`,
      '--ServerApp.port_retries=0',
      '--ServerApp.ip=127.0.0.1',
      '--IdentityProvider.token=',
      '--ServerApp.password=',
      `--ServerApp.root_dir=${folder}`,
      '--LabApp.expose_app_in_browser=True',
      '--LabApp.news_url=None',
      `--LabApp.app_settings_dir=${join(home, 'settings')}`,
      '--KernelSpecManager.ensure_native_kernel=False',
    ],
    {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        JUPYTER_PATH: join(repository, '.connectome', 'share', 'jupyter'),
        JUPYTER_CONFIG_DIR: join(home, 'config'),
        JUPYTER_DATA_DIR: join(home, 'data'),
        JUPYTER_RUNTIME_DIR: join(home, 'runtime'),
        JUPYTERLAB_SETTINGS_DIR: join(home, 'user-settings'),
        JUPYTERLAB_WORKSPACES_DIR: join(home, 'workspaces'),
        JUPYTER_NO_CONFIG: '1',
        CONNECTOME_CACHE: join(home, 'cache'),
        ...env,
      },
    },
  );
  const url = `http://127.0.0.1:${port}`;
  await ready(server);
  return {
    url,
    folder,
    stop: async () => {
      const gone = new Promise(resolve => server.once('exit', resolve));
      server.kill('SIGINT');
      server.kill('SIGTERM');
      await gone;
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function ready(server: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      if (/Jupyter Server [\d.]+ is running at/.test(said)) resolve();
    };
    server.stdout?.on('data', listen);
    server.stderr?.on('data', listen);
    server.once('exit', code => reject(new Error(`JupyterLab ended with ${code} before it was ready:\n${said}`)));
  });
}

/** Headless Chromium with software WebGL. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });
}

/** Opens a notebook of the lab's folder and waits until its cells are there (and its kernel idle, when it has one). */
export async function openNotebook(page: Page, lab: Lab, name: string, { kernel = true } = {}): Promise<void> {
  await page.goto(`${lab.url}/lab/tree/${name}?reset`);
  await page.waitForSelector('.jp-Notebook .jp-Cell', { timeout: 60_000 });
  if (kernel) await page.waitForSelector('.jp-NotebookPanel-toolbar [data-status="idle"]', { timeout: 60_000 });
}

/** Runs a JupyterLab command by its id. */
export async function runCommand(page: Page, id: string, args: Record<string, string | boolean> = {}): Promise<unknown> {
  return page.evaluate(
    ([command, options]) => {
      const lab = (window as unknown as { jupyterapp: { commands: { execute(id: string, a: object): Promise<unknown> } } })
        .jupyterapp;
      return lab.commands.execute(command as string, options as object).then(() => null);
    },
    [id, args] as const,
  );
}
