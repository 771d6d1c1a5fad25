import { statSync } from 'node:fs';
import { InvalidArgumentError } from '../../errors.js';
import { type FetchedFile, type FetchOptions, fetchFile } from '../source/fetch-file.js';
import { cacheFolder, filePath, mirrorFolder } from '../source/file-layout.js';
import type { CatalogueEntry, CatalogueFile } from './catalogue-entry.js';
import { formatBytes, formatCount } from './format-count.js';

/** How a dataset is fetched and opened. */
export interface OpenOptions extends FetchOptions {
  /** Download files of more than 1 GB too; default: an error that says how large they are. */
  readonly large?: boolean;
}

/** What nobody downloads by the way. */
const LARGE_BYTES = 1_000_000_000;
/** Tables of more rows than this are larger than that, even where no length is published. */
const LARGE_ROWS = 20_000_000;

/** The length of a file as it is published: exactly, about, or not. */
export function publishedBytes({ bytes, approximateBytes }: CatalogueFile): number | undefined {
  return bytes ?? approximateBytes;
}

/** True for a dataset that is downloaded only by somebody who says so. */
export function isLarge(entry: CatalogueEntry): boolean {
  if (entry.kind === 'table' && (entry.rows ?? 0) > LARGE_ROWS) return true;
  return entry.files.reduce((sum, file) => sum + (publishedBytes(file) ?? 0), 0) > LARGE_BYTES;
}

/** What a mirror is made of when nobody names datasets holds no dataset larger than this. */
export const MIRRORED_BYTES: number = 100_000_000;

/**
 * True for a dataset that a mirror holds when nobody names datasets: its length is published, and is not above
 * {@link MIRRORED_BYTES}.
 */
export function isMirroredByDefault({ files }: CatalogueEntry): boolean {
  const [data, ...beside] = files;
  if (data === undefined || data.bytes === null) return false;
  const lengths = [data.bytes, ...beside.map(publishedBytes)];
  return lengths.reduce<number>((sum, bytes) => sum + (bytes ?? Number.POSITIVE_INFINITY), 0) <= MIRRORED_BYTES;
}

/** Where a file lies on this machine, by name and (where it is known) by length; it is verified when it is opened. */
export function whereIs(
  file: CatalogueFile,
  options: Pick<FetchOptions, 'cache' | 'mirror'> = {},
): 'cache' | 'mirror' | undefined {
  const { cache = cacheFolder(), mirror = mirrorFolder() } = options;
  if (liesIn(cache, file)) return 'cache';
  return mirror != null && liesIn(mirror, file) ? 'mirror' : undefined;
}

function liesIn(folder: string, { url, bytes }: CatalogueFile): boolean {
  const size = statSync(filePath(folder, url), { throwIfNoEntry: false })?.size;
  return size !== undefined && (bytes === null || size === bytes);
}

/**
 * The verified files of a dataset, from the cache, the mirror or the network, in the catalogue's order.
 *
 * @throws {InvalidArgumentError} for files of more than 1 GB that are not here, without `large`.
 * @throws {SourceError} for the first file that cannot be had.
 */
export async function fetchFiles(entry: CatalogueEntry, options: OpenOptions = {}): Promise<FetchedFile[]> {
  const { large, ...rest } = options;
  if (!large) refuseLarge(entry, rest);
  const fetched: FetchedFile[] = [];
  for (const file of entry.files) fetched.push(await fetchFile(entry, file, rest));
  return fetched;
}

function refuseLarge(entry: CatalogueEntry, options: FetchOptions): void {
  if (!isLarge(entry) || entry.files.every(file => whereIs(file, options) !== undefined)) return;
  const bytes = entry.files.reduce((sum, file) => sum + (publishedBytes(file) ?? 0), 0);
  const rows = entry.kind === 'table' && entry.rows !== null ? `${formatCount(entry.rows)} rows` : undefined;
  const size = [bytes > LARGE_BYTES ? formatBytes(bytes) : undefined, rows].filter(part => part !== undefined);
  throw new InvalidArgumentError(
    `dataset ${entry.id} is too large to download by the way: received ${size.join(', ')}, expected at most ` +
      `${formatBytes(LARGE_BYTES)}; pass { large: true }, or fetch it with npx connectome fetch ${entry.id}, and read ` +
      'the file that datasets.path(id) then gives with sql or in batches',
    { argument: 'large' },
  );
}
