import { InvalidArgumentError } from '../../../errors.js';
import { createRandom } from '../../random.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { type Labels, readGroups } from '../row-groups.js';
import { type Bootstrap, type BootstrapOptions, checkBootstrap, intervalOf } from './interval.js';
import { definedValue, type SampleStatistic, type Statistic, statisticOf } from './statistic.js';

/**
 * The interval of a statistic by the bootstrap: how it comes out when the sample is drawn from itself, with putting
 * back, many times.
 *
 * `statistic` is `mean`, `median`, `standardDeviation`, or your own function of a sample, which gets an array that it
 * must not keep. `undefined` for fewer than two values. `bca` asks for the statistic without each value in turn besides
 * the draws, O((draws + n) · n) unless it is `mean`: take `percentile` for very many values.
 *
 * @source Efron 1979, doi:10.1214/aos/1176344552
 * @throws {InvalidArgumentError} when a value is missing or not finite, an option is out of range, or the statistic of
 * a draw is not a number.
 * @example
 * stats.bootstrap([2, 3, 5, 7, 11, 13], 'mean', { method: 'percentile', seed: 1 })?.estimate; // 6.833
 */
export function bootstrap(
  values: Numbers,
  statistic: Statistic = 'mean',
  options: BootstrapOptions = {},
): Bootstrap | undefined {
  const sample = Float64Array.from(finiteNumbers(values, 'bootstrap'));
  const wanted = checkBootstrap(options, 'bootstrap');
  const of = statisticOf(statistic, 'bootstrap');
  const n = sample.length;
  if (n < 2) return undefined;
  const distribution =
    statistic === 'mean'
      ? drawMeans(sample, wanted.draws, wanted.seed)
      : drawSamples(sample, of, wanted.draws, wanted.seed);
  const leaveOneOut = (): Float64Array => jackknife(sample, statistic, of);
  return intervalOf(definedValue(of, sample, 'bootstrap'), distribution, leaveOneOut, wanted);
}

/**
 * The interval of the difference of a statistic between two independent samples: each is drawn from itself.
 *
 * `undefined` when a sample has fewer than two values. `bca` needs one sample: here it is `percentile` when no method
 * is given, and an error when it is asked for.
 *
 * @source Efron and Tibshirani 1993, "An introduction to the bootstrap", chapter 8
 * @throws {InvalidArgumentError} as bootstrap does.
 * @example
 * stats.bootstrapDifference([2, 3, 5], [7, 11, 13], 'mean')?.estimate; // -7
 */
export function bootstrapDifference(
  a: Numbers,
  b: Numbers,
  statistic: Statistic = 'mean',
  options: BootstrapOptions = {},
): Bootstrap | undefined {
  const left = Float64Array.from(finiteNumbers(a, 'bootstrapDifference', 'a'));
  const right = Float64Array.from(finiteNumbers(b, 'bootstrapDifference', 'b'));
  const wanted = checkBootstrap({ method: 'percentile', ...options }, 'bootstrapDifference');
  if (wanted.method === 'bca') {
    throw new InvalidArgumentError(
      'bootstrapDifference method does not go with two samples: received bca, expected percentile or basic',
      { argument: 'method' },
    );
  }
  const of = statisticOf(statistic, 'bootstrapDifference');
  if (left.length < 2 || right.length < 2) return undefined;
  const random = createRandom(wanted.seed);
  const drawn = [new Float64Array(left.length), new Float64Array(right.length)];
  const distribution = Float64Array.from({ length: wanted.draws }, () => {
    for (const [k, sample] of [left, right].entries()) {
      for (let i = 0; i < sample.length; i++) drawn[k][i] = sample[Math.floor(random.uniform() * sample.length)];
    }
    return definedValue(of, drawn[0], 'bootstrapDifference') - definedValue(of, drawn[1], 'bootstrapDifference');
  });
  const estimate = definedValue(of, left, 'bootstrapDifference') - definedValue(of, right, 'bootstrapDifference');
  return intervalOf(estimate, distribution, () => [], wanted);
}

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
      `bootstrapRows rowCount is not valid: received ${rowCount}, expected a whole number`,
      {
        argument: 'rowCount',
      },
    );
  }
  return ofUnits(
    Array.from({ length: rowCount }, (_, row) => Uint32Array.of(row)),
    statistic,
    options,
    'bootstrapRows',
  );
}

