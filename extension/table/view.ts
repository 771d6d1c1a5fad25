import type { TranslationBundle } from '@jupyterlab/translation';
import { BasicSelectionModel, DataGrid } from '@lumino/datagrid';
import { Widget } from '@lumino/widgets';
import type { TableView as StoredView } from 'connectome-helpers/dist/contract/table.js';
import { keepKeys } from '../neuron-viewer/overlay/element';
import { tsvOf } from '../outputs/separated-values';
import { emptySelection, type ISelectionChange, type ISelectionModel } from '../selection/model';
import { MOST_TEXT_ROWS, textTable, wordsOfRows } from './as-text';
import { element, tableControls } from './controls';
import { GridModel } from './grid-model';
import { TableKeys, TableMouse } from './handlers';
import { cellRenderers, gridStyle } from './look';
import { cellText } from './model/column';
import type { IDecodedTable } from './model/decode';
import { marksOf, selectionOfRows, shownRows } from './model/rows';
import { problemText, rowsText } from './words';

/** What a table needs of the page around it. */
export interface ITableViewOptions {
  readonly trans: TranslationBundle;
  readonly selection: ISelectionModel;
  /** A colour or font of the theme. */
  property(name: string): string;
  /** The reader looks at it in another way. */
  onView(view: StoredView): void;
}

const rowHeight = 22;
/** So many rows stand on the screen at once. */
const mostVisible = 14;

/** A table on the page: title and boxes, the grid, and what it says. */
export class TableView {
  constructor(
    private readonly _table: IDecodedTable,
    private readonly _options: ITableViewOptions,
  ) {
    const { trans, selection } = _options;
    const { payload, columns } = _table;
    this._view = payload.view;
    this._marks = marksOf(columns, selection.current);
    this._model = new GridModel(columns, { neurons: trans.__('neuron ids'), synapses: trans.__('synapse ids') });
    const head = new Widget();
    if (payload.title) head.node.append(element('div', 'title', payload.title));
    tableControls(head.node, columns, this._view, trans, {
      filter: (column, text) => this._filter(column, text),
      onlySelected: on => this._change({ ...this._view, onlySelected: on }),
      selectShown: () => selection.set(selectionOfRows(columns, this._model.rows), this),
      copy: () => void this._copy(),
      asText: on => this._asText(on),
    });
    this._grid = this._makeGrid();
    const foot = new Widget();
    this._status.setAttribute('role', 'status');
    this._voice.setAttribute('aria-live', 'polite');
    this._text.tabIndex = 0;
    keepKeys(this._text);
    this._text.hidden = true;
    this._text.setAttribute('role', 'region');
    this._text.setAttribute('aria-label', trans.__('The first rows as text'));
    foot.node.append(this._text, this._problem, this._status, this._voice);
    if (payload.caption) foot.node.append(element('div', 'caption', payload.caption));
    this._problem.setAttribute('role', 'alert');
    this.parts = [head, this._grid, foot];
    selection.changed.connect(this._onSelection, this);
    this.restyle();
    this._show();
  }

  /** In their order on the page. */
  readonly parts: readonly Widget[];

  dispose(): void {
    this._options.selection.changed.disconnect(this._onSelection, this);
    for (const part of this.parts) part.dispose();
  }

  /** Takes the theme's colours. */
  restyle(): void {
    const { property } = this._options;
    const isRight = (column: number): boolean => /number|integer/.test(this._table.columns[column].kind);
    const { body, header, rowHeader } = cellRenderers(property, isRight, row => this._marks(this._model.rows[row]));
    this._grid.style = { ...this._grid.style, ...gridStyle(property) };
    this._grid.cellRenderers.update({
      body,
      'column-header': header,
      'row-header': rowHeader,
      'corner-header': header,
    });
  }

  private _makeGrid(): DataGrid {
    const { trans } = this._options;
    const grid = new DataGrid({
      defaultSizes: { rowHeight, columnWidth: 100, rowHeaderWidth: 56, columnHeaderHeight: rowHeight },
      stretchLastColumn: false,
    });
    grid.addClass('jp-ConnectomeTable-grid');
    grid.dataModel = this._model;
    this._cursor = new BasicSelectionModel({ dataModel: this._model, selectionMode: 'row' });
    this._cursor.changed.connect(this._onRows, this);
    grid.selectionModel = this._cursor;
    grid.mouseHandler = new TableMouse(
      column => this._sort(column),
      () => this._keepWidths(),
    );
    grid.keyHandler = new TableKeys({
      copy: () => void this._copy(),
      sort: () => this._sort(Math.max(0, this._cursor.cursorColumn)),
      clear: () => {
        this._cursor.clear();
        this._options.selection.set(emptySelection, this);
      },
    });
    // JupyterLab's own keys, such as arrows that go to other cells, must not answer here.
    keepKeys(grid.viewport.node);
    grid.viewport.node.tabIndex = 0;
    grid.viewport.node.setAttribute('role', 'application');
    grid.viewport.node.setAttribute(
      'aria-label',
      trans.__(
        'Table: arrow keys move, Shift extends, S sorts, Escape selects nothing. “As text” shows it without a grid.',
      ),
    );
    // At its end the wheel moves the notebook on.
    grid.node.addEventListener(
      'wheel',
      event => {
        const isOver = event.deltaY < 0 ? grid.scrollY <= 0 : grid.scrollY >= grid.maxScrollY;
        if (event.deltaX === 0 && isOver) event.stopImmediatePropagation();
      },
      { capture: true },
    );
    return grid;
  }

