import type { Connectivity } from '../connectivity/connectivity.js';
import { cellNumbers } from './cell-numbers.js';
import { searchByHops } from './hops.js';
import { entryLengths } from './path-length-rule.js';
import { rowsAlong } from './rows.js';
import { checkDirection, type PathOptions, searchByLength } from './shortest-paths.js';

/** Shortest paths of a whole graph in a few numbers. */
export interface PathSummary {
  /** `eccentricity[i]`: the longest of the shortest paths from `ids[i]` to the cells it reaches; 0 when it reaches none. */
  readonly eccentricity: Float64Array;
  /** `reached[i]`: how many other cells `ids[i]` reaches. */
  readonly reached: Uint32Array;
  /** Ordered pairs of different cells with a path. */
  readonly connectedPairs: number;
  /** The mean length of their shortest paths; `undefined` without any. */
  readonly meanLength: number | undefined;
  /** The longest of them; `undefined` without any. */
  readonly diameter: number | undefined;
  /** Mean of 1 / length over all ordered pairs, 0 where there is no path; `undefined` for fewer than two cells. */
  readonly efficiency: number | undefined;
}

/**
 * Eccentricities, diameter, mean length and efficiency of all shortest paths, none of which is kept in memory.
 *
 * Only pairs with a path count for eccentricity (as in igraph; networkx refuses such graphs), diameter and mean; compare
 * `reached` with the number of cells. With lengths of 0 the efficiency is infinite. Cost as in
 * {@link shortestPathLengths}, from all cells.
 *
 * @source Latora and Marchiori 2001, doi:10.1103/PhysRevLett.87.198701 (efficiency)
 * @throws {InvalidArgumentError} when a length is negative or not finite.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.pathSummary(wiring).meanLength;
 */
export function pathSummary(connectivity: Connectivity, options: PathOptions = {}): PathSummary {
  const { cellCount } = connectivity;
  const sources = cellNumbers(connectivity, undefined, 'pathSummary');
  const rows = rowsAlong(connectivity, checkDirection(options.direction, 'pathSummary'));
  const lengths = entryLengths(rows, options.length ?? 'hops', 'pathSummary');
  const eccentricity = new Float64Array(cellCount);
  const reached = new Uint32Array(cellCount);
  let sum = 0;
  let inverses = 0;
  if (lengths) {
    searchByLength(rows, lengths, sources, (source, distances) => {
      for (let cell = 0; cell < cellCount; cell++) {
        const length = distances[cell];
        if (cell === source || length === Number.POSITIVE_INFINITY) continue;
        eccentricity[source] = Math.max(eccentricity[source], length);
        reached[source]++;
        sum += length;
        inverses += 1 / length;
      }
    });
  } else {
    searchByHops(rows, sources, (_cell, lanes, hops, first) => {
      if (hops === 0) return;
      for (let left = lanes; left !== 0; left &= left - 1) {
        const source = first + 31 - Math.clz32(left & -left);
        eccentricity[source] = hops; // they only grow
        reached[source]++;
        sum += hops;
        inverses += 1 / hops;
      }
    });
  }
  const connectedPairs = reached.reduce((total, count) => total + count, 0);
  return {
    eccentricity,
    reached,
    connectedPairs,
    meanLength: connectedPairs === 0 ? undefined : sum / connectedPairs,
    diameter: connectedPairs === 0 ? undefined : eccentricity.reduce((most, length) => Math.max(most, length), 0),
    efficiency: cellCount < 2 ? undefined : inverses / (cellCount * (cellCount - 1)),
  };
}
