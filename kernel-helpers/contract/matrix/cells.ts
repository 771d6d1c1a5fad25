/** The cells of a stored matrix alone, for those who do not draw it. */

import { type Fields, fieldsOf } from '../fields.js';
import { type DecodedGrouping, decodeGrouping } from './decode.js';
import { MATRIX_LIMITS } from './matrix.js';
import { unpackIds } from './wiring.js';

const fields: Fields = fieldsOf('connectivity matrix');

/** The cells of a matrix, in its order. */
export interface DecodedCells {
  readonly ids: BigUint64Array;
  readonly labels: readonly string[] | undefined;
  /** The first grouping, such as their cell type; `undefined` when there is none. */
  readonly grouping: DecodedGrouping | undefined;
}

/**
 * Reads no more of a stored matrix than who its cells are.
 *
 * @throws {FormatError} when a field is missing, out of range or does not fit the others; the message names it.
 */
export function decodeMatrixCells(value: unknown): DecodedCells {
  const { wiring, labels, groupings } = fields.object(value, 'payload');
  const { cellCount: count, ids } = fields.object(wiring, 'wiring');
  const cellCount = fields.count(count, 'wiring.cellCount', 1, MATRIX_LIMITS.cells);
  const unpacked = unpackIds(fields.text(ids, 'wiring.ids', Infinity), cellCount, 'wiring.ids');
  const names =
    labels === undefined
      ? undefined
      : fields.list(labels, 'labels', cellCount, (label, at) => fields.text(label, at, 1000));
  if (names && names.length !== cellCount)
    throw fields.bad('labels', 'do not fit', names.length, `${cellCount} of them`);
  const first: unknown = Array.isArray(groupings) ? groupings[0] : undefined;
  const grouping = first === undefined ? undefined : decodeGrouping(first, cellCount, 'groupings[0]');
  return { ids: unpacked, labels: names, grouping };
}
