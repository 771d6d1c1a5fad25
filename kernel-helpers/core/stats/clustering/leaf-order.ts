import type { Linkage } from './linkage.js';

/**
 * The things in the order of the tree's leaves, from left to right: every cluster lies in one piece.
 *
 * @example
 * stats.leafOrder(stats.linkage([[0], [10], [1], [12]])); // 0, 2, 1, 3
 */
export function leafOrder(tree: Linkage): Uint32Array {
  const { n, left, right } = tree;
  const order = new Uint32Array(n);
  // Not by recursion: a chain of merges can be as deep as there are things.
  const waiting = [2 * n - 2];
  let at = 0;
  while (waiting.length > 0) {
    const cluster = waiting.pop() as number;
    if (cluster < n) order[at++] = cluster;
    else waiting.push(right[cluster - n], left[cluster - n]);
  }
  return order;
}
