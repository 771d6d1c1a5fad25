import type { Connectivity } from '../../core/connectivity/connectivity.js';
import { describePotential, type PotentialPairs } from '../../core/nulls/describe-potential.js';
import { describeTargets, type SynapseRows } from '../../core/nulls/describe-targets.js';
import type { StatisticName } from '../../core/nulls/statistics.js';
import type { TableLike } from '../../core/table.js';
import { InvalidArgumentError } from '../../errors.js';
import type { GraphValue, NullOptions, NullResultOf } from './options.js';
import { runNulls } from './run.js';

/** Options of {@link targetShuffle}. */
export interface TargetShuffleOptions<S extends StatisticName = 'reciprocalPairs', R extends GraphValue = never>
  extends NullOptions<S, R> {
  /** Width of a depth bin, µm; 50 when absent. A synapse at depth d is in bin floor(d / width). */
  readonly binUm?: number;
  /** The cells of the graph, in their order: ids, or a table with a column `id`. All cells of the rows when absent. */
  readonly cells?: Iterable<bigint | null> | TableLike;
}

/**
 * Whom cells synapse on against where they do: targets shuffled among the synapses of the same depth and compartment.
 *
 * The rows should be all synapses onto the cells in question. Within each depth bin and compartment, each draw gives the
 * same targets to the same synapses in a random order. So every presynaptic cell keeps its number of synapses in each
 * bin and compartment, every postsynaptic cell the number it receives there, and sizes go with the targets. Synapses on
 * cells outside `cells` are left out; those of unknown cells, or cells outside, count in no entry, but others may draw
 * their targets. A synapse that would come to lie on its own cell is an autapse and in no entry, as in the observed
 * graph; between two sets of cells there are none.
 *
 * For the selectivity of single cells, give each its own name: `statistic: 'blockSynapses'` with `groups` that are ids
 * for the presynaptic cells and types for the others. For that statistic there is an exact `expected`. O(synapses) a draw.
 *
 * @source Schneider-Mizell et al. 2025, doi:10.1038/s41586-024-07780-8
 * @throws {InvalidArgumentError} when an option or a row is not valid, or the statistic is not a finite number for a
 * graph.
 * @throws an `AbortError` with the `partial` result when it is stopped.
 * @example
 * const rows = { pre: [1n, 1n, 2n, 2n], post: [7n, 8n, 8n, 9n], depthUm: [110, 120, 130, 140] };
 * const found = await nulls.targetShuffle(rows, { statistic: 'edges', draws: 200, seed: 1 });
 * [found.observed, found.mean];
 */
export async function targetShuffle<S extends StatisticName = 'reciprocalPairs', R extends GraphValue = never>(
  synapses: SynapseRows,
  options: TargetShuffleOptions<S, R> = {},
): Promise<NullResultOf<S, R>> {
  const { binUm = 50, cells } = options;
  const { model, connectivity } = describeTargets('targetShuffle', synapses, binUm, cells);
  return runNulls(model, { binUm }, connectivity, options);
}

/** Options of {@link potentialEdges}. */
export interface PotentialEdgesOptions<S extends StatisticName = 'reciprocalPairs', R extends GraphValue = never>
  extends NullOptions<S, R> {
  /** Pairs whose axon and dendrite come close, as `morphology.proximity` finds them; other cells' are passed over. */
  readonly potential: PotentialPairs;
  /** Keeps the number of edges of each presynaptic `cell` (when absent), or only their number in `all`. */
  readonly keep?: 'cell' | 'all';
}

/**
 * The wiring against graphs in which axons choose among the dendrites they come close to: potential edges.
 *
 * Each draw has exactly as many edges from each cell as there are (or in all, `keep: 'all'`), only between `potential`
 * pairs, with the observed synapse counts of that cell in a random order. All choices are as likely; with `overlapNm`,
 * edges are drawn one after the other, each in proportion to the length over which the pair runs together, among those
 * left. `expected` is exact for these draws; with `overlapNm` there is none but that of `edges`.
 *
 * O(edges) a draw, with `overlapNm` O(p log p) for p potential pairs.
 *
 * @source Stepanyants and Chklovskii 2005, doi:10.1016/j.tins.2005.05.006; by weight: Efraimidis and Spirakis 2006,
 * doi:10.1016/j.ipl.2005.11.003
 * @throws {InvalidArgumentError} when an edge is between cells that are no potential pair, an option is not valid, or the
 * statistic is not a finite number for a graph.
 * @throws an `AbortError` with the `partial` result when it is stopped.
 * @example
 * const wiring = connectivity.fromSynapses({ pre: [1n, 2n, 3n], post: [2n, 1n, 1n] });
 * const potential = { pre: [1n, 1n, 2n, 2n, 3n, 3n], post: [2n, 3n, 1n, 3n, 1n, 2n] };
 * const found = await nulls.potentialEdges(wiring, { potential, draws: 200, seed: 1 });
 * [found.observed, found.expected]; // 1 and 0.75
 */
export async function potentialEdges<S extends StatisticName = 'reciprocalPairs', R extends GraphValue = never>(
  connectivity: Connectivity,
  options: PotentialEdgesOptions<S, R>,
): Promise<NullResultOf<S, R>> {
  const { potential, keep = 'cell' } = options;
  if (keep !== 'cell' && keep !== 'all') {
    throw new InvalidArgumentError(
      `potentialEdges keep is unknown: received ${String(keep)}, expected cell or all, whose number of edges is kept`,
      { argument: 'keep' },
    );
  }
  const model = describePotential('potentialEdges', connectivity, potential, keep === 'cell');
  const by = potential.overlapNm === undefined ? 'pair' : 'overlap';
  return runNulls(model, { keep, by }, connectivity, options);
}
