import { cellText, type IColumn } from './model/column';

/** More would be slow to walk through, and for the browser to lay out. */
export const MOST_TEXT_ROWS = 200;

/** The first of these rows as a plain table, which every screen reader knows. */
export function textTable(columns: readonly IColumn[], rows: Uint32Array): HTMLTableElement {
  const table = document.createElement('table');
  const head = table.createTHead().insertRow();
  for (const { name, unit } of columns) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = unit ? `${name} (${unit})` : name;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows.subarray(0, MOST_TEXT_ROWS)) {
    const line = body.insertRow();
    for (const { value } of columns) line.insertCell().textContent = cellText(value(row));
  }
  return table;
}

/** A header and rows as words. All digits here: what is rounded on the screen is not rounded for a spreadsheet. */
export function* wordsOfRows(columns: readonly IColumn[], rows: Iterable<number>): Generator<string[]> {
  yield columns.map(({ name }) => name);
  for (const row of rows) yield columns.map(({ value }) => String(value(row) ?? ''));
}
