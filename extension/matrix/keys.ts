/** What the keyboard does with a matrix: a cursor that moves from pair to pair, and says what it is on. */

import { leaveOutput } from '../host/leave-output';
import { keepKeys } from '../neuron-viewer/overlay/element';
import type { ITooltip } from '../neuron-viewer/overlay/tooltip';
import type { ITranslation } from '../neuron-viewer/translation';
import type { IWindow } from './model/raster';
import type { IPointedMatrix } from './pointing';
import { cellsOfBlock } from './selected';
import { hoverText } from './words';

export interface IKeyedMatrix extends IPointedMatrix {
  /** Goes to a part of the matrix; to all of it without one. */
  look(window: IWindow | undefined): void;
  /** Says it to those who cannot see the picture. */
  say(text: string): void;
}

/** Arrow keys with Shift go so many pairs at once. */
const far = 10;
const zoomStep = 1.5;

/** Makes `node` a stop of the Tab key. Escape leaves the matrix. */
export function listenForKeys(node: HTMLElement, tooltip: ITooltip, matrix: IKeyedMatrix, trans: ITranslation): void {
  node.tabIndex = 0;
  keepKeys(node);
  let [row, column] = [0, 0];
  const show = (): void => {
    const { drawn, decoded, shown } = matrix;
    if (!drawn) return;
    const { grid } = shown;
    row = Math.max(0, Math.min(grid.rowCount - 1, row));
    column = Math.max(0, Math.min(grid.columnCount - 1, column));
    const text = hoverText(decoded, shown, drawn.raster, row, column, trans);
    const { area, window } = drawn;
    const x = area.left + ((column + 0.5 - window.left) / (window.right - window.left)) * area.width;
    const y = area.top + ((row + 0.5 - window.top) / (window.bottom - window.top)) * area.height;
    tooltip.show(text, x, y);
    matrix.say([text.title, ...text.rows.map(words => words.join(' '))].join(', '));
  };
  const go = (down: number, right: number): void => {
    const { rowsPerPixel = 1, columnsPerPixel = 1 } = matrix.drawn?.raster ?? {};
    row += down * rowsPerPixel;
    column += right * columnsPerPixel;
    show();
  };
  const zoom = (by: number): void => {
    const { drawn, shown } = matrix;
    if (!drawn) return;
    const { top, bottom, left, right } = drawn.window;
    const span = (at: number, length: number, count: number): [number, number] => {
      const size = Math.min(count, Math.max(2, length * by));
      const start = Math.max(0, Math.min(count - size, at + 0.5 - size / 2));
      return [start, start + size];
    };
    const [t, b] = span(row, bottom - top, shown.grid.rowCount);
    const [l, r] = span(column, right - left, shown.grid.columnCount);
    matrix.look({ top: t, bottom: b, left: l, right: r });
    show();
  };
  node.addEventListener('focus', () => {
    if (node.matches(':focus-visible')) show();
  });
  node.addEventListener('blur', () => tooltip.show(undefined, 0, 0));
  node.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = event.shiftKey ? far : 1;
    const deeds: Readonly<Record<string, () => void>> = {
      ArrowUp: () => go(-step, 0),
      ArrowDown: () => go(step, 0),
      ArrowLeft: () => go(0, -step),
      ArrowRight: () => go(0, step),
      Enter: () => {
        const { rowsPerPixel = 1, columnsPerPixel = 1 } = matrix.drawn?.raster ?? {};
        const [top, left] = [row - (row % rowsPerPixel), column - (column % columnsPerPixel)];
        const block = { top, bottom: top + rowsPerPixel, left, right: left + columnsPerPixel };
        matrix.select(cellsOfBlock(matrix.shown.rows, matrix.shown.columns, block), event.shiftKey);
      },
      '+': () => zoom(1 / zoomStep),
      '=': () => zoom(1 / zoomStep),
      '-': () => zoom(zoomStep),
      '0': () => {
        matrix.look(undefined);
        show();
      },
      Escape: () => leaveOutput(node),
    };
    const deed = Object.hasOwn(deeds, event.key) ? deeds[event.key] : undefined;
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  });
}
