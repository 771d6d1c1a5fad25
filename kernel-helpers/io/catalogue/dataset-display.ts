import { type Displayable, jupyterDisplay } from '../../contract/mime.js';
import type { CatalogueEntry } from './catalogue-entry.js';
import { whereIs } from './dataset-files.js';
import { fileSize, sizeOf, whereabouts } from './dataset-size.js';
import { code, codeBlock, heading, link, linked, paragraph, rowsHtml } from './display-parts.js';
import { formatCount } from './format-count.js';
import { howToOpen } from './how-to-open.js';

/** One dataset's catalogue entry, which shows itself as a page of facts. */
export type DatasetDescription = CatalogueEntry & Displayable;

/** `entry` with a page of facts as its display. */
export function datasetDescription(entry: CatalogueEntry): DatasetDescription {
  return {
    ...entry,
    [jupyterDisplay]: () => ({ 'text/plain': descriptionText(entry), 'text/html': descriptionHtml(entry) }),
  };
}

/** What it is, how many rows, how large and where, in one line. */
function summary(entry: CatalogueEntry): string {
  const count =
    entry.kind === 'table' && entry.rows !== null
      ? `${formatCount(entry.rows)} rows`
      : entry.kind === 'neuron'
        ? `${formatCount(entry.nodes)} nodes`
        : entry.kind === 'array' && entry.shape !== null
          ? entry.shape.join(' × ')
          : undefined;
  return [entry.format, count, sizeOf(entry), whereabouts(entry)].filter(part => part !== undefined).join(' · ');
}

interface FileLine {
  readonly url: string;
  readonly size: string;
  readonly sha256: string;
  readonly place: string;
}

/** What is told of each file, or of the folder that stands for them. */
function filesOf(entry: CatalogueEntry): FileLine[] {
  if ('address' in entry) {
    return [entry.address, ...entry.alternatives].map((url, i) => ({
      url,
      size: i === 0 ? sizeOf(entry) : 'the same, elsewhere',
      sha256: '',
      place: 'read in place',
    }));
  }
  return entry.files.map(file => ({
    url: file.url,
    size: fileSize(file),
    sha256: file.sha256 ?? 'not published: recorded at the first download',
    place: { cache: 'in the cache', mirror: 'in the mirror', none: 'to download' }[whereIs(file) ?? 'none'],
  }));
}

function descriptionText(entry: CatalogueEntry): string {
  const lines = [entry.title, `  ${entry.id}`, `  ${summary(entry)}`, `  version  ${entry.version}`, `  ${entry.note}`];
  lines.push(
    '  open it:',
    ...howToOpen(entry)
      .split('\n')
      .map(line => `    ${line}`),
  );
  if (entry.columns.length > 0) lines.push('  columns:');
  for (const { name, type, unit, meaning } of entry.columns) {
    lines.push(`    ${name}: ${type}${unit === null ? '' : `, ${unit}`}: ${meaning}`);
  }
  for (const { url, size, sha256, place } of filesOf(entry)) {
    lines.push(
      `  file     ${url}`,
      `           ${[size, place, sha256 && `sha256 ${sha256}`].filter(Boolean).join(', ')}`,
    );
  }
  lines.push(`  licence  ${entry.licence}`, `  see      ${entry.describedIn}`);
  for (const citation of entry.citations) lines.push(`  cite     ${citation.text}`);
  return lines.join('\n');
}

function descriptionHtml(entry: CatalogueEntry): string {
  const parts = [
    `<p style="margin: 0.2em 0; font-size: 115%; font-weight: 600">${linked(entry.title)}</p>`,
    paragraph(`${code(entry.id)} · ${linked(entry.version)}`),
    paragraph(linked(summary(entry)), true),
    paragraph(linked(entry.note)),
    codeBlock(howToOpen(entry)),
  ];
  if (entry.columns.length > 0) {
    const rows = entry.columns.map(({ name, type, unit, meaning }) => [
      code(name),
      linked(type),
      linked(unit ?? ''),
      linked(meaning),
    ]);
    parts.push(heading('Columns'), rowsHtml(['name', 'type', 'unit', 'meaning'], rows));
  }
  const files = filesOf(entry);
  if (files.length > 0) {
    const rows = files.map(({ url, size, sha256, place }) => [
      link(url, decodeURI(url.slice(url.lastIndexOf('/') + 1))),
      linked(size),
      linked(place),
      sha256.length === 64 ? code(sha256) : linked(sha256),
    ]);
    parts.push(heading('address' in entry ? 'Where' : 'Files'), rowsHtml(['file', 'size', 'is', 'sha256'], rows));
  }
  parts.push(
    heading('Licence and citation'),
    paragraph(linked(entry.licence)),
    paragraph(`Described in ${linked(entry.describedIn)}`, true),
    ...entry.citations.map(citation => paragraph(linked(citation.text))),
    paragraph(`BibTeX: ${code(`datasets.cite('${entry.id}')`)}`, true),
  );
  return parts.join('');
}
