/** Where everything of a matrix stands, in px. Pure. */

import { type IArea, STRIP_GAP_PX, STRIP_PX, TOTALS_GAP_PX, TOTALS_PX, TREE_PX } from './drawing/page';
import type { IShownSide } from './model/side';

export interface ILayout {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly area: IArea;
}

export interface ILayoutParts {
  /** What there is. */
  readonly widthPx: number;
  readonly rowCount: number;
  readonly columnCount: number;
  /** Of the longest words beside rows and above columns. */
  readonly rowWordsPx: number;
  readonly columnWordsPx: number;
  readonly hasTotals: boolean;
  /** Whether rows and columns are different things: each as large as its name needs, where there is room, not square. */
  readonly isTable: boolean;
  /** Between the words and the matrix, px: see {@link besidePx}. */
  readonly rowBesidePx: number;
  readonly columnBesidePx: number;
}

/** What stands between a side's words and the matrix: the strip of groups, and the tree of clusters where there is one. */
export function besidePx({ joints }: IShownSide): number {
  return STRIP_PX + STRIP_GAP_PX + (joints ? TREE_PX : 0);
}

const titlePx = 22;
/** The colour scale with its words, and the room before it. */
export const SCALE_PX = 92;
export const SCALE_GAP_PX = 16;
const largestCell = 34;
const largestSide = 640;
const leastSide = 140;
const leastCell = 2;
/** A row or column whose name can be read. */
const namedCell = 17;

/** Square cells as far as there is room: as large as fits, and no larger than reads well. */
export function layoutOf(parts: ILayoutParts): ILayout {
  const { widthPx, rowCount, columnCount, rowWordsPx, columnWordsPx, hasTotals } = parts;
  const totals = hasTotals ? TOTALS_GAP_PX + TOTALS_PX : 0;
  const left = Math.ceil(titlePx + rowWordsPx + parts.rowBesidePx + 4);
  const top = Math.ceil(titlePx + columnWordsPx + parts.columnBesidePx + 4);
  const room = Math.max(leastSide, Math.min(largestSide, widthPx - left - totals - SCALE_PX));
  const cell = Math.min(largestCell, room / columnCount, largestSide / rowCount);
  const side = (count: number, most: number): number =>
    Math.round(Math.max(leastSide, Math.min(most, count * Math.max(cell, cell < 1 ? 0 : leastCell))));
  // Few rows of many columns are drawn higher than they are wide.
  const readable = (count: number, most: number): number => (parts.isTable ? Math.min(most, count * namedCell) : 0);
  const width = Math.max(readable(columnCount, room), side(columnCount, room));
  const height = Math.max(readable(rowCount, largestSide), side(rowCount, largestSide));
  return {
    widthPx: left + width + totals + SCALE_PX,
    heightPx: top + height + totals + 8,
    area: { left, top, width, height },
  };
}
