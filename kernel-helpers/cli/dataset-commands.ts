import { statSync } from 'node:fs';
import type { CatalogueEntry, CatalogueFile } from '../io/catalogue/catalogue-entry.js';
import { findEntry } from '../io/catalogue/find-entry.js';
import { formatBytes } from '../io/catalogue/format-count.js';
import { list } from '../io/datasets.js';
import { cacheFolder, filePath, mirrorFolder } from '../io/source/file-layout.js';
import { fetchDataset, makeMirror } from '../io/source/mirror.js';
import type { CommandContext } from './context.js';

/** `connectome datasets`: a line a dataset, with where its files are. */
export function listDatasets(): number {
  const rows = [...list()].map(entry => [
    entry.id,
    sizeOf(entry),
    whereabouts(entry),
    entry.licence.split(' (')[0],
    entry.title,
  ]);
  process.stdout.write(`${alignColumns([['id', 'size', 'is', 'licence', 'title'], ...rows])}\n`);
  return 0;
}

/** `connectome fetch ID…`: the files of each dataset, verified, in the cache (or found in the mirror). */
export async function fetchCommand(ids: readonly string[], { steps }: CommandContext): Promise<number> {
  // A mistyped id is told before anything is downloaded.
  for (const id of ids) findEntry(id);
  for (const id of ids) {
    const files = await steps.step(`fetching ${id}`, say =>
      fetchDataset(id, {
        onProgress: ({ receivedBytes, totalBytes }) =>
          say(`${formatBytes(receivedBytes)}${totalBytes === null ? '' : ` of ${formatBytes(totalBytes)}`}`),
      }),
    );
    if (files.length === 0) process.stdout.write(`${id} needs no file: it is grown by seeded code\n`);
    for (const { path, from } of files) process.stdout.write(`${path} (${from === 'https' ? 'downloaded' : from})\n`);
  }
  return 0;
}

/** `connectome mirror DIR [ID…]`: a folder that `CONNECTOME_MIRROR` can name on a machine without a network. */
export async function mirrorCommand([folder, ...ids]: readonly string[], { steps }: CommandContext): Promise<number> {
  const report = await steps.step(`making a mirror in ${folder}`, say =>
    makeMirror(folder, {
      ...(ids.length > 0 && { ids }),
      onProgress: ({ url, receivedBytes }) =>
        say(`${url.slice(url.lastIndexOf('/') + 1)}, ${formatBytes(receivedBytes)}`),
    }),
  );
  const kept = report.kept > 0 ? `, ${report.kept} of them there already` : '';
  process.stdout.write(
    `${report.folder} holds ${report.files} ${report.files === 1 ? 'file' : 'files'}${kept}, ${formatBytes(report.bytes)}\n`,
  );
  process.stdout.write(`To use it: export CONNECTOME_MIRROR="${report.folder}"\n`);
  return 0;
}

function sizeOf({ files }: CatalogueEntry): string {
  return files.length === 0 ? '-' : formatBytes(files.reduce((sum, file) => sum + (file.bytes ?? 0), 0));
}

/** Where an entry's files lie by name and length; they are verified when they are opened. */
function whereabouts({ files }: CatalogueEntry): string {
  if (files.length === 0) return 'embedded';
  const mirror = mirrorFolder();
  if (files.every(file => liesIn(cacheFolder(), file))) return 'in the cache';
  if (mirror !== undefined && files.every(file => liesIn(mirror, file))) return 'in the mirror';
  return 'to download';
}

function liesIn(folder: string, { url, bytes }: CatalogueFile): boolean {
  const size = statSync(filePath(folder, url), { throwIfNoEntry: false })?.size;
  return size !== undefined && size === (bytes ?? size);
}

/** Rows as text, two spaces between columns, no spaces at the end of a line. */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map(row => row[column].length)));
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
