/** What the parts of a view know of it. Pure. */

import type { DecodedMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
import type { MatrixView } from 'connectome-helpers/dist/contract/matrix/matrix.js';
import type { IArea } from './drawing/page';
import { gridOf, type IGrid } from './model/grid';
import { type ILimits, limitsOf } from './model/limits';
import { blockSums, type IBlockSums, type IRaster, type IWindow } from './model/raster';
import { type IShownSide, shownSides } from './model/side';
import { type ITotals, totalsOf } from './model/totals';
import { turnedGrid } from './model/turned-grid';

/** A picture of part of the matrix. */
export interface IDrawn {
  readonly area: IArea;
  readonly window: IWindow;
  readonly raster: IRaster;
  readonly limits: ILimits;
}

/** Everything that an order, a grouping and a measure make of the wiring, as it is drawn. */
export interface IShown {
  readonly rows: IShownSide;
  readonly columns: IShownSide;
  /** Whether the columns are the presynaptic side. */
  readonly isTransposed: boolean;
  readonly grid: IGrid;
  readonly sums: IBlockSums | undefined;
  readonly totals: ITotals | undefined;
  /** Of every single value. */
  readonly limits: ILimits;
}

/** Works a view out. */
export function shownOf(decoded: DecodedMatrix, view: MatrixView): IShown {
  const { rows: pre, columns: post } = shownSides(decoded, view);
  const straight = gridOf(decoded.wiring, pre, post, view.measure);
  const isTransposed = view.transposed === true;
  const grid = isTransposed ? turnedGrid(straight) : straight;
  return {
    rows: isTransposed ? post : pre,
    columns: isTransposed ? pre : post,
    isTransposed,
    grid,
    sums: blockSums(grid),
    totals: totalsOf(grid, view.measure),
    limits: limitsOf(grid.values, view.scale),
  };
}