  private _show(): void {
    const { columns, rowCount, payload } = this._table;
    const { trans } = this._options;
    const { rows, problems } = shownRows(columns, rowCount, this._view, row => this._marks(row) > 0);
    // Its rows are others now; what they name stays selected.
    this._isQuiet = true;
    this._model.show(rows, this._view.sort);
    this._cursor.clear();
    this._isQuiet = false;
    this._resize();
    this._problem.textContent = problems.map(problem => problemText(problem, trans)).join(' ');
    this._counted = rowsText(rows.length, rowCount, payload.rowCount, trans);
    this._say();
    const lines = Math.min(mostVisible, Math.max(3, rowCount));
    this._grid.node.style.height = `${(lines + 2) * rowHeight + 18}px`;
    if (!this._text.hidden) this._asText(true);
  }

  private _resize(): void {
    const kept = new Map(this._view.widths);
    this._table.columns.forEach(({ name, value, unit, of }, column) => {
      let longest = Math.max(name.length + 3, unit.length + (of ? 13 : 0));
      for (const row of this._sample) longest = Math.max(longest, cellText(value(row)).length);
      this._grid.resizeColumn('body', column, kept.get(name) ?? Math.min(320, 20 + 7.7 * longest));
    });
  }

  private _keepWidths(): void {
    const widths = this._table.columns.map(
      ({ name }, column) => [name, Math.max(10, this._grid.columnSize('body', column))] as const,
    );
    this._view = { ...this._view, widths };
    this._options.onView(this._view);
  }

  private _sort(column: number): void {
    const { name } = this._table.columns[column];
    const { sort, ...rest } = this._view;
    if (sort?.column !== name) this._change({ ...rest, sort: { column: name, descending: false } });
    else if (!sort.descending) this._change({ ...rest, sort: { column: name, descending: true } });
    else this._change(rest);
  }

  private _filter(column: string, text: string): void {
    const others = this._view.filters.filter(([name]) => name !== column);
    this._change({ ...this._view, filters: text.trim() === '' ? others : [...others, [column, text]] });
  }

  private _change(view: StoredView): void {
    this._view = view;
    this._show();
    this._options.onView(view);
  }

  /** The rows under the grid's own selection, as stored. */
  private *_chosenRows(): Generator<number> {
    for (const { r1, r2 } of this._cursor.selections()) {
      const [first, last] = [Math.min(r1, r2), Math.max(r1, r2)];
      for (let i = first; i <= Math.min(last, this._model.rows.length - 1); i += 1) yield this._model.rows[i];
    }
  }

  private _onRows(): void {
    if (this._isQuiet) return;
    const { columns } = this._table;
    const row = this._model.rows[this._cursor.cursorRow];
    if (row !== undefined) {
      this._voice.textContent = columns
        .map(({ name, value }) => `${name} ${cellText(value(row)) || 'null'}`)
        .join(', ');
    }
    if (columns.some(({ of }) => of)) this._options.selection.set(selectionOfRows(columns, this._chosenRows()), this);
  }

  private _onSelection(_: ISelectionModel, { current, source }: ISelectionChange): void {
    this._marks = marksOf(this._table.columns, current);
    // One's own click must not take the rows away that it may go on with.
    if (this._view.onlySelected && source !== this) this._show();
    else this._say();
    this.restyle();
  }

  private _say(): void {
    const { trans, selection } = this._options;
    const { neurons, synapses } = selection.current;
    const words = [this._counted];
    const counted = (count: number): string => count.toLocaleString();
    if (neurons.length > 0) {
      words.push(trans._n('%2 neuron selected', '%2 neurons selected', neurons.length, counted(neurons.length)));
    }
    if (synapses.length > 0) {
      words.push(trans._n('%2 synapse selected', '%2 synapses selected', synapses.length, counted(synapses.length)));
    }
    this._status.textContent = words.join(' · ');
  }

  /** The rows chosen here, or all that are shown where none is. */
  private async _copy(): Promise<void> {
    const { trans } = this._options;
    const chosen = [...this._chosenRows()];
    const rows = chosen.length > 0 ? chosen : [...this._model.rows];
    try {
      await navigator.clipboard.writeText(tsvOf(wordsOfRows(this._table.columns, rows)));
      this._voice.textContent = trans._n('%2 row copied', '%2 rows copied', rows.length, rows.length.toLocaleString());
    } catch {
      this._problem.textContent = trans.__('The browser did not let the rows be copied.');
    }
  }

  /** The header and the rows that are shown. */
  words(): Iterable<readonly string[]> {
    return wordsOfRows(this._table.columns, this._model.rows);
  }

  private _asText(on: boolean): void {
    const { trans } = this._options;
    this._grid.setHidden(on);
    this._text.hidden = !on;
    this._text.replaceChildren();
    if (!on) return;
    const { rows } = this._model;
    this._text.append(textTable(this._table.columns, rows));
    const left = rows.length - MOST_TEXT_ROWS;
    if (left > 0) this._text.append(element('p', 'status', trans.__('%1 more rows: filter to see them here.', left)));
  }

  private get _sample(): number[] {
    return Array.from({ length: Math.min(50, this._table.rowCount) }, (_, row) => row);
  }

  private readonly _model: GridModel;
  private readonly _grid: DataGrid;
  private _cursor!: BasicSelectionModel;
  private _view: StoredView;
  private _marks: (row: number) => 0 | 1 | 2;
  private _counted = '';
  private _isQuiet = false;
  private readonly _text = element('div', 'text');
  private readonly _problem = element('div', 'problem');
  private readonly _status = element('div', 'status');
  private readonly _voice = element('div', 'voice');
}
