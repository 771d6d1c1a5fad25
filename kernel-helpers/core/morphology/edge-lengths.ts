import type { Skeleton } from '../skeleton.js';

/**
 * The length of the edge from each node to its parent, in nm: `lengths[node]`; 0 for a root. O(nodes).
 *
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * stats.mean(morphology.edgeLengthsNm(cell.skeleton)); // how finely it was traced
 */
export function edgeLengthsNm({ nodeCount, positionsNm, parents }: Skeleton): Float64Array {
  const lengths = new Float64Array(nodeCount);
  for (let i = 0; i < nodeCount; i++) {
    const parent = parents[i];
    if (parent < 0) continue;
    const dx = positionsNm[3 * i] - positionsNm[3 * parent];
    const dy = positionsNm[3 * i + 1] - positionsNm[3 * parent + 1];
    const dz = positionsNm[3 * i + 2] - positionsNm[3 * parent + 2];
    lengths[i] = Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
  return lengths;
}
