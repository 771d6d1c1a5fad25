import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { readdir, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, thisHost } from './process-alive.js';

/** Where processes say which files of a cache they use; no host begins with a dot. */
export const IN_USE_FOLDER = '.in-use';

/** A process of another machine counts as running for so long after the last file it took. */
const FOREIGN_LIFE_MS = 7 * 24 * 3600_000;

/** What this process has said, by cache folder. */
const said = new Map<string, Set<string>>();

/**
 * Says that this process uses the file `path` of the cache `root` until it ends, so that no other removes it: it may
 * be read again at any time, by DuckDB for example. A cache that cannot be written is not emptied by anybody either.
 */
export function markInUse(root: string, path: string): void {
  let paths = said.get(root);
  if (paths === undefined) {
    paths = new Set();
    said.set(root, paths);
  }
  if (paths.has(path)) return;
  paths.add(path);
  try {
    if (said.size === 1 && paths.size === 1) process.once('exit', takeBack);
    if (paths.size === 1) mkdirSync(join(root, IN_USE_FOLDER), { recursive: true });
    appendFileSync(listOf(root), `${JSON.stringify(path)}\n`);
  } catch {
    // It is as if nobody used it.
  }
}

const listOf = (root: string): string => join(root, IN_USE_FOLDER, `${thisHost}-${process.pid}`);

function takeBack(): void {
  for (const root of said.keys()) {
    try {
      rmSync(listOf(root), { force: true });
    } catch {
      // The next process that looks removes it.
    }
  }
}

/**
 * Every file of the cache `root` that a running process uses; `byOthers` leaves this process out. Lists of processes
 * that ended are removed.
 */
export async function filesInUse(
  root: string,
  { byOthers = false, now = Date.now() }: { readonly byOthers?: boolean; readonly now?: number } = {},
): Promise<ReadonlySet<string>> {
  const folder = join(root, IN_USE_FOLDER);
  const inUse = new Set<string>(byOthers ? [] : said.get(root));
  for (const name of await readdir(folder).catch((): string[] => [])) {
    const list = join(folder, name);
    if (list === listOf(root)) continue;
    if (!(await isOfRunning(name, list, now))) {
      await unlink(list).catch(() => {});
      continue;
    }
    const text = await readFile(list, 'utf8').catch(() => '');
    for (const line of text.split('\n')) {
      try {
        inUse.add(JSON.parse(line));
      } catch {
        // The last line is being written.
      }
    }
  }
  return inUse;
}

async function isOfRunning(name: string, list: string, now: number): Promise<boolean> {
  const [host, pid] = name.split('-');
  if (host === thisHost) return /^\d+$/.test(pid ?? '') && isAlive(Number(pid));
  const found = await stat(list).catch(() => undefined);
  return found !== undefined && now - found.mtimeMs < FOREIGN_LIFE_MS;
}
