import { type Displayable, jupyterDisplay } from '../../contract/mime.js';
import type { CatalogueEntry, DatasetKind } from './catalogue-entry.js';
import { sizeOf } from './dataset-size.js';
import { code, linked, paragraph, rowsHtml, scrolling } from './display-parts.js';
import { formatCount } from './format-count.js';

/** Datasets of the catalogue, in its order: iterate them, or leave the list as a cell's last value to see a table. */
export interface DatasetList extends Displayable, Iterable<CatalogueEntry> {
  readonly entries: readonly CatalogueEntry[];
  readonly length: number;
  /** `change(entry, index)` of every entry, as an array. */
  map<T>(change: (entry: CatalogueEntry, index: number) => T): T[];
  /** The entries that `keep` says true of, as a list again. */
  filter(keep: (entry: CatalogueEntry, index: number) => boolean): DatasetList;
}

/** Which datasets are listed. */
export interface ListOptions {
  /** Only datasets of this kind: `'table'`, `'neuron'`, `'array'`, `'swc'`, `'image'`, `'segmentation'`, … */
  readonly kind?: DatasetKind;
  /** Only datasets whose id begins so: `'minnie65/v1507'`. */
  readonly under?: string;
}

/** A list whose tables of one export stand in one line is shorter than this. */
const MOST_LINES = 80;

/** `entries` with a table as their display, under a line that says what they are. */
export function datasetList(entries: readonly CatalogueEntry[], caption?: string): DatasetList {
  return {
    entries,
    length: entries.length,
    map: change => entries.map((entry, index) => change(entry, index)),
    filter: keep => datasetList(entries.filter((entry, index) => keep(entry, index))),
    [Symbol.iterator]: () => entries[Symbol.iterator](),
    [jupyterDisplay]: () => {
      const rows = entries.length > MOST_LINES ? withoutExports(entries) : entries.map(rowOf);
      const says =
        caption ??
        `${formatCount(entries.length)} ${entries.length === 1 ? 'dataset' : 'datasets'}; datasets.open(id) opens one, datasets.search('…') finds some`;
      return { 'text/plain': listText(says, rows), 'text/html': listHtml(says, rows) };
    },
  };
}

/** Id, title, format, size, licence. */
type Row = readonly [id: string, title: string, format: string, size: string, licence: string];

function rowOf(entry: CatalogueEntry): Row {
  return [entry.id, entry.title, entry.format, sizeOf(entry), entry.licence];
}

/** A row an entry, but one row for all tables of an export. */
function withoutExports(entries: readonly CatalogueEntry[]): Row[] {
  const rows = new Map<string, CatalogueEntry[]>();
  for (const entry of entries) {
    const version = /^minnie65\/v\d+\//.exec(entry.id)?.[0];
    const key = version === undefined ? entry.id : `${version}…`;
    rows.set(key, [...(rows.get(key) ?? []), entry]);
  }
  return [...rows].map(([id, [first, ...others]]): Row => {
    if (others.length === 0) return rowOf(first);
    const title = `${others.length + 1} tables of ${first.version}: datasets.list({ under: '${id.slice(0, -2)}' })`;
    return [id, title, first.format, '', first.licence];
  });
}

function listText(caption: string, rows: readonly Row[]): string {
  const width = Math.max(0, ...rows.map(([id]) => id.length));
  const lines = rows.map(
    ([id, title, format, size, licence]) =>
      `  ${id.padEnd(width)}  ${title}; ${[format, size, licence].filter(part => part !== '').join(', ')}`,
  );
  return [caption, ...lines].join('\n');
}

function listHtml(caption: string, rows: readonly Row[]): string {
  const cells = rows.map(([id, ...others]) => [code(id), ...others.map(linked)]);
  return paragraph(linked(caption)) + scrolling(rowsHtml(['id', 'title', 'format', 'size', 'licence'], cells));
}
