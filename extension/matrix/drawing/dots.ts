/** Values as dots, the larger the more. Pure. */

import { firstFrom, type IGrid } from '../model/grid';
import { heightOf, type ILimits } from '../model/limits';
import type { IRaster, IWindow } from '../model/raster';

export interface IDot {
  /** The middle, px. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** On the colour scale, from 0 to 1; `undefined`: there is no value. */
  readonly share: number | undefined;
}

export interface IDotted {
  readonly area: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  readonly window: IWindow;
  readonly limits: ILimits;
  readonly scale: 'linear' | 'log';
}

/** Smaller cells are squares: their dots could not be told apart, px. */
const leastCell = 6;
/** What has a colour can be seen, px. */
const leastRadius = 0.9;
/** The lower end of a log scale is no zero: its dots are no points. */
const leastOfLog = 1 / 7;
/** Of half a cell. */
const largest = 0.94;

/** Whether the cells of a picture are large enough for dots. */
export function hasRoomForDots(
  { area, window }: Pick<IDotted, 'area' | 'window'>,
  { rowsPerPixel, columnsPerPixel }: Pick<IRaster, 'rowsPerPixel' | 'columnsPerPixel'>,
): boolean {
  const width = area.width / (window.right - window.left);
  const height = area.height / (window.bottom - window.top);
  return rowsPerPixel * columnsPerPixel === 1 && Math.min(width, height) >= leastCell;
}

/**
 * A dot for each value in the window that has a colour. Its area grows with the value's distance from 0, up to the farthest
 * end of the colours; on a `log` scale with its place on that, from a seventh for the least.
 */
export function dotsOf(grid: IGrid, { area, window, limits, scale }: IDotted): IDot[] {
  const width = area.width / (window.right - window.left);
  const height = area.height / (window.bottom - window.top);
  const most = (Math.min(width, height) / 2) * largest;
  const farthest = Math.max(Math.abs(limits.low), Math.abs(limits.high));
  const dots: IDot[] = [];
  const end = Math.min(grid.rowCount, Math.ceil(window.bottom));
  for (let row = Math.max(0, Math.floor(window.top)); row < end; row += 1) {
    const last = grid.offsets[row + 1];
    let e = firstFrom(grid.columns, Math.max(0, Math.floor(window.left)), grid.offsets[row], last);
    for (; e < last && grid.columns[e] < window.right; e += 1) {
      const value = grid.values[e];
      const share = heightOf(value, limits, scale);
      if (share === undefined && !Number.isNaN(value)) continue;
      const part =
        scale === 'log' ? leastOfLog + (1 - leastOfLog) * (share ?? 0) : Math.min(1, Math.abs(value) / farthest);
      dots.push({
        x: area.left + (grid.columns[e] + 0.5 - window.left) * width,
        y: area.top + (row + 0.5 - window.top) * height,
        radius: share === undefined ? most / 4 : Math.max(leastRadius, most * Math.sqrt(part)),
        share,
      });
    }
  }
  return dots;
}
