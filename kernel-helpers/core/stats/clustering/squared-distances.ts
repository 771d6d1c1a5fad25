import type { CheckedRows } from './rows.js';

/** Rows that are packed together, entry by entry. */
const PACK = 4;
/** Columns of so many bytes of two rows and a pack that stay in the fastest memory. */
const COLUMNS_AT_ONCE = 512;

/**
 * Writes Σ (x - y)² of rows i < j to `into[startOf(i) + j]`.
 *
 * Eight pairs at a time, so that each value that is read serves several, and no sum waits for the one before; wide rows
 * in pieces.
 */
export function fillSquaredDistances(
  into: Float64Array,
  startOf: (row: number) => number,
  { values, rows: n, columns }: CheckedRows,
): void {
  if (columns === 0) {
    for (let i = 0; i < n; i++) into.fill(0, startOf(i) + i + 1, startOf(i) + n);
    return;
  }
  const width = Math.min(columns, COLUMNS_AT_ONCE);
  for (let from = 0; from < columns; from += width) {
    const to = Math.min(columns, from + width);
    addPieces(into, startOf, { values, rows: n, columns }, from, to);
  }
}

/** The part of columns `from` to `to`; what is there already is added to, unless they are the first. */
function addPieces(
  into: Float64Array,
  startOf: (row: number) => number,
  { values, rows: n, columns }: CheckedRows,
  from: number,
  to: number,
): void {
  const packed = pack({ values, rows: n, columns }, from, to);
  const length = (to - from) * PACK;
  const block = Math.max(PACK, Math.floor((COLUMNS_AT_ONCE * 16) / (to - from) / PACK) * PACK);
  // Packs of a block stay in fast memory while all rows above them pass.
  for (let low = 0; low < n; low += block) {
    const high = Math.min(n, low + block);
    for (let i = 0; i < high - 1; i += 2) {
      const upper = i * columns;
      const lower = Math.min(n - 1, i + 1) * columns;
      for (let j = Math.max(low, i - (i % PACK)); j < high; j += PACK) {
        let at = (j / PACK) * length;
        let a0 = 0;
        let a1 = 0;
        let a2 = 0;
        let a3 = 0;
        let b0 = 0;
        let b1 = 0;
        let b2 = 0;
        let b3 = 0;
        for (let c = from; c < to; c++) {
          const u = values[upper + c];
          const v = values[lower + c];
          let x = u - packed[at];
          a0 += x * x;
          x = v - packed[at];
          b0 += x * x;
          x = u - packed[at + 1];
          a1 += x * x;
          x = v - packed[at + 1];
          b1 += x * x;
          x = u - packed[at + 2];
          a2 += x * x;
          x = v - packed[at + 2];
          b2 += x * x;
          x = u - packed[at + 3];
          a3 += x * x;
          x = v - packed[at + 3];
          b3 += x * x;
          at += PACK;
        }
        put(into, startOf(i), i, j, n, from > 0, a0, a1, a2, a3);
        if (i + 1 < n) put(into, startOf(i + 1), i + 1, j, n, from > 0, b0, b1, b2, b3);
      }
    }
  }
}

function put(
  into: Float64Array,
  start: number,
  i: number,
  j: number,
  n: number,
  add: boolean,
  s0: number,
  s1: number,
  s2: number,
  s3: number,
): void {
  const at = start + j;
  if (!add && j > i && j + 3 < n) {
    into[at] = s0;
    into[at + 1] = s1;
    into[at + 2] = s2;
    into[at + 3] = s3;
    return;
  }
  if (j > i) into[at] = add ? into[at] + s0 : s0;
  if (j + 1 > i && j + 1 < n) into[at + 1] = add ? into[at + 1] + s1 : s1;
  if (j + 2 > i && j + 2 < n) into[at + 2] = add ? into[at + 2] + s2 : s2;
  if (j + 3 > i && j + 3 < n) into[at + 3] = add ? into[at + 3] + s3 : s3;
}

/** Value c of row p * PACK + r is `[(p * width + c - from) * PACK + r]`; rows beyond the last are 0. */
function pack({ values, rows, columns }: CheckedRows, from: number, to: number): Float64Array {
  const packs = Math.ceil(rows / PACK);
  const packed = new Float64Array(packs * PACK * (to - from));
  for (let row = 0; row < rows; row++) {
    let at = Math.floor(row / PACK) * PACK * (to - from) + (row % PACK);
    for (let c = from; c < to; c++, at += PACK) packed[at] = values[row * columns + c];
  }
  return packed;
}
