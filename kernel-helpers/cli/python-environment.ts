import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandContext, Stamp } from './context.js';
import { type IndexReport, pipEnvironment } from './pip-indexes.js';
import { findPython, type Python, thisMachine } from './python.js';

/** The Python of an environment in `.connectome`: of the private one, or of the one named. */
export function environmentPython(state: string, name = 'venv'): string {
  const venv = join(state, name);
  return process.platform === 'win32' ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python');
}

/**
 * Makes `.connectome/venv`, with JupyterLab in the versions of `requirements.txt`, where it is missing, was cut off
 * half-way, was made from other requirements or no longer works.
 *
 * @returns the path of its Python
 */
export async function ensureEnvironment(context: CommandContext): Promise<string> {
  const python = environmentPython(context.state);
  if (await isFresh(context)) {
    context.steps.fresh('Python environment');
    return python;
  }
  const waiting = (pid: number): void =>
    context.steps.note(`another connectome (process ${pid}) is installing; waiting for it`);
  await context.withLock(
    join(context.state, 'lock'),
    async () => {
      if (!(await isFresh(context))) await makeEnvironment(context);
    },
    waiting,
  );
  return python;
}

const stampFile = (context: CommandContext): string => join(context.state, 'stamps', 'venv.json');
const requirementsFile = (context: CommandContext): string => join(context.packageFolder, 'cli', 'requirements.txt');
const requirementsHash = (context: CommandContext): string =>
  createHash('sha256')
    .update(readFileSync(requirementsFile(context)))
    .digest('hex');

/** Asked of the environment itself: a Python that was upgraded or removed under it does not answer this. */
const PROBE = `
import importlib.metadata as m, platform
print(platform.python_version(), *(m.version(p) for p in ("jupyterlab", "nbclient", "nbconvert")))`;

async function isFresh(context: CommandContext): Promise<boolean> {
  const stamp = context.readStamp(stampFile(context));
  if (stamp === undefined || stamp.requirements !== requirementsHash(context)) return false;
  if (process.env.PYTHON?.trim() && stamp.named !== process.env.PYTHON.trim()) return false;
  return existsSync(environmentPython(context.state)) && (await probe(context)) === stamp.holds;
}

async function probe(context: CommandContext): Promise<string> {
  try {
    const answer = await context.runTool(environmentPython(context.state), ['-I', '-c', PROBE], {
      what: 'asking the Python environment what it holds',
      remedy: 'it is made again',
      log: join(context.state, 'logs', 'venv-probe.log'),
    });
    return answer.trim();
  } catch {
    return 'nothing';
  }
}

async function makeEnvironment(context: CommandContext): Promise<void> {
  const found = await findPython(process.env, thisMachine());
  if ('problem' in found) throw context.fail(found.problem);
  rmSync(stampFile(context), { force: true });
  await context.steps.step(`making a private Python ${found.version} environment`, () => makeVenv(context, found));
  await installRequirements(context, {
    title: 'installing JupyterLab into it (pip)',
    what: 'installing JupyterLab',
    requirements: requirementsFile(context),
    log: 'pip.log',
  });
  const stamp: Stamp = { requirements: requirementsHash(context), holds: await probe(context) };
  if (process.env.PYTHON?.trim()) stamp.named = process.env.PYTHON.trim();
  context.writeStamp(stampFile(context), stamp);
}

/** What pip is to install, and what it is called while it does. */
export interface Requirements {
  /** "installing JupyterLab into it (pip)". */
  readonly title: string;
  /** What the sentence of a failure begins with. */
  readonly what: string;
  /** The file with the requirements. */
  readonly requirements: string;
  /** The file of `logs` that gets what pip prints. */
  readonly log: string;
  /** More for pip's command line, such as where to put the packages. */
  readonly options?: readonly string[];
}

