/** Rows, or columns, of a table of counts by what they have in common. Pure. */

import type { DecodedMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
import type { ClusterTree } from 'connectome-helpers/dist/core/connectivity/cluster-tree.js';
import { leafOrder } from 'connectome-helpers/dist/core/stats/clustering/leaf-order.js';
import { linkage } from 'connectome-helpers/dist/core/stats/clustering/linkage.js';
import { optimalLeafOrder } from 'connectome-helpers/dist/core/stats/clustering/optimal-leaf-order.js';

/**
 * As `clusterTree` does it for the cells of a wiring: counts as fractions of their row, or column, by Euclidean distance
 * and Ward's method. The tree counts the cells as they were chosen.
 */
export function tableClusters({ wiring }: DecodedMatrix, chosen: Uint32Array, isTurned: boolean): ClusterTree {
  const { cellCount, offsets, targets, counts } = wiring;
  const place = new Int32Array(cellCount).fill(-1);
  chosen.forEach((cell, i) => {
    place[cell] = i;
  });
  const fractions = Array.from(chosen, () => new Map<number, number>());
  for (let row = 0; row < cellCount; row += 1) {
    for (let e = offsets[row]; e < offsets[row + 1]; e += 1) {
      const [of, by] = isTurned ? [targets[e], row] : [row, targets[e]];
      if (place[of] >= 0) fractions[place[of]].set(by, counts[e]);
    }
  }
  for (const values of fractions) {
    let sum = 0;
    for (const count of values.values()) sum += count;
    for (const [by, count] of values) values.set(by, count / sum);
  }
  const n = chosen.length;
  const distances = { n, values: new Float64Array((n * (n - 1)) / 2) };
  for (let i = 0, at = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1, at += 1) distances.values[at] = distanceOf(fractions[i], fractions[j]);
  }
  const tree = linkage(distances, { method: 'ward' });
  return { ...tree, order: n <= mostTurned ? optimalLeafOrder(tree, distances) : leafOrder(tree) };
}

/** Up to so many the clusters are turned so that neighbours are alike. */
const mostTurned = 400;

function distanceOf(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  let squared = 0;
  for (const [by, value] of a) squared += (value - (b.get(by) ?? 0)) ** 2;
  for (const [by, value] of b) if (!a.has(by)) squared += value ** 2;
  return Math.sqrt(squared);
}
