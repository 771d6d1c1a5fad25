import { InvalidArgumentError } from '../../../errors.js';
import { createRandom, type Random } from '../../random.js';
import { type CheckedRows, checkRows, type Rows } from './rows.js';

/** How {@link kMeans} goes about it. */
export interface KMeansOptions {
  /** How many clusters. */
  readonly clusters: number;
  /** Whole number from 0; 0 when absent. The same seed gives the same clusters. */
  readonly seed?: number;
  /** Starts from so many choices of first centres and keeps the best; 10 when absent. */
  readonly restarts?: number;
  /** First centres, one row a cluster, in place of choosing them; then there is one start. */
  readonly initial?: Rows;
  /** Most rounds of a start; 300 when absent. */
  readonly maxIterations?: number;
}

/** Clusters around centres. */
export interface KMeans {
  /** `labels[row]`, from 0. */
  readonly labels: Uint32Array;
  /** Column c of the centre of cluster k is `centers[k * columns + c]`. */
  readonly centers: Float64Array;
  readonly columns: number;
  /** Σ of the squared distances of rows to their centres. */
  readonly inertia: number;
  /** Rounds of the start that was kept. */
  readonly iterations: number;
  /** Whether no row changed its cluster in the last round. */
  readonly converged: boolean;
  readonly seed: number;
}

/**
 * k-means: every row belongs to the nearest centre, and every centre is the mean of its rows (Lloyd's rounds, until no
 * row changes its cluster). First centres are drawn by k-means++.
 *
 * A cluster that loses all its rows takes the row farthest from its centre; where there are fewer different rows than
 * clusters it stays empty. Of equal distances the lower cluster wins.
 *
 * @source Lloyd 1982, doi:10.1109/TIT.1982.1056489; Arthur and Vassilvitskii 2007, "k-means++", SODA 1027–1035
 * @throws {InvalidArgumentError} when there are fewer rows than clusters, an option is out of range, or a value is
 * missing or not finite.
 * @example
 * stats.kMeans([[0], [1], [10], [12]], { clusters: 2 }).inertia; // 2.5
 */
export function kMeans(rows: Rows, options: KMeansOptions): KMeans {
  const table = checkRows(rows, 'kMeans');
  const { clusters, seed = 0, restarts = 10, maxIterations = 300 } = options;
  checkCount(clusters, 'clusters', table.rows);
  checkCount(restarts, 'restarts', 1e6);
  checkCount(maxIterations, 'maxIterations', 1e9);
  const given = options.initial === undefined ? undefined : checkRows(options.initial, 'kMeans initial');
  if (given !== undefined && (given.rows !== clusters || given.columns !== table.columns)) {
    throw new InvalidArgumentError(
      `kMeans initial has the wrong shape: received ${given.rows} × ${given.columns}, expected ${clusters} × ${table.columns}`,
      { argument: 'initial' },
    );
  }
  const random = createRandom(seed);
  let best: Omit<KMeans, 'seed'> | undefined;
  for (let start = 0; start < (given ? 1 : restarts); start++) {
    const centers = given ? given.values.slice() : drawCenters(table, clusters, random);
    const found = iterate(table, clusters, centers, maxIterations);
    if (best === undefined || found.inertia < best.inertia) best = found;
  }
  return { ...(best as Omit<KMeans, 'seed'>), seed };
}

function checkCount(value: number, argument: string, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new InvalidArgumentError(`kMeans ${argument} is out of range: received ${value}, expected 1 to ${most}`, {
    argument,
  });
}

/** Each centre is a row, drawn with the square of its distance to the nearest centre there is. */
function drawCenters({ values, rows, columns }: CheckedRows, clusters: number, random: Random): Float64Array {
  const centers = new Float64Array(clusters * columns);
  const nearest = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  let chosen = random.integer(rows);
  for (let k = 0; k < clusters; k++) {
    centers.set(values.subarray(chosen * columns, (chosen + 1) * columns), k * columns);
    let sum = 0;
    for (let r = 0; r < rows; r++) {
      nearest[r] = Math.min(nearest[r], distance(values, r * columns, centers, k * columns, columns));
      sum += nearest[r];
    }
    // When every row is a centre already, any row is as good.
    let left = random.uniform() * sum;
    chosen = sum === 0 ? random.integer(rows) : 0;
    if (sum > 0) while (chosen < rows - 1 && left >= nearest[chosen]) left -= nearest[chosen++];
  }
  return centers;
}

function iterate(table: CheckedRows, clusters: number, centers: Float64Array, most: number): Omit<KMeans, 'seed'> {
  const { values, rows, columns } = table;
  const labels = new Uint32Array(rows);
  const away = new Float64Array(rows);
  let iterations = 0;
  let changed = assign(table, clusters, centers, labels, away, true);
  while (changed && iterations < most) {
    moveCenters(table, clusters, centers, labels, away);
    changed = assign(table, clusters, centers, labels, away, false);
    iterations++;
  }
  let inertia = 0;
  for (let r = 0; r < rows; r++) inertia += distance(values, r * columns, centers, labels[r] * columns, columns);
  return { labels, centers, columns, inertia, iterations, converged: !changed };
}

/** Gives every row to its nearest centre; true when a label changed, or this is the first time. */
function assign(
  { values, rows, columns }: CheckedRows,
  clusters: number,
  centers: Float64Array,
  labels: Uint32Array,
  away: Float64Array,
  first: boolean,
): boolean {
  let changed = first;
  for (let r = 0; r < rows; r++) {
    let least = Number.POSITIVE_INFINITY;
    let nearest = 0;
    for (let k = 0; k < clusters; k++) {
      const d = distance(values, r * columns, centers, k * columns, columns);
      if (d < least) {
        least = d;
        nearest = k;
      }
    }
    if (labels[r] !== nearest) changed = true;
    labels[r] = nearest;
    away[r] = least;
  }
  return changed;
}

function moveCenters(
  { values, rows, columns }: CheckedRows,
  clusters: number,
  centers: Float64Array,
  labels: Uint32Array,
  away: Float64Array,
): void {
  const sizes = new Uint32Array(clusters);
  for (const label of labels) sizes[label]++;
  for (let k = 0; k < clusters; k++) {
    if (sizes[k] > 0) continue;
    // The farthest row, but none that is alone in its cluster: that would leave another one empty.
    let farthest = -1;
    for (let r = 0; r < rows; r++) {
      if (sizes[labels[r]] > 1 && (farthest < 0 || away[r] > away[farthest])) farthest = r;
    }
    // Rows that lie on their centres: there are fewer different ones than clusters, and this one stays empty.
    if (away[farthest] === 0) continue;
    sizes[labels[farthest]]--;
    labels[farthest] = k;
    sizes[k] = 1;
    away[farthest] = 0;
  }
  for (let k = 0; k < clusters; k++) if (sizes[k] > 0) centers.fill(0, k * columns, (k + 1) * columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) centers[labels[r] * columns + c] += values[r * columns + c];
  }
  for (let i = 0; i < centers.length; i++) centers[i] /= Math.max(1, sizes[Math.floor(i / columns)]);
}

function distance(a: Float64Array, from: number, b: Float64Array, at: number, columns: number): number {
  let sum = 0;
  for (let c = 0; c < columns; c++) {
    const step = a[from + c] - b[at + c];
    sum += step * step;
  }
  return sum;
}
