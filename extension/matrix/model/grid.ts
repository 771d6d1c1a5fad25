/** The values of a matrix as they stand on the screen: sparse rows in the order shown. Pure. */

import type { Connectivity } from 'connectome-helpers/dist/core/connectivity/connectivity.js';
import { groupMatrix } from 'connectome-helpers/dist/core/connectivity/group-matrix.js';
import { type GroupMeasure, MEASURES } from 'connectome-helpers/dist/core/connectivity/group-measures.js';
import type { IShownSide } from './side';

/** Row `r` has values in `columns[e]`, ascending, for `offsets[r] <= e < offsets[r + 1]`; elsewhere it is 0. */
export interface IGrid {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly offsets: Uint32Array;
  readonly columns: Uint32Array;
  /** NaN: there is no value, as of a pair that cannot be. */
  readonly values: Float32Array;
  /** In words. */
  readonly unit: string;
}

/** More values than this are not worked out where a side is grouped. */
const mostPooled = 25_000_000;

/**
 * Where a row and a column are one cell each, a value is that of the pair; else what `groupMatrix` gives for the groups,
 * with every cell that is shown by itself as a group of one.
 */
export function gridOf(wiring: Connectivity, rows: IShownSide, columns: IShownSide, measure: GroupMeasure): IGrid {
  return rows.by === 'cell' && columns.by === 'cell'
    ? pairGrid(wiring, rows, columns, measure)
    : pooledGrid(wiring, rows, columns, measure);
}

function pairGrid(wiring: Connectivity, rows: IShownSide, columns: IShownSide, measure: GroupMeasure): IGrid {
  const { offsets, targets } = wiring;
  const pairValueOf = pairValue(wiring, measure);
  // Into columns first and from there into rows: then each row ascends, without sorting.
  const columnStarts = new Uint32Array(columns.count + 1);
  const rowStarts = new Uint32Array(rows.count + 1);
  const eachEntry = (visit: (row: number, column: number, cell: number, entry: number) => void): void => {
    for (let row = 0; row < rows.count; row += 1) {
      const cell = rows.cells[row];
      for (let e = offsets[cell]; e < offsets[cell + 1]; e += 1) {
        const column = columns.place[targets[e]];
        if (column >= 0) visit(row, column, cell, e);
      }
    }
  };
  eachEntry((row, column) => {
    columnStarts[column + 1] += 1;
    rowStarts[row + 1] += 1;
  });
  accumulate(columnStarts);
  accumulate(rowStarts);
  const count = columnStarts[columns.count];
  const rowOf = new Uint32Array(count);
  const byColumn = new Float32Array(count);
  const nextOfColumn = columnStarts.slice();
  eachEntry((row, column, cell, entry) => {
    const to = nextOfColumn[column]++;
    rowOf[to] = row;
    byColumn[to] = pairValueOf(cell, entry);
  });
  const columnOf = new Uint32Array(count);
  const values = new Float32Array(count);
  const nextOfRow = rowStarts.slice();
  for (let column = 0; column < columns.count; column += 1) {
    for (let from = columnStarts[column]; from < columnStarts[column + 1]; from += 1) {
      const to = nextOfRow[rowOf[from]]++;
      columnOf[to] = column;
      values[to] = byColumn[from];
    }
  }
  const { unit } = MEASURES[measure];
  return { rowCount: rows.count, columnCount: columns.count, offsets: rowStarts, columns: columnOf, values, unit };
}

/** As {@link MEASURES} has it for groups of one cell. */
function pairValue(wiring: Connectivity, measure: GroupMeasure): (cell: number, entry: number) => number {
  const { counts, summedSize, targets, offsets, cellCount } = wiring;
  switch (measure) {
    case 'connections':
    case 'probability':
    case 'density':
      return () => 1;
    case 'summed size':
      return (_, entry) => summedSize[entry];
    case 'mean size':
      return (_, entry) => summedSize[entry] / counts[entry];
    case 'fraction of output': {
      const made = new Float64Array(cellCount);
      for (let cell = 0; cell < cellCount; cell += 1) {
        for (let e = offsets[cell]; e < offsets[cell + 1]; e += 1) made[cell] += counts[e];
      }
      return (cell, entry) => counts[entry] / made[cell];
    }
    case 'fraction of input': {
      const received = new Float64Array(cellCount);
      for (let e = 0; e < targets.length; e += 1) received[targets[e]] += counts[e];
      return (_, entry) => counts[entry] / received[targets[entry]];
    }
    default:
      return (_, entry) => counts[entry];
  }
}

function pooledGrid(wiring: Connectivity, rows: IShownSide, columns: IShownSide, measure: GroupMeasure): IGrid {
  if (rows.count * columns.count > mostPooled) {
    throw new RangeError(
      `connectivity matrix has too many values: received ${rows.count} × ${columns.count}, expected ${mostPooled.toLocaleString('en')} at most; show fewer cells, or groups on both sides`,
    );
  }
  const groupsOf = ({ place }: IShownSide): (string | null)[] =>
    Array.from(place, group => (group < 0 ? null : String(group)));
  const names = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i));
  const { values, unit } = groupMatrix(wiring, groupsOf(rows), {
    order: names(rows.count),
    columns: groupsOf(columns),
    columnOrder: names(columns.count),
    measure,
    ungrouped: 'leave out',
  });
  const offsets = new Uint32Array(rows.count + 1);
  values.forEach((value, i) => {
    if (value !== 0) offsets[Math.floor(i / columns.count) + 1] += 1;
  });
  accumulate(offsets);
  const columnOf = new Uint32Array(offsets[rows.count]);
  const kept = new Float32Array(columnOf.length);
  let to = 0;
  values.forEach((value, i) => {
    if (value === 0) return;
    columnOf[to] = i % columns.count;
    kept[to++] = value;
  });
  return { rowCount: rows.count, columnCount: columns.count, offsets, columns: columnOf, values: kept, unit };
}

/** Counts, one place on, become starts. */
function accumulate(starts: Uint32Array): void {
  for (let i = 1; i < starts.length; i += 1) starts[i] += starts[i - 1];
}

/** The value in a row and column; 0 where nothing is stored. */
export function valueAt({ offsets, columns, values }: IGrid, row: number, column: number): number {
  const e = firstFrom(columns, column, offsets[row], offsets[row + 1]);
  return e < offsets[row + 1] && columns[e] === column ? values[e] : 0;
}

/** The first of ascending numbers, from `start` to before `end`, that is not less; `end` where all are. */
export function firstFrom(ascending: Uint32Array, least: number, start: number, end: number): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
