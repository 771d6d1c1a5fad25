/** The values that a window shows, with who they are of. Pure. */

import type { DecodedMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
import { firstFrom, type IGrid } from '../model/grid';
import type { IWindow } from '../model/raster';
import type { IShownSide } from '../model/side';
import type { IShown } from '../shown';

/** Every stored value that a window touches. */
export function* entriesIn(
  { offsets, columns, values, rowCount }: IGrid,
  { top, bottom, left, right }: IWindow,
): Iterable<{ readonly row: number; readonly column: number; readonly value: number }> {
  const end = Math.min(rowCount, Math.ceil(bottom));
  for (let row = Math.max(0, Math.floor(top)); row < end; row += 1) {
    const last = offsets[row + 1];
    for (let e = firstFrom(columns, Math.max(0, Math.floor(left)), offsets[row], last); e < last; e += 1) {
      if (columns[e] >= right) break;
      yield { row, column: columns[e], value: values[e] };
    }
  }
}

/** One side of a list of values. */
export interface IListedSide {
  /** Of the column: `pre_id`, or `pre_` and the grouping. */
  readonly head: string;
  readonly isCell: boolean;
  /** An id, or a group's name. */
  nameOf(row: number): bigint | string;
}

/** Values as a list: presynaptic first, however the matrix is turned. */
export interface IValueList {
  readonly pre: IListedSide;
  readonly post: IListedSide;
  readonly unit: string;
  /** NaN: no value. */
  readonly entries: Iterable<{ readonly pre: bigint | string; readonly post: bigint | string; readonly value: number }>;
}

export function valueList(
  decoded: DecodedMatrix,
  { rows, columns, grid, isTransposed }: IShown,
  window: IWindow,
): IValueList {
  const pre = listedSide(decoded, isTransposed ? columns : rows, 'pre');
  const post = listedSide(decoded, isTransposed ? rows : columns, 'post');
  return {
    pre,
    post,
    unit: grid.unit,
    entries: {
      *[Symbol.iterator]() {
        for (const { row, column, value } of entriesIn(grid, window)) {
          const [from, to] = isTransposed ? [column, row] : [row, column];
          yield { pre: pre.nameOf(from), post: post.nameOf(to), value };
        }
      },
    },
  };
}

function listedSide(
  { wiring, groupings, payload }: DecodedMatrix,
  side: IShownSide,
  which: 'pre' | 'post',
): IListedSide {
  const groups = groupings.find(({ name }) => name === side.by)?.groups;
  const { table, labels } = payload;
  if (table && !groups) {
    const nameOf = (row: number): string => labels?.[side.cells[side.offsets[row]]] ?? '';
    return { head: which === 'pre' ? table.rowTitle : table.columnTitle, isCell: false, nameOf };
  }
  return {
    head: `${which}_${groups ? side.by : 'id'}`,
    isCell: groups === undefined,
    nameOf: row => (groups ? groups[row] : wiring.ids[side.cells[side.offsets[row]]]),
  };
}
