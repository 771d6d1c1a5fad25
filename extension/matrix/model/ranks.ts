/** What cells are ordered by. Pure. */

import type { DecodedMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
import { type ClusterTree, clusterTree } from 'connectome-helpers/dist/core/connectivity/cluster-tree.js';
import { order } from 'connectome-helpers/dist/core/connectivity/order.js';
import { subset } from 'connectome-helpers/dist/core/connectivity/subset.js';
import { tableClusters } from './table-clusters';

/** Distances between more cells than this would take all of a page's memory. */
export const MOST_CLUSTERED = 3000;
/** Up to so many cells the clusters are turned so that neighbours are alike: it takes time with the cube of them. */
const mostTurned = 400;

/** For each chosen cell a number, by any key but `cluster`: smaller ones come first. */
export function cellRanks(
  { wiring, groupings, properties }: DecodedMatrix,
  key: string,
  chosen: Uint32Array,
): ArrayLike<number> {
  const grouping = groupings.find(({ name }) => name === key);
  if (grouping) return chosen.map(cell => grouping.codes[cell]);
  const property = properties.find(({ name }) => name === key);
  // What is not known comes last.
  if (property) return Float64Array.from(chosen, cell => nanLast(property.values[cell]));
  const { offsets, targets, counts, cellCount } = wiring;
  if (key === 'outputs' || key === 'inputs') {
    const strength = new Float64Array(cellCount);
    for (let cell = 0; cell < cellCount; cell += 1) {
      for (let e = offsets[cell]; e < offsets[cell + 1]; e += 1) {
        strength[key === 'outputs' ? cell : targets[e]] -= counts[e];
      }
    }
    return Float64Array.from(chosen, cell => strength[cell]);
  }
  const ranks = new Float64Array(chosen.length);
  order(subset(wiring, chosen), { by: 'spectral' }).forEach((i, rank) => {
    ranks[i] = rank;
  });
  return ranks;
}

/** The chosen cells by whom they connect to; the tree counts them as they were chosen. */
export function clustersOf(
  decoded: DecodedMatrix,
  chosen: Uint32Array,
  compared: 'outputs' | 'inputs' | 'both',
): ClusterTree {
  if (chosen.length > MOST_CLUSTERED) {
    throw new RangeError(
      `connectivity matrix order by cluster is for up to ${MOST_CLUSTERED.toLocaleString('en')} cells: ` +
        `received ${chosen.length.toLocaleString('en')}; order by spectral, or show fewer cells`,
    );
  }
  const { wiring, payload } = decoded;
  if (payload.table) return tableClusters(decoded, chosen, compared === 'inputs');
  const leaves = chosen.length <= mostTurned ? 'optimal' : 'tree';
  return clusterTree(subset(wiring, chosen), { side: compared, leaves });
}

function nanLast(value: number): number {
  return Number.isNaN(value) ? Infinity : value;
}
