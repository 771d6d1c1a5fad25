import type { ObservedEdges } from './drawn-graph.js';

/** What all null models have in common. They are plain: they travel to threads as they are. */
interface Described {
  /** The public name, such as `degreePreserving`. */
  readonly name: string;
  readonly observed: ObservedEdges;
}

/** The observed edges with their ends swapped: every in- and out-degree stays. */
export interface SwapModel extends Described {
  readonly kind: 'swaps';
  /** Swaps tried, for each edge. */
  readonly swapsPerEdge: number;
}

/**
 * So many edges in each stratum of ordered pairs as there are: every choice of them is as likely.
 *
 * Stratum `s` has the observed entries `entries[e]`, `entryStarts[s] <= e < entryStarts[s + 1]`.
 */
interface Stratified extends Described {
  readonly entries: Uint32Array;
  readonly entryStarts: Uint32Array;
}

/**
 * Strata of groups: `members[i]`, `memberStarts[g] <= i < memberStarts[g + 1]`, are the cells of group g, and stratum
 * `g * groupCount + h` holds the pairs from group g to group h. The pairs themselves are not listed.
 */
export interface BlockModel extends Stratified {
  readonly kind: 'blocks';
  readonly members: Uint32Array;
  readonly memberStarts: Uint32Array;
}

/** Strata of listed pairs: `pre[k] -> post[k]`, `pairStarts[s] <= k < pairStarts[s + 1]`. */
export interface PairModel extends Stratified {
  readonly kind: 'pairs';
  readonly pre: Uint16Array | Uint32Array;
  readonly post: Uint16Array | Uint32Array;
  readonly pairStarts: Uint32Array;
  /** Pair k is taken in proportion to `weights[k]`, each next one among those left; all alike when absent. */
  readonly weights: Float64Array | undefined;
}

/** Every ordered pair on its own: `i -> j` with probability `min(1, outWeights[i] * inWeights[j])`. */
export interface IndependentModel extends Described {
  readonly kind: 'independent';
  readonly outWeights: Float64Array;
  readonly inWeights: Float64Array;
}

/**
 * Synapses with their targets shuffled within strata: synapse `k`, `starts[s] <= k < starts[s + 1]`, is made by cell
 * `pre[k]` (-1: a cell that is not in the graph) on cell `post[k]`.
 */
export interface TargetModel extends Described {
  readonly kind: 'targets';
  readonly pre: Int32Array;
  readonly post: Int32Array;
  readonly sizes: Float64Array;
  readonly starts: Uint32Array;
}

/** A null model: a description that any thread can draw from. */
export type NullModel = SwapModel | BlockModel | PairModel | IndependentModel | TargetModel;