/**
 * The interval of a statistic when values come in clusters, such as the synapses of a cell: whole clusters are drawn,
 * since values of one say little that the others of it did not.
 *
 * `clusters[i]` names the cluster of value i. `undefined` for fewer than two clusters. `bca` asks for the statistic
 * without each cluster in turn besides the draws: O((draws + clusters) · values).
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
  const members: number[][] = Array.from({ length: groups.count }, () => []);
  for (let i = 0; i < sample.length; i++) members[groups.of[i]].push(i);
  const statisticOfRows = (rows: Uint32Array): number | undefined => {
    const drawn = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) drawn[i] = sample[rows[i]];
    return of(drawn);
  };
  return ofUnits(
    members.map(rows => Uint32Array.from(rows)),
    statisticOfRows,
    options,
    'clusterBootstrap',
  );
}

/** Draws units, each of them some rows. */
function ofUnits(
  units: readonly Uint32Array[],
  statistic: (rows: Uint32Array) => number | undefined,
  options: BootstrapOptions,
  caller: string,
): Bootstrap | undefined {
  const wanted = checkBootstrap(options, caller);
  if (units.length < 2) return undefined;
  const evaluate = (rows: Uint32Array): number => {
    const value = statistic(rows);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw new InvalidArgumentError(
      `${caller} statistic is not defined for rows that were drawn: received ${String(value)}, expected a number`,
      { argument: 'statistic' },
    );
  };
  const random = createRandom(wanted.seed);
  const rowsOf = (chosen: ArrayLike<number>): Uint32Array => {
    let length = 0;
    for (let i = 0; i < chosen.length; i++) length += units[chosen[i]].length;
    const rows = new Uint32Array(length);
    let at = 0;
    for (let i = 0; i < chosen.length; at += units[chosen[i++]].length) rows.set(units[chosen[i]], at);
    return rows;
  };
  const chosen = new Uint32Array(units.length);
  const distribution = Float64Array.from({ length: wanted.draws }, () => {
    for (let i = 0; i < chosen.length; i++) chosen[i] = Math.floor(random.uniform() * units.length);
    return evaluate(rowsOf(chosen));
  });
  const all = Array.from(units.keys());
  const allRows = rowsOf(all);
  const leaveOneOut = (): number[] => {
    let at = 0;
    return units.map(gone => {
      const rest = new Uint32Array(allRows.length - gone.length);
      rest.set(allRows.subarray(0, at));
      rest.set(allRows.subarray(at + gone.length), at);
      at += gone.length;
      return evaluate(rest);
    });
  };
  // Of a copy: a statistic may sort what it gets.
  return intervalOf(evaluate(allRows.slice()), distribution, leaveOneOut, wanted);
}

/** A mean needs no copy of what it is the mean of. */
function drawMeans(sample: Float64Array, draws: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const n = sample.length;
  const means = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += sample[(random.uniform() * n) | 0];
    means[draw] = sum / n;
  }
  return means;
}

function drawSamples(sample: Float64Array, of: SampleStatistic, draws: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const n = sample.length;
  const drawn = new Float64Array(n);
  const values = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < n; i++) drawn[i] = sample[(random.uniform() * n) | 0];
    values[draw] = definedValue(of, drawn, 'bootstrap');
  }
  return values;
}

function jackknife(sample: Float64Array, statistic: Statistic, of: SampleStatistic): Float64Array {
  const n = sample.length;
  if (statistic === 'mean') {
    const sum = sample.reduce((total, value) => total + value, 0);
    return sample.map(value => (sum - value) / (n - 1));
  }
  return sample.map((_, gone) => {
    const rest = new Float64Array(n - 1);
    rest.set(sample.subarray(0, gone));
    rest.set(sample.subarray(gone + 1), gone);
    return definedValue(of, rest, 'bootstrap');
  });
}
