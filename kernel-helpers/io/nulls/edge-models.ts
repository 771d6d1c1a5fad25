import type { Connectivity } from '../../core/connectivity/connectivity.js';
import { describeChungLu, describeProbability, describeSwaps, describeUniform } from '../../core/nulls/describe.js';
import type { StatisticName } from '../../core/nulls/statistics.js';
import type { GraphValue, NullOptions, NullResultOf } from './options.js';
import { runNulls } from './run.js';

/** Options of {@link erdosRenyi}. */
export interface ErdosRenyiOptions<S extends StatisticName = 'reciprocalPairs', R extends GraphValue = never>
  extends NullOptions<S, R> {
  /** Connects every ordered pair with this probability instead of keeping the number of edges. */
  readonly probability?: number;
}

/**
 * The wiring against graphs with as many edges between any cells, all as likely: the Erdős–Rényi model G(n, m).
 *
 * Each draw has exactly the cells and the number of edges of the observed graph, no edge of a cell on itself and none
 * twice; the synapse counts of the edges are the observed ones in a random order. `expected`: with m of N = n (n - 1)
 * pairs connected, n (n - 1) / 2 · m (m - 1) / (N (N - 1)) reciprocal pairs. With `probability`, each pair is connected
 * on its own, the number of edges varies, and each takes the synapses of an observed edge by chance.
 *
 * O(edges) a draw.
 *
 * @source Gilbert 1959, doi:10.1214/aoms/1177706098; Erdős and Rényi 1959, Publ. Math. Debrecen 6:290
 * @throws {InvalidArgumentError} when an option is not valid, or the statistic is not a finite number for a graph.
 * @throws an `AbortError` with the `partial` result when it is stopped.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const found = await nulls.erdosRenyi(wiring, { statistic: 'reciprocalPairs', draws: 200, seed: 1 });
 * [found.observed, found.expected, found.p];
 */
export async function erdosRenyi<S extends StatisticName = 'reciprocalPairs', R extends GraphValue = never>(
  connectivity: Connectivity,
  options: ErdosRenyiOptions<S, R> = {},
): Promise<NullResultOf<S, R>> {
  const { probability } = options;
  if (probability === undefined) {
    return runNulls(describeUniform('erdosRenyi', connectivity), {}, connectivity, options);
  }
  const model = describeProbability('erdosRenyi', connectivity, probability);
  return runNulls(model, { probability }, connectivity, options);
}

/** Options of {@link degreePreserving}. */
export interface DegreePreservingOptions<S extends StatisticName = 'reciprocalPairs', R extends GraphValue = never>
  extends NullOptions<S, R> {
  /** Swaps tried for each edge of the graph, in each draw; 10 when absent. */
  readonly swapsPerEdge?: number;
}

/**
 * The wiring against graphs in which every cell has the partners in and out that it has in number, and no others in
 * common but by chance: the configuration model, by swaps of edges.
 *
 * Two edges a → b, c → d become a → d, c → b, unless that makes an edge of a cell on itself or one that is there; so it
 * goes on, each draw anew from the observed graph. Every draw keeps each cell's in- and out-degree exactly, and its
 * synapses in number (an edge keeps its cell and its count, only the partner changes). Reversals of triangles in between
 * make sure that every such graph can be reached; all come as often in the long run.
 *
 * Ten swaps tried for each edge is what igraph does; a random graph forgets its past after about two. Whether it was
 * enough stands in `mixing`: the fraction of observed edges that are left comes to rest, `mixed` says whether before a
 * draw ends. There is no formula for the expectation; {@link chungLu} has one for degrees kept on average.
 *
 * O(swaps) a draw. Up to 20,000 cells take a bit for each pair, more are hashed.
 *
 * @source Rao, Jana and Bandyopadhyay 1996, Sankhyā A 58:225; Milo et al. 2003, arXiv:cond-mat/0312028
 * @throws {InvalidArgumentError} when an option is not valid, or the statistic is not a finite number for a graph.
 * @throws an `AbortError` with the `partial` result when it is stopped.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const found = await nulls.degreePreserving(wiring, { statistic: 'triads', draws: 200, seed: 1 });
 * found.tests.map(({ name, observed, mean, z, pAdjusted }) => ({ name, observed, mean, z, pAdjusted }));
 */
export async function degreePreserving<S extends StatisticName = 'reciprocalPairs', R extends GraphValue = never>(
  connectivity: Connectivity,
  options: DegreePreservingOptions<S, R> = {},
): Promise<NullResultOf<S, R>> {
  const { swapsPerEdge = 10 } = options;
  const model = describeSwaps('degreePreserving', connectivity, swapsPerEdge);
  return runNulls(model, { swapsPerEdge }, connectivity, options);
}

/**
 * The wiring against graphs in which a pair is connected in proportion to the out-degree of one cell and the in-degree
 * of the other: the Chung–Lu model, degrees kept on average.
 *
 * Cell i synapses on cell j ≠ i with probability p(i, j) = min(1, out(i) · in(j) / m) for m edges, each pair on its own.
 * `expected` is exact for it: Σ p(i, j) edges, Σ p(i, j) p(j, i) over pairs i < j reciprocal pairs, the sums of p by
 * group for `blockCounts`; `draws: 0` gives it alone. Loops are left out and p is cut at 1, so the expected number of
 * edges is a little below m. Synapses of an edge are those of an observed one taken by chance.
 *
 * O(cells + edges) a draw, O(cells²) for the expectation.
 *
 * @source Chung and Lu 2002, doi:10.1073/pnas.252631999; drawn as in Miller and Hagberg 2011,
 * doi:10.1007/978-3-642-21286-4_10
 * @throws {InvalidArgumentError} when an option is not valid, or the statistic is not a finite number for a graph.
 * @throws an `AbortError` with the `partial` result when it is stopped.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const found = await nulls.chungLu(wiring, { draws: 0 });
 * found.observed / found.expected!; // times as many reciprocal pairs as the degrees alone explain
 */
export async function chungLu<S extends StatisticName = 'reciprocalPairs', R extends GraphValue = never>(
  connectivity: Connectivity,
  options: NullOptions<S, R> = {},
): Promise<NullResultOf<S, R>> {
  return runNulls(describeChungLu('chungLu', connectivity), {}, connectivity, options);
}
