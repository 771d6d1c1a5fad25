/** How a matrix is looked at, from the options of the call. */

import { packBytes, toBytePlanes } from '../../contract/bytes.js';
import { type MatrixSide, SORT_KEYS, type MatrixView as StoredView } from '../../contract/matrix/matrix.js';
import { type MatrixNull, NULL_SHOWS } from '../../contract/matrix/null.js';
import { cellIndices } from '../../core/connectivity/cell-indices.js';
import type { Connectivity } from '../../core/connectivity/connectivity.js';
import { MEASURES } from '../../core/connectivity/group-measures.js';
import type { WiringMatrixOptions } from './options.js';
import { bad } from './refused.js';

/** What sides can be grouped and ordered by. */
export interface Names {
  readonly groups: readonly string[];
  readonly values: readonly string[];
}

export function viewOf(
  wiring: Connectivity,
  options: WiringMatrixOptions,
  names: Names,
  nulls: readonly MatrixNull[],
): StoredView {
  const { measure = 'synapses', mark = 'squares', scale = 'linear', limits, transposed = false, window } = options;
  if (!Object.hasOwn(MEASURES, measure)) {
    throw bad('measure', 'is unknown', measure, `one of ${Object.keys(MEASURES).join(', ')}`);
  }
  if (scale !== 'linear' && scale !== 'log') throw bad('scale', 'is unknown', scale, 'linear or log');
  if (mark !== 'squares' && mark !== 'dots') throw bad('mark', 'is unknown', mark, 'squares or dots');
  if (limits && !(limits.length === 2 && limits.every(Number.isFinite) && limits[0] < limits[1])) {
    throw bad('limits', 'are not valid', limits, 'a lower and a higher number');
  }
  const against = againstOf(options, nulls);
  const compared = against && nulls[against.null].grouping;
  if (window && !isWindow(window)) {
    throw bad('window', 'is not valid', window, 'first and last row, first and last column, each last one larger');
  }
  if (typeof transposed !== 'boolean') throw bad('transposed', 'is not valid', transposed, 'true or false');
  return {
    rows: sideOf(wiring, options, 'rows', names, compared),
    columns: sideOf(wiring, options, 'columns', names, compared),
    ...(transposed ? { transposed } : {}),
    measure,
    ...(mark === 'dots' ? { mark } : {}),
    ...(against ? { against } : {}),
    scale,
    ...(limits ? { limits } : {}),
    ...(window ? { window } : {}),
  };
}

/** What is compared: what is asked for, else z of the first where nothing else is. */
function againstOf(
  { against, measure, by }: WiringMatrixOptions,
  nulls: readonly MatrixNull[],
): StoredView['against'] | undefined {
  if (against === undefined) {
    const [first] = nulls;
    const isFree = first && measure === undefined && (by === undefined || by === first.grouping);
    return isFree ? { null: 0, show: first.draws > 0 ? 'z' : 'ratio' } : undefined;
  }
  const { null: which = 0, show } = against;
  if (!Number.isInteger(which) || which < 0 || which >= nulls.length) {
    throw bad('against.null', 'is none', which, nulls.length === 0 ? 'nulls first' : `0 to ${nulls.length - 1}`);
  }
  if (!NULL_SHOWS.includes(show)) throw bad('against.show', 'is unknown', show, NULL_SHOWS.join(', '));
  return { null: which, show };
}

function isWindow(window: readonly number[]): boolean {
  const [top, bottom, left, right] = window;
  return window.length === 4 && window.every(Number.isFinite) && top < bottom && left < right && top >= 0 && left >= 0;
}

function sideOf(
  wiring: Connectivity,
  options: WiringMatrixOptions,
  side: 'rows' | 'columns',
  names: Names,
  compared: string | undefined,
): MatrixSide {
  const own = options[side] ?? {};
  const by = own.by ?? options.by ?? compared ?? 'cell';
  if (by !== 'cell' && !names.groups.includes(by)) {
    throw bad(`${side}.by`, 'is unknown', by, ['cell', ...names.groups].join(', '));
  }
  // Cells chosen one by one have an order already.
  const usual = own.cells ? [] : [...names.groups.slice(0, 1), 'outputs'];
  const sort = own.sort ?? options.sort ?? usual;
  const keys = typeof sort === 'string' ? [sort] : [...sort];
  const known = [...SORT_KEYS, ...names.groups, ...names.values];
  for (const key of keys) if (!known.includes(key)) throw bad('sort', 'is unknown', key, `one of ${known.join(', ')}`);
  if (own.cells === undefined) return { by, sort: keys };
  const cells = cellIndices(wiring, own.cells, 'matrix');
  if (cells.length === 0) throw bad(`${side}.cells`, 'is empty', 0, 'at least one cell');
  return { by, sort: keys, only: { count: cells.length, indices: packBytes(toBytePlanes(cells)) } };
}
