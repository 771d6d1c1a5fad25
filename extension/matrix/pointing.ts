/** What a pointer does with a matrix: words under it, and clicks that select. Drags are Plotly's. */

import type { DecodedMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
import type { ITooltip } from '../neuron-viewer/overlay/tooltip';
import type { ITranslation } from '../neuron-viewer/translation';
import { STRIP_GAP_PX, STRIP_PX } from './drawing/page';
import type { IShownSide } from './model/side';
import { cellsBetween, cellsOfBlock } from './selected';
import type { IDrawn, IShown } from './shown';
import { hoverText } from './words';

/** What is pointed at. */
export interface IPointedMatrix {
  readonly decoded: DecodedMatrix;
  readonly shown: IShown;
  readonly drawn: IDrawn | undefined;
  select(cells: readonly number[], add: boolean): void;
}

interface IPlace {
  readonly drawn: IDrawn;
  /** In the stage, px. */
  readonly x: number;
  readonly y: number;
  readonly row: number;
  readonly column: number;
  /** Whether that is a row, and a column, of the matrix that is seen. */
  readonly inRows: boolean;
  readonly inColumns: boolean;
}

/** A press that moves no farther is a click, px. */
const stillPx = 4;

export class MatrixPointing {
  constructor(
    private readonly _stage: HTMLElement,
    private readonly _tooltip: ITooltip,
    private readonly _matrix: IPointedMatrix,
    private readonly _trans: ITranslation,
  ) {
    _stage.addEventListener('pointermove', event => this._hover(event));
    _stage.addEventListener('pointerleave', () => _tooltip.show(undefined, 0, 0));
    // Plotly keeps presses and clicks to itself: they are heard on their way down.
    _stage.addEventListener('pointerdown', event => this._press(event), true);
    _stage.addEventListener('wheel', event => this._scroll(event), true);
  }

  /** Whether what is selected now comes to what was. */
  get isAdding(): boolean {
    return this._pressed?.shiftKey ?? false;
  }

  private _press(event: PointerEvent): void {
    this._pressed = event;
    this._tooltip.show(undefined, 0, 0);
    // While a button is down, Plotly lays a sheet over the whole page.
    window.addEventListener('pointerup', released => this._release(released), { capture: true, once: true });
  }

  private _release(event: PointerEvent): void {
    const { _pressed: from } = this;
    if (!from || event.button !== 0) return;
    if (Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) < stillPx) this._click(event);
  }

  /** The page scrolls, unless one means the matrix. */
  private _scroll(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey && !this._stage.contains(document.activeElement)) event.stopPropagation();
  }

  private _hover(event: PointerEvent): void {
    if (event.buttons !== 0) return;
    const place = this._placeOf(event);
    const { decoded, shown } = this._matrix;
    const text =
      place?.inRows && place.inColumns
        ? hoverText(decoded, shown, place.drawn.raster, Math.floor(place.row), Math.floor(place.column), this._trans)
        : undefined;
    this._tooltip.show(text, place?.x ?? 0, place?.y ?? 0);
  }

  /** On a pair or a pixel its cells; beside the matrix a row, a column, or on the strip the group there. */
  private _click(event: PointerEvent): void {
    const place = this._placeOf(event);
    if (!place) return;
    const { area, raster } = place.drawn;
    const { rows, columns } = this._matrix.shown;
    const [top, bottom] = pixelAbout(place.row, raster.rowsPerPixel);
    const [left, right] = pixelAbout(place.column, raster.columnsPerPixel);
    const strip = STRIP_GAP_PX + STRIP_PX;
    const select = (cells: Iterable<number>): void => this._matrix.select([...cells], event.shiftKey);
    if (place.inRows && place.inColumns) select(cellsOfBlock(rows, columns, { top, bottom, left, right }));
    else if (place.inRows && place.x < area.left) {
      select((place.x >= area.left - strip && groupAt(rows, place.row)) || cellsBetween(rows, top, bottom));
    } else if (place.inColumns && place.y < area.top) {
      select((place.y >= area.top - strip && groupAt(columns, place.column)) || cellsBetween(columns, left, right));
    }
  }

  private _placeOf(event: PointerEvent): IPlace | undefined {
    const { drawn, shown } = this._matrix;
    if (!drawn) return undefined;
    const { area, window } = drawn;
    const box = this._stage.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const column = window.left + ((x - area.left) / area.width) * (window.right - window.left);
    const row = window.top + ((y - area.top) / area.height) * (window.bottom - window.top);
    const inRows = y >= area.top && y < area.top + area.height && row >= 0 && row < shown.grid.rowCount;
    const inColumns = x >= area.left && x < area.left + area.width && column >= 0 && column < shown.grid.columnCount;
    return { drawn, x, y, row, column, inRows, inColumns };
  }

  private _pressed: PointerEvent | undefined;
}

/** The rows that are one pixel. */
function pixelAbout(at: number, size: number): [number, number] {
  const start = Math.floor(at / size) * size;
  return [start, start + size];
}

/** The cells of the group whose rows these are, if it is one. */
function groupAt(side: IShownSide, at: number): Uint32Array | undefined {
  const span = side.spans.find(({ start, end }) => at >= start && at < end);
  return span && cellsBetween(side, span.start, span.end);
}
