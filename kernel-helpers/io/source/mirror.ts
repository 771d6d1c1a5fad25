import { copyFile, mkdir, rename, unlink } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { SourceError } from '../../errors.js';
import { catalogue } from '../catalogue/catalogue.js';
import type { CatalogueFile } from '../catalogue/catalogue-entry.js';
import { isMirroredByDefault } from '../catalogue/dataset-files.js';
import { findEntry } from '../catalogue/find-entry.js';
import { type FetchedFile, type FetchOptions, type FileOwner, fetchFile } from './fetch-file.js';
import { fileParts, filePath, temporaryPath } from './file-layout.js';
import { readSums, writeSums } from './sha256sums.js';
import { checkFile, removeDamaged, verifyFile } from './verify-file.js';

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
  /** Dataset ids; default: every dataset whose length is published and at most 100 MB. */
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
  const entries = new Set(options.ids?.map(id => findEntry(id)) ?? catalogue.filter(isMirroredByDefault));
  await mkdir(root, { recursive: true });
  const report = { folder: root, files: 0, bytes: 0, kept: 0 };
  const sums = await readSums(root);
  for (const entry of entries) {
    for (const file of entry.files) {
      const name = fileParts(file.url).join('/');
      const added = await addFile(root, entry, { ...file, sha256: file.sha256 ?? sums.get(name) ?? null }, options);
      if (added.kept) report.kept++;
      report.files++;
      report.bytes += added.bytes;
      sums.set(name, added.sha256);
    }
  }
  await writeSums(root, sums);
  return report;
}

/** Puts one file into the mirror, unless it is there and right. */
async function addFile(
  root: string,
  owner: FileOwner,
  file: CatalogueFile,
  options: MirrorOptions,
): Promise<{ readonly bytes: number; readonly sha256: string; readonly kept: boolean }> {
  const path = filePath(root, file.url);
  const found = await checkFile(path, file);
  // A file that is there, and of which nobody knows what it should be, is fetched again.
  if (!('kind' in found) && file.sha256 !== null) return { ...found, kept: true };
  if ('kind' in found && found.kind !== 'missing') await removeDamaged(path, file);
  const { ids: _, ...rest } = options;
  const from = await fetchFile(owner, file, rest);
  await mkdir(dirname(path), { recursive: true });
  const temporary = temporaryPath(path);
  try {
    await copyFile(from.path, temporary);
    const damage = await verifyFile(temporary, from);
    if (damage) throw new SourceError(`mirror file ${path} was not copied whole: ${damage.text}`, { url: file.url });
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
  return { bytes: from.bytes, sha256: from.sha256, kept: false };
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
