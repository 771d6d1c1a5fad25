import { escapeHtml } from '../../contract/html.js';

/**
 * The parts that displays of datasets are made of. Every function takes plain text and escapes it; colours are the
 * theme's, so that light and dark are both right, and outside of JupyterLab the page's own.
 */

const LEFT = 'text-align: left; vertical-align: top';
const QUIET = 'color: var(--jp-ui-font-color2, inherit)';
const CODE = 'font-family: var(--jp-code-font-family, monospace); font-size: var(--jp-code-font-size, 90%)';

/** Text with its https addresses as links. */
export function linked(text: string): string {
  return escapeHtml(text).replace(
    /https:\/\/[^\s&<>"']+[^\s&<>"'.,;:)]/g,
    url => `<a href="${url}" target="_blank" rel="noopener">${url}</a>`,
  );
}

/** A link with text of its own. */
export function link(url: string, text: string): string {
  if (!url.startsWith('https://')) return escapeHtml(text);
  return `<a href="${escapeHtml(url)}" target="_blank" rel="noopener">${escapeHtml(text)}</a>`;
}

/** A name in code's letters; a long one breaks behind a slash or an underscore, a checksum behind sixteen digits. */
export function code(text: string): string {
  const breakable = escapeHtml(text).replace(/[/_](?=.)|[0-9a-f]{16}(?=[0-9a-f])/g, '$&<wbr>');
  return `<code style="${CODE}; background: none; padding: 0; word-break: keep-all">${breakable}</code>`;
}

/** Lines of code, as they would stand in a cell. */
export function codeBlock(text: string): string {
  return `<pre style="${CODE}; margin: 0.4em 0; padding: 0.5em 0.8em; border: 1px solid var(--jp-border-color2, currentColor); border-radius: 2px; background: var(--jp-layout-color2, transparent); white-space: pre-wrap">${escapeHtml(text)}</pre>`;
}

/** A word about what follows. */
export function heading(text: string): string {
  return `<p style="margin: 0.9em 0 0.2em; font-weight: 600">${escapeHtml(text)}</p>`;
}

/** A paragraph of HTML that is already escaped. */
export function paragraph(html: string, quiet = false): string {
  return `<p style="margin: 0.2em 0; max-width: 60em${quiet ? `; ${QUIET}` : ''}">${html}</p>`;
}

/** A table of cells that are already escaped; the first of each row is the row's name. */
export function rowsHtml(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const heading = head.map(name => `<th scope="col" style="${LEFT}">${escapeHtml(name)}</th>`).join('');
  const body = rows.map(([name, ...cells]) => {
    const data = cells.map(cell => `<td style="${LEFT}">${cell}</td>`).join('');
    return `<tr><th scope="row" style="${LEFT}; font-weight: normal">${name}</th>${data}</tr>`;
  });
  return `<table style="margin: 0.2em 0"><thead><tr>${heading}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

/** A part that scrolls when it is long. */
export function scrolling(html: string): string {
  return `<div style="max-height: 32em; overflow: auto">${html}</div>`;
}
