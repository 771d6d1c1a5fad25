/** A table of counts, as a matrix whose rows and columns are different things. */

import { type Fields, fieldsOf } from '../fields.js';

/**
 * The first `rowCount` cells of the wiring are the rows, all others the columns; connections lead from rows to columns.
 * What is no neuron of its own has the id 0.
 */
export interface MatrixTable {
  readonly rowCount: number;
  /** What the rows and the columns are, in words. */
  readonly rowTitle: string;
  readonly columnTitle: string;
}

const fields: Fields = fieldsOf('connectivity matrix');

/** @throws {FormatError} when a field is missing or there are no rows or no columns. */
export function checkTable(value: unknown, cellCount: number): MatrixTable {
  const { rowCount, rowTitle, columnTitle } = fields.object(value, 'table');
  return {
    rowCount: fields.count(rowCount, 'table.rowCount', 1, cellCount - 1),
    rowTitle: fields.text(rowTitle, 'table.rowTitle', 200),
    columnTitle: fields.text(columnTitle, 'table.columnTitle', 200),
  };
}
