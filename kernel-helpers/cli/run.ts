import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Command, CommandContext } from './context.js';
import { jupyterEnvironment } from './jupyter-environment.js';
import { reportNotebook, type StoredNotebook, summarize } from './notebook-report.js';
import { ensureEnvironment } from './python-environment.js';
import { ensureShare } from './share.js';

/** One line of what `run_notebook.py` tells. */
type RunEvent =
  | { readonly event: 'started'; readonly index: number }
  | { readonly event: 'cell'; readonly index: number; readonly seconds: number }
  | { readonly event: 'done'; readonly failure: string | null };

/** `connectome run`: a notebook through the real kernel; 1 when a cell or a check fails. */
export async function runCommand(command: Command, context: CommandContext): Promise<number> {
  const source = resolve(command.operands[0]);
  const notebook = readNotebook(source, context);
  const python = await ensureEnvironment(context);
  ensureShare(context);

  mkdirSync(context.state, { recursive: true });
  const scratch = mkdtempSync(join(context.state, 'run-'));
  const forget = context.onInterruption(() => rmSync(scratch, { recursive: true, force: true }));
  try {
    const output = command.options.output ? resolve(command.options.output) : join(scratch, 'executed.ipynb');
    mkdirSync(dirname(output), { recursive: true });
    const failure = await execute({ python, source, output, scratch, notebook }, context);
    const report = reportNotebook(readNotebook(output, context));
    const problems = failure === null ? report.problems : [...report.problems, failure];
    for (const problem of problems) process.stderr.write(`\n${problem}\n`);
    process.stdout.write(`${summarize(report)}\n`);
    return problems.length > 0 ? 1 : 0;
  } finally {
    forget();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function readNotebook(path: string, context: CommandContext): StoredNotebook {
  if (!existsSync(path)) throw context.fail(`notebook ${path} does not exist`);
  let notebook: StoredNotebook;
  try {
    notebook = JSON.parse(readFileSync(path, 'utf8')) as StoredNotebook;
  } catch (cause) {
    throw context.fail(`notebook ${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
  if (Array.isArray(notebook?.cells)) return notebook;
  throw context.fail(`notebook ${path} has no list of cells: expected a notebook of format 4`);
}

interface Run {
  readonly python: string;
  readonly source: string;
  readonly output: string;
  readonly scratch: string;
  readonly notebook: StoredNotebook;
}

/** Runs the notebook; resolves to what failed beside the cells' own errors, `null` when nothing did. */
async function execute(
  { python, source, output, scratch, notebook }: Run,
  context: CommandContext,
): Promise<string | null> {
  const log = join(context.state, 'logs', 'run.log');
  mkdirSync(dirname(log), { recursive: true });
  const script = join(context.packageFolder, 'cli', 'run_notebook.py');
  const env = jupyterEnvironment(process.env, context.state, join(scratch, 'runtime'));
  // Its standard input is its lifeline, and Ctrl-C reaches us alone: both close the pipe.
  const child = spawn(python, ['-I', script, source, output], {
    env,
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stderr.pipe(createWriteStream(log));
  const ended = new Promise<number>(resolveEnd => {
    child.on('error', () => resolveEnd(1));
    child.on('close', code => resolveEnd(code ?? 1));
  });
  const forget = context.onInterruption(async () => {
    child.stdin.end();
    await ended;
  });
  let failure: string | null | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const event = parseEvent(line);
    if (event?.event === 'cell') context.steps.note(describeCell(event, notebook));
    if (event?.event === 'done') failure = event.failure;
  }
  const exit = await ended;
  forget();
  if (failure !== undefined) return failure;
  throw context.fail(`running ${source} broke off (exit status ${exit}): all that was printed is in ${log}`, {
    detail: readFileSync(log, 'utf8').trimEnd().split('\n').slice(-25).join('\n'),
  });
}

function parseEvent(line: string): RunEvent | undefined {
  try {
    return JSON.parse(line) as RunEvent;
  } catch {
    return undefined;
  }
}

/** "[3/9]  0.42 s  const column = await datasets.open('synthetic-column');" */
function describeCell({ index, seconds }: { index: number; seconds: number }, { cells }: StoredNotebook): string {
  const code = cells.flatMap((cell, i) => (cell.cell_type === 'code' ? [i] : []));
  const { source = '' } = cells[index] as { source?: string | readonly string[] };
  const text = typeof source === 'string' ? source : source.join('');
  const first = text.split('\n').find(line => line.trim() && !line.trim().startsWith('//')) ?? '';
  const number = `[${code.indexOf(index) + 1}/${code.length}]`;
  return `${number.padEnd(8)}${seconds.toFixed(2).padStart(7)} s  ${first.trim().slice(0, 80)}`;
}
