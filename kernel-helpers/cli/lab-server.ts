import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A JupyterLab that answers. */
export interface LabServer {
  /** "http://127.0.0.1:8888/". */
  readonly url: string;
  readonly token: string;
  /** Resolves to the exit status when the server has ended, for whatever reason. */
  readonly ended: Promise<number>;
  /** Shuts the kernels down, then the server; resolves when the process is gone. */
  stop(): Promise<void>;
}

/** How the server process is made. */
export interface LaunchOptions {
  readonly python: string;
  readonly script: string;
  /** Jupyter reads configuration from here too, so not a folder of the reader's. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** A folder of this server's own: what it writes there says where it listens. */
  readonly runtime: string;
  readonly log: string;
}

const STOP_PATIENCE_MS = 15_000;
const START_PATIENCE_MS = 120_000;
const windows = process.platform === 'win32';

/** What a server writes about itself into its runtime folder. */
interface ServerFile {
  readonly url: string;
  readonly token: string;
}

/**
 * Starts JupyterLab without a terminal of its own, so that Ctrl-C reaches us alone and one press is enough.
 *
 * @returns what stops it, at once, and the server itself when it answers
 * @throws the last lines of its log, as `launched`'s rejection, when it ends before it answers
 */
export function launchLab(options: LaunchOptions): { stop(): Promise<void>; launched: Promise<LabServer> } {
  mkdirSync(dirname(options.log), { recursive: true });
  mkdirSync(options.runtime, { recursive: true });
  const log = openSync(options.log, 'w');
  const child = spawn(options.python, ['-I', options.script], {
    cwd: options.cwd,
    env: options.env,
    detached: !windows,
    windowsHide: true,
    // The pipe is the lifeline: it closes when this process ends in whatever way.
    stdio: ['pipe', log, log],
  });
  closeSync(log);
  const ended = new Promise<number>(resolve => {
    child.on('error', () => resolve(1));
    child.on('exit', code => resolve(code ?? 1));
  });
  const stop = (): Promise<void> => stopProcess(child, ended);
  const launched = whenReady(options, ended, stop);
  ended.then(() => removeFolder(options.runtime));
  return { stop, launched };
}

async function whenReady(
  options: LaunchOptions,
  ended: Promise<number>,
  stop: () => Promise<void>,
): Promise<LabServer> {
  let exit: number | undefined;
  ended.then(code => {
    exit = code;
  });
  for (const start = performance.now(); performance.now() - start < START_PATIENCE_MS; await pause(50)) {
    if (exit !== undefined) throw new Error(lastLines(options.log));
    const found = serverFile(options.runtime);
    if (found && (await answers(`${found.url}api/status`, found.token))) {
      return { url: found.url, token: found.token, ended, stop };
    }
  }
  await stop();
  throw new Error(lastLines(options.log));
}

function serverFile(runtime: string): ServerFile | undefined {
  const name = readdirSync(runtime).find(file => /^jpserver-\d+\.json$/.test(file));
  if (name === undefined) return undefined;
  try {
    return JSON.parse(readFileSync(join(runtime, name), 'utf8')) as ServerFile;
  } catch {
    return undefined; // still being written
  }
}

/** A GET that goes straight there: a proxy in the environment has no business on this machine. */
function answers(url: string, token: string): Promise<boolean> {
  return new Promise(resolve => {
    const request = get(
      url,
      { agent: new Agent(), headers: { Authorization: `token ${token}` }, timeout: 2000 },
      response => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.on('error', () => resolve(false));
    request.on('timeout', () => request.destroy(new Error('timeout')));
  });
}

async function stopProcess(child: ChildProcess, ended: Promise<number>): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (windows) child.stdin?.end();
  else child.kill('SIGTERM');
  const killer = setTimeout(() => killGroup(child), STOP_PATIENCE_MS);
  await ended;
  clearTimeout(killer);
  // What the server left in its group (a browser opener, say) goes too; kernels were shut down by it.
  killGroup(child);
}

function killGroup(child: ChildProcess): void {
  try {
    if (windows || child.pid === undefined) child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}

/** The end of the server's log: where its reasons are. */
export function lastLines(log: string): string {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-25).join('\n');
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
