/** The values of a matrix as text. Pure. */

import type { DecodedMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
import type { IWindow } from '../model/raster';
import type { IShown } from '../shown';
import { labelOf } from '../words';
import { entriesIn } from './svg';

/**
 * One line for each stored value that a window shows, in the order of the rows: `row, column, value`, with the ids of cells
 * and the names of groups. No value is an empty field. Quoted as RFC 4180 has it.
 */
export function matrixCsv(decoded: DecodedMatrix, { rows, columns, grid }: IShown, window: IWindow): string {
  const { ids } = decoded.wiring;
  const nameOf = (side: IShown['rows'], row: number): string =>
    side.by === 'cell' ? String(ids[side.cells[side.offsets[row]]]) : quoted(labelOf(decoded, side, row));
  const lines = [`${headOf('pre', rows.by)},${headOf('post', columns.by)},${quoted(grid.unit)}`];
  for (const { row, column, value } of entriesIn(grid, window)) {
    lines.push(`${nameOf(rows, row)},${nameOf(columns, column)},${Number.isNaN(value) ? '' : value}`);
  }
  return `${lines.join('\r\n')}\r\n`;
}

function headOf(side: string, by: string): string {
  return quoted(`${side}_${by === 'cell' ? 'id' : by}`);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
