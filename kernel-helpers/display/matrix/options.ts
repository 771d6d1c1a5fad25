/** What `matrix` of a connectivity can be told. */

import type { NullShow } from '../../contract/matrix/null.js';
import type { CellChoice } from '../../core/connectivity/cell-indices.js';
import type { GroupMeasure } from '../../core/connectivity/group-measures.js';
import type { GroupOf } from '../../core/connectivity/grouping.js';
import type { NullFamily } from '../../core/nulls/null-result.js';
import type { Numbers } from '../../core/stats/finite-numbers.js';

/** A number of each cell: an array or column that runs with the connectivity's `ids`. */
export type CellValues =
  | ArrayLike<number | null>
  | Iterable<number | null>
  | { readonly values: ArrayLike<number | null> | Iterable<number | null>; readonly unit?: string };

/** The presynaptic side of a matrix, or the postsynaptic one. */
export interface MatrixSideOptions {
  /** `cell` (when absent), or a name of `groups`: then each row or column is a group. */
  readonly by?: string;
  /** As the option `sort` of {@link WiringMatrixOptions}, for this side. */
  readonly sort?: string | readonly string[];
  /** Only these cells, in this order where `sort` is empty. */
  readonly cells?: CellChoice;
}

/** How {@link matrix} shows a connectivity; every field may be left out. */
export interface WiringMatrixOptions {
  readonly title?: string;
  readonly caption?: string;
  /** True when the connections were grown by code. */
  readonly synthetic?: boolean;
  /** Cells by group, under names of your own: `{ type: column.cellTypes, layer: … }`. Cells may be without a group. */
  readonly groups?: Readonly<Record<string, GroupOf>>;
  /** The groups of some of `groups` in the order wanted; alphabetical when absent. */
  readonly groupOrder?: Readonly<Record<string, readonly string[]>>;
  /** Colours of groups, `#rgb` or `#rrggbb`, over the field's own for cell types. */
  readonly colors?: Readonly<Record<string, string>>;
  /** Numbers of the cells to order by, under names of your own: `{ depth: { values, unit: 'µm' } }`. NaN and null: not known. */
  readonly values?: Readonly<Record<string, CellValues>>;
  /** A name of each cell, in the order of the connectivity's `ids`; the id when absent. */
  readonly labels?: readonly string[];
  /** As `rows.by` and `columns.by`, for both. */
  readonly by?: string;
  /**
   * Results of `nulls.*` with the statistic `blockCounts` or `blockSynapses` over one of `groups`: the matrix shows what
   * they expect, how many times as much there is, and z. Shown first, by z, when nothing else is asked for.
   */
  readonly nulls?: NullFamily | readonly NullFamily[];
  /** `positionsNm[3 * i + k]` of cell `ids[i]`, such as its soma, nm: with it, the widget offers null models of distance. */
  readonly positionsNm?: Numbers;
  /**
   * What both sides are ordered by: names of `groups` and `values`, `outputs` or `inputs` (the strongest first), `cluster`
   * or `spectral`; the first key first. The first of `groups` and then `outputs` when absent.
   */
  readonly sort?: string | readonly string[];
  /** The presynaptic side. */
  readonly rows?: MatrixSideOptions;
  /** The postsynaptic side. */
  readonly columns?: MatrixSideOptions;
  /** Whether presynaptic cells are the columns; `rows` and `columns` stay what they are called: pre- and postsynaptic. */
  readonly transposed?: boolean;
  /** What a value is, as in `connectivity.groupMatrix`; `synapses` when absent. */
  readonly measure?: GroupMeasure;
  /** `dots` draws values as dots, their area in proportion, where rows and columns are large enough; `squares` when absent. */
  readonly mark?: 'squares' | 'dots';
  /** `log` colours powers of ten evenly and leaves zeros uncoloured; `linear` when absent. */
  readonly scale?: 'linear' | 'log';
  /** The values that the ends of the colours stand for; what is in view when absent. */
  readonly limits?: readonly [low: number, high: number];
  /** What is shown of `nulls[null]` (the first when absent): `expected`, `ratio` (log2 of observed over expected) or `z`. */
  readonly against?: { readonly null?: number; readonly show: NullShow };
  /**
   * How it is looked at, over what the other options say: `cells` of a side stay. The button "Code" of the widget writes
   * it, for the matrix as it is looked at then.
   */
  readonly view?: MatrixLook;
  /** What is seen of it: first and last row, first and last column, as they are drawn, counted from 0; all when absent. */
  readonly window?: readonly [top: number, bottom: number, left: number, right: number];
}

/** A way to look at a matrix. */
export interface MatrixLook
  extends Pick<WiringMatrixOptions, 'transposed' | 'measure' | 'mark' | 'against' | 'scale' | 'limits' | 'window'> {
  readonly rows?: Pick<MatrixSideOptions, 'by' | 'sort'>;
  readonly columns?: Pick<MatrixSideOptions, 'by' | 'sort'>;
}
