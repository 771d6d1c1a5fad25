import { InvalidArgumentError } from '../../../errors.js';
import { type CheckedRows, checkRows, type Rows } from './rows.js';
import { fillSquaredDistances } from './squared-distances.js';

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
  const startOf = (i: number): number => i * n - (i * (i + 1)) / 2 - i - 1;
  if (metric === 'cosine' || metric === 'correlation') {
    fillAngles(values, startOf, metric === 'cosine' ? rows : centred(rows));
  } else if (metric === 'jaccard') fillPairs(values, rows, jaccard);
  else if (metric === 'cityblock') fillPairs(values, rows, cityblock);
  else {
    fillSquaredDistances(values, startOf, rows);
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

/** 1 - cos of the angle is half the square of what is between the rows at length 1: exact also where it is small. */
function fillAngles(
  into: Float64Array,
  startOf: (row: number) => number,
  { values, rows, columns }: CheckedRows,
): void {
  const unit = values.slice();
  for (let r = 0; r < rows; r++) {
    const row = unit.subarray(r * columns, (r + 1) * columns);
    // By the largest value first: squares of all might leave the range of numbers.
    const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const length = Math.sqrt(row.reduce((sum, value) => sum + (value / largest) ** 2, 0));
    for (let c = 0; c < columns; c++) row[c] = row[c] / largest / length;
  }
  fillSquaredDistances(into, startOf, { values: unit, rows, columns });
  for (let i = 0; i < into.length; i++) into[i] = Math.min(2, into[i] / 2);
}
