/** A matrix with one comparison more. Pure. */

import type { DecodedMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
import { MATRIX_LIMITS } from 'connectome-helpers/dist/contract/matrix/matrix.js';
import { type DecodedNull, decodeNull, type MatrixNull } from 'connectome-helpers/dist/contract/matrix/null.js';

export interface IWithNull {
  readonly decoded: DecodedMatrix;
  /** Where the comparison is among `nulls`. */
  readonly index: number;
}

/**
 * The comparison that a kernel sent comes last; one of the same choice goes, and of too many the reader's oldest.
 *
 * @throws {FormatError} when it is none, or of other groups; {RangeError} when code alone made as many as there can be.
 */
export function withNull(decoded: DecodedMatrix, received: unknown): IWithNull {
  const { groupings, payload } = decoded;
  const groupCounts = new Map(groupings.map(({ name, groups }) => [name, groups.length]));
  const added = decodeNull(received, groupCounts, 'comparison');
  const stored = payload.nulls ?? [];
  const same = (one: DecodedNull): boolean =>
    one.choice !== undefined && JSON.stringify(one.choice) === JSON.stringify(added.choice);
  let kept = decoded.nulls.map((_, i) => i).filter(i => !same(decoded.nulls[i]));
  if (kept.length >= MATRIX_LIMITS.nulls) {
    const oldest = kept.find(i => decoded.nulls[i].choice !== undefined);
    if (oldest === undefined) throw new RangeError(`a matrix has room for ${MATRIX_LIMITS.nulls} comparisons`);
    kept = kept.filter(i => i !== oldest);
  }
  const nulls = [...kept.map(i => stored[i]), received as MatrixNull];
  return {
    decoded: { ...decoded, payload: { ...payload, nulls }, nulls: [...kept.map(i => decoded.nulls[i]), added] },
    index: kept.length,
  };
}
