import type { CheckedRows } from './rows.js';

/** Where the rounds of one start ended. */
export interface Rounds {
  readonly labels: Uint32Array;
  readonly centers: Float64Array;
  readonly columns: number;
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * Lloyd's rounds from these centres, which are moved: rows to the nearest centre, centres to the mean of their rows,
 * until no row changes. What a row's distances to centres can have become since they were last looked at tells for most
 * rows that nothing can have changed; no result depends on that.
 *
 * @source Hamerly 2010, "Making k-means even faster", doi:10.1137/1.9781611972801.12
 */
export function lloydRounds(table: CheckedRows, clusters: number, centers: Float64Array, most: number): Rounds {
  const { rows, columns } = table;
  const bounds: Bounds = {
    labels: new Uint32Array(rows),
    upper: new Float64Array(rows).fill(Number.POSITIVE_INFINITY),
    lower: new Float64Array(rows),
    slack: slackOf(table),
  };
  let iterations = 0;
  let converged = false;
  while (!converged && iterations < most) {
    converged = !assign(table, clusters, centers, bounds) && iterations > 0;
    iterations++;
    if (!converged) moveCenters(table, clusters, centers, bounds);
  }
  if (!converged) assign(table, clusters, centers, bounds);
  let inertia = 0;
  for (let r = 0; r < rows; r++) inertia += toCenter(table, r, centers, bounds.labels[r]);
  return { labels: bounds.labels, centers, columns, inertia, iterations, converged };
}

/** What is known of each row without looking at every centre. */
interface Bounds {
  readonly labels: Uint32Array;
  /** It is no farther than this from the centre of its cluster, */
  readonly upper: Float64Array;
  /** and no nearer than this to any other. */
  readonly lower: Float64Array;
  /** More than rounding can have added up to. */
  readonly slack: number;
}

function slackOf({ values, columns }: CheckedRows): number {
  return 1e-12 * Math.sqrt(columns) * values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** Gives every row to its nearest centre, of equally near ones the first; true when a label changed. */
function assign(table: CheckedRows, clusters: number, centers: Float64Array, bounds: Bounds): boolean {
  const { labels, upper, lower, slack } = bounds;
  const halves = halfGaps(centers, clusters, table.columns);
  const nearest: Nearest = { label: 0, first: 0, second: 0 };
  let changed = false;
  for (let r = 0; r < table.rows; r++) {
    const label = labels[r];
    const others = Math.max(lower[r], halves[label]);
    if (upper[r] + slack < others) continue;
    if (upper[r] < Number.POSITIVE_INFINITY) {
      upper[r] = Math.sqrt(toCenter(table, r, centers, label));
      if (upper[r] + slack < others) continue;
    }
    findNearest(table, r, centers, clusters, nearest);
    labels[r] = nearest.label;
    upper[r] = Math.sqrt(nearest.first);
    lower[r] = Math.sqrt(nearest.second);
    if (nearest.label !== label) changed = true;
  }
  return changed;
}

/** Half of how far each centre is from the nearest other one: within it, no other centre is nearer. */
function halfGaps(centers: Float64Array, clusters: number, columns: number): Float64Array {
  const table = { values: centers, rows: clusters, columns };
  const squares = new Float64Array(clusters).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < clusters; i++) {
    for (let j = i + 1; j < clusters; j++) {
      const square = toCenter(table, i, centers, j);
      if (square < squares[i]) squares[i] = square;
      if (square < squares[j]) squares[j] = square;
    }
  }
  return squares.map(square => Math.sqrt(square) / 2);
}

/** Squares of the distances to the nearest centre and to the next. */
interface Nearest {
  label: number;
  first: number;
  second: number;
}

/** Four centres at a time: a sum alone would wait for each of its additions. */
function findNearest(
  { values, columns }: CheckedRows,
  r: number,
  centers: Float64Array,
  clusters: number,
  nearest: Nearest,
): void {
  let label = 0;
  let first = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  const take = (k: number, square: number): void => {
    if (square < first) {
      second = first;
      first = square;
      label = k;
    } else if (square < second) second = square;
  };
  const row = r * columns;
  for (let k = 0; k < clusters; k += 4) {
    const at0 = k * columns;
    // Beyond the last centre the last is looked at again, and not taken.
    const at1 = Math.min(k + 1, clusters - 1) * columns;
    const at2 = Math.min(k + 2, clusters - 1) * columns;
    const at3 = Math.min(k + 3, clusters - 1) * columns;
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let c = 0; c < columns; c++) {
      const value = values[row + c];
      const d0 = value - centers[at0 + c];
      const d1 = value - centers[at1 + c];
      const d2 = value - centers[at2 + c];
      const d3 = value - centers[at3 + c];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    take(k, s0);
    if (k + 1 < clusters) take(k + 1, s1);
    if (k + 2 < clusters) take(k + 2, s2);
    if (k + 3 < clusters) take(k + 3, s3);
  }
  nearest.label = label;
  nearest.first = first;
  nearest.second = second;
}

/** Puts every centre into the middle of its rows, and says so to the bounds. */
function moveCenters(table: CheckedRows, clusters: number, centers: Float64Array, bounds: Bounds): void {
  const { values, rows, columns } = table;
  const { labels, upper, lower } = bounds;
  const before = centers.slice();
  const sizes = new Uint32Array(clusters);
  for (const label of labels) sizes[label]++;
  const moved = sizes.includes(0) ? fillEmpty(table, centers, labels, sizes) : labels;
  for (let k = 0; k < clusters; k++) if (sizes[k] > 0) centers.fill(0, k * columns, (k + 1) * columns);
  for (let r = 0; r < rows; r++) {
    const at = moved[r] * columns;
    for (let c = 0; c < columns; c++) centers[at + c] += values[r * columns + c];
  }
  for (let k = 0, i = 0; k < clusters; k++) {
    const size = Math.max(1, sizes[k]);
    for (let c = 0; c < columns; c++) centers[i++] /= size;
  }
  const old = { values: before, rows: clusters, columns };
  const steps = Float64Array.from({ length: clusters }, (_, k) => Math.sqrt(toCenter(old, k, centers, k)));
  const widest = steps.reduce((most, step, k) => (step > steps[most] ? k : most), 0);
  const next = steps.reduce((most, step, k) => (k === widest ? most : Math.max(most, step)), 0);
  for (let r = 0; r < rows; r++) {
    upper[r] += steps[labels[r]];
    lower[r] -= labels[r] === widest ? next : steps[widest];
  }
}

/**
 * Labels in which each cluster that lost all its rows has the one farthest from its centre, but none that is alone in
 * its cluster: that would leave another one empty. Where all rows lie on their centres it stays empty.
 */
function fillEmpty(table: CheckedRows, centers: Float64Array, labels: Uint32Array, sizes: Uint32Array): Uint32Array {
  const filled = labels.slice();
  const away = Float64Array.from(labels, (label, r) => toCenter(table, r, centers, label));
  for (let k = 0; k < sizes.length; k++) {
    if (sizes[k] > 0) continue;
    let farthest = -1;
    for (let r = 0; r < table.rows; r++) {
      if (sizes[filled[r]] > 1 && away[r] > 0 && (farthest < 0 || away[r] > away[farthest])) farthest = r;
    }
    if (farthest < 0) break;
    sizes[filled[farthest]]--;
    sizes[k] = 1;
    filled[farthest] = k;
    away[farthest] = 0;
  }
  return filled;
}

/** The square of the distance of row r to centre k. */
export function toCenter({ values, columns }: CheckedRows, r: number, centers: Float64Array, k: number): number {
  const row = r * columns;
  const center = k * columns;
  let sum = 0;
  for (let c = 0; c < columns; c++) {
    const step = values[row + c] - centers[center + c];
    sum += step * step;
  }
  return sum;
}
