import type { Connectivity } from '../connectivity/connectivity.js';
import { incomingRows } from './rows.js';

/** Unordered pairs of different cells by how they are connected; the three add up to n (n - 1) / 2. */
export interface DyadCensus {
  /** Connected both ways: reciprocal pairs. */
  readonly mutual: number;
  /** Connected one way only. */
  readonly asymmetric: number;
  /** Not connected. */
  readonly null: number;
}

/**
 * The 2-node motifs: how many pairs of cells are connected both ways, one way, and not at all.
 *
 * Whether there is a synapse counts, not how many. O(cells + pairs); exact for fewer than 134 million cells.
 *
 * @source Holland and Leinhardt 1976, doi:10.2307/270703
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.dyadCensus(wiring).mutual;
 */
export function dyadCensus(connectivity: Connectivity): DyadCensus {
  const { cellCount, pairCount } = connectivity;
  let mutual = 0;
  forEachReciprocalPair(connectivity, () => mutual++);
  const asymmetric = pairCount - 2 * mutual;
  const pairs = cellCount < 2 ? 0 : (cellCount * (cellCount - 1)) / 2;
  return { mutual, asymmetric, null: pairs - mutual - asymmetric };
}

/** Visits every pair of cells connected both ways once, the lower number first. O(cells + pairs). */
export function forEachReciprocalPair(connectivity: Connectivity, visit: (a: number, b: number) => void): void {
  const { cellCount, offsets, targets } = connectivity;
  const into = incomingRows(connectivity);
  for (let cell = 0; cell < cellCount; cell++) {
    let i = into.offsets[cell];
    const end = into.offsets[cell + 1];
    for (let entry = offsets[cell]; entry < offsets[cell + 1]; entry++) {
      const post = targets[entry];
      while (i < end && into.partners[i] < post) i++;
      if (i === end) break;
      if (into.partners[i] === post && cell < post) visit(cell, post);
    }
  }
}
