/** Sums of rows and columns. Pure. */

import type { GroupMeasure } from 'connectome-helpers/dist/core/connectivity/group-measures.js';
import type { IGrid } from './grid';

export interface ITotals {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}

/** Measures of which a sum says something. */
const summed: readonly GroupMeasure[] = [
  'synapses',
  'connections',
  'summed size',
  'fraction of output',
  'fraction of input',
];

/** `undefined` where sums of the measure mean nothing. What has no value adds nothing. */
export function totalsOf(
  { rowCount, columnCount, offsets, columns, values }: IGrid,
  measure: GroupMeasure,
): ITotals | undefined {
  if (!summed.includes(measure)) return undefined;
  const totals = { rows: new Float64Array(rowCount), columns: new Float64Array(columnCount) };
  for (let row = 0; row < rowCount; row += 1) {
    for (let e = offsets[row]; e < offsets[row + 1]; e += 1) {
      const value = Number.isNaN(values[e]) ? 0 : values[e];
      totals.rows[row] += value;
      totals.columns[columns[e]] += value;
    }
  }
  return totals;
}
