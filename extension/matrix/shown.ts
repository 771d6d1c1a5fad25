/** What the parts of a view know of it. Pure. */

import type { DecodedMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
import type { MatrixView } from 'connectome-helpers/dist/contract/matrix/matrix.js';
import type { DecodedNull } from 'connectome-helpers/dist/contract/matrix/null.js';
import type { IArea } from './drawing/page';
import { gridOf, type IGrid } from './model/grid';
import { type ILimits, limitsOf, signedLimits } from './model/limits';
import { comparisonOf, isSigned, nullGrid } from './model/null-grid';
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
  /** What is compared with a null model; `undefined` where the measure itself is shown. */
  readonly compared: DecodedNull | undefined;
  /** Whether values go both ways from 0, which has the colour in the middle then. */
  readonly isSigned: boolean;
}

/** Works a view out. */
export function shownOf(decoded: DecodedMatrix, view: MatrixView): IShown {
  const { rows: pre, columns: post } = shownSides(decoded, view);
  const compared = comparisonOf(decoded, view);
  const show = compared && view.against?.show;
  const straight = compared && show ? nullGrid(compared, show) : gridOf(decoded.wiring, pre, post, view.measure);
  const isTransposed = view.transposed === true;
  const grid = isTransposed ? turnedGrid(straight) : straight;
  return {
    rows: isTransposed ? post : pre,
    columns: isTransposed ? pre : post,
    isTransposed,
    grid,
    sums: blockSums(grid),
    totals: compared ? undefined : totalsOf(grid, view.measure),
    limits: show && isSigned(show) ? signedLimits(grid.values) : limitsOf(grid.values, view.scale),
    compared,
    isSigned: show !== undefined && isSigned(show),
  };
}
