/** The shown part of a table as plain text: columns under each other, for a console or a screen reader. */
import type { Grid, GridColumn } from './grid.js';
import { countOf } from './number-text.js';
import { shortText } from './short-text.js';

/** The table in lines: what it is, names, types, rows, and what is left out. */
export function gridText(grid: Grid): string {
  const { source, columns, headColumns, headRows, leftOut, rows, caption } = grid;
  const typed = columns.some(column => column.type !== undefined);
  const printed = columns.map(column => printedColumn(column, typed));
  if (leftOut.length > 0) {
    const height = printed[0]?.length ?? 0;
    printed.splice(headColumns, 0, Array<string>(height).fill('…'));
  }
  if (source.numbered) {
    const numbers = ['', ...(typed ? [''] : []), ...rows.map(String)];
    printed.unshift(pad(numbers, 'right'));
  }
  const headLines = typed ? 2 : 1;
  const lines = Array.from({ length: rows.length + headLines }, (_, i) =>
    printed
      .map(column => column[i])
      .join('  ')
      .trimEnd(),
  );
  if (rows.length < source.rowCount) lines.splice(headLines + headRows, 0, gapText(grid));
  const hidden = hiddenColumnsText(grid);
  return [
    ...(caption === undefined ? [] : [shortText(caption, 400)]),
    `${source.kind}: ${sizeText(grid)}`,
    ...(columns.length > 0 ? lines : []),
    ...(hidden === '' ? [] : [hidden]),
  ].join('\n');
}

/** `1,204 rows × 5 columns`. */
export function sizeText({ source }: Grid): string {
  const rows = countOf(source.rowCount, ...(source.rowName ?? ['row', 'rows']));
  return source.rowName === undefined ? `${rows} × ${countOf(source.columns.length, 'column')}` : rows;
}

/** `… 1,184 more rows …`. */
export function gapText({ source, rows }: Grid): string {
  const [one, many] = source.rowName ?? ['row', 'rows'];
  const count = (source.rowCount - rows.length).toLocaleString('en-US');
  return `… ${count} more ${source.rowCount - rows.length === 1 ? one : many} …`;
}

/** Which columns are left out, and how to see them; empty when all are shown. */
export function hiddenColumnsText({ leftOut }: Grid): string {
  if (leftOut.length === 0) return '';
  const names = shortText(leftOut.slice(0, 8).join(', '), 200);
  const more = leftOut.length > 8 ? ', …' : '';
  return `${countOf(leftOut.length, 'column')} not shown (${names}${more}); table(…, { columns: [ names ] }) shows those you name`;
}

function printedColumn({ name, type, side, cells }: GridColumn, typed: boolean): string[] {
  return pad([shortText(name), ...(typed ? [type ?? ''] : []), ...cells.map(cell => cell.text)], side);
}

function pad(texts: readonly string[], side: 'left' | 'right'): string[] {
  const width = Math.max(...texts.map(widthOf));
  return texts.map(text => {
    const space = ' '.repeat(width - widthOf(text));
    return side === 'right' ? space + text : text + space;
  });
}

/** How many characters of a fixed-width font a text takes, as far as counting code points tells. */
function widthOf(text: string): number {
  return [...text].length;
}
