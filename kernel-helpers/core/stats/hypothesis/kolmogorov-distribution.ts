import { logChoose } from '../distributions.js';

/**
 * How often the two-sided distance of n values from the distribution they are of is at least `d`, exactly.
 *
 * The chance that it is less is an element of the n-th power of a matrix; where little is left of 1, both sides are
 * added instead, which are then hardly ever far out together (a relative error below 1e-10).
 *
 * @source Marsaglia, Tsang and Wang 2003, doi:10.18637/jss.v008.i18; Simard and L'Ecuyer 2011,
 * doi:10.18637/jss.v039.i11
 */
export function twoSidedKolmogorov(n: number, d: number): number {
  if (n * d <= 0.5) return 1;
  if (n * d * d > 4 || d >= 0.5) return Math.min(1, 2 * oneSidedKolmogorov(n, d));
  const k = Math.floor(n * d) + 1;
  const size = 2 * k - 1;
  const { values, exponent } = power(stepMatrix(size, k - n * d), size, n);
  let within = values[(k - 1) * size + k - 1];
  let scale = exponent;
  for (let i = 1; i <= n; i++) {
    within *= i / n;
    if (within < SMALL) {
      within /= SMALL;
      scale--;
    }
  }
  return Math.min(1, Math.max(0, 1 - within * SMALL ** -scale));
}

/** Numbers leave their range in long products: a factor that is taken out of them, and counted. */
const SMALL = 2 ** -400;

function stepMatrix(size: number, h: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size && column <= row + 1; column++) matrix[row * size + column] = 1;
  }
  for (let i = 0; i < size; i++) {
    matrix[i * size] -= h ** (i + 1);
    matrix[(size - 1) * size + i] -= h ** (size - i);
  }
  if (h > 0.5) matrix[(size - 1) * size] += (2 * h - 1) ** size;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) {
      for (let factor = 2; factor <= row - column + 1; factor++) matrix[row * size + column] /= factor;
    }
  }
  return matrix;
}

/** The matrix to the power n: `values` · SMALL^-exponent. */
function power(matrix: Float64Array, size: number, n: number): { values: Float64Array; exponent: number } {
  if (n === 1) return { values: matrix, exponent: 0 };
  const half = power(matrix, size, Math.floor(n / 2));
  let values = product(half.values, half.values, size);
  if (n % 2 === 1) values = product(values, matrix, size);
  let exponent = 2 * half.exponent;
  if (values[((size - 1) / 2) * (size + 1)] > 1 / SMALL) {
    values = values.map(value => value * SMALL);
    exponent++;
  }
  return { values, exponent };
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const c = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < size; k++) {
      const factor = a[row * size + k];
      for (let column = 0; column < size; column++) c[row * size + column] += factor * b[k * size + column];
    }
  }
  return c;
}

/**
 * How often the distance of n values on one side is at least `d`, exactly: a sum of positive terms. O(n).
 *
 * @source Birnbaum and Tingey 1951, doi:10.1214/aoms/1177729550
 */
export function oneSidedKolmogorov(n: number, d: number): number {
  if (d <= 0) return 1;
  if (d >= 1) return 0;
  let sum = 0;
  for (let j = 0; j < n * (1 - d); j++) {
    const log = logChoose(n, j) + (n - j) * Math.log1p(-d - j / n) + (j - 1) * Math.log(d + j / n);
    sum += Math.exp(log);
  }
  return Math.min(1, d * sum);
}

/** Kolmogorov's limit for x = sqrt(n) d, in the series that converges fast where x lies. */
export function kolmogorovLimit(x: number): number {
  if (x <= 0) return 1;
  let sum = 0;
  if (x < 1) {
    for (let k = 1; k <= 7; k += 2) sum += Math.exp((-(k ** 2) * Math.PI ** 2) / (8 * x * x));
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  for (let k = 1; k <= 10; k++) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * x * x);
  return 2 * sum;
}
