import type { Connectivity } from '../connectivity/connectivity.js';
import { TRIADS, triadCensus } from '../graph/triad-census.js';
import type { DrawnGraph } from './drawn-graph.js';

/**
 * What can be asked of every drawn graph by name.
 *
 * `edges`: connected ordered pairs. `reciprocalPairs`: unordered pairs connected both ways. `reciprocity`: the fraction
 * of edges that are answered. `triads`: the sixteen classes of the triad census. `blockCounts` and `blockSynapses`:
 * edges, or synapses, from each group of cells to each.
 */
export type StatisticName = 'edges' | 'reciprocalPairs' | 'reciprocity' | 'triads' | 'blockCounts' | 'blockSynapses';

/** A statistic in the form that travels to threads. */
export interface StatisticSpec {
  readonly name: StatisticName;
  /** For the block statistics: cell `i` is in group `groups[group[i]]`. */
  readonly groups?: readonly string[];
  readonly group?: Int32Array;
}

/** A named statistic, ready to be computed. */
export interface Statistic {
  /** Names of its values; `undefined` when it is one number. */
  readonly names: readonly string[] | undefined;
  /** Whether it looks at synapses, or at edges alone. */
  readonly withSynapses: boolean;
  /** As many values as names, or one. */
  values(graph: DrawnGraph): ArrayLike<number>;
}

/** The statistic that `spec` describes. */
export function statisticOf(spec: StatisticSpec): Statistic {
  switch (spec.name) {
    case 'edges':
      return { names: undefined, withSynapses: false, values: graph => [graph.pairCount] };
    case 'reciprocalPairs':
      return { names: undefined, withSynapses: false, values: graph => [reciprocalPairs(graph)] };
    case 'reciprocity':
      return {
        names: undefined,
        withSynapses: false,
        values: graph => [(2 * reciprocalPairs(graph)) / graph.pairCount], // NaN without edges, which is refused
      };
    case 'triads':
      return { names: TRIADS, withSynapses: false, values: graph => triadCensus(asWiring(graph)).values };
    case 'blockCounts':
    case 'blockSynapses':
      return blockStatistic(spec);
  }
}

function blockStatistic({ name, groups = [], group = new Int32Array(0) }: StatisticSpec): Statistic {
  const size = groups.length;
  const withSynapses = name === 'blockSynapses';
  return {
    names: groups.flatMap(from => groups.map(to => `${from} → ${to}`)),
    withSynapses,
    values({ cellCount, offsets, targets, counts }) {
      const sums = new Float64Array(size * size);
      for (let pre = 0; pre < cellCount; pre++) {
        const row = group[pre] * size;
        for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
          sums[row + group[targets[entry]]] += withSynapses && counts ? counts[entry] : 1;
        }
      }
      return sums;
    },
  };
}

/**
 * Unordered pairs of cells connected both ways: each row is followed once while the cells that look for themselves in
 * it come by in ascending order. O(cells + edges).
 */
function reciprocalPairs({ cellCount, offsets, targets }: DrawnGraph): number {
  const next = offsets.slice(0, cellCount);
  let found = 0;
  for (let pre = 0; pre < cellCount; pre++) {
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
      const post = targets[entry];
      if (post > pre) break;
      const end = offsets[post + 1];
      let at = next[post];
      while (at < end && targets[at] < pre) at++;
      next[post] = at;
      if (at < end && targets[at] === pre) found++;
    }
  }
  return found;
}

/** For statistics of edges alone, which never look at ids, synapses or sizes. */
function asWiring(graph: DrawnGraph): Connectivity {
  const { cellCount, pairCount, offsets, targets } = graph;
  const counts = graph.counts ?? targets;
  const summedSize = graph.summedSize ?? new Float64Array(0);
  const none = { ids: new BigUint64Array(0), synapseCount: 0, autapses: 0, outside: 0 };
  return { ...none, cellCount, pairCount, offsets, targets, counts, summedSize };
}