/** Lets the private environment's pip install, from those of the reader's package indexes that answer. */
export async function installRequirements(
  context: CommandContext,
  { title, what, requirements, log, options = [] }: Requirements,
): Promise<void> {
  // Compiling everything costs more than the first start saves by it.
  await runPip(context, ['install', '--no-compile', ...options, '--requirement', requirements], { title, what, log });
}

/** Runs the private environment's pip, with those of the reader's package indexes that answer. */
export async function runPip(
  context: CommandContext,
  [action, ...args]: readonly string[],
  {
    title,
    what,
    log,
    env: more = {},
  }: Pick<Requirements, 'title' | 'what' | 'log'> & { readonly env?: NodeJS.ProcessEnv },
): Promise<void> {
  const { report, env } = await chooseIndexes(context);
  await context.steps.step(title, async say => {
    const unanswered = report.indexes.filter(index => index.problem).map(index => hideCredentials(index.url));
    const without = unanswered.length > 0 ? ` (${unanswered.join(', ')} did not answer and was left out)` : '';
    const always = ['--no-input', '--prefer-binary', '--progress-bar=off', '--no-color'];
    await context.runTool(environmentPython(context.state), ['-m', 'pip', action, ...always, ...args], {
      env: { ...env, ...more },
      what,
      remedy: `check the network and "pip config list"${without}, then run the same command again`,
      log: join(context.state, 'logs', log),
      onLine: line => say(describePipLine(line)),
    });
  });
}

async function makeVenv(context: CommandContext, { command, version }: Python): Promise<void> {
  const venv = join(context.state, 'venv');
  rmSync(venv, { recursive: true, force: true, maxRetries: 3 });
  const [program, ...leading] = command;
  await context.runTool(program, [...leading, '-m', 'venv', venv], {
    env: pythonEnvironment(process.env),
    what: `making an environment with Python ${version}`,
    remedy: 'set PYTHON to another Python, or delete .connectome and run again',
    log: join(context.state, 'logs', 'venv.log'),
  });
}

/** Leaves out indexes that are down, so that pip does not wait for each of them once a package. */
async function chooseIndexes(context: CommandContext): Promise<{ report: IndexReport; env: NodeJS.ProcessEnv }> {
  const text = await context.runTool(
    environmentPython(context.state),
    ['-I', join(context.packageFolder, 'cli', 'pip_indexes.py')],
    {
      env: pythonEnvironment(process.env),
      what: "asking pip's package indexes",
      remedy: 'see whether "pip config list" works',
      log: join(context.state, 'logs', 'pip-indexes.log'),
    },
  );
  const report: IndexReport = JSON.parse(text.slice(text.lastIndexOf('{"indexes"')));
  const down = report.indexes.filter(index => index.problem);
  for (const { url, problem } of down) {
    context.steps.note(`  package index ${hideCredentials(url)} does not answer (${problem}); going on without it`);
  }
  if (down.length > 0 && down.length === report.indexes.length && !report.findLinks) {
    const urls = down.map(index => hideCredentials(index.url)).join(', ');
    throw context.fail(
      `no package index answers (${urls}): connect to the network, or name another one with PIP_INDEX_URL`,
    );
  }
  return { report, env: pipEnvironment(pythonEnvironment(process.env), report) };
}

/** `environment` without what points Python at modules or settings of another place. */
function pythonEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const {
    PYTHONHOME: _home,
    PYTHONPATH: _path,
    PYTHONSTARTUP: _startup,
    __PYVENV_LAUNCHER__: _launcher,
    ...rest
  } = environment;
  return rest;
}

const hideCredentials = (url: string): string => url.replace(/\/\/[^/@]*@/, '//');

/** "Collecting attrs>=22.2.0 (from …)" as "attrs"; other lines cut at a parenthesis. */
function describePipLine(line: string): string {
  const collecting = /^(?:Collecting|Processing|Downloading) ([\w.\-/]+)/.exec(line);
  return collecting ? (collecting[1].split('/').pop() ?? '') : line.split(' (')[0].slice(0, 60);
}
