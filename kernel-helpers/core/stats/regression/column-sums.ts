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

/** Xᵀ diag(w) X, `[i * p + j]`; w is 1 when absent. `scratch` is a column to write in. */
export function gram(
  columns: readonly Float64Array[],
  weights: Float64Array | undefined,
  scratch: Float64Array,
): Float64Array {
  const p = columns.length;
  const a = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    const column = columns[i];
    if (weights) for (let row = 0; row < scratch.length; row++) scratch[row] = weights[row] * column[row];
    const products = dots(columns.slice(i), weights ? scratch : column);
    for (let j = i; j < p; j++) {
      a[i * p + j] = products[j - i];
      a[j * p + i] = products[j - i];
    }
  }
  return a;
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
