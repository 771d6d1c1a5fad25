import { InvalidArgumentError } from '../../../errors.js';
import type { Linkage } from './linkage.js';

/** Where a tree is cut: into so many clusters, or at a height. */
export type Cut = { readonly clusters: number } | { readonly height: number };

/**
 * The cluster of every thing, `labels[thing]`, when the tree is cut. Clusters are numbered from 0 in the order in which
 * their lowest thing comes.
 *
 * `clusters`: just as many, also where heights are equal. `height`: merges at or below it are kept.
 *
 * @throws {InvalidArgumentError} when there are fewer things than clusters, or the cut is no number.
 * @example
 * stats.cutTree(stats.linkage([[0], [10], [1], [12]]), { clusters: 2 }); // 0, 1, 0, 1
 */
export function cutTree(tree: Linkage, cut: Cut): Uint32Array {
  const { n, left, right, height } = tree;
  const kept = 'clusters' in cut ? n - checkClusters(cut.clusters, n) : countBelow(height, cut.height);
  const parent = new Int32Array(2 * n - 1).fill(-1);
  for (let m = 0; m < kept; m++) parent[left[m]] = parent[right[m]] = n + m;
  for (let cluster = n + kept - 1; cluster >= 0; cluster--) {
    parent[cluster] = parent[cluster] < 0 ? cluster : parent[parent[cluster]];
  }
  const numbers = new Map<number, number>();
  return Uint32Array.from({ length: n }, (_, thing) => {
    const root = parent[thing];
    const known = numbers.get(root) ?? numbers.size;
    numbers.set(root, known);
    return known;
  });
}

function checkClusters(clusters: number, n: number): number {
  if (Number.isInteger(clusters) && clusters >= 1 && clusters <= n) return clusters;
  throw new InvalidArgumentError(`cutTree clusters is out of range: received ${clusters}, expected 1 to ${n}`, {
    argument: 'clusters',
  });
}

function countBelow(heights: Float64Array, height: number): number {
  if (typeof height !== 'number' || Number.isNaN(height)) {
    throw new InvalidArgumentError(
      `cutTree height is no number: received ${String(height)}, expected a height; give { clusters } or { height }`,
      { argument: 'height' },
    );
  }
  let count = 0;
  while (count < heights.length && heights[count] <= height) count++;
  return count;
}
