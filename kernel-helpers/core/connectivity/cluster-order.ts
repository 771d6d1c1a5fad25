import { leafOrder } from '../stats/clustering/leaf-order.js';
import { linkage } from '../stats/clustering/linkage.js';
import type { LinkageMethod } from '../stats/clustering/merges.js';
import { optimalLeafOrder } from '../stats/clustering/optimal-leaf-order.js';
import { type RowScale, rowDistances } from './row-distances.js';
import type { WeightedRows } from './weighted-rows.js';

/** How {@link clusterRank} clusters. */
export interface ClusterOptions {
  readonly method: LinkageMethod;
  readonly scale: RowScale;
  readonly leaves: 'optimal' | 'tree';
}

/** The place of each cell among the leaves of a tree of clusters of its rows. */
export function clusterRank(sides: readonly WeightedRows[], { method, scale, leaves }: ClusterOptions): Uint32Array {
  const n = sides[0].cellCount;
  const rank = new Uint32Array(n);
  if (n === 0) return rank;
  const distances = { n, values: rowDistances(sides, scale) };
  const tree = linkage(distances, { method });
  const order = leaves === 'optimal' ? optimalLeafOrder(tree, distances) : leafOrder(tree);
  for (const [place, cell] of order.entries()) rank[cell] = place;
  return rank;
}
