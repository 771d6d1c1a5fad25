import { mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileParts, temporaryPath } from './file-layout.js';

/** Where the records of a cache lie; no host begins with a dot, so no file of one lies there. */
export const RECORDS_FOLDER = '.records';

/** Length and time of change of a file whose sha256 was right: while they stay the same, it need not be hashed. */
export interface FileStamp {
  readonly size: number;
  readonly mtimeMs: number;
}

/** What is known of a file since it was first downloaded. */
export interface FileRecord {
  readonly url: string;
  readonly bytes: number;
  readonly sha256: string;
  /** When the sums were recorded, as an ISO date. */
  readonly recorded: string;
  /** By the path the file lies at, in the cache or in a mirror. */
  readonly stamps: Readonly<Record<string, FileStamp>>;
}

/** The record of `url` in the cache folder `root`; `undefined` where there is none that can be read. */
export async function readRecord(root: string, url: string): Promise<FileRecord | undefined> {
  try {
    const found = JSON.parse(await readFile(recordPath(root, url), 'utf8'));
    const { bytes, sha256, recorded, stamps } = found;
    const right = found.url === url && Number.isSafeInteger(bytes) && bytes >= 0 && /^[0-9a-f]{64}$/.test(sha256);
    return right ? { url, bytes, sha256, recorded: String(recorded), stamps: stampsOf(stamps) } : undefined;
  } catch {
    return undefined;
  }
}

/** Writes `record`; false where the cache cannot be written: files are then hashed every time. */
export async function writeRecord(root: string, record: FileRecord): Promise<boolean> {
  const path = recordPath(root, record.url);
  const temporary = temporaryPath(path);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, `${JSON.stringify(record, undefined, 2)}\n`, { flag: 'wx' });
    await rename(temporary, path);
    return true;
  } catch {
    await unlink(temporary).catch(() => {});
    return false;
  }
}

function recordPath(root: string, url: string): string {
  const parts = fileParts(url);
  return join(root, RECORDS_FOLDER, ...parts.slice(0, -1), `${parts.at(-1)}.json`);
}

function stampsOf(found: unknown): Record<string, FileStamp> {
  const stamps: Record<string, FileStamp> = {};
  if (typeof found !== 'object' || found === null) return stamps;
  for (const [path, stamp] of Object.entries(found)) {
    const { size, mtimeMs } = (stamp ?? {}) as Partial<FileStamp>;
    if (typeof size === 'number' && typeof mtimeMs === 'number') stamps[path] = { size, mtimeMs };
  }
  return stamps;
}
