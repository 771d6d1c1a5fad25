import { spawnSync } from 'node:child_process';

// One place answers Ctrl-C, a closed terminal and `kill`: whoever holds something to undo says so here.

/** @type {Set<(signal: NodeJS.Signals) => void | Promise<void>>} */
const undoing = new Set();
/** What the process ends with; a server that was asked to stop has not failed. */
let exitCodeOf = signalNumber => 128 + signalNumber;
let stopping = false;

const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
for (const signal of /** @type {const} */ (['SIGHUP', 'SIGINT', 'SIGTERM']))
  process.on(signal, () => interrupt(signal));

/**
 * Ends the process after everything registered was undone, the newest first. A second call changes nothing.
 *
 * @param {'SIGHUP' | 'SIGINT' | 'SIGTERM'} signal
 */
export async function interrupt(signal) {
  if (stopping) return;
  stopping = true;
  // Leaves the line on which progress was being drawn.
  if (process.stderr.isTTY) process.stderr.write('\n');
  for (const undo of [...undoing].reverse()) {
    try {
      await undo(signal);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    }
  }
  process.exit(exitCodeOf(numbers[signal]));
}

/**
 * Has `undo` called when the process is interrupted; the returned function takes it back.
 *
 * @param {(signal: NodeJS.Signals) => void | Promise<void>} undo
 * @returns {() => void}
 */
export function onInterruption(undo) {
  undoing.add(undo);
  return () => undoing.delete(undo);
}

/** From now on an interruption is the expected end: exit status 0. */
export function interruptionIsSuccess() {
  exitCodeOf = () => 0;
}

/**
 * Interrupts when npm was what started this process and is gone: a killed npm passes nothing on. Started by hand the
 * process may well outlive its shell (`nohup`), so there it is left alone.
 *
 * @param {NodeJS.ProcessEnv} [env]
 */
export function endWithNpm(env = process.env) {
  if ((!env.npm_lifecycle_event && !env.npm_command) || process.platform === 'win32') return;
  const parent = process.ppid;
  const npm = parentOfShell(parent);
  setInterval(() => {
    if (process.ppid !== parent || (npm !== undefined && !isAlive(npm))) interrupt('SIGHUP');
  }, 500).unref();
}

/**
 * npm runs scripts through a shell, and some shells stay between: then npm is their parent.
 *
 * @param {number} pid
 * @returns {number | undefined} the parent of `pid`, when `pid` is a shell
 */
function parentOfShell(pid) {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' });
  const match = /^\s*(\d+)\s+\S*sh\s*$/.exec(stdout ?? '');
  return match ? Number(match[1]) : undefined;
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
