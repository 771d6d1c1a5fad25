import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Command, CommandContext } from './context.js';
import { jupyterEnvironment, writeConfiguration } from './jupyter-environment.js';
import { ensureSnapshot } from './kernel-snapshot.js';
import { type LabServer, lastLines, launchLab } from './lab-server.js';
import { ensureEnvironment } from './python-environment.js';
import { ensureShare } from './share.js';

const FIRST_NOTEBOOK = join('notebooks', '01-first-look.ipynb');
const FIRST_PORT = 8888;

/** `connectome start`: JupyterLab with our kernel and widgets, until Ctrl-C. */
export async function startCommand(command: Command, context: CommandContext): Promise<number> {
  if (context.checkout === undefined) {
    throw context.fail('start needs a checkout of jupyterlab-connectome: clone it and run "npm start" there');
  }
  const opening = whatToOpen(command.operands[0], context.checkout, context);
  const port = await choosePort(command.options.port, context);
  const python = await ensureEnvironment(context);
  ensureShare(context);
  await ensureSnapshot(context);
  context.steps.summary();

  const { state } = context;
  const runtime = ownRuntimeFolder(context);
  const isRoot = process.getuid?.() === 0;
  const openBrowser = command.options.browser !== false && hasBrowser(process.env);
  const env = jupyterEnvironment(process.env, state, runtime);
  const configFolder = join(state, 'jupyter', 'config');
  writeConfiguration(configFolder, {
    state,
    ...opening,
    port: port ?? FIRST_PORT,
    portIsFixed: port !== undefined,
    openBrowser,
    isRoot,
  });

  const log = join(state, 'logs', `jupyterlab-${process.pid}.log`);
  const script = join(context.packageFolder, 'cli', 'serve_lab.py');
  const { stop, launched } = launchLab({ python, script, cwd: configFolder, env, runtime, log });
  let stopping = false;
  context.interruptionIsSuccess();
  context.onInterruption(async () => {
    stopping = true;
    await stop();
    context.steps.note('JupyterLab has stopped');
  });
  const server = await context.steps
    .step('starting JupyterLab', () => launched)
    .catch((error: Error) => {
      throw context.fail(`JupyterLab did not start: its reasons are above, and in ${log}`, { detail: error.message });
    });
  sayReady(server, opening.openAt, context);
  const exit = await server.ended;
  // Stopped because we were asked to: whoever asked also ends this process.
  if (stopping) return new Promise(() => {});
  throw context.fail(`JupyterLab ended by itself (exit status ${exit}): its last words are above, and in ${log}`, {
    detail: lastLines(log),
  });
}

function sayReady(server: LabServer, openAt: string, context: CommandContext): void {
  const url = `${server.url.replace(/\/$/, '')}${openAt}?token=${server.token}`;
  process.stdout.write(`JupyterLab is ready at ${url}\n`);
  const seconds = ((performance.now() - context.begun) / 1000).toFixed(1);
  context.steps.note(`It took ${seconds} s in all. Ctrl-C stops JupyterLab and its kernels.`);
}

/** The folder the file browser shows and the page opened in it. A notebook of the checkout is shown in the checkout. */
function whatToOpen(
  notebook: string | undefined,
  checkout: string,
  context: CommandContext,
): { rootFolder: string; openAt: string } {
  if (notebook === undefined) {
    const openAt = existsSync(join(checkout, FIRST_NOTEBOOK)) ? labPath(FIRST_NOTEBOOK) : '/lab';
    return { rootFolder: checkout, openAt };
  }
  const path = resolve(notebook);
  if (!existsSync(path)) throw context.fail(`notebook ${path} does not exist`);
  const inside = relative(checkout, path);
  const isInside = !isAbsolute(inside) && inside.split(sep)[0] !== '..';
  return isInside
    ? { rootFolder: checkout, openAt: labPath(inside) }
    : { rootFolder: dirname(path), openAt: labPath(basename(path)) };
}

function labPath(path: string): string {
  return `/lab/tree/${path.split(sep).map(encodeURIComponent).join('/')}`;
}

/** The port asked for, checked before seconds are spent; 0 asks for any; `undefined` leaves the choice to Jupyter. */
async function choosePort(asked: number | undefined, context: CommandContext): Promise<number | undefined> {
  if (asked === undefined) return undefined;
  return new Promise((found, reject) => {
    const trial = createServer();
    trial.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${error.code})`;
      reject(context.fail(`port ${asked} ${why}: choose another with --port, or leave it out to get a free one`));
    });
    trial.listen(asked, '127.0.0.1', () => {
      const address = trial.address();
      trial.close(() => found(typeof address === 'object' && address ? address.port : asked));
    });
  });
}

/** A fresh folder named for this process; what processes that are gone left behind is cleared away. */
function ownRuntimeFolder({ state, isAlive }: CommandContext): string {
  const runtime = join(state, 'jupyter', 'runtime');
  clearRemains(runtime, /^(\d+)$/, isAlive);
  clearRemains(join(state, 'logs'), /^jupyterlab-(\d+)\.log$/, isAlive);
  return join(runtime, String(process.pid));
}

/** Removes what is named for a process that is gone, or that had our number before us. */
function clearRemains(folder: string, named: RegExp, isAlive: (pid: number) => boolean): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const pid = Number(named.exec(name)?.[1]);
    if (pid === process.pid || (pid > 0 && !isAlive(pid))) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** On a machine without a desktop Python would open a text browser over this terminal, or none. */
function hasBrowser(env: NodeJS.ProcessEnv): boolean {
  if (process.platform === 'win32' || process.platform === 'darwin') return true;
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY || env.BROWSER || env.WSL_DISTRO_NAME);
}
