/** `matrix(…)`: who connects to whom, as a matrix. */

import type { Connectivity } from '../../core/connectivity/connectivity.js';
import type { GroupMatrix } from '../../core/connectivity/group-matrix.js';
import type { Figure } from '../figure/to-figure.js';
import { type GroupFigureOptions, groupFigure } from './group-figure.js';
import type { WiringMatrixOptions } from './options.js';
import { type MatrixView, wiringMatrix } from './wiring-matrix.js';

export type { GroupFigureOptions } from './group-figure.js';
export type { CellValues, MatrixLook, MatrixSideOptions, WiringMatrixOptions } from './options.js';
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
 * and z, beside what was observed; what is not defined stays grey, and is counted below.
 *
 * A group matrix, as `connectivity.groupMatrix` makes it, gives a figure: square cells with their values.
 *
 * Cells without a value (no pair of cells is possible) stay empty; on a `log` scale so do zeros.
 *
 * @throws {InvalidArgumentError} when an option is unknown or does not fit the cells.
 * @throws {NotFoundError} when a chosen cell is none of the connectivity.
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
 * const byType = connectivity.groupMatrix(wiring, column.cellTypes, { measure: 'probability' });
 * matrix(byType, { synthetic: true });
 */
export function matrix(wiring: Connectivity, options?: WiringMatrixOptions): MatrixView;
export function matrix(groups: GroupMatrix, options?: GroupFigureOptions): Figure;
export function matrix(
  shown: Connectivity | GroupMatrix,
  options: WiringMatrixOptions & GroupFigureOptions = {},
): MatrixView | Figure {
  return 'offsets' in shown ? wiringMatrix(shown, options) : groupFigure(shown, options);
}
