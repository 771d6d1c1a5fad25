import { InvalidArgumentError } from '../../../errors.js';
import { type Distances, distancesOf } from './distances.js';
import { leafOrder } from './leaf-order.js';
import { checkDistances, isDistances, type Linkage } from './linkage.js';
import { checkRows, type Rows } from './rows.js';

/** n² sums of 8 bytes, twice, and n³ / 6 steps or so. */
const MOST = 5_000;

/**
 * Of all orders of the leaves that the tree allows (each merge may be turned round), one whose neighbours lie closest
 * together: the sum of distances from leaf to leaf is the least there is. The mirrored order is as good; the one that
 * starts with the lower thing is taken.
 *
 * `things` are the rows that were clustered, whose Euclidean distances are taken, or their distances. O(n³) at worst,
 * O(n² log n) for balanced trees of few equal distances; 16 n² bytes.
 *
 * @source Bar-Joseph, Gifford and Jaakkola 2001, doi:10.1093/bioinformatics/17.suppl_1.S22
 * @throws {InvalidArgumentError} when tree and things differ in number, or there are more than 5,000.
 * @example
 * const rows = [[0], [10], [1], [9], [4]];
 * stats.optimalLeafOrder(stats.linkage(rows), rows); // 0, 2, 4, 3, 1
 */
export function optimalLeafOrder(tree: Linkage, things: Rows | Distances): Uint32Array {
  const { n } = tree;
  const distances = isDistances(things)
    ? checkDistances(things, 'optimalLeafOrder')
    : distancesOf(checkRows(things, 'optimalLeafOrder'), 'euclidean');
  if (distances.n !== n || n > MOST) {
    throw new InvalidArgumentError(
      `optimalLeafOrder things do not fit: received ${distances.n}, expected ${n} as in the tree, at most ${MOST}`,
      { argument: 'things' },
    );
  }
  if (n < 3) return leafOrder(tree);
  const problem = prepare(tree, distances);
  for (let merge = 0; merge < n - 1; merge++) solve(problem, merge);
  return trace(problem);
}

/**
 * `best[u * n + w]` is the length of the shortest order of the smallest cluster that holds both u and w, with u at one
 * end and w at the other. Things are numbered by leaf order here, so that a cluster is a stretch of numbers.
 */
interface Problem {
  readonly n: number;
  readonly apart: Float64Array;
  readonly best: Float64Array;
  /** Thing of each number. */
  readonly leaves: Uint32Array;
  /** Cluster c is the numbers `from[c]` to `to[c]`, that excluded. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** The clusters that merge m is made of, the one with the lower numbers first. */
  readonly first: Uint32Array;
  readonly second: Uint32Array;
}

function prepare({ n, left, right }: Linkage, distances: Distances): Problem {
  const leaves = leafOrder({ n, left, right } as Linkage);
  const from = new Uint32Array(2 * n - 1);
  const to = new Uint32Array(2 * n - 1);
  leaves.forEach((thing, number) => {
    from[thing] = number;
    to[thing] = number + 1;
  });
  for (let m = 0; m < n - 1; m++) {
    from[n + m] = from[left[m]];
    to[n + m] = to[right[m]];
  }
  const apart = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      const i = Math.min(leaves[a], leaves[b]);
      const j = Math.max(leaves[a], leaves[b]);
      apart[a * n + b] = apart[b * n + a] = distances.values[i * n - (i * (i + 1)) / 2 + j - i - 1];
    }
  }
  return { n, apart, best: new Float64Array(n * n), leaves, from, to, first: left, second: right };
}

/** The numbers that can be at the inner end of a cluster when `end` is at its outer one. */
function innerEnds({ n, from, to, first, second }: Problem, cluster: number, end: number): readonly [number, number] {
  if (cluster < n) return [end, end + 1];
  const [a, b] = [first[cluster - n], second[cluster - n]];
  const other = end < to[a] ? b : a;
  return [from[other], to[other]];
}

/** The shortest ways from every u of the first cluster to every w of the second. */
function solve(problem: Problem, merge: number): void {
  const { n, apart, best, from, to } = problem;
  const [a, b] = [problem.first[merge], problem.second[merge]];
  const width = to[b] - from[b];
  /** Of one u: the shortest way through the first cluster and over to each number of the second. */
  const across = new Float64Array(width);
  for (let u = from[a]; u < to[a]; u++) {
    const [start, end] = innerEnds(problem, a, u);
    across.fill(Number.POSITIVE_INFINITY);
    for (let m = start; m < end; m++) {
      const soFar = best[u * n + m];
      const row = m * n + from[b];
      for (let k = 0; k < width; k++) {
        const length = soFar + apart[row + k];
        if (length < across[k]) across[k] = length;
      }
    }
    for (let w = from[b]; w < to[b]; w++) {
      const [inner, outer] = innerEnds(problem, b, w);
      let least = Number.POSITIVE_INFINITY;
      for (let k = inner; k < outer; k++) {
        const length = across[k - from[b]] + best[w * n + k];
        if (length < least) least = length;
      }
      best[u * n + w] = best[w * n + u] = least;
    }
  }
}

/** Goes down from the best pair of ends, finding at each merge which inner ends gave that length. */
function trace(problem: Problem): Uint32Array {
  const { n, apart, best, leaves, from, to, first, second } = problem;
  const top = 2 * n - 2;
  let ends: readonly [number, number] = [0, 0];
  let least = Number.POSITIVE_INFINITY;
  for (let u = from[first[n - 2]]; u < to[first[n - 2]]; u++) {
    for (let w = from[second[n - 2]]; w < to[second[n - 2]]; w++) {
      if (best[u * n + w] < least) {
        least = best[u * n + w];
        ends = [u, w];
      }
    }
  }
  const order: number[] = [];
  const waiting: [cluster: number, start: number, end: number][] = [[top, ...ends]];
  while (waiting.length > 0) {
    const [cluster, start, end] = waiting.pop() as [number, number, number];
    if (cluster < n) {
      order.push(leaves[start]);
      continue;
    }
    let [a, b] = [first[cluster - n], second[cluster - n]];
    if (start >= to[a] || start < from[a]) [a, b] = [b, a];
    const [aFrom, aTo] = innerEnds(problem, a, start);
    const [bFrom, bTo] = innerEnds(problem, b, end);
    let through: readonly [number, number] = [aFrom, bFrom];
    let shortest = Number.POSITIVE_INFINITY;
    for (let m = aFrom; m < aTo; m++) {
      for (let k = bFrom; k < bTo; k++) {
        const length = best[start * n + m] + apart[m * n + k] + best[k * n + end];
        if (length < shortest) {
          shortest = length;
          through = [m, k];
        }
      }
    }
    // The last one in is the first one out.
    waiting.push([b, through[1], end], [a, start, through[0]]);
  }
  return Uint32Array.from(order[0] <= (order.at(-1) as number) ? order : order.reverse());
}
