/** A matrix with its rows as columns. Pure. */

import type { IGrid } from './grid';

/** Counted into columns: then each new row ascends, without sorting. */
export function turnedGrid({ rowCount, columnCount, offsets, columns, values, unit }: IGrid): IGrid {
  const starts = new Uint32Array(columnCount + 1);
  for (const column of columns) starts[column + 1] += 1;
  for (let column = 0; column < columnCount; column += 1) starts[column + 1] += starts[column];
  const next = starts.slice();
  const rowOf = new Uint32Array(columns.length);
  const kept = new Float32Array(columns.length);
  for (let row = 0; row < rowCount; row += 1) {
    for (let e = offsets[row]; e < offsets[row + 1]; e += 1) {
      const to = next[columns[e]]++;
      rowOf[to] = row;
      kept[to] = values[e];
    }
  }
  return { rowCount: columnCount, columnCount: rowCount, offsets: starts, columns: rowOf, values: kept, unit };
}
