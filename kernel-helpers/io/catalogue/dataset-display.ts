import { escapeHtml } from '../../contract/html.js';
import { type Displayable, jupyterDisplay } from '../../contract/mime.js';
import type { CatalogueEntry } from './catalogue-entry.js';
import { formatBytes, formatCount } from './format-count.js';

/** Every dataset of the catalogue, in its order: iterate it, or leave it as a cell's last value to see a table. */
export interface DatasetList extends Displayable, Iterable<CatalogueEntry> {
  readonly entries: readonly CatalogueEntry[];
}

/** One dataset's catalogue entry, which shows itself as a page of facts. */
export type DatasetDescription = CatalogueEntry & Displayable;

/** `entries` with a table as their display. */
export function datasetList(entries: readonly CatalogueEntry[]): DatasetList {
  return {
    entries,
    [Symbol.iterator]: () => entries[Symbol.iterator](),
    [jupyterDisplay]: () => ({ 'text/plain': listText(entries), 'text/html': listHtml(entries) }),
  };
}

/** `entry` with a page of facts as its display. */
export function datasetDescription(entry: CatalogueEntry): DatasetDescription {
  return {
    ...entry,
    [jupyterDisplay]: () => ({ 'text/plain': descriptionText(entry), 'text/html': descriptionHtml(entry) }),
  };
}

function listText(entries: readonly CatalogueEntry[]): string {
  const width = Math.max(...entries.map(entry => entry.id.length));
  const lines = entries.map(
    entry => `  ${entry.id.padEnd(width)}  ${entry.title}; ${entry.format}, ${sizeOf(entry)}, ${entry.licence}`,
  );
  return [`${entries.length} datasets; datasets.open(id) reads one`, ...lines].join('\n');
}

function listHtml(entries: readonly CatalogueEntry[]): string {
  const rows = entries.map(entry => [entry.id, entry.title, entry.format, sizeOf(entry), entry.licence]);
  return tableHtml(
    `${entries.length} datasets; datasets.open(id) reads one`,
    ['id', 'title', 'format', 'size', 'licence'],
    rows,
  );
}

/** Label and value of everything a description tells besides the columns. */
function factsOf(entry: CatalogueEntry): [string, string][] {
  const facts: [string, string][] = [
    ['id', entry.id],
    ['version', entry.version],
    ['format', entry.format],
    ['size', entry.files.length === 0 ? sizeOf(entry) : exactSizeOf(entry)],
    ['licence', entry.licence],
    ['described in', entry.describedIn],
  ];
  for (const file of entry.files)
    facts.push(['file', file.url], ['sha256', file.sha256 ?? 'recorded at the first download']);
  for (const citation of entry.citations) facts.push(['cite', citation.text]);
  facts.push(['note', entry.note]);
  return facts;
}

function columnsOf(entry: CatalogueEntry): string[][] {
  return entry.columns.map(column => [column.name, column.type, column.unit ?? '', column.meaning]);
}

function descriptionText(entry: CatalogueEntry): string {
  const lines = [entry.title, ...factsOf(entry).map(([label, value]) => `  ${label.padEnd(12)}  ${value}`)];
  if (entry.columns.length > 0) lines.push('  columns');
  for (const [name, type, unit, meaning] of columnsOf(entry)) {
    lines.push(`    ${name}: ${type}${unit ? `, ${unit}` : ''}: ${meaning}`);
  }
  return lines.join('\n');
}

function descriptionHtml(entry: CatalogueEntry): string {
  const facts = tableHtml(entry.title, [], factsOf(entry));
  if (entry.columns.length === 0) return facts;
  return facts + tableHtml('Columns', ['name', 'type', 'unit', 'meaning'], columnsOf(entry));
}

/** A table of plain text: every value is escaped, https addresses become links, the first column is the row's name. */
function tableHtml(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const heading = head.map(name => `<th scope="col" style="text-align: left">${escapeHtml(name)}</th>`).join('');
  const body = rows.map(([name, ...cells]) => {
    const data = cells.map(cell => `<td style="text-align: left">${cellHtml(cell)}</td>`).join('');
    return `<tr><th scope="row" style="text-align: left">${escapeHtml(name)}</th>${data}</tr>`;
  });
  const thead = heading === '' ? '' : `<thead><tr>${heading}</tr></thead>`;
  return `<table><caption style="text-align: left">${escapeHtml(caption)}</caption>${thead}<tbody>${body.join('')}</tbody></table>`;
}

function cellHtml(text: string): string {
  const escaped = escapeHtml(text);
  return escaped.replace(/https:\/\/[^\s&<>"']+/g, url => `<a href="${url}" target="_blank" rel="noopener">${url}</a>`);
}

function bytesOf(entry: CatalogueEntry): number {
  return entry.files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
}

function sizeOf(entry: CatalogueEntry): string {
  return entry.files.length === 0 ? 'nothing to download' : formatBytes(bytesOf(entry));
}

function exactSizeOf(entry: CatalogueEntry): string {
  const files = entry.files.length === 1 ? '1 file' : `${entry.files.length} files`;
  return `${files}, ${formatCount(bytesOf(entry))} bytes`;
}
