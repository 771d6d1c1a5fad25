import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, onInterruption } from './interruption.mjs';

const BEAT_MS = 2_000;
const DEAD_AFTER_MS = 20_000;
const ASK_AGAIN_MS = 300;

/**
 * Does `work` while no other process does work under the same lock file; waits for that one to end.
 *
 * The file holds the pid and is touched every two seconds: an owner that was killed is known by its pid, and one whose
 * pid went to somebody else by the silence.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {(pid: number) => void} [waiting] called once when another process holds the lock
 * @returns {Promise<T>}
 */
export async function withLock(file, work, waiting = () => {}) {
  mkdirSync(dirname(file), { recursive: true });
  let told = false;
  while (!take(file)) {
    const owner = ownerOf(file);
    if (owner === undefined) {
      // Free by now, most likely; a file that cannot be read must not keep a processor busy.
      await pause(ASK_AGAIN_MS / 10);
      continue;
    }
    if (!told) waiting(owner);
    told = true;
    await pause(ASK_AGAIN_MS);
  }
  const beat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // Taken away by hand; the work goes on.
    }
  }, BEAT_MS);
  const release = () => {
    clearInterval(beat);
    rmSync(file, { force: true });
  };
  const forget = onInterruption(release);
  try {
    return await work();
  } finally {
    forget();
    release();
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * The pid that holds the lock; `undefined` when nobody does any more, and then the file is gone.
 *
 * @param {string} file
 * @returns {number | undefined}
 */
function ownerOf(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    const silent = Date.now() - statSync(file).mtimeMs;
    // A file still empty is being written at this moment.
    if (silent < DEAD_AFTER_MS && (pid === 0 || isAlive(pid))) return pid;
  } catch {
    return undefined;
  }
  rmSync(file, { force: true });
  return undefined;
}
