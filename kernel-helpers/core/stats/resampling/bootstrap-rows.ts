import { InvalidArgumentError } from '../../../errors.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { type Groups, type Labels, readGroups } from '../row-groups.js';
import { DrawStream } from './draw-stream.js';
import { type Bootstrap, type BootstrapOptions, checkBootstrap, intervalOf } from './interval.js';
import { definedValue, type Statistic, statisticOf } from './statistic.js';

/**
 * The interval of any statistic of a table, rows drawn with putting back: `statistic` gets the numbers of the rows of a
 * draw, in an array that it must not keep. For paired values, correlations and regressions.
 *
 * `undefined` for fewer than two rows.
 *
 * @source Efron and Tibshirani 1993, "An introduction to the bootstrap", chapter 7
 * @throws {InvalidArgumentError} as bootstrap does.
 * @example
 * const [x, y] = [[1, 2, 3, 4, 5, 6], [1, 3, 2, 5, 4, 6]];
 * const r = (rows: Uint32Array) => stats.pearson(Array.from(rows, i => x[i]), Array.from(rows, i => y[i]))?.r ?? 0;
 * stats.bootstrapRows(6, r, { draws: 1000, seed: 1 })?.estimate; // 0.8857
 */
export function bootstrapRows(
  rowCount: number,
  statistic: (rows: Uint32Array) => number | undefined,
  options: BootstrapOptions = {},
): Bootstrap | undefined {
  if (!Number.isSafeInteger(rowCount) || rowCount < 0) {
    throw new InvalidArgumentError(
      `bootstrapRows rowCount is not valid: received ${rowCount}, expected a whole number from 0`,
      { argument: 'rowCount' },
    );
  }
  const evaluate = (rows: Uint32Array): number => {
    const value = statistic(rows);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw new InvalidArgumentError(
      `bootstrapRows statistic is not defined for rows that were drawn: received ${String(value)}, expected a number`,
      { argument: 'statistic' },
    );
  };
  return ofUnits(rowCount, evaluate, options, 'bootstrapRows');
}

/**
 * The interval of a statistic when values come in clusters, such as the synapses of a cell: whole clusters are drawn,
 * since values of one say little that the others of it did not.
 *
 * `clusters[i]` names the cluster of value i. `undefined` for fewer than two clusters.
 *
 * @source Field and Welsh 2007, doi:10.1111/j.1467-9868.2007.00593.x
 * @throws {InvalidArgumentError} as bootstrap does, and when there are not as many clusters as values.
 * @example
 * stats.clusterBootstrap([1, 1, 1, 5, 5, 9], [7n, 7n, 7n, 8n, 8n, 9n], 'mean', { seed: 1 })?.estimate; // 3.667
 */
export function clusterBootstrap(
  values: Numbers,
  clusters: Labels,
  statistic: Statistic = 'mean',
  options: BootstrapOptions = {},
): Bootstrap | undefined {
  const sample = finiteNumbers(values, 'clusterBootstrap');
  const of = statisticOf(statistic, 'clusterBootstrap');
  const groups = readGroups(clusters, sample.length, 'clusterBootstrap', 'clusters');
  const { sorted, starts } = byCluster(sample, groups);
  const evaluate =
    statistic === 'mean'
      ? meanOfClusters(sorted, starts)
      : (drawn: Uint32Array): number => definedValue(of, valuesOf(drawn, sorted, starts), 'clusterBootstrap');
  return ofUnits(groups.count, evaluate, options, 'clusterBootstrap');
}

/** Draws of `count` units, of which `evaluate` makes a number. */
function ofUnits(
  count: number,
  evaluate: (units: Uint32Array) => number,
  options: BootstrapOptions,
  caller: string,
): Bootstrap | undefined {
  const wanted = checkBootstrap(options, caller);
  if (count < 2) return undefined;
  const every = Uint32Array.from({ length: count }, (_, unit) => unit);
  const estimate = evaluate(every.slice());
  const stream = new DrawStream(wanted.seed);
  const units = new Uint32Array(count);
  const distribution = new Float64Array(wanted.draws);
  for (let draw = 0; draw < wanted.draws; draw++) {
    stream.fill(units, count);
    distribution[draw] = evaluate(units);
  }
  const leaveOneOut = (): Float64Array =>
    Float64Array.from(every, gone => evaluate(every.filter(unit => unit !== gone)));
  return intervalOf(estimate, distribution, () => [leaveOneOut()], wanted, caller);
}

/** The values of cluster c: `sorted[starts[c]]` up to `sorted[starts[c + 1]]`. */
function byCluster(sample: ArrayLike<number>, groups: Groups): { sorted: Float64Array; starts: Uint32Array } {
  const starts = new Uint32Array(groups.count + 1);
  for (let i = 0; i < sample.length; i++) starts[groups.of[i] + 1]++;
  for (let c = 0; c < groups.count; c++) starts[c + 1] += starts[c];
  const next = starts.slice();
  const sorted = new Float64Array(sample.length);
  for (let i = 0; i < sample.length; i++) sorted[next[groups.of[i]]++] = sample[i];
  return { sorted, starts };
}

function valuesOf(clusters: Uint32Array, sorted: Float64Array, starts: Uint32Array): Float64Array {
  let length = 0;
  for (const cluster of clusters) length += starts[cluster + 1] - starts[cluster];
  const values = new Float64Array(length);
  let at = 0;
  for (const cluster of clusters) {
    for (let i = starts[cluster]; i < starts[cluster + 1]; i++) values[at++] = sorted[i];
  }
  return values;
}

/** A mean needs of each cluster its sum and its size alone. */
function meanOfClusters(sorted: Float64Array, starts: Uint32Array): (clusters: Uint32Array) => number {
  const sums = new Float64Array(starts.length - 1);
  for (let cluster = 0; cluster < sums.length; cluster++) {
    for (let i = starts[cluster]; i < starts[cluster + 1]; i++) sums[cluster] += sorted[i];
  }
  return clusters => {
    let sum = 0;
    let count = 0;
    for (let i = 0; i < clusters.length; i++) {
      const cluster = clusters[i];
      sum += sums[cluster];
      count += starts[cluster + 1] - starts[cluster];
    }
    return sum / count;
  };
}
