import { InvalidArgumentError } from '../../../errors.js';
import type { Distances } from './distances.js';
import { type KMeans, kMeans } from './k-means.js';
import { largestEigenvectors, type Multiply } from './lanczos.js';
import { type CheckedRows, checkRows, type FlatRows, type Rows } from './rows.js';

/** Places of things such that those with strong links lie close together. */
export interface SpectralEmbedding {
  /** How many axes there are. */
  readonly count: number;
  /** The place of thing i along axis k is `places[i * count + k]`. */
  readonly places: Float64Array;
  /** The eigenvalue of each axis, from 0 (things fall apart into two along it) to 2, ascending. */
  readonly eigenvalues: Float64Array;
  /** The number of the connected part that each thing is in: the largest is 0, of equal ones that with the lower thing. */
  readonly parts: Uint32Array;
  /**
   * How far the axes are from being eigenvectors: the largest length of L x - λ x, x of length 1. Near 1e-12; larger for
   * graphs so long and thin that the search was given up, where places are good for an order but have fewer digits.
   */
  readonly residual: number;
}

/**
 * The spectral embedding of things by the weights of the links between them: the eigenvectors of the smallest
 * eigenvalues of the normalised Laplacian I - D^(-½) W D^(-½), each divided by the root of the degrees D; the first,
 * which is constant, is left out. Axis 0 is then the Fiedler vector, along which links are short.
 *
 * W is the mean of `weights` and its transpose, without the diagonal; a thing without links counts as one of degree 1.
 * The largest place along each axis is positive, as scikit-learn has it. A graph of several parts has eigenvalue 0 as
 * many times: its first axes set part 0 against all that come after, part 1 against those after it, and so on.
 *
 * `weights` is a square table, `components` how many axes (2 when absent). `undefined` when there are not as many, that
 * is fewer than `components` + 1 things. Lanczos: a few hundred passes over the links at most.
 *
 * @source Shi and Malik 2000, doi:10.1109/34.868688; von Luxburg 2007, doi:10.1007/s11222-007-9033-z
 * @throws {InvalidArgumentError} when the table is not square, a weight is missing, infinite or below 0, or `components`
 * is not 1 or more.
 * @example
 * const path = [[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]];
 * stats.spectralEmbedding(path, { components: 1 })?.eigenvalues; // 0.5
 */
export function spectralEmbedding(
  weights: Rows,
  options: { readonly components?: number } = {},
): SpectralEmbedding | undefined {
  return embed(checkWeights(checkRows(weights, 'spectralEmbedding'), 'spectralEmbedding'), options.components ?? 2);
}

/**
 * Clusters of things by the weights of the links between them: kMeans of their places in a spectralEmbedding with one
 * axis fewer than clusters. `undefined` where that is; the centres are places.
 *
 * @source Shi and Malik 2000, doi:10.1109/34.868688
 * @throws {InvalidArgumentError} as spectralEmbedding and kMeans.
 * @example
 * const weights = [[0, 5, 1, 0], [5, 0, 0, 0], [1, 0, 0, 5], [0, 0, 5, 0]];
 * stats.spectralClustering(weights, { clusters: 2, seed: 1 })?.labels; // 1, 1, 0, 0
 */
export function spectralClustering(
  weights: Rows,
  options: { readonly clusters: number; readonly seed?: number; readonly restarts?: number },
): KMeans | undefined {
  const { clusters } = options;
  const table = checkWeights(checkRows(weights, 'spectralClustering'), 'spectralClustering');
  if (!Number.isInteger(clusters) || clusters < 2 || clusters > table.rows) {
    throw new InvalidArgumentError(
      `spectralClustering clusters is out of range: received ${clusters}, expected 2 to ${table.rows}, the number of things`,
      { argument: 'clusters' },
    );
  }
  const found = embed(table, clusters - 1);
  if (found === undefined) return undefined;
  const { places: values, count } = found;
  return kMeans({ values, rows: table.rows, columns: count }, options);
}

/**
 * Weights for spectralEmbedding from distances d: exp(-d² / (2 width²)), a square table with 1 on its diagonal.
 *
 * @source Ng, Jordan and Weiss 2001, "On spectral clustering: analysis and an algorithm"
 * @throws {InvalidArgumentError} when the width is not above 0.
 * @example
 * stats.gaussianWeights(stats.pairwiseDistances([[0], [1]]), { width: 1 }).values; // 1, 0.6065, 0.6065, 1
 */
export function gaussianWeights({ n, values }: Distances, options: { readonly width: number }): FlatRows {
  const { width } = options;
  if (!(width > 0 && width < Number.POSITIVE_INFINITY)) {
    throw new InvalidArgumentError(`gaussianWeights width is out of range: received ${width}, expected above 0`, {
      argument: 'width',
    });
  }
  const weights = new Float64Array(n * n);
  for (let i = 0, at = 0; i < n; i++) {
    weights[i * n + i] = 1;
    for (let j = i + 1; j < n; j++, at++) {
      weights[i * n + j] = weights[j * n + i] = Math.exp(-((values[at] / width) ** 2) / 2);
    }
  }
  return { values: weights, rows: n, columns: n };
}

function checkWeights(table: CheckedRows, caller: string): CheckedRows {
  const { values, rows, columns } = table;
  const below = values.findIndex(value => value < 0);
  if (rows === columns && below < 0) return table;
  throw new InvalidArgumentError(
    rows === columns
      ? `${caller} weights row ${Math.floor(below / columns)} column ${below % columns} is below 0: received ${values[below]}, expected a weight`
      : `${caller} weights are not square: received ${rows} × ${columns}, expected as many columns as rows`,
    { argument: 'weights' },
  );
}

