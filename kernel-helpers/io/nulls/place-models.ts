import type { Connectivity } from '../../core/connectivity/connectivity.js';
import type { GroupOf } from '../../core/connectivity/grouping.js';
import { describeBlocks } from '../../core/nulls/describe.js';
import { type DistanceBins, describeDistances } from '../../core/nulls/describe-distances.js';
import { nullGroups } from '../../core/nulls/groups.js';
import type { StatisticName } from '../../core/nulls/statistics.js';
import type { GraphValue, NullOptions, NullResultOf } from './options.js';
import { runNulls } from './run.js';

/** Options of {@link distanceBinned}. */
export interface DistanceBinnedOptions<S extends StatisticName = 'reciprocalPairs', R extends GraphValue = never>
  extends NullOptions<S, R>,
    DistanceBins {}

/**
 * The wiring against graphs in which cells are as likely connected as cells so far apart are.
 *
 * All ordered pairs of cells are binned by the distance of their `positionsNm`, 25 µm wide up to 1,000 µm unless told,
 * and one bin beyond. Each draw has exactly as many edges in each bin as there are, every choice as likely, and the
 * observed synapse counts of the bin in a random order on them. `expected` is exact for these draws: pairs of one bin
 * are both connected with probability m (m - 1) / (N (N - 1)).
 *
 * The pairs are listed once, 4 bytes for each, and shared by all threads. O(edges) a draw. At most 16,000 cells.
 *
 * @throws {InvalidArgumentError} when an option is not valid, or the statistic is not a finite number for a graph.
 * @throws an `AbortError` with the `partial` result when it is stopped.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const found = await nulls.distanceBinned(wiring, { positionsNm: column.somaNm, draws: 200, seed: 1 });
 * [found.observed, found.mean, found.p];
 */
export async function distanceBinned<S extends StatisticName = 'reciprocalPairs', R extends GraphValue = never>(
  connectivity: Connectivity,
  options: DistanceBinnedOptions<S, R>,
): Promise<NullResultOf<S, R>> {
  const model = describeDistances('distanceBinned', connectivity, options);
  return runNulls(model, binsOf(options), connectivity, options);
}

/** Options of {@link typeBlock}. */
export interface TypeBlockOptions<S extends StatisticName = 'reciprocalPairs', R extends GraphValue = never>
  extends NullOptions<S, R> {
  /** The type of each cell: an array that runs with `connectivity.ids`, or a map by id. */
  readonly cellTypes: GroupOf;
}

/**
 * The wiring against graphs in which cells are as likely connected as cells of their types are.
 *
 * Each draw has exactly as many edges from each type to each as there are, every choice as likely, and the observed
 * synapse counts of the two types in a random order on them: a stochastic block model with its counts kept. `expected`
 * is exact for these draws.
 *
 * O(edges) a draw.
 *
 * @source Holland, Laskey and Leinhardt 1983, doi:10.1016/0378-8733(83)90021-7
 * @throws {InvalidArgumentError} when an option is not valid, or the statistic is not a finite number for a graph.
 * @throws an `AbortError` with the `partial` result when it is stopped.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const found = await nulls.typeBlock(wiring, { cellTypes: column.cellTypes, draws: 200, seed: 1 });
 * [found.observed, found.expected, found.p];
 */
export async function typeBlock<S extends StatisticName = 'reciprocalPairs', R extends GraphValue = never>(
  connectivity: Connectivity,
  options: TypeBlockOptions<S, R>,
): Promise<NullResultOf<S, R>> {
  const types = nullGroups(connectivity, options.cellTypes, 'typeBlock', 'cellTypes');
  const model = describeBlocks('typeBlock', connectivity, types);
  return runNulls(model, { types: types.groups.length }, connectivity, options, options.cellTypes);
}

/** Options of {@link distanceType}. */
export interface DistanceTypeOptions<S extends StatisticName = 'reciprocalPairs', R extends GraphValue = never>
  extends DistanceBinnedOptions<S, R>,
    TypeBlockOptions<S, R> {}

/**
 * The wiring against graphs in which cells are as likely connected as cells of their types so far apart are.
 *
 * {@link distanceBinned} within each ordered pair of types: each draw has exactly as many edges as there are in every
 * distance bin from every type to every other, and the observed synapse counts of those in a random order on them.
 * `expected` is exact for these draws; where a bin has few pairs it differs from the product of two frequencies.
 *
 * Pairs in bins without edges take no memory, the others 4 bytes each. O(edges) a draw. At most 16,000 cells.
 *
 * @source MICrONS Consortium 2025, doi:10.1038/s41586-025-08790-w, has reciprocity beside such a null
 * @throws {InvalidArgumentError} when an option is not valid, or the statistic is not a finite number for a graph.
 * @throws an `AbortError` with the `partial` result when it is stopped.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const { cellTypes } = column;
 * const found = await nulls.distanceType(wiring, { positionsNm: column.somaNm, cellTypes, binNm: 50_000, draws: 200 });
 * [found.observed, found.expected, found.p];
 */
export async function distanceType<S extends StatisticName = 'reciprocalPairs', R extends GraphValue = never>(
  connectivity: Connectivity,
  options: DistanceTypeOptions<S, R>,
): Promise<NullResultOf<S, R>> {
  const types = nullGroups(connectivity, options.cellTypes, 'distanceType', 'cellTypes');
  const model = describeDistances('distanceType', connectivity, options, types);
  const parameters = { ...binsOf(options), types: types.groups.length };
  return runNulls(model, parameters, connectivity, options, options.cellTypes);
}

function binsOf({ binNm = 25_000, maxDistanceNm = 1_000_000 }: DistanceBins): Record<string, number> {
  return { binNm, maxDistanceNm };
}
