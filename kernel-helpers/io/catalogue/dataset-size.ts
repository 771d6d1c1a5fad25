import type { CatalogueEntry, CatalogueFile } from './catalogue-entry.js';
import { publishedBytes, whereIs } from './dataset-files.js';
import { formatBytes, formatCount } from './format-count.js';

/** How large a dataset is, in a word: `46.2 kB`, `about 20.0 GB`, `unknown`. */
export function sizeOf(entry: CatalogueEntry): string {
  if (entry.kind === 'synthetic') return 'nothing to download';
  if ('address' in entry)
    return entry.approximateBytes === null ? 'unknown' : `about ${formatBytes(entry.approximateBytes)}`;
  const known = entry.files.map(publishedBytes);
  // a file of names beside the data says nothing of how large they are
  const data = entry.kind === 'table' && entry.layout === 'export' ? known.slice(0, 1) : known;
  if (data.some(bytes => bytes === undefined)) return 'unknown';
  const exact =
    entry.files.every(file => file.bytes !== null) || (data.length < known.length && entry.files[0].bytes !== null);
  const sum = data.reduce<number>((total, bytes) => total + (bytes ?? 0), 0);
  return `${exact ? '' : 'about '}${formatBytes(sum)}`;
}

/** The length of one file in words, to the byte where it is known. */
export function fileSize(file: CatalogueFile): string {
  if (file.bytes !== null) return `${formatCount(file.bytes)} bytes`;
  return file.approximateBytes === undefined ? 'length unknown' : `about ${formatBytes(file.approximateBytes)}`;
}

/** Where a dataset's files are now, in words. */
export function whereabouts(entry: CatalogueEntry): string {
  if (entry.kind === 'synthetic') return 'embedded';
  if ('address' in entry) return 'read in place';
  const places = new Set(entry.files.map(file => whereIs(file)));
  if (places.has(undefined)) return 'to download';
  return places.has('mirror') ? 'in the mirror' : 'in the cache';
}
