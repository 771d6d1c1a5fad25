import type { Connectivity } from '../../core/connectivity/connectivity.js';
import type { GroupOf } from '../../core/connectivity/grouping.js';
import type { Adjustment, NullFamily, NullResult } from '../../core/nulls/null-result.js';
import type { StatisticName } from '../../core/nulls/statistics.js';

/** What a statistic of your own gives: one finite number, or several by name, the same names for every graph. */
export type GraphValue = number | Readonly<Record<string, number>>;

/** A statistic of your own. */
export type GraphFunction<R extends GraphValue = GraphValue> = (graph: Connectivity) => R;

/** One number, of the statistic S or of a function that gives R, is a {@link NullResult}; several, a {@link NullFamily}. */
export type NullResultOf<S extends StatisticName, R extends GraphValue> = [R] extends [never]
  ? S extends 'edges' | 'reciprocalPairs' | 'reciprocity'
    ? NullResult
    : NullFamily
  : R extends number
    ? NullResult
    : NullFamily;

/** How far a run of draws is. */
export interface NullProgress {
  /** Graphs drawn. */
  readonly done: number;
  /** Graphs to draw. */
  readonly total: number;
  /** The result of the draws so far, all before the first that is missing: it can be kept and continued from. */
  soFar(): NullResult | NullFamily;
}

/** What every null model can be told; every field may be left out. */
export interface NullOptions<S extends StatisticName = 'reciprocalPairs', R extends GraphValue = never> {
  /**
   * What is compared; `reciprocalPairs` when absent. By name: `edges`, `reciprocalPairs`, `reciprocity` (fraction of
   * edges answered), `triads` (sixteen classes), `blockCounts` and `blockSynapses` (group × group, see `groups`); these
   * are computed where the graphs are drawn. Or a function of your own, which is called for the observed graph first
   * and then for every drawn one, in any order; since functions cannot travel to threads, it runs on this one.
   */
  readonly statistic?: S | GraphFunction<R>;
  /** Group of each cell for the block statistics; the `cellTypes` of the model when absent. */
  readonly groups?: GroupOf;
  /** Graphs to draw in all; 1000 when absent. */
  readonly draws?: number;
  /** Same seed, same draws; 0 when absent. */
  readonly seed?: number;
  /** Threads; as many as there are processors when absent, 0 to draw on this one. The draws do not depend on it. */
  readonly workers?: number;
  /** Stops the run; that of the cell when absent, so that Stop does. */
  readonly signal?: AbortSignal;
  /**
   * Called now and then, for a bar: `const bar = progress({ total: 1000 })`, then here `({ done }) => bar.set(done)`,
   * and `bar.done()` behind the call.
   */
  readonly onProgress?: (progress: NullProgress) => void;
  /**
   * An earlier result of the same call: its draws are kept, and those that lack up to `draws` are added. A function of
   * your own is told from another by its values of the observed graph.
   */
  readonly continueFrom?: NullResult | NullFamily;
  /** How the p values of several numbers are adjusted for each other; `benjamini-hochberg` when absent. */
  readonly adjustment?: Adjustment;
}
