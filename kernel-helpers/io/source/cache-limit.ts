import { readdir, readFile, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { InvalidArgumentError } from '../../errors.js';
import { filesInUse, IN_USE_FOLDER } from './cache-in-use.js';
import type { Environment } from './file-layout.js';
import { withFileLock } from './file-lock.js';
import { RECORDS_FOLDER } from './file-record.js';

/** Where downloads that are not done yet lie, and the locks of those under way. */
export const DOWNLOADS_FOLDER = '.downloads';

/** What a cache may hold unless `CONNECTOME_CACHE_LIMIT` says otherwise: 50 GB. */
export const DEFAULT_LIMIT = 50e9;

/** A file used within this time stays, whoever used it. */
const JUST_USED_MS = 10 * 60_000;

/** A full cache is emptied to this part of its limit, so that not every file has to look again. */
const EMPTIED_TO = 0.9;

/** The total that another process found counts for an hour. */
const TOTAL_HOLDS_MS = 3600_000;

/**
 * The bytes a cache may hold: `CONNECTOME_CACHE_LIMIT`, such as `20GB`, `500 MB`, `1TB` or a number of bytes (powers
 * of 1000), or `none`; default 50 GB.
 *
 * @throws {InvalidArgumentError} for a text that is neither.
 */
export function cacheLimit(environment: Environment = process.env): number {
  const text = environment.CONNECTOME_CACHE_LIMIT?.trim() ?? '';
  if (text === '') return DEFAULT_LIMIT;
  if (/^none$/i.test(text)) return Number.POSITIVE_INFINITY;
  const found = /^(\d+(?:\.\d+)?)\s*([kMGT]?)i?B?$/i.exec(text);
  if (found === null) {
    throw new InvalidArgumentError(
      `variable CONNECTOME_CACHE_LIMIT is no size: received ${JSON.stringify(text.slice(0, 40))}, expected for example ` +
        '20GB, 500MB or none',
      { argument: 'CONNECTOME_CACHE_LIMIT' },
    );
  }
  return Number(found[1]) * 1000 ** ['', 'K', 'M', 'G', 'T'].indexOf(found[2].toUpperCase());
}

/** A file of a cache as its folder shows it. */
export interface CachedFile {
  readonly path: string;
  readonly bytes: number;
  readonly usedMs: number;
  /** False for what the cache keeps for itself: records, locks, downloads under way. */
  readonly removable: boolean;
}

/** Every file below the cache folder `root`, but for locks and lists, which come and go. O(files). */
export async function cachedFiles(root: string): Promise<CachedFile[]> {
  const own = [RECORDS_FOLDER, DOWNLOADS_FOLDER].map(name => join(root, name) + sep);
  const passing = (folder: string, name: string): boolean =>
    folder === join(root, IN_USE_FOLDER) || (folder === join(root, DOWNLOADS_FOLDER) && !name.endsWith('.part'));
  const files: CachedFile[] = [];
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    await Promise.all(
      entries.map(async entry => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return walk(path);
        const counts = entry.isFile() && !passing(folder, entry.name);
        const found = counts ? await stat(path).catch(() => undefined) : undefined;
        if (found === undefined) return;
        const removable = !own.some(start => path.startsWith(start));
        files.push({ path, bytes: found.size, usedMs: Math.max(found.atimeMs, found.mtimeMs), removable });
      }),
    );
  };
  await walk(root);
  return files;
}

/** What emptying a cache came to. */
export interface Emptied {
  /** Bytes that are there now. */
  readonly bytes: number;
  readonly removedFiles: number;
  readonly removedBytes: number;
}

/**
 * Removes files of the cache `root`, those used longest ago first, until it holds no more than nine tenths of `limit`;
 * nothing where it holds no more than `limit`. A file that a running process uses, or that anybody used within the
 * last ten minutes, stays, even where that is too much.
 */
export async function emptyToLimit(root: string, limit: number, now: number = Date.now()): Promise<Emptied> {
  return withFileLock(join(root, DOWNLOADS_FOLDER, 'limit.lock'), {}, async () => {
    const files = await cachedFiles(root);
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const before = bytes;
    let removedFiles = 0;
    if (bytes > limit) {
      const inUse = await filesInUse(root, { now });
      const old = files.filter(file => file.removable && !inUse.has(file.path) && now - file.usedMs > JUST_USED_MS);
      for (const file of old.sort((one, other) => one.usedMs - other.usedMs)) {
        if (bytes <= limit * EMPTIED_TO) break;
        if (!(await removeFile(root, file.path))) continue;
        bytes -= file.bytes;
        removedFiles++;
      }
    }
    await writeFile(totalPath(root), JSON.stringify({ bytes, atMs: now })).catch(() => {});
    return { bytes, removedFiles, removedBytes: before - bytes };
  });
}

/** Removes a file and the folders that are empty then; false where it cannot be, as Windows says of an open one. */
export async function removeFile(root: string, path: string): Promise<boolean> {
  try {
    await unlink(path);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
  for (let folder = dirname(path); folder.startsWith(root + sep); folder = dirname(folder)) {
    try {
      await rmdir(folder);
    } catch {
      break;
    }
  }
  return true;
}

/** Keeps the total of one cache, so that not every file that is added has all others counted. */
export class CacheBudget {
  readonly #root: string;
  readonly #limit: number;
  #known: number | undefined;
  #added = 0;
  #counting: Promise<void> | undefined;

  constructor(root: string, limit: number) {
    this.#root = root;
    this.#limit = limit;
  }

  /** Says that `bytes` were added. Resolves when the cache is within its limit again. */
  async add(bytes: number): Promise<void> {
    this.#added += bytes;
    if (this.#limit === Number.POSITIVE_INFINITY) return;
    this.#counting ??= this.#count().finally(() => {
      this.#counting = undefined;
    });
    await this.#counting;
  }

  async #count(): Promise<void> {
    this.#known ??= await recentTotal(this.#root);
    // Others add as well; once this process has added a hundredth of the limit it looks what there really is.
    const due = this.#known === undefined || this.#added > this.#limit / 100;
    const known = this.#known ?? 0;
    // One that is full of files in use stays so for a while: it is not counted again for every file.
    if (!due && (known > this.#limit || known + this.#added <= this.#limit)) return;
    this.#added = 0;
    this.#known = (await emptyToLimit(this.#root, this.#limit)).bytes;
  }
}

async function recentTotal(root: string): Promise<number | undefined> {
  try {
    const { bytes, atMs } = JSON.parse(await readFile(totalPath(root), 'utf8'));
    return Number.isFinite(bytes) && Math.abs(Date.now() - atMs) < TOTAL_HOLDS_MS ? bytes : undefined;
  } catch {
    return undefined;
  }
}

const totalPath = (root: string): string => join(root, DOWNLOADS_FOLDER, 'total');

const budgets = new Map<string, CacheBudget>();

/** The budget that this process keeps for the cache `root`. */
export function budgetOf(root: string, limit: number): CacheBudget {
  const key = `${limit} ${root}`;
  const budget = budgets.get(key) ?? new CacheBudget(root, limit);
  budgets.set(key, budget);
  return budget;
}
