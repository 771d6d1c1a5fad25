import { InvalidArgumentError } from '../../../errors.js';
import { checkMetric, type Distances, distancesOf, type Metric } from './distances.js';
import type { LinkageMethod, Merges } from './merges.js';
import { mergeBySpanningTree } from './minimum-spanning-tree.js';
import { mergeChains } from './nearest-neighbour-chain.js';
import { type CheckedRows, checkRows, type Rows } from './rows.js';
import { squareOfDistances, squareOfRows } from './square-matrix.js';

const METHODS: readonly LinkageMethod[] = ['ward', 'average', 'complete', 'single', 'weighted'];

/**
 * A tree of clusters, bottom up. Things are the clusters 0 … n - 1; merge m makes cluster n + m of the clusters
 * `left[m]` and `right[m]`, left below right, at height `height[m]`, with `size[m]` things in it. Heights ascend.
 * As the matrix that scipy's linkage returns, column by column.
 */
export interface Linkage {
  /** How many things; there are n - 1 merges. */
  readonly n: number;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly height: Float64Array;
  readonly size: Uint32Array;
}

/** How {@link linkage} goes about it. */
export interface LinkageOptions {
  /**
   * `ward` (when absent): the two whose union grows least in variance; needs Euclidean distances. `average`: mean over
   * all pairs of things. `complete`: their farthest pair. `single`: their closest. `weighted`: the mean over the two
   * clusters a cluster was made of.
   */
  readonly method?: LinkageMethod;
  /** Of rows; `euclidean` when absent, and the only one for `ward`. Not for distances. */
  readonly metric?: Metric;
}

/** n² distances of 8 bytes: 2 GB. */
const MOST = 16_000;

/**
 * Hierarchical clustering of rows, or of things whose distances are known, by nearest-neighbour chains, and for
 * `single` by the minimum spanning tree.
 *
 * Of equal distances the one to the cluster whose last thing has the lowest number counts as the smaller, and a chain
 * turns back where it can. Merges at one height stand in the order in which they were found. The tree is scipy's, of equal
 * distances too. O(n²) time, and 8 n² bytes.
 *
 * @source Müllner 2011, arXiv:1109.2378; Ward 1963, doi:10.1080/01621459.1963.10500845
 * @throws {InvalidArgumentError} when there is nothing to cluster or more than 16,000 things, a distance is missing, or
 * the method is unknown or does not go with the metric.
 * @example
 * stats.linkage([[0], [1], [10], [12]], { method: 'average' }).height; // 1, 2, 10.5
 */
export function linkage(things: Rows | Distances, options: LinkageOptions = {}): Linkage {
  const method = options.method ?? 'ward';
  if (!METHODS.includes(method)) {
    throw new InvalidArgumentError(
      `linkage method is unknown: received ${method}, expected one of ${METHODS.join(', ')}`,
      { argument: 'method' },
    );
  }
  const count = isDistances(things) ? things.n : 'columns' in things ? things.rows : things.length;
  if (count === 0 || count > MOST) {
    throw new InvalidArgumentError(
      `linkage has ${count === 0 ? 'nothing' : 'too much'} to cluster: received ${count} things, expected 1 to ${MOST}`,
      { argument: 'things' },
    );
  }
  const merges = isDistances(things)
    ? mergeDistances(checkDistances(things, 'linkage'), method)
    : mergeRows(checkRows(things, 'linkage'), method, checkedMetric(method, options.metric));
  return inOrder(count, merges);
}

function mergeDistances(distances: Distances, method: LinkageMethod): Merges {
  if (method === 'single') return mergeBySpanningTree(distances);
  return mergeChains(distances.n, squareOfDistances(distances, limitOf(method)), method);
}

function mergeRows(rows: CheckedRows, method: LinkageMethod, metric: Metric): Merges {
  if (method === 'single' || metric !== 'euclidean') {
    return mergeDistances(checkDistances(distancesOf(rows, metric), 'linkage'), method);
  }
  return mergeChains(rows.rows, squareOfRows(rows, limitOf(method)), method);
}

/** Larger distances could leave the range of numbers: times the sizes of clusters, and for Ward as squares. */
function limitOf(method: LinkageMethod): number {
  return method === 'ward' ? 1e150 : 1e300;
}

function checkedMetric(method: LinkageMethod, metric: Metric = 'euclidean'): Metric {
  checkMetric(metric, 'linkage');
  if (method !== 'ward' || metric === 'euclidean') return metric;
  throw new InvalidArgumentError(
    `linkage metric does not go with ward: received ${metric}, expected euclidean; 'average' takes any`,
    { argument: 'metric' },
  );
}

/** True for what pairwiseDistances gives. */
export function isDistances(things: Rows | Distances): things is Distances {
  return 'n' in things && 'values' in things;
}

/** Distances as given, as many as there are pairs, none of them missing: an infinite one would leave things apart. */
export function checkDistances(distances: Distances, caller: string): Distances {
  const { n } = distances;
  const values = distances.values instanceof Float64Array ? distances.values : Float64Array.from(distances.values);
  const pairs = (n * (n - 1)) / 2;
  let bad = 0;
  while (bad < values.length && values[bad] >= 0 && values[bad] < Number.POSITIVE_INFINITY) bad++;
  if (values.length === pairs && bad === pairs) return { n, values };
  const what =
    values.length === pairs
      ? `at index ${bad} is missing, infinite or below 0: received ${values[bad]}, expected a distance`
      : `have the wrong length: received ${values.length}, expected ${pairs} for ${n} things`;
  throw new InvalidArgumentError(`${caller} distances ${what}`, { argument: 'things' });
}

/** The merges by ascending height, equals as they came, and their clusters numbered. */
function inOrder(n: number, merges: Merges): Linkage {
  const order = Uint32Array.from({ length: n - 1 }, (_, m) => m).sort((a, b) => merges.height[a] - merges.height[b]);
  const left = new Uint32Array(n - 1);
  const right = new Uint32Array(n - 1);
  const height = new Float64Array(n - 1);
  const size = new Uint32Array(n - 1);
  const cluster = new Uint32Array(2 * n).map((_, i) => i);
  const rootOf = (thing: number): number => {
    let root = thing;
    while (cluster[root] !== root) {
      cluster[root] = cluster[cluster[root]];
      root = cluster[root];
    }
    return root;
  };
  const sizeOf = (root: number): number => (root < n ? 1 : size[root - n]);
  for (let m = 0; m < n - 1; m++) {
    const a = rootOf(merges.left[order[m]]);
    const b = rootOf(merges.right[order[m]]);
    left[m] = Math.min(a, b);
    right[m] = Math.max(a, b);
    height[m] = merges.height[order[m]];
    size[m] = sizeOf(a) + sizeOf(b);
    cluster[a] = cluster[b] = n + m;
  }
  return { n, left, right, height, size };
}
