/** The scene as a table: what it holds, for who does not see the picture or wants the numbers. */

import type { Scene } from 'connectome-helpers/dist/contract/scene/scene.js';
import type { ITranslation } from '../translation';
import { type ICellRow, type RowColumn, sortRows } from './cell-rows';
import { button, element, keepKeys } from './element';
import { icon } from './icons';

export interface ICellTable {
  readonly node: HTMLElement;
  sync(hidden: ReadonlySet<number>, selected: ReadonlySet<number>): void;
}

export interface ITableHands {
  setCells(cells: readonly number[], visible: boolean): void;
  setSelected(cell: number, selected: boolean): void;
}

/** Rows on one page: more make the browser slow, and nobody reads them. */
export const PAGE_ROWS = 1000;

export function createCellTable(
  rows: readonly ICellRow[],
  axes: Scene['axes'],
  caption: string,
  trans: ITranslation,
  hands: ITableHands,
): ICellTable {
  const node = element('div', 'tableHolder');
  const scroller = element('div', 'tableScroller');
  // Scrolled with the keyboard, it must be able to have the focus.
  scroller.tabIndex = 0;
  keepKeys(scroller);
  scroller.setAttribute('role', 'region');
  scroller.setAttribute('aria-label', caption);
  const table = element('table', 'table');
  const body = element('tbody', '');
  const columns: readonly { key: RowColumn; title: string; text(row: ICellRow): string; number?: boolean }[] = [
    { key: 'label', title: trans.__('Neuron'), text: row => row.label },
    { key: 'id', title: trans.__('Id'), text: row => row.id },
    { key: 'type', title: trans.__('Type'), text: row => row.type ?? '' },
    { key: 'nodeCount', title: trans.__('Nodes'), text: row => whole(row.nodeCount), number: true },
    { key: 'cableLengthUm', title: trans.__('Cable (µm)'), text: row => whole(row.cableLengthUm), number: true },
    {
      key: 'somaDepthUm',
      title: axes === 'cortex' ? trans.__('Soma depth (µm)') : trans.__('Soma y (µm)'),
      text: row => (row.somaDepthUm === null ? '' : whole(row.somaDepthUm)),
      number: true,
    },
  ];
  let sorted = rows;
  let page = 0;
  let by: RowColumn | undefined;
  let ascending = true;
  let hidden: ReadonlySet<number> = new Set();
  let selected: ReadonlySet<number> = new Set();
  let shown: { row: ICellRow; visibleBox: HTMLInputElement; selectedBox: HTMLInputElement }[] = [];

  const check = (): void => {
    for (const { row, visibleBox, selectedBox } of shown) {
      visibleBox.checked = !hidden.has(row.cell);
      selectedBox.checked = selected.has(row.cell);
    }
  };
  const rowNode = (row: ICellRow): HTMLTableRowElement => {
    const line = element('tr', '');
    const visibleBox = checkbox(trans.__('Show %1', row.label), on => hands.setCells([row.cell], on));
    const selectedBox = checkbox(trans.__('Select %1', row.label), on => hands.setSelected(row.cell, on));
    shown.push({ row, visibleBox, selectedBox });
    const cells = columns.map((column, i) => {
      const cell = element(i === 0 ? 'th' : 'td', column.number ? 'tableNumber' : '', column.text(row));
      if (i === 0) cell.setAttribute('scope', 'row');
      return cell;
    });
    line.append(...cells, boxCell(visibleBox), boxCell(selectedBox));
    return line;
  };
  const pageLine = element('div', 'pages');
  const pageText = element('span', 'pageText');
  const turn = (to: number): void => {
    page = to;
    fill();
    scroller.scrollTop = 0;
  };
  const previous = button('toolButton', trans.__('Previous page'), icon('previous'));
  const next = button('toolButton', trans.__('Next page'), icon('next'));
  previous.addEventListener('click', () => turn(Math.max(0, page - 1)));
  next.addEventListener('click', () => turn(Math.min(lastPage, page + 1)));
  pageLine.append(previous, pageText, next);
  const lastPage = Math.max(0, Math.ceil(rows.length / PAGE_ROWS) - 1);
  pageLine.hidden = lastPage === 0;

  const fill = (): void => {
    shown = [];
    const from = page * PAGE_ROWS;
    const rowsOfPage = sorted.slice(from, from + PAGE_ROWS);
    body.replaceChildren(...rowsOfPage.map(rowNode));
    pageText.textContent = trans.__(
      '%1–%2 of %3',
      whole(from + 1),
      whole(from + rowsOfPage.length),
      whole(rows.length),
    );
    previous.disabled = page === 0;
    next.disabled = page === lastPage;
    check();
  };

  const head = element('tr', '');
  const headings = columns.map(column => {
    const heading = element('th', column.number ? 'tableNumber' : '');
    heading.scope = 'col';
    const sorter = element('button', 'sorter', column.title);
    sorter.type = 'button';
    sorter.addEventListener('click', () => {
      ascending = by === column.key ? !ascending : true;
      by = column.key;
      sorted = sortRows(rows, by, ascending);
      headings.forEach(other => {
        other.removeAttribute('aria-sort');
      });
      heading.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
      turn(0);
    });
    heading.append(sorter);
    return heading;
  });
  head.append(...headings, plainHeading(trans.__('Visible')), plainHeading(trans.__('Selected')));
  const top = element('thead', '');
  top.append(head);
  table.append(element('caption', 'tableCaption', caption), top, body);
  scroller.append(table);
  node.append(scroller, pageLine);
  fill();
  return {
    node,
    sync(nowHidden, nowSelected) {
      hidden = nowHidden;
      selected = nowSelected;
      check();
    },
  };
}

function plainHeading(text: string): HTMLTableCellElement {
  const heading = element('th', 'tableBox', text);
  heading.scope = 'col';
  return heading;
}

function boxCell(box: HTMLInputElement): HTMLTableCellElement {
  const cell = element('td', 'tableBox');
  cell.append(box);
  return cell;
}

function checkbox(label: string, change: (on: boolean) => void): HTMLInputElement {
  const box = element('input', '');
  box.type = 'checkbox';
  box.setAttribute('aria-label', label);
  box.addEventListener('change', () => change(box.checked));
  return box;
}

function whole(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 0 });
}
