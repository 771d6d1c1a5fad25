/** One matrix in the page. */

import type { DecodedMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
import type { MatrixView as StoredView } from 'connectome-helpers/dist/contract/matrix/matrix.js';
import type { IFigureTheme } from '../figure/theme';
import { createTooltip } from '../neuron-viewer/overlay/tooltip';
import type { ITranslation } from '../neuron-viewer/translation';
import type { ISelectionModel } from '../selection/model';
import { type DragMode, MatrixAxes } from './axes';
import { colorTable } from './drawing/color-table';
import { drawPage, type IArea, type IMatrixPage, STRIP_GAP_PX, STRIP_PX } from './drawing/page';
import { type ILayout, layoutOf } from './layout';
import { gridOf, type IGrid } from './model/grid';
import { type ILimits, limitsOf } from './model/limits';
import { blockSums, type IBlockSums, type IRaster, type IWindow, rasterOf } from './model/raster';
import { type IShownSide, shownSides } from './model/side';
import { shortened, ticksOf } from './model/ticks';
import { type ITotals, totalsOf } from './model/totals';
import { cellsBetween, cellsOfBlock, selectedRows, selectionOf } from './selected';
import { createToolbar, type IMatrixAction, type IToolbar } from './toolbar';
import { hoverText, labelOf } from './words';

export interface IMatrixOptions {
  readonly trans: ITranslation;
  readonly selection: ISelectionModel;
  theme(): IFigureTheme;
  /** Brand colour of the page. */
  accent(): string;
  /** The reader looks at it in another way. */
  onView(view: StoredView): void;
  onReady(): void;
  actions(view: MatrixWidgetView): readonly IMatrixAction[];
}

/** Everything that an order, a grouping and a measure make of the wiring. */
interface IShown {
  readonly rows: IShownSide;
  readonly columns: IShownSide;
  readonly grid: IGrid;
  readonly sums: IBlockSums | undefined;
  readonly totals: ITotals | undefined;
  /** Of every single value. */
  readonly limits: ILimits;
}

export class MatrixWidgetView {
  constructor(
    host: HTMLElement,
    readonly decoded: DecodedMatrix,
    private readonly _options: IMatrixOptions,
  ) {
    this._view = decoded.payload.view;
    this._shown = this._work(this._view);
    this._toolbar = createToolbar(decoded, _options.trans, part => this.change(part), _options.actions(this));
    this._stage.className = 'jp-ConnectomeMatrix-stage';
    this._plot.className = 'jp-ConnectomeMatrix-plot';
    this._status.className = 'jp-ConnectomeMatrix-status';
    this._status.setAttribute('role', 'status');
    this._stage.append(this._canvas, this._plot, this._tooltip.node);
    host.replaceChildren(this._toolbar.node, this._stage, this._status);
    this._axes = new MatrixAxes(this._plot, {
      onWindow: (window, moving) => this._look(window, moving),
      onBrush: window => this._select(cellsOfBlock(this._shown.rows, this._shown.columns, window), this._shift),
    });
    this._listen();
    _options.selection.changed.connect(this._onSelection, this);
    this._onSelection();
    this._sizes.observe(host);
  }

  /** How the matrix is looked at now. */
  get view(): StoredView {
    return this._view;
  }

  get shown(): IShown {
    return this._shown;
  }

  /** Looks at it in another way. What cannot be worked out is said, and nothing changes. */
  change(part: Partial<StoredView>): void {
    const { window: _, ...before } = this._view;
    const next = { ...before, ...part };
    try {
      this._shown = this._work(next);
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
    const layout = this._measure();
    this._layout = layout;
    this._stage.style.width = `${layout.widthPx}px`;
    this._stage.style.height = `${layout.heightPx}px`;
    this._toolbar.sync(this._view);
    this._paint(this._window);
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
      limits: this._limitsFor(raster),
      scale: this._view.scale,
      colors: colorTable(theme.sequential),
      ink: { muted: theme.muted, faint: theme.faint, accent: this._options.accent() },
      rows,
      columns,
      totals,
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

  private _work(view: StoredView): IShown {
    const { rows, columns } = shownSides(this.decoded, view);
    const grid = gridOf(this.decoded.wiring, rows, columns, view.measure);
    return {
      rows,
      columns,
      grid,
      sums: blockSums(grid),
      totals: totalsOf(grid, view.measure),
      limits: limitsOf(grid.values, view.scale),
    };
  }

  private get _window(): IWindow {
    const { rowCount, columnCount } = this._shown.grid;
    const [top, bottom, left, right] = this._view.window ?? [0, rowCount, 0, columnCount];
    return { top, bottom, left, right };
  }

  /** Single values have the same colours wherever one looks; pooled ones would be lost beside them. */
  private _limitsFor({ rowsPerPixel, columnsPerPixel, values }: IRaster): ILimits {
    const { limits, scale } = this._view;
    if (limits) return { low: limits[0], high: limits[1], clipped: true };
    return rowsPerPixel * columnsPerPixel === 1 ? this._shown.limits : limitsOf(values, scale);
  }

  private _measure(): ILayout {
    const { rows, columns, totals } = this._shown;
    const context = this._canvas.getContext('2d');
    const { fontFamily, fontSizePx } = this._options.theme();
    if (context) context.font = `${fontSizePx - 1}px ${fontFamily}`;
    const longest = (side: IShownSide): number => {
      const names = side.spans.map(({ name }) => name);
      const labels = Array.from({ length: Math.min(200, side.count) }, (_, i) => labelOf(this.decoded, side, i));
      const words = [...names, ...labels].map(word => context?.measureText(shortened(word)).width ?? 80);
      return words.reduce((a, b) => Math.max(a, b), 0);
    };
    return layoutOf({
      widthPx: this._widthPx,
      rowCount: rows.count,
      columnCount: columns.count,
      rowWordsPx: longest(rows),
      columnWordsPx: longest(columns),
      hasTotals: totals !== undefined,
    });
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
    this._raster = page.raster;
    drawPage(context, page);
    this._drawnLimits = page.limits;
  }

  private async _drawAxes(): Promise<void> {
    const { _layout: layout, _raster: raster, _drawnLimits: limits } = this;
    if (!layout || !raster || !limits) return;
    const { rows, columns, grid } = this._shown;
    const { trans } = this._options;
    const window = this._window;
    const { area } = layout;
    const pooled = raster.rowsPerPixel * raster.columnsPerPixel > 1;
    const pixels = `${raster.rowsPerPixel} × ${raster.columnsPerPixel}`;
    const unit = pooled ? trans.__('%1, mean of %2 pairs', grid.unit, pixels) : grid.unit;
    this._status.textContent = [
      ...(pooled ? [trans.__('Each pixel is the mean of %1 pairs.', pixels)] : []),
      ...(limits.clipped ? [trans.__('Colours end at %1.', String(Number(limits.high.toPrecision(3))))] : []),
      ...(this._view.scale === 'log' ? [trans.__('Zeros are left empty.')] : []),
    ].join(' ');
    await this._axes.draw({
      widthPx: layout.widthPx,
      heightPx: layout.heightPx,
      area,
      window,
      rowCount: grid.rowCount,
      columnCount: grid.columnCount,
      rowTitle: trans.__('Presynaptic'),
      columnTitle: trans.__('Postsynaptic'),
      rowTicks: ticksOf(rows, row => labelOf(this.decoded, rows, row), window.top, window.bottom, area.height),
      columnTicks: ticksOf(columns, row => labelOf(this.decoded, columns, row), window.left, window.right, area.width),
      limits,
      scale: this._view.scale,
      unit,
      theme: this._options.theme(),
      dragMode: this._dragMode,
    });
  }

  private _look(window: IWindow, moving: boolean): void {
    const { top, bottom, left, right } = window;
    const { rowCount, columnCount } = this._shown.grid;
    const whole = top <= 0 && left <= 0 && bottom >= rowCount && right >= columnCount;
    const { window: _, ...before } = this._view;
    this._view = whole ? before : { ...before, window: [top, bottom, left, right] };
    this._paint(this._window);
    if (moving) return;
    void this._drawAxes();
    this._options.onView(this._view);
  }

  private _listen(): void {
    this._stage.addEventListener('pointermove', event => this._hover(event));
    this._stage.addEventListener('pointerleave', () => this._tooltip.show(undefined, 0, 0));
    let pressed: PointerEvent | undefined;
    this._stage.addEventListener('pointerdown', event => {
      pressed = event;
      this._shift = event.shiftKey;
    });
    // Plotly keeps the click for itself.
    this._stage.addEventListener(
      'pointerup',
      event => {
        const still = pressed && Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) < 4;
        if (still && event.button === 0) this._click(event);
        pressed = undefined;
      },
      true,
    );
    this._stage.addEventListener(
      'wheel',
      event => {
        // The page scrolls, unless one means the matrix.
        if (!event.ctrlKey && !event.metaKey && !this._stage.contains(document.activeElement)) event.stopPropagation();
      },
      true,
    );
  }

  private _placeOf(event: PointerEvent): { row: number; column: number; x: number; y: number } | undefined {
    const { _layout: layout } = this;
    if (!layout) return undefined;
    const box = this._stage.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const { area } = layout;
    const { top, bottom, left, right } = this._window;
    const column = left + ((x - area.left) / area.width) * (right - left);
    const row = top + ((y - area.top) / area.height) * (bottom - top);
    return { row, column, x, y };
  }

  private _hover(event: PointerEvent): void {
    const place = this._placeOf(event);
    const { _layout: layout, _raster: raster } = this;
    if (!place || !layout || !raster || event.buttons !== 0) return;
    const { rows, columns, grid } = this._shown;
    const { area } = layout;
    const inside =
      place.x >= area.left &&
      place.x < area.left + area.width &&
      place.y >= area.top &&
      place.y < area.top + area.height;
    const [row, column] = [Math.floor(place.row), Math.floor(place.column)];
    const isOn = inside && row >= 0 && row < grid.rowCount && column >= 0 && column < grid.columnCount;
    const text = isOn
      ? hoverText(this.decoded, grid, rows, columns, raster, row, column, this._options.trans)
      : undefined;
    this._tooltip.show(text, place.x, place.y);
  }

  /** On a pair or a pixel its cells; beside the matrix a row, a column, or the group there. */
  private _click(event: PointerEvent): void {
    const place = this._placeOf(event);
    const { _layout: layout, _raster: raster } = this;
    if (!place || !layout || !raster) return;
    const { area } = layout;
    const { rows, columns } = this._shown;
    const inX = place.x >= area.left && place.x <= area.left + area.width;
    const inY = place.y >= area.top && place.y <= area.top + area.height;
    const bin = (at: number, size: number): [number, number] => {
      const start = Math.floor(at / size) * size;
      return [start, start + size];
    };
    const strip = STRIP_PX + STRIP_GAP_PX;
    if (inX && inY) {
      const [top, bottom] = bin(place.row, raster.rowsPerPixel);
      const [left, right] = bin(place.column, raster.columnsPerPixel);
      this._select(cellsOfBlock(rows, columns, { top, bottom, left, right }), event.shiftKey);
    } else if (inY && place.x < area.left) {
      const onStrip = place.x >= area.left - strip;
      this._select([...besideCells(rows, place.row, onStrip, raster.rowsPerPixel)], event.shiftKey);
    } else if (inX && place.y < area.top) {
      const onStrip = place.y >= area.top - strip;
      this._select([...besideCells(columns, place.column, onStrip, raster.columnsPerPixel)], event.shiftKey);
    }
  }

  private _select(cells: readonly number[], add: boolean): void {
    const { selection } = this._options;
    const ids = cells.map(cell => String(this.decoded.wiring.ids[cell]));
    selection.set(selectionOf(selection.current, ids, add), this);
  }

  private _onSelection(): void {
    const { neurons } = this._options.selection.current;
    this._idIndex ??= new Map(Array.from(this.decoded.wiring.ids, (id, cell) => [String(id), cell]));
    const cells = neurons.flatMap(id => this._idIndex?.get(id) ?? []);
    this._selected = {
      rows: selectedRows(this._shown.rows, cells),
      columns: selectedRows(this._shown.columns, cells),
    };
    this._paint(this._window);
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
  private readonly _tooltip = createTooltip();
  private readonly _toolbar: IToolbar;
  private readonly _axes: MatrixAxes;
  private _view: StoredView;
  private _shown: IShown;
  private _selected: { rows: Uint8Array | undefined; columns: Uint8Array | undefined } = {
    rows: undefined,
    columns: undefined,
  };
  private _idIndex: Map<string, number> | undefined;
  private _layout: ILayout | undefined;
  private _raster: IRaster | undefined;
  private _drawnLimits: ILimits | undefined;
  private readonly _dragMode: DragMode = 'zoom';
  private _widthPx = 0;
  private _ready = false;
  private _disposed = false;
  private _shift = false;
}

/** On the strip the group that is there, else the row itself. */
function besideCells(side: IShownSide, at: number, onStrip: boolean, size: number): Uint32Array {
  const span = onStrip ? side.spans.find(({ start, end }) => at >= start && at < end) : undefined;
  if (span) return cellsBetween(side, span.start, span.end);
  const first = Math.floor(at / size) * size;
  return cellsBetween(side, first, first + size);
}
