import { copyFile, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { SourceError } from '../../errors.js';
import { catalogue } from '../catalogue/catalogue.js';
import type { CatalogueFile } from '../catalogue/catalogue-entry.js';
import { findEntry } from '../catalogue/find-entry.js';
import { type FetchedFile, type FetchOptions, type FileOwner, fetchFile } from './fetch-file.js';
import { fileParts, filePath, temporaryPath } from './file-layout.js';
import { removeDamaged, verifyFile } from './verify-file.js';

/** What a mirror holds after {@link makeMirror}. */
export interface MirrorReport {
  /** Absolute path: what `CONNECTOME_MIRROR` is set to. */
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  /** Files that were already there and right. */
  readonly kept: number;
}

/** Which datasets a mirror is to hold, and how files are fetched. */
export interface MirrorOptions extends FetchOptions {
  /** Dataset ids; default: every dataset that has files. */
  readonly ids?: readonly string[];
}

/**
 * Makes, or completes, an offline mirror in `folder`: every file at HOST/PATH as its URL says, verified, and
 * `SHA256SUMS` for `sha256sum -c`. Files that are there and right are kept, so an interrupted run is simply run again.
 *
 * @throws {NotFoundError} for an id that is not in the catalogue.
 * @throws {SourceError} for the first file that cannot be had; those before it stay.
 *
 * @example
 * await makeMirror('/media/stick/connectome', { onProgress: p => console.log(p.url, p.receivedBytes) });
 */
export async function makeMirror(folder: string, options: MirrorOptions = {}): Promise<MirrorReport> {
  const root = resolve(folder);
  const entries = new Set((options.ids ?? catalogue.map(entry => entry.id)).map(findEntry));
  await mkdir(root, { recursive: true });
  const report = { folder: root, files: 0, bytes: 0, kept: 0 };
  const sums = await readSums(root);
  for (const entry of entries) {
    for (const file of entry.files) {
      if (await addFile(root, entry, file, options)) report.kept++;
      report.files++;
      report.bytes += file.bytes;
      sums.set(fileParts(file.url).join('/'), file.sha256);
    }
  }
  await writeSums(root, sums);
  return report;
}

/** Puts one file into the mirror; true when it was there and right. */
async function addFile(root: string, owner: FileOwner, file: CatalogueFile, options: MirrorOptions): Promise<boolean> {
  const path = filePath(root, file.url);
  const fault = await verifyFile(path, file);
  if (!fault) return true;
  if (fault.kind !== 'missing') await removeDamaged(path, file);
  const { ids: _, ...rest } = options;
  const from = await fetchFile(owner, file, rest);
  await mkdir(dirname(path), { recursive: true });
  const temporary = temporaryPath(path);
  try {
    await copyFile(from.path, temporary);
    const damage = await verifyFile(temporary, file);
    if (damage) throw new SourceError(`mirror file ${path} was not copied whole: ${damage.text}`, { url: file.url });
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
  return false;
}

/** SHA256SUMS of an earlier run, path to sum, so that adding one dataset keeps the lines of the others. */
async function readSums(root: string): Promise<Map<string, string>> {
  const text = await readFile(join(root, 'SHA256SUMS'), 'utf8').catch(() => '');
  const lines = text.matchAll(/^([0-9a-f]{64}) [ *](.+)$/gm);
  return new Map([...lines].map(([, sum, path]) => [path, sum]));
}

async function writeSums(root: string, sums: ReadonlyMap<string, string>): Promise<void> {
  const path = join(root, 'SHA256SUMS');
  const temporary = temporaryPath(path);
  const lines = [...sums]
    .map(([file, sum]) => `${sum}  ${file}\n`)
    .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1));
  await writeFile(temporary, lines.join(''));
  await rename(temporary, path);
}

/**
 * Fetches every file of a dataset into the cache (or finds it in the mirror), verified. A dataset without files, such
 * as the synthetic column, gives an empty array.
 *
 * @throws {NotFoundError} for an id that is not in the catalogue.
 * @throws {SourceError} for the first file that cannot be had.
 *
 * @example
 * const [file] = await fetchDataset('ding2025/presyn-mean');
 * console.log(file.path, file.from);
 */
export async function fetchDataset(id: string, options: FetchOptions = {}): Promise<FetchedFile[]> {
  const entry = findEntry(id);
  const fetched: FetchedFile[] = [];
  for (const file of entry.files) fetched.push(await fetchFile(entry, file, options));
  return fetched;
}
