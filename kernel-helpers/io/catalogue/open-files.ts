import { escapeHtml } from '../../contract/html.js';
import { type Displayable, jupyterDisplay } from '../../contract/mime.js';
import type { FileEntry } from './catalogue-entry.js';
import { fetchFiles, type OpenOptions } from './dataset-files.js';

/** Files that are here and verified, for another program to read. */
export interface OpenedFiles extends Displayable {
  /** Where they lie on this machine, in the catalogue's order. */
  readonly paths: readonly string[];
  /** What they are and what reads them. */
  readonly note: string;
}

/** The files of an entry that this library does not read, fetched and verified. */
export async function openFiles({ format, note, ...entry }: FileEntry, options: OpenOptions): Promise<OpenedFiles> {
  const paths = (await fetchFiles({ format, note, ...entry }, options)).map(file => file.path);
  const lines = [`${format}: ${note}`, ...paths];
  return {
    paths,
    note,
    [jupyterDisplay]: () => ({
      'text/plain': lines.join('\n'),
      'text/html': `<p>${escapeHtml(lines[0])}</p>${paths.map(path => `<p><code>${escapeHtml(path)}</code></p>`).join('')}`,
    }),
  };
}
