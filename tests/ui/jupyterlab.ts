import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { jupyterEnvironment, writeConfiguration } from '../../kernel-helpers/cli/jupyter-environment.js';
import { launchLab } from '../../kernel-helpers/cli/lab-server.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** A real JupyterLab with our kernel and extension, serving a folder of its own. */
export interface Lab {
  readonly url: string;
  readonly token: string;
  /** The folder JupyterLab serves; notebooks put here appear at `/lab/tree/NAME`. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** Starts JupyterLab as `npm start` does, but for a scratch folder of notebooks and settings. */
export async function startLab(env: Record<string, string | undefined> = {}): Promise<Lab> {
  const state = join(repository, '.connectome');
  const python = join(state, 'venv', 'bin', 'python');
  if (!existsSync(python)) throw new Error(`${python} is missing: run npm test, which sets it up`);
  const home = mkdtempSync(join(tmpdir(), 'connectome-lab-'));
  const folder = join(home, 'notebooks');
  const config = join(home, 'config');
  for (const path of [folder, config]) mkdirSync(path);
  const runtime = join(home, 'runtime');
  writeConfiguration(config, {
    state,
    rootFolder: folder,
    openAt: '/lab',
    // Any free one: two servers that start at once and look for the next free port may find the same.
    port: 0,
    portIsFixed: false,
    openBrowser: false,
    isRoot: process.getuid?.() === 0,
  });
  writeFileSync(join(config, 'jupyter_config.json'), JSON.stringify({ LabApp: { expose_app_in_browser: true } }));
  const { launched } = launchLab({
    python,
    script: join(repository, 'kernel-helpers', 'cli', 'serve_lab.py'),
    cwd: config,
    env: {
      ...jupyterEnvironment(process.env, state, runtime),
      JUPYTER_CONFIG_DIR: config,
      JUPYTER_DATA_DIR: join(home, 'data'),
      JUPYTERLAB_SETTINGS_DIR: join(home, 'settings'),
      JUPYTERLAB_WORKSPACES_DIR: join(home, 'workspaces'),
      CONNECTOME_CACHE: join(home, 'cache'),
      ...env,
    },
    runtime,
    log: join(home, 'jupyterlab.log'),
  });
  const server = await launched;
  return {
    url: server.url.replace(/\/$/, ''),
    token: server.token,
    folder,
    stop: async () => {
      await server.stop();
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
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
  await page.goto(`${lab.url}/lab/tree/${name}?reset&token=${lab.token}`);
  await page.waitForSelector('.jp-Notebook .jp-Cell', { timeout: 60_000 });
  if (kernel) await kernelIdle(page);
}

/** Waits until the current notebook's kernel is there and idle; before that, running a cell asks which kernel to use. */
export async function kernelIdle(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      (window as unknown as LabWindow).jupyterapp.shell.currentWidget?.sessionContext.session?.kernel?.status ===
      'idle',
    undefined,
    { timeout: 60_000 },
  );
}

interface KernelLike {
  readonly status: string;
  readonly name: string;
  requestExecute(content: { code: string }): { readonly done: Promise<{ content: { status: string } }> };
  createComm(target: string): {
    onMsg: (message: { content: { data: unknown }; buffers?: (ArrayBuffer | ArrayBufferView)[] }) => void;
    open(data: unknown): unknown;
    send(data: unknown, metadata: object, buffers: ArrayBufferView[]): unknown;
  };
}

interface NotebookPanelLike {
  readonly content: {
    readonly model: {
      toJSON(): unknown;
      readonly cells: Iterable<{ readonly type: string; readonly trusted: boolean }>;
    };
  };
  readonly sessionContext: {
    readonly session: { readonly kernel: KernelLike | null } | null;
  };
}

/** The little of `window.jupyterapp` that these tests use. */
interface LabWindow {
  readonly jupyterapp: {
    readonly commands: { execute(id: string, args: object): Promise<unknown> };
    readonly shell: { readonly currentWidget: NotebookPanelLike | null };
  };
}

/** Runs a JupyterLab command by its id. */
export async function runCommand(page: Page, id: string, args: object = {}): Promise<void> {
  await page.evaluate(
    ([command, options]) =>
      (window as unknown as LabWindow).jupyterapp.commands.execute(command, options).then(() => undefined),
    [id, args] as const,
  );
}

/** Waits until every neuron view and figure of the current notebook has a picture in the notebook's model. */
export async function stillsWritten(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const notebook = (window as unknown as LabWindow).jupyterapp.shell.currentWidget?.content.model.toJSON() as {
        cells: { outputs?: { data?: Record<string, unknown> }[] }[];
      };
      const views = notebook.cells
        .flatMap(cell => cell.outputs ?? [])
        .flatMap(output => (output.data ? [Object.keys(output.data)] : []))
        .filter(types => types.some(type => /connectome\.(scene|matrix|figure)\./.test(type)));
      return views.length > 0 && views.every(types => types.includes('image/png'));
    },
    undefined,
    { timeout: 60_000 },
  );
}

/** How many code cells of the current notebook JupyterLab trusts. */
export function trustedCells(page: Page): Promise<number> {
  return page.evaluate(() => {
    const cells = (window as unknown as LabWindow).jupyterapp.shell.currentWidget?.content.model.cells ?? [];
    return [...cells].filter(cell => cell.type === 'code' && cell.trusted).length;
  });
}

/** The name of the current notebook's kernel, `null` when none runs. */
export function kernelOf(page: Page): Promise<string | null> {
  return page.evaluate(
    () => (window as unknown as LabWindow).jupyterapp.shell.currentWidget?.sessionContext.session?.kernel?.name ?? null,
  );
}

/** What a page says over a comm, and the cell that answers. */
interface CommTalk {
  readonly code: string;
  readonly target: string;
  readonly first: unknown;
  readonly said: unknown;
  readonly bytes: readonly number[];
}

/** Runs a cell, opens a comm from the page, says something with bytes, and resolves to the answer. */
export function commEcho(page: Page, talk: CommTalk): Promise<{ data: unknown; bytes: number[] }> {
  return page.evaluate(async ({ code, target, first, said, bytes }) => {
    const { jupyterapp } = window as unknown as LabWindow;
    const kernel = jupyterapp.shell.currentWidget?.sessionContext.session?.kernel;
    if (!kernel) throw new Error('the notebook has no kernel');
    const { content } = await kernel.requestExecute({ code }).done;
    if (content.status !== 'ok') throw new Error(`the cell failed: ${JSON.stringify(content)}`);
    const comm = kernel.createComm(target);
    return new Promise(resolve => {
      comm.onMsg = message => {
        const [buffer] = message.buffers ?? [];
        const view = ArrayBuffer.isView(buffer)
          ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
          : new Uint8Array(buffer ?? new ArrayBuffer(0));
        resolve({ data: message.content.data, bytes: [...view] });
      };
      comm.open(first);
      comm.send(said, {}, [new Uint8Array(bytes)]);
    });
  }, talk);
}
