/** `matrix(…)`: who connects to whom, as a matrix. */

import type { Connectivity } from '../../core/connectivity/connectivity.js';
import type { GroupMatrix } from '../../core/connectivity/group-matrix.js';
import { isTable, type TableLike } from '../../core/table.js';
import type { Figure } from '../figure/to-figure.js';
import { type GroupFigureOptions, groupFigure } from './group-figure.js';
import type { WiringMatrixOptions } from './options.js';
import { type TableMatrixOptions, tableMatrix } from './table-matrix.js';
import { type MatrixView, wiringMatrix } from './wiring-matrix.js';

export type { GroupFigureOptions } from './group-figure.js';
export type { CellValues, MatrixLook, MatrixSideOptions, WiringMatrixOptions } from './options.js';
export type { TableMatrixOptions } from './table-matrix.js';
export type { MatrixView } from './wiring-matrix.js';

/**
 * Who connects to whom, as a matrix: presynaptic cells in rows, postsynaptic ones in columns.
 *
 * A connectivity gives a matrix to work with, of any size: zoom and drag, order by type, by a number, by strength, by
 * clustering or along the Fiedler vector, pool cells by group in twelve measures, on a linear or logarithmic scale. Click
 * a pair, drag over a block, or click beside the matrix to select its neurons: the views of the notebook show them, and
 * `selection.current` has them. What one pixel pools is written beside the colours. Orders and groups are worked out in
 * the page: a stored matrix needs no kernel.
 *
 * With `nulls`, results of `nulls.*` over the groups, it shows what a null model expects, how many times as much there is
 * and z, beside what was observed; what is not defined stays grey, and is counted below. "Compare with…" in the widget
 * chooses a null model, draws and seed, and has this kernel draw, with progress and cancel: the numbers are those of the
 * call of `nulls.*` with these options. The results are in `nulls` of the value that this returns, the latest last,
 * and the widget's "Code" writes the call. What was drawn is stored with the matrix, and shown without a kernel too.
 *
 * A table of synapse counts gives such a matrix too, with a row for each of its rows: name the columns that are ids,
 * groups or numbers of the rows; the others are the columns of the matrix. Counts are whole numbers from 0.
 *
 * A group matrix, as `connectivity.groupMatrix` makes it, gives a figure: square cells with their values.
 *
 * Cells without a value (no pair of cells is possible) stay empty; on a `log` scale so do zeros.
 *
 * @throws {InvalidArgumentError} when an option is unknown or does not fit the cells, or a column of counts has none.
 * @throws {NotFoundError} when a chosen cell is none of the connectivity, or a column none of the table.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const depth = { values: column.cells.getChild('y_um')!, unit: 'µm' };
 * matrix(wiring, { groups: { type: column.cellTypes }, values: { depth }, sort: ['type', 'depth'], synthetic: true });
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const groups = column.cellTypes;
 * const expected = await nulls.chungLu(wiring, { statistic: 'blockCounts', groups, draws: 200, seed: 1 });
 * matrix(wiring, { groups: { type: groups }, nulls: expected, synthetic: true });
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const shown = matrix(wiring, { groups: { type: column.cellTypes }, positionsNm: column.somaNm, synthetic: true });
 * shown.nulls.at(-1)?.tests; // what was chosen in the widget, once it is done
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const byType = connectivity.groupMatrix(wiring, column.cellTypes, { measure: 'probability' });
 * matrix(byType, { synthetic: true });
 * @example
 * const partners = await datasets.open('microns2025/l3a-inhibitory-partners');
 * matrix(partners, { id: 'pt_root_id', groups: { type: 'cell_type' }, values: { y: 'pt_position_y' } });
 * @example
 * import { tableFromArrays } from 'apache-arrow';
 * const counts = tableFromArrays({ type: ['PTC', 'DTC'], L4: [250, 31], L5ET: [12, 180] });
 * matrix(counts, { labels: 'type', rowTitle: 'From', columnTitle: 'To' });
 */
export function matrix(wiring: Connectivity, options?: WiringMatrixOptions): MatrixView;
export function matrix(table: TableLike, options: TableMatrixOptions): MatrixView;
export function matrix(groups: GroupMatrix, options?: GroupFigureOptions): Figure;
export function matrix(
  shown: Connectivity | GroupMatrix | TableLike,
  options: WiringMatrixOptions | TableMatrixOptions | GroupFigureOptions = {},
): MatrixView | Figure {
  if (isTable(shown)) return tableMatrix(shown, options as TableMatrixOptions);
  return 'offsets' in shown
    ? wiringMatrix(shown, options as WiringMatrixOptions)
    : groupFigure(shown, options as GroupFigureOptions);
}
