import { InvalidArgumentError } from '../../../errors.js';
import { type CheckedRows, checkRows, type Rows } from './rows.js';

/** Distances between all pairs of `n` things. */
export interface Distances {
  readonly n: number;
  /** That of i and j, i < j, is `values[i * n - (i * (i + 1)) / 2 + j - i - 1]`: row by row, as scipy's pdist. */
  readonly values: Float64Array;
}

/** How far two rows are from each other. */
export type Metric = 'euclidean' | 'sqeuclidean' | 'cityblock' | 'cosine' | 'correlation' | 'jaccard';

const METRICS: readonly Metric[] = ['euclidean', 'sqeuclidean', 'cityblock', 'cosine', 'correlation', 'jaccard'];

/**
 * The distance of every pair of rows.
 *
 * `euclidean` (when absent): sqrt(Σ (x - y)²); `sqeuclidean` its square; `cityblock`: Σ |x - y|; `cosine`: 1 - the
 * cosine of the angle; `correlation`: 1 - Pearson's r; `jaccard`: of the columns where a row is not 0, the fraction in
 * which just one of the two is. Two rows without direction (all 0 for `cosine`, constant for `correlation`) have NaN;
 * two rows of zeros have Jaccard distance 0.
 *
 * O(rows² · columns).
 *
 * @throws {InvalidArgumentError} when the metric is unknown, rows differ in length, or a value is missing or not finite.
 * @example
 * stats.pairwiseDistances([[0, 0], [3, 4], [3, 0]]).values; // 5, 3, 4
 */
export function pairwiseDistances(rows: Rows, options: { readonly metric?: Metric } = {}): Distances {
  const metric = options.metric ?? 'euclidean';
  checkMetric(metric, 'pairwiseDistances');
  return distancesOf(checkRows(rows, 'pairwiseDistances'), metric);
}

/** Refuses a metric that there is not. */
export function checkMetric(metric: Metric, caller: string): void {
  if (METRICS.includes(metric)) return;
  throw new InvalidArgumentError(
    `${caller} metric is unknown: received ${metric}, expected one of ${METRICS.join(', ')}`,
    { argument: 'metric' },
  );
}

/** {@link pairwiseDistances} of rows that were checked before. */
export function distancesOf(rows: CheckedRows, metric: Metric): Distances {
  const n = rows.rows;
  const values = new Float64Array((n * (n - 1)) / 2);
  if (metric === 'cosine' || metric === 'correlation') fillAngles(values, metric === 'cosine' ? rows : centred(rows));
  else if (metric === 'jaccard') fillPairs(values, rows, jaccard);
  else if (metric === 'cityblock') fillPairs(values, rows, cityblock);
  else {
    fillSquares(values, rows);
    if (metric === 'euclidean') for (let i = 0; i < values.length; i++) values[i] = Math.sqrt(values[i]);
  }
  return { n, values };
}

type Distance = (values: Float64Array, left: number, right: number, columns: number) => number;

function fillPairs(into: Float64Array, { values, rows, columns }: CheckedRows, distance: Distance): void {
  let at = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = i + 1; j < rows; j++) into[at++] = distance(values, i * columns, j * columns, columns);
  }
}

/** Four rows at a time: a sum alone would wait for each of its additions. */
function fillSquares(into: Float64Array, { values, rows, columns }: CheckedRows): void {
  let at = 0;
  for (let i = 0; i < rows; i++) {
    const row = i * columns;
    let j = i + 1;
    for (; j + 3 < rows; j += 4) {
      const first = j * columns;
      const second = first + columns;
      const third = second + columns;
      const fourth = third + columns;
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let k = 0; k < columns; k++) {
        const value = values[row + k];
        const x = value - values[first + k];
        const y = value - values[second + k];
        const z = value - values[third + k];
        const w = value - values[fourth + k];
        a += x * x;
        b += y * y;
        c += z * z;
        d += w * w;
      }
      into[at] = a;
      into[at + 1] = b;
      into[at + 2] = c;
      into[at + 3] = d;
      at += 4;
    }
    for (; j < rows; j++) into[at++] = squared(values, row, j * columns, columns);
  }
}

function squared(values: Float64Array, left: number, right: number, columns: number): number {
  let sum = 0;
  for (let k = 0; k < columns; k++) {
    const x = values[left + k] - values[right + k];
    sum += x * x;
  }
  return sum;
}

function cityblock(values: Float64Array, left: number, right: number, columns: number): number {
  let sum = 0;
  for (let k = 0; k < columns; k++) sum += Math.abs(values[left + k] - values[right + k]);
  return sum;
}

function jaccard(values: Float64Array, left: number, right: number, columns: number): number {
  let either = 0;
  let one = 0;
  for (let k = 0; k < columns; k++) {
    const x = values[left + k] !== 0;
    const y = values[right + k] !== 0;
    if (x || y) either++;
    if (x !== y) one++;
  }
  return either === 0 ? 0 : one / either;
}

function centred({ values, rows, columns }: CheckedRows): CheckedRows {
  const moved = values.slice();
  for (let r = 0; r < rows; r++) {
    const row = moved.subarray(r * columns, (r + 1) * columns);
    const mean = row.reduce((sum, value) => sum + value, 0) / columns;
    // Rounding must not give a constant row a direction.
    const constant = row.every(value => value === row[0]);
    for (let c = 0; c < columns; c++) row[c] = constant ? 0 : row[c] - mean;
  }
  return { values: moved, rows, columns };
}

function fillAngles(into: Float64Array, { values, rows, columns }: CheckedRows): void {
  const lengths = Float64Array.from({ length: rows }, (_, r) =>
    Math.sqrt(dot(values, r * columns, r * columns, columns)),
  );
  let at = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = i + 1; j < rows; j++) {
      const cosine = dot(values, i * columns, j * columns, columns) / (lengths[i] * lengths[j]);
      into[at++] = Number.isNaN(cosine) ? Number.NaN : 1 - Math.min(1, Math.max(-1, cosine));
    }
  }
}

function dot(values: Float64Array, left: number, right: number, columns: number): number {
  let sum = 0;
  for (let k = 0; k < columns; k++) sum += values[left + k] * values[right + k];
  return sum;
}
