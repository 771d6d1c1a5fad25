/** One matrix in the page. */

import type { DecodedMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
import type { MatrixView as StoredView } from 'connectome-helpers/dist/contract/matrix/matrix.js';
import { plotlyWords } from '../figure/plotly-buttons';
import type { IFigureTheme } from '../figure/theme';
import { createTooltip } from '../neuron-viewer/overlay/tooltip';
import type { ITranslation } from '../neuron-viewer/translation';
import type { ISelectionModel } from '../selection/model';
import { MatrixAxes } from './axes';
import { colorTable } from './drawing/color-table';
import { drawPage, type IArea, type IMatrixPage } from './drawing/page';
import { listenForKeys } from './keys';
import { besidePx, type ILayout, type ILayoutParts, layoutOf } from './layout';
import { unitWords } from './measure-words';
import { find, windowOf } from './model/find';
import { type ILimits, limitsOf } from './model/limits';
import { type IRaster, type IWindow, rasterOf } from './model/raster';
import type { IShownSide } from './model/side';
import { type ITick, shortened, ticksOf } from './model/ticks';
import { withNull } from './model/with-null';
import { MatrixPointing } from './pointing';
import { cellsOfBlock, neuronsOf, selectedRows, selectionOf } from './selected';
import { type IDrawn, type IShown, shownOf } from './shown';
import { createToolbar, type IMatrixActions, type IToolbar } from './toolbar';
import { comparisonWords, drawnWords, labelOf, sideTitles } from './words';

export interface IMatrixOptions {
  readonly trans: ITranslation;
  readonly selection: ISelectionModel;
  /** What a screen reader says of the picture. */
  readonly summary: string;
  theme(): IFigureTheme;
  /** Brand colour of the page. */
  accent(): string;
  /** The reader looks at it in another way. */
  onView(view: StoredView): void;
  onReady(): void;
  actions(view: MatrixWidgetView): IMatrixActions;
}

export class MatrixWidgetView {
  constructor(
    host: HTMLElement,
    private _decoded: DecodedMatrix,
    private readonly _options: IMatrixOptions,
  ) {
    this._view = _decoded.payload.view;
    this._shown = shownOf(_decoded, this._view);
    const actions = _options.actions(this);
    this._toolbar = createToolbar(
      _decoded,
      _options.trans,
      { change: part => this.change(part), search: words => this.search(words), failed: text => this._tell(text) },
      actions,
    );
    this._stage.className = 'jp-ConnectomeMatrix-stage';
    this._plot.className = 'jp-ConnectomeMatrix-plot';
    this._status.className = 'jp-ConnectomeMatrix-status';
    this._status.setAttribute('role', 'status');
    // Not an image: its keys must come through to it in a screen reader too.
    this._plot.setAttribute('role', 'application');
    this._plot.setAttribute('aria-roledescription', _options.trans.__('connectivity matrix'));
    this._voice.className = 'jp-ConnectomeViewer-voice';
    this._voice.setAttribute('aria-live', 'polite');
    this._plot.setAttribute('aria-label', _options.summary);
    this._stage.append(this._canvas, this._plot, this._tooltip.node, this._voice);
    host.replaceChildren(this._toolbar.node, ...actions.panels, this._stage, this._status);
    this._axes = new MatrixAxes(this._plot, {
      onWindow: (window, moving) => this.look(window, moving),
      onBrush: window =>
        this.select(cellsOfBlock(this._shown.rows, this._shown.columns, window), this._pointing.isAdding),
    });
    this._pointing = new MatrixPointing(this._stage, this._tooltip, this, _options.trans);
    listenForKeys(this._plot, this._tooltip, this, _options.trans);
    _options.selection.changed.connect(this._onSelection, this);
    this._onSelection();
    this._sizes.observe(host);
  }

  get decoded(): DecodedMatrix {
    return this._decoded;
  }

  /** Shows a comparison that the kernel has made; it is the matrix's own from now on. */
  showNull(received: unknown): void {
    const { decoded, index } = withNull(this._decoded, received);
    const { grouping: by, draws } = decoded.nulls[index];
    this._decoded = decoded;
    this._toolbar.offer(decoded);
    const { rows, columns } = this._view;
    const against = { null: index, show: draws > 0 ? 'z' : 'ratio' } as const;
    this.change({ against, rows: { ...rows, by }, columns: { ...columns, by } });
  }

  /** How the matrix is looked at now. */
  get view(): StoredView {
    return this._view;
  }

  get shown(): IShown {
    return this._shown;
  }

  /** What is on the screen, `undefined` before the first picture. */
  get drawn(): IDrawn | undefined {
    return this._drawn;
  }

  /** Looks at it in another way. What cannot be worked out is said, and nothing changes. */
  change(part: Partial<StoredView>): void {
    const { window: _, ...before } = this._view;
    const next = { ...before, ...part };
    try {
      this._shown = shownOf(this.decoded, next);
    } catch (error) {
      this._tell(error instanceof Error ? error.message : String(error));
      this._toolbar.sync(this._view);
      return;
    }
    this._view = next;
    this._onSelection();
    this._options.onView(next);
    void this.redraw();
  }

  /** Draws everything again, as for another theme or size. */
  async redraw(): Promise<void> {
    if (this._disposed || this._widthPx === 0) return;
    const layout = layoutOf(this.layoutParts(this._options.theme()));
    this._layout = layout;
    this._stage.style.width = `${layout.widthPx}px`;
    this._stage.style.height = `${layout.heightPx}px`;
    this._toolbar.sync(this._view);
    this._paint(this.window);
    await this._drawAxes();
    if (!this._ready && !this._disposed) {
      this._ready = true;
      this._options.onReady();
    }
  }

  /** What is drawn for a window, with so many pixels to a px. */
  page(window: IWindow, area: IArea, ratio: number): IMatrixPage {
    const { rows, columns, grid, sums, totals } = this._shown;
    const raster = rasterOf(grid, sums, window, area.width * ratio, area.height * ratio);
    const theme = this._options.theme();
    const { rows: rowFlags, columns: columnFlags } = this._selected;
    return {
      area,
      window,
      raster,
      limits: this.limitsFor(raster),
      scale: this.scale,
      colors: colorTable(this.scaleOf(theme)),
      ink: { muted: theme.muted, faint: theme.faint, accent: this._options.accent() },
      rows,
      columns,
      totals,
      dots: this._view.mark === 'dots' ? grid : undefined,
      selected: {
        rows: rowFlags ?? new Uint8Array(rows.count),
        columns: columnFlags ?? new Uint8Array(columns.count),
      },
    };
  }

  dispose(): void {
    this._disposed = true;
    this._sizes.disconnect();
    this._options.selection.changed.disconnect(this._onSelection, this);
    this._axes.dispose();
  }

  /** What is seen of it. */
  get window(): IWindow {
    const { rowCount, columnCount } = this._shown.grid;
    const [top, bottom, left, right] = this._view.window ?? [0, rowCount, 0, columnCount];
    // One that was made for other rows may show none of these.
    const isHere = top < bottom && left < right && bottom > 0 && right > 0 && top < rowCount && left < columnCount;
    return isHere ? { top, bottom, left, right } : { top: 0, bottom: rowCount, left: 0, right: columnCount };
  }

  /** Single values have the same colours wherever one looks; pooled ones would be lost beside them. */
  limitsFor({ rowsPerPixel, columnsPerPixel, values }: IRaster): ILimits {
    const { limits, scale } = this._view;
    if (this._shown.isSigned) return this._shown.limits;
    if (limits) return { low: limits[0], high: limits[1], clipped: true };
    return rowsPerPixel * columnsPerPixel === 1 ? this._shown.limits : limitsOf(values, scale);
  }

  /** What the layout has to make room for, in a theme's words. */
  layoutParts({ fontFamily, fontSizePx }: IFigureTheme): ILayoutParts {
    const { rows, columns, totals } = this._shown;
    const context = this._canvas.getContext('2d');
    if (context) context.font = `${fontSizePx - 1}px ${fontFamily}`;
    const longest = (side: IShownSide): number => {
      const names = side.spans.map(({ name }) => name);
      const labels = Array.from({ length: Math.min(200, side.count) }, (_, i) => labelOf(this.decoded, side, i));
      const words = [...names, ...labels, side.count.toLocaleString('en')].map(
        word => context?.measureText(shortened(word)).width ?? 80,
      );
      return words.reduce((a, b) => Math.max(a, b), 0);
    };
    return {
      widthPx: this._widthPx,
      rowCount: rows.count,
      columnCount: columns.count,
      rowWordsPx: longest(rows),
      columnWordsPx: longest(columns),
      hasTotals: totals !== undefined,
      isTable: this.decoded.payload.table !== undefined,
      rowBesidePx: besidePx(rows),
      columnBesidePx: besidePx(columns),
    };
  }

  /** What is written beside rows and columns in an area. */
  ticks(area: IArea): { readonly rowTicks: ITick[]; readonly columnTicks: ITick[] } {
    const { rows, columns } = this._shown;
    const { top, bottom, left, right } = this.window;
    return {
      rowTicks: ticksOf(rows, row => labelOf(this.decoded, rows, row), top, bottom, area.height),
      columnTicks: ticksOf(columns, row => labelOf(this.decoded, columns, row), left, right, area.width),
    };
  }

  /** The colours from low to high. */
  scaleOf(theme: IFigureTheme): IFigureTheme['sequential'] {
    return this._shown.isSigned ? theme.diverging : theme.sequential;
  }

  /** How values become heights: what goes both ways has no logarithm. */
  get scale(): 'linear' | 'log' {
    return this._shown.isSigned ? 'linear' : this._view.scale;
  }

  /** What is written along the sides. */
  sideTitles(): { readonly rowTitle: string; readonly columnTitle: string } {
    return sideTitles(this.decoded, this._shown.isTransposed, this._options.trans);
  }

  /** What the colours stand for. */
  unitOf({ rowsPerPixel, columnsPerPixel }: IRaster): string {
    const unit = unitWords(this._shown.grid.unit, this._options.trans);
    if (rowsPerPixel * columnsPerPixel === 1) return unit;
    return this._options.trans.__('%1, mean of %2 pairs', unit, `${rowsPerPixel} × ${columnsPerPixel}`);
  }

  /** What a reader must know of how it is drawn. */
  words(page: Pick<IMatrixPage, 'raster' | 'limits' | 'area' | 'window'>): string[] {
    const { trans } = this._options;
    return [...drawnWords(page, this.scale, this._view.mark, trans), ...comparisonWords(this._shown, trans)];
  }

  private _paint(window: IWindow): void {
    const { _layout: layout } = this;
    if (!layout || this._disposed) return;
    const ratio = Math.min(2, devicePixelRatio);
    this._canvas.width = Math.round(layout.widthPx * ratio);
    this._canvas.height = Math.round(layout.heightPx * ratio);
    this._canvas.style.width = `${layout.widthPx}px`;
    this._canvas.style.height = `${layout.heightPx}px`;
    const context = this._canvas.getContext('2d');
    if (!context) return;
    context.scale(ratio, ratio);
    const page = this.page(window, layout.area, 1);
    drawPage(context, page);
    this._drawn = { area: layout.area, window, raster: page.raster, limits: page.limits };
  }

  private async _drawAxes(): Promise<void> {
    const { _layout: layout } = this;
    if (!layout || !this._drawn) return;
    const { area, window, raster, limits } = this._drawn;
    const { grid } = this._shown;
    this._tellState();
    await this._axes.draw({
      widthPx: layout.widthPx,
      heightPx: layout.heightPx,
      area,
      window,
      rowCount: grid.rowCount,
      columnCount: grid.columnCount,
      ...this.sideTitles(),
      ...this.ticks(area),
      rowBesidePx: besidePx(this._shown.rows),
      columnBesidePx: besidePx(this._shown.columns),
      limits,
      scale: this.scale,
      colors: this.scaleOf(this._options.theme()),
      unit: this.unitOf(raster),
      theme: this._options.theme(),
      words: plotlyWords(this._options.trans),
    });
  }

  /** Goes to a part of the matrix, to all of it without one; `moving`: there is more to come. */
  look(window: IWindow | undefined, moving = false): void {
    const { rowCount, columnCount } = this._shown.grid;
    const { top, bottom, left, right } = window ?? { top: 0, bottom: rowCount, left: 0, right: columnCount };
    const whole = top <= 0 && left <= 0 && bottom >= rowCount && right >= columnCount;
    const { window: _, ...before } = this._view;
    this._view = whole ? before : { ...before, window: [top, bottom, left, right] };
    this._paint(this.window);
    if (moving) return;
    void this._drawAxes();
    this._options.onView(this._view);
  }

  /** Goes to the cell or group that is called so, and selects it; says so where there is none, or none that is shown. */
  search(words: string): void {
    const { trans } = this._options;
    const found = find(this.decoded, words);
    if (!found) {
      if (words.trim() !== '') this._tell(trans.__('Nothing here is called %1.', words.trim()));
      return;
    }
    const { rows, columns } = this._shown;
    const window = windowOf(rows, columns, found.cells);
    if (!window) {
      this._tell(trans.__('%1 is not among the cells that are shown.', found.name));
      return;
    }
    this.look(window);
    this.select(found.cells, false);
  }

  /** Selects the neurons of these cells; with `add`, beside what is selected. */
  select(cells: readonly number[], add: boolean): void {
    const { selection } = this._options;
    const ids = neuronsOf(this.decoded.wiring, cells);
    if (ids.length === 0 && cells.length > 0) return;
    selection.set(selectionOf(selection.current, ids, add), this);
  }

  /** To those who cannot see the picture. */
  say(text: string): void {
    this._voice.textContent = text;
  }

  private _onSelection(): void {
    const { neurons } = this._options.selection.current;
    this._idIndex ??= new Map(Array.from(this.decoded.wiring.ids, (id, cell) => [String(id), cell]));
    const cells = neurons.flatMap(id => this._idIndex?.get(id) ?? []);
    this._selected = {
      rows: selectedRows(this._shown.rows, cells),
      columns: selectedRows(this._shown.columns, cells),
    };
    this._count = new Set(cells).size;
    this._paint(this.window);
    this._tellState();
  }

  private _tellState(): void {
    if (!this._drawn) return;
    const { trans } = this._options;
    const count = this._count;
    const selected =
      count === 0 ? [] : [trans._n('%2 cell selected.', '%2 cells selected.', count, count.toLocaleString())];
    this._tell([...this.words(this._drawn), ...selected].join(' '));
  }

  private _tell(text: string): void {
    this._status.textContent = text;
  }

  private readonly _sizes = new ResizeObserver(([entry]) => {
    const widthPx = Math.floor(entry.contentRect.width);
    if (widthPx === this._widthPx || widthPx === 0) return;
    this._widthPx = widthPx;
    void this.redraw();
  });

  private readonly _stage = document.createElement('div');
  private readonly _canvas = document.createElement('canvas');
  private readonly _plot = document.createElement('div');
  private readonly _status = document.createElement('div');
  private readonly _voice = document.createElement('div');
  private readonly _tooltip = createTooltip();
  private readonly _toolbar: IToolbar;
  private readonly _axes: MatrixAxes;
  private readonly _pointing: MatrixPointing;
  private _view: StoredView;
  private _shown: IShown;
  private _selected: { rows: Uint8Array | undefined; columns: Uint8Array | undefined } = {
    rows: undefined,
    columns: undefined,
  };
  private _idIndex: Map<string, number> | undefined;
  private _layout: ILayout | undefined;
  private _drawn: IDrawn | undefined;
  private _widthPx = 0;
  /** Cells of this matrix that are selected. */
  private _count = 0;
  private _ready = false;
  private _disposed = false;
}
