import type { Data } from 'apache-arrow';
import { FormatError } from '../../errors.js';
import type { NativeVector } from './duckdb.js';

/** Writes rows `from … from + count - 1` of an Arrow column into the first `count` rows of a vector. */
export type Write = (vector: NativeVector, data: Data, from: number, count: number) => void;

/** What is wrong with a table whose buffers are shorter than its rows. */
export function damaged(column: string): FormatError {
  return new FormatError(`arrow column ${column} is damaged: received fewer values than rows`, {
    format: 'arrow',
    at: `column ${column}`,
  });
}

/** Whether a row of a column is null; whatever lies in its place means nothing then. */
export function isNull(data: Data, row: number): boolean {
  if (data.nullCount === 0 || !data.nullBitmap?.length) return false;
  const at = data.offset + row;
  return ((data.nullBitmap[at >> 3] >> (at & 7)) & 1) === 0;
}
