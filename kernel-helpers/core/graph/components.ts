import type { Connectivity } from '../connectivity/connectivity.js';
import { dyadRows } from './rows.js';

/** Cells in components. */
export interface Components {
  /** How many there are. */
  readonly count: number;
  /** `component[i]` of the cell `connectivity.ids[i]`: 0 is the largest, equals in the order of their first cells. */
  readonly component: Uint32Array;
  /** `sizes[k]`: cells of component k, descending. */
  readonly sizes: Uint32Array;
}

/**
 * Weakly connected components: cells that can be reached from each other when the direction of connections is ignored.
 *
 * A cell without connections is a component of its own. O(cells + pairs).
 *
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.weaklyConnectedComponents(wiring).sizes;
 */
export function weaklyConnectedComponents(connectivity: Connectivity): Components {
  const { cellCount } = connectivity;
  const { offsets, partners } = dyadRows(connectivity);
  const found = new Int32Array(cellCount).fill(-1);
  const waiting = new Uint32Array(cellCount);
  let count = 0;
  for (let first = 0; first < cellCount; first++) {
    if (found[first] >= 0) continue;
    let length = 1;
    waiting[0] = first;
    found[first] = count;
    while (length > 0) {
      const cell = waiting[--length];
      for (let e = offsets[cell]; e < offsets[cell + 1]; e++) {
        if (found[partners[e]] >= 0) continue;
        found[partners[e]] = count;
        waiting[length++] = partners[e];
      }
    }
    count++;
  }
  return bySize(found, count);
}

/**
 * Strongly connected components: cells that can each be reached from each along the direction of connections.
 *
 * A cell that is on no cycle is a component of its own. O(cells + pairs), without recursion.
 *
 * @source Tarjan 1972, doi:10.1137/0201010
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.stronglyConnectedComponents(wiring).sizes[0]; // cells of the largest
 */
export function stronglyConnectedComponents(connectivity: Connectivity): Components {
  const { cellCount, offsets, targets } = connectivity;
  const found = new Int32Array(cellCount).fill(-1);
  const order = new Uint32Array(cellCount); // when a cell was first seen, from 1; 0 where it was not
  const low = new Uint32Array(cellCount); // the earliest seen cell that it leads back to
  const next = offsets.slice(0, cellCount); // the entry to follow when a cell has its turn again
  const path = new Uint32Array(cellCount); // from the first cell to the present one
  const open = new Uint32Array(cellCount); // seen, and not yet in a component
  let openLength = 0;
  let seen = 0;
  let count = 0;
  for (let first = 0; first < cellCount; first++) {
    if (order[first] > 0) continue;
    let depth = 0;
    path[0] = first;
    order[first] = low[first] = ++seen;
    open[openLength++] = first;
    while (depth >= 0) {
      const cell = path[depth];
      if (next[cell] < offsets[cell + 1]) {
        const target = targets[next[cell]++];
        if (order[target] === 0) {
          order[target] = low[target] = ++seen;
          open[openLength++] = target;
          path[++depth] = target;
        } else if (found[target] < 0) low[cell] = Math.min(low[cell], order[target]);
        continue;
      }
      if (low[cell] === order[cell]) {
        do found[open[--openLength]] = count;
        while (open[openLength] !== cell);
        count++;
      }
      depth--;
      if (depth >= 0) low[path[depth]] = Math.min(low[path[depth]], low[cell]);
    }
  }
  return bySize(found, count);
}

/** Numbers components anew, the largest first. */
function bySize(found: Int32Array, count: number): Components {
  const sizes = new Uint32Array(count);
  const firstCell = new Uint32Array(count).fill(found.length);
  for (let cell = 0; cell < found.length; cell++) {
    sizes[found[cell]]++;
    firstCell[found[cell]] = Math.min(firstCell[found[cell]], cell);
  }
  const order = Uint32Array.from({ length: count }, (_, k) => k).sort(
    (a, b) => sizes[b] - sizes[a] || firstCell[a] - firstCell[b],
  );
  const rank = new Uint32Array(count);
  for (let k = 0; k < count; k++) rank[order[k]] = k;
  return { count, component: Uint32Array.from(found, k => rank[k]), sizes: Uint32Array.from(order, k => sizes[k]) };
}
