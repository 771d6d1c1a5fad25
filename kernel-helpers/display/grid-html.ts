/** The shown part of a table as HTML: right in JupyterLab's themes, in nbconvert, and where no style sheet is. */
import { escapeHtml } from '../contract/html.js';
import type { Grid, GridCell, GridColumn } from './grid.js';
import { gapText, hiddenColumnsText, sizeText } from './grid-text.js';
import { shortText } from './short-text.js';

/** Longer text may be broken over lines. */
const LONGEST_LINE = 40;
const FAINT = 'opacity:0.65';

/** A `<table>`; every name and value in it is escaped, and nothing in it is lost to JupyterLab's sanitizer. */
export function gridHtml(grid: Grid): string {
  const { source, columns, headColumns, headRows, leftOut, rows } = grid;
  const gap = leftOut.length > 0 ? headColumns : -1;
  const across = columns.length + (source.numbered ? 1 : 0) + (gap >= 0 ? 1 : 0);

  const body = rows.map((row, i) => {
    const cells = columns.map((column, c) => (c === gap ? GAP_CELL : '') + cellHtml(column.cells[i], column.side));
    const number = source.numbered ? `<th scope="row" style="font-weight:normal;${FAINT}">${row}</th>` : '';
    return `<tr>${number}${cells.join('')}</tr>`;
  });
  if (rows.length < source.rowCount) {
    const text = `<td colspan="${Math.max(1, across)}" style="text-align:left;${FAINT}">${gapText(grid)}</td>`;
    body.splice(headRows, 0, `<tr>${text}</tr>`);
  }
  const head = columns.map((column, c) => (c === gap ? GAP_HEAD : '') + headHtml(column));
  return (
    '<table class="dataframe" style="font-variant-numeric:tabular-nums">' +
    `<caption style="caption-side:bottom;text-align:left;padding-top:0.4em;opacity:0.85">${captionHtml(grid)}</caption>` +
    `<thead><tr>${source.numbered ? '<td></td>' : ''}${head.join('')}</tr></thead>` +
    `<tbody>${body.join('')}</tbody></table>`
  );
}

const GAP_HEAD = `<th scope="col" style="text-align:center;font-weight:normal;${FAINT}">…</th>`;
const GAP_CELL = `<td style="text-align:center;${FAINT}">…</td>`;

function headHtml({ name, type, side }: GridColumn): string {
  const below =
    type === undefined
      ? ''
      : `<br><small style="font-weight:normal;white-space:nowrap;${FAINT}">${escapeHtml(type)}</small>`;
  return `<th scope="col" style="text-align:${side}">${escapeHtml(shortText(name))}${below}</th>`;
}

function cellHtml({ text, faint }: GridCell, side: string): string {
  const line = text.length <= LONGEST_LINE ? ';white-space:nowrap' : '';
  const inner = faint && text !== '' ? `<i style="${FAINT}">${escapeHtml(text)}</i>` : escapeHtml(text);
  return `<td style="text-align:${side}${line}">${inner}</td>`;
}

function captionHtml(grid: Grid): string {
  const { caption } = grid;
  const hidden = hiddenColumnsText(grid);
  // That rows and columns make a table is seen.
  const kind = grid.source.rowName === undefined ? '' : `${grid.source.kind}: `;
  const size = `<span style="white-space:nowrap">${escapeHtml(kind + sizeText(grid))}</span>`;
  const lines = [caption ?? '', hidden].map(escapeHtml);
  return [lines[0], size, lines[1]].filter(line => line !== '').join('<br>');
}
