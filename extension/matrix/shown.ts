/** What the parts of a view know of it. */

import type { IArea } from './drawing/page';
import type { IGrid } from './model/grid';
import type { ILimits } from './model/limits';
import type { IBlockSums, IRaster, IWindow } from './model/raster';
import type { IShownSide } from './model/side';
import type { ITotals } from './model/totals';

/** A picture of part of the matrix. */
export interface IDrawn {
  readonly area: IArea;
  readonly window: IWindow;
  readonly raster: IRaster;
  readonly limits: ILimits;
}

/** Everything that an order, a grouping and a measure make of the wiring. */
export interface IShown {
  readonly rows: IShownSide;
  readonly columns: IShownSide;
  readonly grid: IGrid;
  readonly sums: IBlockSums | undefined;
  readonly totals: ITotals | undefined;
  /** Of every single value. */
  readonly limits: ILimits;
}