function embed(table: CheckedRows, components: number): SpectralEmbedding | undefined {
  if (!Number.isInteger(components) || components < 1) {
    throw new InvalidArgumentError(
      `spectralEmbedding components is out of range: received ${components}, expected 1 or more`,
      { argument: 'components' },
    );
  }
  const n = table.rows;
  if (components >= n) return undefined;
  const links = linksOf(table);
  const { parts, count: partCount } = connectedParts(links);
  const roots = links.degrees.map(degree => Math.sqrt(degree || 1));
  const still = partVectors(parts, partCount, roots);
  const rest = Math.max(0, components - (partCount - 1));
  const moving = largestEigenvectors(n, shiftedProduct(links, roots), rest, still);
  const vectors = [...still.slice(1), ...moving.vectors].slice(0, components);
  const eigenvalues = Float64Array.from(vectors, (_, k) =>
    k < partCount - 1 ? 0 : Math.max(0, 2 - 2 * moving.values[k - (partCount - 1)]),
  );
  const places = new Float64Array(n * components);
  for (const [k, vector] of vectors.entries()) {
    const along = vector.map((value, i) => value / roots[i]);
    const largest = along.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
    for (let i = 0; i < n; i++) places[i * components + k] = largest < 0 ? -along[i] : along[i];
  }
  return { count: components, places, eigenvalues, parts, residual: 2 * moving.residual };
}

/** The links of thing i are `offsets[i]` to `offsets[i + 1]`, that excluded. */
interface Links {
  readonly n: number;
  readonly offsets: Uint32Array;
  readonly to: Uint32Array;
  readonly weight: Float64Array;
  readonly degrees: Float64Array;
}

/** What is not 0 of the mean of the table and its transpose, without the diagonal. */
function linksOf({ values, rows: n }: CheckedRows): Links {
  const offsets = new Uint32Array(n + 1);
  for (let i = 0; i < n; i++) {
    let count = 0;
    for (let j = 0; j < n; j++) if (i !== j && (values[i * n + j] !== 0 || values[j * n + i] !== 0)) count++;
    offsets[i + 1] = offsets[i] + count;
  }
  const to = new Uint32Array(offsets[n]);
  const weight = new Float64Array(offsets[n]);
  const degrees = new Float64Array(n);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const mean = values[i * n + j] / 2 + values[j * n + i] / 2;
      if (i === j || (values[i * n + j] === 0 && values[j * n + i] === 0)) continue;
      to[at] = j;
      weight[at++] = mean;
      degrees[i] += mean;
    }
  }
  return { n, offsets, to, weight, degrees };
}

function connectedParts({ n, offsets, to }: Links): { parts: Uint32Array; count: number } {
  const part = new Int32Array(n).fill(-1);
  const sizes: number[] = [];
  for (let first = 0; first < n; first++) {
    if (part[first] >= 0) continue;
    part[first] = sizes.length;
    const waiting = [first];
    let size = 0;
    while (waiting.length > 0) {
      const thing = waiting.pop() as number;
      size++;
      for (let link = offsets[thing]; link < offsets[thing + 1]; link++) {
        if (part[to[link]] >= 0) continue;
        part[to[link]] = sizes.length;
        waiting.push(to[link]);
      }
    }
    sizes.push(size);
  }
  const order = [...sizes.keys()].sort((a, b) => sizes[b] - sizes[a] || a - b);
  const rank = new Uint32Array(sizes.length);
  for (const [place, found] of order.entries()) rank[found] = place;
  return { parts: Uint32Array.from(part, found => rank[found]), count: sizes.length };
}

/** Orthonormal vectors of eigenvalue 0: the constant one, then each part against all that come after it. */
function partVectors(parts: Uint32Array, count: number, roots: Float64Array): Float64Array[] {
  const degree = new Float64Array(count);
  for (const [i, root] of roots.entries()) degree[parts[i]] += root ** 2;
  const vectors: Float64Array[] = [];
  for (let k = -1; k < count - 1; k++) {
    const own = k < 0 ? 0 : degree[k];
    const later = degree.subarray(k + 1).reduce((sum, value) => sum + value, 0);
    const vector = roots.map((root, i) => {
      if (k < 0) return root / Math.sqrt(later);
      if (parts[i] < k) return 0;
      return parts[i] === k
        ? (root * Math.sqrt(later / own)) / Math.sqrt(own + later)
        : (-root * Math.sqrt(own / later)) / Math.sqrt(own + later);
    });
    vectors.push(vector);
  }
  return vectors;
}

/** Products with (I + D^(-½) W D^(-½)) / 2: what has the largest eigenvalues here has the smallest of the Laplacian. */
function shiftedProduct({ n, offsets, to, weight }: Links, roots: Float64Array): Multiply {
  const scaled = new Float64Array(weight.length);
  for (let i = 0; i < n; i++) {
    for (let link = offsets[i]; link < offsets[i + 1]; link++) scaled[link] = weight[link] / roots[i] / roots[to[link]];
  }
  return (vector, product) => {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let link = offsets[i]; link < offsets[i + 1]; link++) sum += scaled[link] * vector[to[link]];
      product[i] = (vector[i] + sum) / 2;
    }
  };
}
