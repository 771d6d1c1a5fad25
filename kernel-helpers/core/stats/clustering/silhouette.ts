import { InvalidArgumentError } from '../../../errors.js';
import { type Distances, distancesOf } from './distances.js';
import { codeLabels, type Grouping } from './labels.js';
import { checkDistances, isDistances } from './linkage.js';
import { checkRows, type Rows } from './rows.js';

/** How well things lie in their groups. */
export interface Silhouette {
  /** The mean of `values`. */
  readonly mean: number;
  /** `values[i]` from -1 (in the wrong group) to 1 (far from every other group); 0 for a thing alone in its group. */
  readonly values: Float64Array;
}

/**
 * The silhouette of every thing: (b - a) / max(a, b), where a is its mean distance to the others of its group and b the
 * least of its mean distances to the other groups.
 *
 * `things` are rows, with Euclidean distances, or distances. `undefined` unless there are from 2 to n - 1 groups.
 *
 * @source Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7
 * @throws {InvalidArgumentError} when there are not as many labels as things, or a value is missing.
 * @example
 * stats.silhouette([[0], [1], [10], [12]], [0, 0, 1, 1])?.mean; // 0.8562
 */
export function silhouette(things: Rows | Distances, labels: Grouping): Silhouette | undefined {
  const { n, values: apart } = isDistances(things)
    ? checkDistances(things, 'silhouette')
    : checkDistances(distancesOf(checkRows(things, 'silhouette'), 'euclidean'), 'silhouette');
  const { codes, names } = codeLabels(labels, 'silhouette', 'labels');
  if (codes.length !== n) {
    throw new InvalidArgumentError(
      `silhouette labels have the wrong length: received ${codes.length}, expected ${n}, one for each thing`,
      { argument: 'labels' },
    );
  }
  const groups = names.length;
  if (groups < 2 || groups > n - 1) return undefined;
  const sizes = new Uint32Array(groups);
  for (const code of codes) sizes[code]++;
  /** `sums[i * groups + g]`: of the distances of thing i to those of group g. */
  const sums = new Float64Array(n * groups);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++, at++) {
      sums[i * groups + codes[j]] += apart[at];
      sums[j * groups + codes[i]] += apart[at];
    }
  }
  const values = Float64Array.from({ length: n }, (_, i) => {
    const own = codes[i];
    if (sizes[own] === 1) return 0;
    const within = sums[i * groups + own] / (sizes[own] - 1);
    let between = Number.POSITIVE_INFINITY;
    for (let g = 0; g < groups; g++) if (g !== own) between = Math.min(between, sums[i * groups + g] / sizes[g]);
    const larger = Math.max(within, between);
    return larger === 0 ? 0 : (between - within) / larger;
  });
  return { mean: values.reduce((sum, value) => sum + value, 0) / n, values };
}
