/** Sums over long columns, four at a time: the processor adds to four numbers as fast as to one. */

/** The scalar product of each column with `v`. */
export function dots(columns: readonly Float64Array[], v: Float64Array): Float64Array {
  const sums = new Float64Array(columns.length);
  let c = 0;
  for (; c + 4 <= columns.length; c += 4) {
    const [a, b, d, e] = [columns[c], columns[c + 1], columns[c + 2], columns[c + 3]];
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let row = 0; row < v.length; row++) {
      const value = v[row];
      s0 += a[row] * value;
      s1 += b[row] * value;
      s2 += d[row] * value;
      s3 += e[row] * value;
    }
    sums[c] = s0;
    sums[c + 1] = s1;
    sums[c + 2] = s2;
    sums[c + 3] = s3;
  }
  for (; c < columns.length; c++) sums[c] = dot(columns[c], v);
  return sums;
}

/** The scalar product of two columns. */
export function dot(a: Float64Array, b: Float64Array): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let row = 0;
  for (; row + 4 <= a.length; row += 4) {
    s0 += a[row] * b[row];
    s1 += a[row + 1] * b[row + 1];
    s2 += a[row + 2] * b[row + 2];
    s3 += a[row + 3] * b[row + 3];
  }
  for (; row < a.length; row++) s0 += a[row] * b[row];
  return s0 + s1 + (s2 + s3);
}

/** Adds each column times its factor to `v`. */
export function addColumns(v: Float64Array, columns: readonly Float64Array[], factors: ArrayLike<number>): void {
  let c = 0;
  for (; c + 2 <= columns.length; c += 2) {
    const [a, b] = [columns[c], columns[c + 1]];
    const [f, g] = [factors[c], factors[c + 1]];
    for (let row = 0; row < v.length; row++) v[row] += f * a[row] + g * b[row];
  }
  if (c === columns.length) return;
  const last = columns[c];
  const factor = factors[c];
  for (let row = 0; row < v.length; row++) v[row] += factor * last[row];
}

/** Xᵀ X, `[i * p + j]`. */
export function gram(columns: readonly Float64Array[]): Float64Array {
  const p = columns.length;
  const a = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    dots(columns.slice(i), columns[i]).forEach((value, k) => {
      a[i * p + i + k] = value;
      a[(i + k) * p + i] = value;
    });
  }
  return a;
}

/** Adds Σ `columns[c][row]` v over rows from `from` to c's sum; `v[0]` belongs to `from`. Four columns at a time. */
function addDots(
  columns: readonly Float64Array[],
  first: number,
  v: Float64Array,
  from: number,
  to: number,
  sums: Float64Array,
  at: number,
): void {
  let c = first;
  for (; c + 4 <= columns.length; c += 4) {
    const a = columns[c];
    const b = columns[c + 1];
    const d = columns[c + 2];
    const e = columns[c + 3];
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let row = from; row < to; row++) {
      const value = v[row - from];
      s0 += a[row] * value;
      s1 += b[row] * value;
      s2 += d[row] * value;
      s3 += e[row] * value;
    }
    sums[at + c] += s0;
    sums[at + c + 1] += s1;
    sums[at + c + 2] += s2;
    sums[at + c + 3] += s3;
  }
  for (; c < columns.length; c++) {
    const a = columns[c];
    let s0 = 0;
    let s1 = 0;
    let row = from;
    for (; row + 2 <= to; row += 2) {
      s0 += a[row] * v[row - from];
      s1 += a[row + 1] * v[row - from + 1];
    }
    if (row < to) s0 += a[row] * v[row - from];
    sums[at + c] += s0 + s1;
  }
}

/** Rows whose columns fit the fastest cache, so that each is fetched once for all that is done with it. */
export const BLOCK = 512;

/** Sums over rows of a block: gradient += Xᵀ r, upper half of information += Xᵀ diag(w) X; r and w by row in the block. */
export function addBlock(
  columns: readonly Float64Array[],
  r: Float64Array,
  w: Float64Array,
  from: number,
  to: number,
  scratch: Float64Array,
  gradient: Float64Array,
  information: Float64Array,
): void {
  const p = columns.length;
  addDots(columns, 0, r, from, to, gradient, 0);
  for (let i = 0; i < p; i++) {
    const column = columns[i];
    for (let row = from; row < to; row++) scratch[row - from] = w[row - from] * column[row];
    addDots(columns, i, scratch, from, to, information, i * p);
  }
}

/** The linear predictor of a block: `eta[row - from]`. */
export function linearBlock(
  columns: readonly Float64Array[],
  at: ArrayLike<number>,
  offset: Float64Array | undefined,
  from: number,
  to: number,
  eta: Float64Array,
): void {
  if (offset) for (let row = from; row < to; row++) eta[row - from] = offset[row];
  else eta.fill(0);
  for (let c = 0; c < columns.length; c++) {
    const column = columns[c];
    const slope = at[c];
    for (let row = from; row < to; row++) eta[row - from] += slope * column[row];
  }
}

/** Copies the upper half of a matrix to the lower one. */
export function mirrorUpper(a: Float64Array, p: number): void {
  for (let i = 0; i < p; i++) for (let j = 0; j < i; j++) a[i * p + j] = a[j * p + i];
}

/** X b + start, where there is one. */
export function linear(
  columns: readonly Float64Array[],
  at: ArrayLike<number>,
  rowCount: number,
  start?: Float64Array,
): Float64Array {
  const values = start ? start.slice() : new Float64Array(rowCount);
  addColumns(values, columns, at);
  return values;
}
