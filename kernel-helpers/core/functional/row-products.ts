import type { ResponseRows } from './responses.js';

/**
 * Each row brought to length 1, less its mean first where `centre` is set: products of such rows are correlations, or
 * cosines. A row of no length (a unit that does not vary, a vector of zeros) is NaN throughout.
 */
export function unitRows({ values, count, width }: ResponseRows, centre: boolean): ResponseRows {
  const scaled = new Float64Array(values.length);
  for (let row = 0; row < count; row++) {
    const from = row * width;
    let mean = 0;
    let largest = 0;
    for (let k = from; k < from + width; k++) largest = Math.max(largest, Math.abs(values[k]));
    // Squares of what is far from 1 would leave the range of numbers. A power of 2 rounds nothing.
    const unit = largest > 1e120 ? 2 ** -600 : largest < 1e-120 ? 2 ** 600 : 1;
    largest *= unit;
    for (let k = from; k < from + width; k++) mean += values[k] * unit;
    mean = centre ? mean / width : 0;
    let squares = 0;
    for (let k = from; k < from + width; k++) squares += (values[k] * unit - mean) ** 2;
    const length = Math.sqrt(squares);
    // Rounding of a mean is all that is left of a constant.
    const scale = length > 1e-14 * largest * Math.sqrt(width) ? 1 / length : Number.NaN;
    for (let k = from; k < from + width; k++) scaled[k] = (values[k] * unit - mean) * scale;
  }
  return { values: scaled, count, width };
}

/** How many rows stay in the cache while the others pass by. */
const BLOCK = 64;

/**
 * The scalar product of each row of `a` with each of `b`: `products[i * b.count + j]`, held to -1 … 1; NaN with a row
 * of no length. With itself the diagonal is exactly 1, and only half is computed.
 *
 * Four rows by two at a time, whose eight sums stay in registers; blocks of rows that stay in the cache.
 */
export function rowProducts(a: ResponseRows, b: ResponseRows): Float64Array {
  const products = new Float64Array(a.count * b.count);
  const same = a === b;
  for (let top = 0; top < a.count; top += BLOCK) {
    const bottom = Math.min(top + BLOCK, a.count);
    for (let left = same ? top : 0; left < b.count; left += BLOCK) {
      block(products, a, b, top, bottom, left, Math.min(left + BLOCK, b.count));
    }
  }
  if (!same) return products;
  const n = a.count;
  for (let top = 0; top < n; top += BLOCK) {
    for (let left = 0; left <= top; left += BLOCK) {
      for (let i = top; i < Math.min(top + BLOCK, n); i++) {
        for (let j = left; j < Math.min(left + BLOCK, i); j++) products[i * n + j] = products[j * n + i];
      }
    }
  }
  for (let i = 0; i < n; i++) if (!Number.isNaN(products[i * n + i])) products[i * n + i] = 1;
  return products;
}

function block(
  products: Float64Array,
  a: ResponseRows,
  b: ResponseRows,
  top: number,
  bottom: number,
  left: number,
  right: number,
): void {
  const columns = b.count;
  let i = top;
  for (; i + 4 <= bottom; i += 4) {
    let j = left;
    for (; j + 2 <= right; j += 2) fourByTwo(products, a.values, b.values, a.width, i, j, columns);
    for (; j < right; j++) for (let k = i; k < i + 4; k++) products[k * columns + j] = single(a, b, k, j);
  }
  for (; i < bottom; i++) for (let j = left; j < right; j++) products[i * columns + j] = single(a, b, i, j);
}

function fourByTwo(
  products: Float64Array,
  a: Float64Array,
  b: Float64Array,
  width: number,
  i: number,
  j: number,
  columns: number,
): void {
  const a0 = i * width;
  const a1 = a0 + width;
  const a2 = a1 + width;
  const a3 = a2 + width;
  const b0 = j * width;
  const b1 = b0 + width;
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  let s20 = 0;
  let s21 = 0;
  let s30 = 0;
  let s31 = 0;
  for (let k = 0; k < width; k++) {
    const x0 = b[b0 + k];
    const x1 = b[b1 + k];
    const y0 = a[a0 + k];
    const y1 = a[a1 + k];
    const y2 = a[a2 + k];
    const y3 = a[a3 + k];
    s00 += y0 * x0;
    s01 += y0 * x1;
    s10 += y1 * x0;
    s11 += y1 * x1;
    s20 += y2 * x0;
    s21 += y2 * x1;
    s30 += y3 * x0;
    s31 += y3 * x1;
  }
  const at = i * columns + j;
  products[at] = held(s00);
  products[at + 1] = held(s01);
  products[at + columns] = held(s10);
  products[at + columns + 1] = held(s11);
  products[at + 2 * columns] = held(s20);
  products[at + 2 * columns + 1] = held(s21);
  products[at + 3 * columns] = held(s30);
  products[at + 3 * columns + 1] = held(s31);
}

function single(a: ResponseRows, b: ResponseRows, i: number, j: number): number {
  let sum = 0;
  for (let k = 0; k < a.width; k++) sum += a.values[i * a.width + k] * b.values[j * b.width + k];
  return held(sum);
}

/** Rounding may carry a product of rows of length 1 beyond 1. */
function held(value: number): number {
  return Math.max(-1, Math.min(1, value));
}
