import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { onAbort } from './on-abort.js';
import { pause } from './pause.js';
import { isAlive, thisHost } from './process-alive.js';

/** How a lock is waited for. */
export interface LockOptions {
  /** Ends the waiting; its reason is thrown. */
  readonly signal?: AbortSignal;
  /** Called while another process holds the lock, before the first wait and after each. */
  readonly onWait?: () => void | Promise<void>;
  /** A holder of another machine, or one whose number went to another process, is dead after this silence; default 30 s. */
  readonly deadAfterMs?: number;
}

const BEAT_MS = 2_000;
const ASK_AGAIN_MS = 100;

/** Work of this process that holds or awaits a lock: here nobody has to look at a file again and again. */
const inLine = new Map<string, Promise<unknown>>();

/**
 * Does `work` while nobody else does work under the lock file `path`, in this process or another.
 *
 * The file names machine and process, and is touched every two seconds. A holder of this machine that was killed is
 * known by its number; any other by a file that nobody touches, so that no dead process blocks for ever. A holder that
 * computes for longer than that is taken for dead: two may then be at work, and work has to be safe against that. The
 * lock saves work, it does not guard data. It needs nothing but files, and works on every system.
 *
 * Where no lock file can be written, `work` is done without.
 */
export async function withFileLock<T>(path: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  const before = inLine.get(path) ?? Promise.resolve();
  const mine = turnAfter(before, options.signal).then(() => underLock(path, options, work));
  inLine.set(path, mine);
  try {
    return await mine;
  } finally {
    if (inLine.get(path) === mine) inLine.delete(path);
  }
}

/** Resolves when `before` is over, however it ends; a wait that is given up leaves the rest of the line to the file. */
function turnAfter(before: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const forget = onAbort(signal, () => reject(signal?.reason));
    const go = (): void => {
      forget();
      resolve();
    };
    before.then(go, go);
  });
}

async function underLock<T>(path: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  options.signal?.throwIfAborted();
  const token = `${thisHost} ${process.pid} ${randomUUID()}`;
  const held = await take(path, token, options);
  const beat = setInterval(() => {
    if (contentOf(path) === token) touch(path);
  }, BEAT_MS);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (held && contentOf(path) === token) remove(path);
  }
}

/** Waits for the lock; false where there can be none. */
async function take(path: string, token: string, options: LockOptions): Promise<boolean> {
  const { signal, onWait, deadAfterMs = 30_000 } = options;
  let watched: { readonly content: string; readonly touchedMs: number; readonly sinceMs: number } | undefined;
  let made = false;
  for (;;) {
    try {
      writeFileSync(path, token, { flag: 'wx' });
      return true;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ENOENT' && !made) {
        made = true;
        await mkdir(dirname(path), { recursive: true }).catch(() => {});
        continue;
      }
      // Windows answers EPERM while a file is on its way out.
      if (code !== 'EEXIST' && !(code === 'EPERM' && process.platform === 'win32')) return false;
    }
    const content = contentOf(path);
    const touchedMs = touchedAt(path);
    if (content === undefined || touchedMs === undefined) {
      await pause(ASK_AGAIN_MS / 10, signal);
      continue;
    }
    // The clock of another machine may be wrong; that nothing changes while we look is not.
    if (watched?.content !== content || watched.touchedMs !== touchedMs) {
      watched = { content, touchedMs, sinceMs: performance.now() };
    }
    if (isDead(content) || performance.now() - watched.sinceMs > deadAfterMs) {
      breakLock(path, content);
      continue;
    }
    await onWait?.();
    await pause(ASK_AGAIN_MS, signal);
  }
}

function isDead(content: string): boolean {
  const [host, pid] = content.split(' ');
  return host === thisHost && /^\d+$/.test(pid ?? '') && !isAlive(Number(pid));
}

/**
 * Takes the lock of a dead holder away. Of several who find it dead one gets the file; one who comes late and gets the
 * lock of the next holder instead puts it back.
 */
function breakLock(path: string, content: string): void {
  const aside = `${path}.${randomUUID().slice(0, 8)}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (contentOf(aside) !== content) {
    try {
      linkSync(aside, path);
    } catch {
      // There is another holder already: they both work, which is allowed.
    }
  }
  remove(aside);
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function touchedAt(path: string): number | undefined {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return undefined;
  }
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Taken away by hand; the work goes on.
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Somebody was faster.
  }
}
