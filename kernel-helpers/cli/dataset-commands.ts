import { catalogue } from '../io/catalogue/catalogue.js';
import type { CatalogueEntry } from '../io/catalogue/catalogue-entry.js';
import { isMirroredByDefault, MIRRORED_BYTES } from '../io/catalogue/dataset-files.js';
import { sizeOf, whereabouts } from '../io/catalogue/dataset-size.js';
import { findEntry } from '../io/catalogue/find-entry.js';
import { formatBytes, formatCount } from '../io/catalogue/format-count.js';
import { list, search } from '../io/datasets.js';
import { fetchDataset, makeMirror } from '../io/source/mirror.js';
import type { CommandContext } from './context.js';

/**
 * `connectome datasets [WORD…]`: a line a dataset, with where its files are; a line for all tables of one release.
 * With words: the datasets they are found in, best first; with the beginning of ids: the datasets below it.
 */
export function listDatasets(words: readonly string[] = []): number {
  const below = words.length === 1 ? [...list({ under: words[0] })] : [];
  const entries = below.length > 0 ? below : words.length > 0 ? [...search(words.join(' '))] : catalogue;
  if (entries.length === 0) {
    process.stdout.write(`no dataset for ${words.join(' ')}\n`);
    return 1;
  }
  const rows = words.length > 0 ? entries.map(rowOf) : withoutExports(entries);
  process.stdout.write(`${alignColumns([['id', 'size', 'is', 'licence', 'title'], ...rows])}\n`);
  return 0;
}

function rowOf(entry: CatalogueEntry): string[] {
  const size = entry.kind === 'synthetic' ? '-' : sizeOf(entry);
  return [entry.id, size, whereabouts(entry), entry.licence.split(/[;(]/)[0].trim(), entry.title];
}

/** A row an entry, but one row for all tables of a release. */
function withoutExports(entries: readonly CatalogueEntry[]): string[][] {
  const groups = new Map<string, CatalogueEntry[]>();
  for (const entry of entries) {
    const release = /^minnie65\/v\d+(?=\/)/.exec(entry.id)?.[0] ?? entry.id;
    groups.set(release, [...(groups.get(release) ?? []), entry]);
  }
  return [...groups].map(([id, group]) => {
    if (group.length === 1) return rowOf(group[0]);
    const here = group.filter(entry => whereabouts(entry) !== 'to download').length;
    const [, , , licence] = rowOf(group[0]);
    const title = `${group.length} tables: npx connectome datasets ${id}`;
    return [`${id}/…`, '', here === 0 ? 'to download' : `${here} of ${group.length} here`, licence, title];
  });
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
    if (files.length === 0) process.stdout.write(`${id} ${withoutFiles(findEntry(id))}\n`);
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
  if (ids.length === 0) {
    const left = catalogue.filter(entry => entry.files.length > 0 && !isMirroredByDefault(entry)).length;
    process.stdout.write(
      `Left out: ${formatCount(left)} datasets over ${formatBytes(MIRRORED_BYTES)} or of unknown length; ` +
        'name their ids after the folder to have them too\n',
    );
  }
  process.stdout.write(`To use it: export CONNECTOME_MIRROR="${report.folder}"\n`);
  return 0;
}

function withoutFiles(entry: CatalogueEntry): string {
  if (entry.kind === 'synthetic') return 'needs no file: it is grown by seeded code';
  return 'is read in place, what is asked of it: it is not fetched as a whole';
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
