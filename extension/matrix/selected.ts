/** What of a matrix is selected, and what clicks and outlines select. Pure. */

import type { Selection } from 'connectome-helpers/dist/contract/selection.js';
import { EMPTY_SELECTION } from 'connectome-helpers/dist/contract/selection.js';
import type { IWindow } from './model/raster';
import type { IShownSide } from './model/side';

/** The ids of these cells. What has the id 0, as columns of a table, is no neuron. */
export function neuronsOf({ ids }: { readonly ids: BigUint64Array }, cells: readonly number[]): string[] {
  return cells.flatMap(cell => (ids[cell] === 0n ? [] : String(ids[cell])));
}

/** `1` for each row that has a cell of these; `undefined` where none has. */
export function selectedRows(side: IShownSide, cells: Iterable<number>): Uint8Array | undefined {
  let flags: Uint8Array | undefined;
  for (const cell of cells) {
    const row = side.place[cell];
    if (row < 0) continue;
    flags ??= new Uint8Array(side.count);
    flags[row] = 1;
  }
  return flags;
}

/** The cells of the rows that a window touches. */
export function cellsBetween({ offsets, cells, count }: IShownSide, first: number, last: number): Uint32Array {
  const start = Math.max(0, Math.min(count, Math.floor(first)));
  const end = Math.max(start, Math.min(count, Math.ceil(last)));
  return cells.subarray(offsets[start], offsets[end]);
}

/** The cells of the rows and columns of a block, the rows' first. */
export function cellsOfBlock(rows: IShownSide, columns: IShownSide, { top, bottom, left, right }: IWindow): number[] {
  return [...new Set([...cellsBetween(rows, top, bottom), ...cellsBetween(columns, left, right)])];
}

/**
 * These neurons and nothing else; with `add`, beside what was selected, or without them where all of them were.
 */
export function selectionOf(current: Selection, ids: readonly string[], add: boolean): Selection {
  if (!add) return { ...EMPTY_SELECTION, neurons: ids };
  const before = new Set(current.neurons);
  if (ids.length > 0 && ids.every(id => before.has(id))) {
    const gone = new Set(ids);
    return { ...current, neurons: current.neurons.filter(id => !gone.has(id)) };
  }
  return { ...current, neurons: [...new Set([...current.neurons, ...ids])] };
}
