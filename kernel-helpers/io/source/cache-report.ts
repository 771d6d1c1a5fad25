import { join, resolve, sep } from 'node:path';
import { type Displayable, jupyterDisplay } from '../../contract/mime.js';
import { RANGES_FOLDER, storedName } from './byte-cache.js';
import { cacheHtml, cacheText } from './cache-display.js';
import type { CacheFacts, KeptFile } from './cache-facts.js';
import { filesInUse } from './cache-in-use.js';
import { cachedFiles, cacheLimit, DOWNLOADS_FOLDER, removeFile } from './cache-limit.js';
import { cacheFolder, fileParts } from './file-layout.js';
import { RECORDS_FOLDER } from './file-record.js';
import { clearPartials } from './partial-file.js';
import { storageUrl } from './storage-url.js';

/** What {@link CacheReport.clear} came to. */
export interface ClearedCache {
  readonly removedFiles: number;
  readonly removedBytes: number;
  /** Files that stay, because another running process uses them, or because they cannot be removed. */
  readonly keptFiles: number;
}

/** What a cache holds. As a cell's last value it shows a table, the largest files first. */
export interface CacheReport extends CacheFacts, Displayable {
  /**
   * Removes what is kept of the files below `address`: `https://…`, `gs://…`, `s3://…`, or a name or the beginning of
   * one as the report has it (`HOST/PATH`); without an address, everything. What another running process uses stays.
   */
  clear(address?: string): Promise<ClearedCache>;
}

/** Which cache is looked at. */
export interface CacheReportOptions {
  /** Default {@link cacheFolder}. */
  readonly cache?: string;
  /** Bytes it may hold; default {@link cacheLimit}. */
  readonly cacheLimit?: number;
  /** Addresses of the files whose sums are published: those of the catalogue. */
  readonly published?: Iterable<string>;
}

/**
 * What the cache holds: files, bytes, when each was last used (to the minute), and how it is checked. O(files).
 *
 * @example
 * import { cacheReport } from 'connectome-helpers/dist/io/source/cache-report.js';
 * const report = await cacheReport();
 * report.files.filter(file => file.bytes > 1e9).map(file => file.name);
 */
export async function cacheReport(options: CacheReportOptions = {}): Promise<CacheReport> {
  const folder = resolve(options.cache ?? cacheFolder());
  const limit = options.cacheLimit ?? cacheLimit();
  const published = new Set([...(options.published ?? [])].map(url => fileParts(url).join('/')));
  const found = await cachedFiles(folder);
  const inUse = await filesInUse(folder);
  const records = join(folder, RECORDS_FOLDER) + sep;
  const recorded = new Set(
    found.filter(({ path }) => path.startsWith(records)).map(({ path }) => slashed(path.slice(records.length, -5))),
  );

  const files = new Map<string, KeptFile>();
  for (const { path, bytes, usedMs, removable } of found) {
    if (!removable) continue;
    const { name, range } = nameOf(path.slice(folder.length + 1));
    const key = `${range} ${name}`;
    const before = files.get(key);
    const check = published.has(name) ? 'published' : recorded.has(name) ? 'recorded' : 'none';
    files.set(key, {
      name,
      bytes: bytes + (before?.bytes ?? 0),
      ranges: range ? 1 + (before?.ranges ?? 0) : null,
      lastUsed: new Date(Math.max(usedMs, before?.lastUsed.getTime() ?? 0)),
      check: range ? 'checksum' : check,
      inUse: inUse.has(path) || before?.inUse === true,
    });
  }
  const downloads = join(folder, DOWNLOADS_FOLDER) + sep;
  const unfinished = found.filter(({ path }) => path.startsWith(downloads) && path.endsWith('.part'));
  const sum = (all: readonly { readonly bytes: number }[]): number =>
    all.reduce((total, { bytes }) => total + bytes, 0);
  const report = {
    folder,
    limit,
    bytes: sum(found),
    files: [...files.values()].sort((one, other) => other.bytes - one.bytes || (one.name < other.name ? -1 : 1)),
    unfinishedBytes: sum(unfinished),
    clear: (address?: string) => clear(folder, address),
  };
  return { ...report, [jupyterDisplay]: () => ({ 'text/plain': cacheText(report), 'text/html': cacheHtml(report) }) };
}

async function clear(folder: string, address: string | undefined): Promise<ClearedCache> {
  const below = address === undefined ? undefined : addressName(address);
  const isBelow = (name: string): boolean => below === undefined || name === below || name.startsWith(`${below}/`);
  const inUse = await filesInUse(folder, { byOthers: true });
  let removedFiles = 0;
  let removedBytes = 0;
  let keptFiles = 0;
  for (const { path, bytes, removable } of await cachedFiles(folder)) {
    const place = path.slice(folder.length + 1);
    const isRecord = place.startsWith(RECORDS_FOLDER + sep);
    if (!removable && !isRecord) continue;
    const name = isRecord ? slashed(place.slice(RECORDS_FOLDER.length + 1, -5)) : nameOf(place).name;
    if (!isBelow(name)) continue;
    const used = inUse.has(isRecord ? join(folder, name) : path);
    if (used || !(await removeFile(folder, path))) {
      if (!isRecord) keptFiles++;
      continue;
    }
    if (!isRecord) removedFiles++;
    removedBytes += bytes;
  }
  if (below === undefined) await clearPartials(join(folder, DOWNLOADS_FOLDER));
  return { removedFiles, removedBytes, keptFiles };
}

/** HOST/PATH of a place in a cache, and whether it is one of a file's ranges. */
function nameOf(place: string): { readonly name: string; readonly range: boolean } {
  const parts = place.split(sep);
  if (parts[0] !== RANGES_FOLDER) return { name: parts.map(unstored).join('/'), range: false };
  const [last, ...before] = parts.slice(1, -1).reverse();
  const names = [...before.reverse(), last.replace(/%ranges$/, '')];
  return { name: names.map(unstored).join('/'), range: true };
}

/** The inverse of {@link storedName}. */
function unstored(name: string): string {
  if (name === '%') return '';
  const original = name.replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // A name that another program put there may hold a % that was none of ours.
  return storedName(original) === name ? original : name;
}

/** HOST/PATH of an address, or of what already is one. */
function addressName(address: string): string {
  if (!address.includes('://')) return address.replace(/^\/+|\/+$/g, '');
  const { host, pathname } = storageUrl(address);
  const parts = pathname.split('/').filter(part => part !== '');
  return [host.replace(':', '_'), ...parts.map(part => decodeURIComponent(part))].join('/');
}

const slashed = (path: string): string => path.split(sep).join('/');
