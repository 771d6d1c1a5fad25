import { InvalidArgumentError } from '../../../errors.js';
import { checkMetric, type Distances, distancesOf, type Metric } from './distances.js';
import { checkRows, type Rows } from './rows.js';

/** How far two clusters are from each other. */
export type LinkageMethod = 'ward' | 'average' | 'complete' | 'single' | 'weighted';

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
 * Hierarchical clustering of rows, or of things whose distances are known, by nearest-neighbour chains.
 *
 * Of equal distances the one to the thing of lowest number counts as the smaller, and a chain turns back where it can:
 * the tree is scipy's. O(n²) time, and 8 n² bytes.
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
  const { n, values } = isDistances(things)
    ? forMethod(checkDistances(things, 'linkage'), method)
    : distancesFor(things, method, options.metric);
  if (n === 0 || n > MOST) {
    throw new InvalidArgumentError(
      `linkage has ${n === 0 ? 'nothing' : 'too much'} to cluster: received ${n} things, expected 1 to ${MOST}`,
      {
        argument: 'things',
      },
    );
  }
  return inOrder(n, mergeChains(n, squareMatrix(n, values), method), method === 'ward');
}

/** Ward's distances are squares until the end: their update needs no root. */
function forMethod({ n, values }: Distances, method: LinkageMethod): Distances {
  return method === 'ward'
    ? checkDistances({ n, values: values.map(value => value * value) }, 'linkage')
    : { n, values };
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
  const bad = values.findIndex(value => !(value >= 0 && value < Number.POSITIVE_INFINITY));
  if (values.length === pairs && bad < 0) return { n, values };
  const what =
    values.length === pairs
      ? `at index ${bad} is missing, infinite or below 0: received ${values[bad]}, expected a distance`
      : `have the wrong length: received ${values.length}, expected ${pairs} for ${n} things`;
  throw new InvalidArgumentError(`${caller} distances ${what}`, { argument: 'things' });
}

function distancesFor(rows: Rows, method: LinkageMethod, metric: Metric = 'euclidean'): Distances {
  checkMetric(metric, 'linkage');
  if (method === 'ward' && metric !== 'euclidean') {
    throw new InvalidArgumentError(
      `linkage metric does not go with ward: received ${metric}, expected euclidean; 'average' takes any`,
      { argument: 'metric' },
    );
  }
  const table = checkRows(rows, 'linkage');
  return checkDistances(distancesOf(table, method === 'ward' ? 'sqeuclidean' : metric), 'linkage');
}

/** Rows and columns of a block that is mirrored at once, small enough to stay in the fastest memory. */
const BLOCK = 32;

/** The whole matrix, in which each row lies in one piece. */
function squareMatrix(n: number, condensed: Float64Array): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0, at = 0; i < n; at += n - 1 - i++) {
    matrix.set(condensed.subarray(at, at + n - 1 - i), i * n + i + 1);
  }
  for (let top = 0; top < n; top += BLOCK) {
    for (let from = top; from < n; from += BLOCK) {
      const end = Math.min(n, from + BLOCK);
      for (let i = top; i < Math.min(n, top + BLOCK); i++) {
        for (let j = Math.max(from, i + 1); j < end; j++) matrix[j * n + i] = matrix[i * n + j];
      }
    }
  }
  return matrix;
}

/** Merges in the order in which chains came to them: of the things whose rows stand for the clusters. */
interface Merges {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly height: Float64Array;
}

/**
 * Follows nearest neighbours until two are each other's nearest, merges them, and goes on from there. For these methods
 * no merge brings others closer together, so what is left of the chain stays one.
 */
function mergeChains(n: number, matrix: Float64Array, method: LinkageMethod): Merges {
  const left = new Uint32Array(n - 1);
  const right = new Uint32Array(n - 1);
  const height = new Float64Array(n - 1);
  const size = new Uint32Array(n).fill(1);
  /** Things that still stand for a cluster, ascending. */
  const alive = Uint32Array.from({ length: n }, (_, i) => i);
  let aliveCount = n;
  const chain = new Uint32Array(n);
  let length = 0;
  for (let merge = 0; merge < n - 1; merge++) {
    if (length === 0) chain[length++] = alive[0];
    let x = 0;
    let y = 0;
    let least = 0;
    for (;;) {
      x = chain[length - 1];
      const row = x * n;
      // The chain turns back at equal distance, so that it ends.
      y = length > 1 ? chain[length - 2] : x;
      least = length > 1 ? matrix[row + y] : Number.POSITIVE_INFINITY;
      for (let k = 0; k < aliveCount; k++) {
        const other = alive[k];
        const distance = matrix[row + other];
        if (distance < least && other !== x) {
          least = distance;
          y = other;
        }
      }
      if (length > 1 && y === chain[length - 2]) break;
      chain[length++] = y;
    }
    length -= 2;
    if (x > y) [x, y] = [y, x];
    left[merge] = x;
    right[merge] = y;
    height[merge] = least;
    const gone = alive.subarray(0, aliveCount).indexOf(x);
    alive.copyWithin(gone, gone + 1, aliveCount--);
    UPDATES[method](matrix, n, alive.subarray(0, aliveCount), size, x, y, least);
    size[y] += size[x];
  }
  return { left, right, height };
}

/** Makes row and column y those of the union of x and y, for all that are alive. */
type Update = (
  matrix: Float64Array,
  n: number,
  alive: Uint32Array,
  size: Uint32Array,
  x: number,
  y: number,
  between: number,
) => void;

const UPDATES: Readonly<Record<LinkageMethod, Update>> = {
  ward(matrix, n, alive, size, x, y, between) {
    const [nx, ny] = [size[x], size[y]];
    for (let i = 0; i < alive.length; i++) {
      const k = alive[i];
      if (k === y) continue;
      const nk = size[k];
      const squares = (nx + nk) * matrix[x * n + k] + (ny + nk) * matrix[y * n + k] - nk * between;
      matrix[y * n + k] = matrix[k * n + y] = squares / (nx + ny + nk);
    }
  },
  average(matrix, n, alive, size, x, y) {
    const [nx, ny] = [size[x], size[y]];
    for (const k of alive) {
      if (k !== y)
        matrix[y * n + k] = matrix[k * n + y] = (nx * matrix[x * n + k] + ny * matrix[y * n + k]) / (nx + ny);
    }
  },
  complete(matrix, n, alive, _size, x, y) {
    for (const k of alive) {
      if (k !== y) matrix[y * n + k] = matrix[k * n + y] = Math.max(matrix[x * n + k], matrix[y * n + k]);
    }
  },
  single(matrix, n, alive, _size, x, y) {
    for (const k of alive) {
      if (k !== y) matrix[y * n + k] = matrix[k * n + y] = Math.min(matrix[x * n + k], matrix[y * n + k]);
    }
  },
  weighted(matrix, n, alive, _size, x, y) {
    for (const k of alive) {
      if (k !== y) matrix[y * n + k] = matrix[k * n + y] = (matrix[x * n + k] + matrix[y * n + k]) / 2;
    }
  },
};

/** The merges by ascending height, equals as they came, and their clusters numbered. */
function inOrder(n: number, merges: Merges, squares: boolean): Linkage {
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
    // Rounding can take the square of a distance of 0 below it.
    height[m] = squares ? Math.sqrt(Math.max(0, merges.height[order[m]])) : merges.height[order[m]];
    size[m] = sizeOf(a) + sizeOf(b);
    cluster[a] = cluster[b] = n + m;
  }
  return { n, left, right, height, size };
}
