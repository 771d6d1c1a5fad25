import type { Connectivity } from '../connectivity/connectivity.js';
import type { GroupOf } from '../connectivity/grouping.js';
import { cellGroups } from './cell-groups.js';
import { dyadCensus, forEachReciprocalPair } from './dyad-census.js';

/** How often a connection is answered. */
export interface Reciprocity {
  /** Unordered pairs of cells that synapse on each other. */
  readonly reciprocalPairs: number;
  /** Connections: ordered pairs with at least one synapse. */
  readonly edges: number;
  /** The fraction of connections that are answered, 2 reciprocalPairs / edges; `undefined` without any. */
  readonly edgeFraction: number | undefined;
  /** The fraction of connected unordered pairs that are reciprocal; `undefined` without any. */
  readonly pairFraction: number | undefined;
}

/**
 * How many pairs of cells are connected both ways, and what part of the connections that is.
 *
 * `edgeFraction` is r = 2 M / m for M reciprocal pairs among m directed connections (networkx's
 * `overall_reciprocity`); `pairFraction` is M / (m - M). Synapse counts do not matter. O(cells + pairs).
 *
 * @source Newman, Forrest and Balthrop 2002, doi:10.1103/PhysRevE.66.035101
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.reciprocity(wiring).edgeFraction;
 */
export function reciprocity(connectivity: Connectivity): Reciprocity {
  const { mutual, asymmetric } = dyadCensus(connectivity);
  const edges = connectivity.pairCount;
  return {
    reciprocalPairs: mutual,
    edges,
    edgeFraction: edges === 0 ? undefined : (2 * mutual) / edges,
    pairFraction: edges === 0 ? undefined : mutual / (mutual + asymmetric),
  };
}

/** Reciprocity between groups of cells; matrices as `values[r * groups.length + c]`, from group r to group c. */
export interface GroupReciprocity {
  readonly groups: readonly string[];
  /** `cellCounts[g]`: cells of group `groups[g]`. */
  readonly cellCounts: Uint32Array;
  /** Unordered pairs of cells, one in r and one in c, connected both ways; the same for (r, c) and (c, r). */
  readonly reciprocalPairs: Float64Array;
  /** Connections from a cell in r to a cell in c. */
  readonly edges: Float64Array;
  /** The fraction of the connections from r to c that are answered; NaN where there are none. */
  readonly edgeFraction: Float64Array;
}

/** How {@link reciprocityByGroup} lists groups. */
export interface GroupReciprocityOptions {
  /** Every group, in the order of rows and columns; alphabetical when absent. */
  readonly order?: readonly string[];
}

/**
 * Reciprocity by pair of groups, such as cell types: `reciprocalPairs` and what fraction of connections are answered.
 *
 * A connection from group r to group c is answered by one from c to r, so `edgeFraction` is
 * reciprocalPairs / edges between groups and 2 reciprocalPairs / edges within one. O(cells + pairs + groups²).
 *
 * @throws {InvalidArgumentError} when a cell has no group, or `order` lacks or repeats one.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.reciprocityByGroup(wiring, column.cellTypes).reciprocalPairs;
 */
export function reciprocityByGroup(
  connectivity: Connectivity,
  groupOf: GroupOf,
  options: GroupReciprocityOptions = {},
): GroupReciprocity {
  const { groups, group, cellCounts } = cellGroups(connectivity, groupOf, options.order, 'reciprocityByGroup');
  const { cellCount, offsets, targets } = connectivity;
  const size = groups.length;
  const reciprocalPairs = new Float64Array(size * size);
  const edges = new Float64Array(size * size);
  for (let pre = 0; pre < cellCount; pre++) {
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++)
      edges[group[pre] * size + group[targets[entry]]]++;
  }
  forEachReciprocalPair(connectivity, (a, b) => {
    reciprocalPairs[group[a] * size + group[b]]++;
    if (group[a] !== group[b]) reciprocalPairs[group[b] * size + group[a]]++;
  });
  const edgeFraction = Float64Array.from(edges, (count, at) => {
    const within = Math.floor(at / size) === at % size;
    return ((within ? 2 : 1) * reciprocalPairs[at]) / count; // 0 / 0 is NaN, as promised
  });
  return { groups, cellCounts, reciprocalPairs, edges, edgeFraction };
}
