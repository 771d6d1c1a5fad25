import type { Skeleton } from '../skeleton.js';
import { edgeLengthsNm } from './edge-lengths.js';

/**
 * The Strahler order of every node: `orders[node]`, from 1.
 *
 * A tip has order 1. Any other node has the highest order among its children, and one more where two or more of them
 * have it. The soma takes part like any node. The tree counts as it is rooted: `reroot` changes it. O(nodes).
 *
 * @source Strahler 1957, Trans. AGU 38:913, doi:10.1029/TR038i006p00913
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * morphology.strahlerOrders(cell.skeleton)[0]; // that of the root
 */
export function strahlerOrders({ nodeCount, parents }: Skeleton): Uint8Array {
  const orders = new Uint8Array(nodeCount);
  const repeated = new Uint8Array(nodeCount);
  for (let i = nodeCount - 1; i >= 0; i--) {
    // until here orders[i] was the highest among its children
    orders[i] = orders[i] === 0 ? 1 : orders[i] + repeated[i];
    const parent = parents[i];
    if (parent < 0) continue;
    if (orders[i] > orders[parent]) {
      orders[parent] = orders[i];
      repeated[parent] = 0;
    } else if (orders[i] === orders[parent]) repeated[parent] = 1;
  }
  return orders;
}

/**
 * Cable length by Strahler order, in nm: `lengths[order]`, with `lengths[0]` always 0.
 *
 * An edge has the order of its child node. The lengths add up to `cableLengthNm`. O(nodes).
 *
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * morphology.cableByStrahlerNm(cell.skeleton)[1] / 1000; // µm of terminal branches
 */
export function cableByStrahlerNm(skeleton: Skeleton): Float64Array {
  const orders = strahlerOrders(skeleton);
  const lengths = edgeLengthsNm(skeleton);
  const byOrder = new Float64Array(orders.reduce((most, order) => Math.max(most, order), 0) + 1);
  for (let i = 0; i < orders.length; i++) byOrder[orders[i]] += lengths[i];
  return byOrder;
}
