import { InvalidArgumentError } from '../../../errors.js';
import type { Numbers } from '../finite-numbers.js';
import { type Groups, type Labels, readGroups } from '../row-groups.js';
import { type LogCoefficient, zCoefficients } from './coefficients.js';
import { linear } from './column-sums.js';
import { type Predictors, readDesign, standardise } from './design.js';
import { type Likelihood, maximise, namesAlong } from './newton.js';
import { refuseCollinear } from './orthogonal.js';
import { logFactorial, type RateOptions, readCounts, readOffset } from './poisson.js';
import { congruent, invertSymmetric, product, times } from './symmetric.js';

/** What {@link conditionalPoisson} may be told; every field may be left out. */
export interface ConditionalPoissonOptions extends RateOptions {
  /** `model` (when absent): from the information matrix. `group`: a sandwich that lets rows of a group depend. */
  readonly errors?: 'model' | 'group';
  /** Newton steps to try; 100 when absent. Well-posed data need about 6. */
  readonly maxIterations?: number;
}

/** A fixed-effects Poisson model. */
export interface ConditionalPoissonFit {
  /** By name of predictor, on the log scale; there is no constant, every group has its own. */
  readonly coefficients: Readonly<Record<string, LogCoefficient>>;
  /** Names in the order of `covariance`. */
  readonly names: readonly string[];
  /** `covariance[i * names.length + j]` of the estimates. */
  readonly covariance: Float64Array;
  /** Rows given. */
  readonly n: number;
  /** Rows of informative groups. */
  readonly informativeRows: number;
  /** Groups with events and two rows or more, which the estimates come from. */
  readonly informativeGroups: number;
  /** Groups that say nothing, for they have no events … */
  readonly groupsWithoutEvents: number;
  /** … or events, but a single row. */
  readonly groupsWithOneRow: number;
  /** Σ y over informative groups. */
  readonly events: number;
  /** Of the multinomial model, with its coefficients ln(Y! / Π y!) (statsmodels leaves them out). */
  readonly logLikelihood: number;
  /** The same with all coefficients 0: counts fall on rows by their exposure alone. */
  readonly nullLogLikelihood: number;
  readonly errors: 'model' | 'group';
  /** Newton steps taken. */
  readonly iterations: number;
}

/**
 * Fixed-effects Poisson regression: ln E(y) = offset + a(group) + b1 x1 + …, with the constant of every group, such as
 * that of a presynaptic cell, conditioned away.
 *
 * Given the total Y of its group, y is multinomial: a row's share is exp(offset + x b) / Σ over the group of the same.
 * So only contrasts within a group count, whatever makes one cell have more synapses than another. The slopes are
 * exactly those of a Poisson regression with a dummy for each group, without fitting thousands of them; a mixed model
 * with a random constant for each group agrees closely when groups have many events.
 *
 * With `exposure: overlapMm` this is the rule of wiring of Ding et al.: synapses per mm of axon–dendrite overlap
 * against similarity, within each presynaptic cell. Groups without events, or with one row, say nothing and are
 * counted as such.
 *
 * `undefined` when no group is informative. By Newton's method, as {@link poissonRegression}. O(n p²) a step.
 *
 * @source Hausman, Hall and Griliches 1984, doi:10.2307/1911191; Cameron and Trivedi 2013, "Regression analysis of count
 * data", chapter 9; Ding et al. 2025, doi:10.1038/s41586-025-08840-3, Fig. 2e,f (as a mixed model)
 * @throws {InvalidArgumentError} when a count is below 0, an exposure not above 0, lengths differ, a value is missing or
 * not finite, a predictor does not vary within groups or is a sum of others, or there is no maximum.
 * @example
 * const synapses = [0, 2, 1, 0, 0, 3];
 * const similarity = [-0.2, 0.4, 0.1, 0.0, 0.2, 0.3];
 * const pre = [1n, 1n, 1n, 2n, 2n, 2n];
 * const fit = stats.conditionalPoisson(synapses, { similarity }, pre, { exposure: [0.02, 0.03, 0.04, 0.02, 0.05, 0.03] });
 * fit?.coefficients.similarity.estimate; // ln of the ratio of synapses per mm for each 1 of similarity
 */
export function conditionalPoisson(
  y: Numbers,
  predictors: Predictors,
  groups: Labels,
  options: ConditionalPoissonOptions = {},
): ConditionalPoissonFit | undefined {
  const caller = 'conditionalPoisson';
  const errors = options.errors ?? 'model';
  if (errors !== 'model' && errors !== 'group') {
    throw new InvalidArgumentError(`${caller} errors is unknown: received ${errors}, expected model or group`, {
      argument: 'errors',
    });
  }
  const counts = readCounts(y, caller);
  const design = readDesign(predictors, counts.length, false, caller);
  const offset = readOffset(options, counts.length, caller) ?? new Float64Array(counts.length);
  const blocks = blocksOf(readGroups(groups, counts.length, caller, 'groups'), counts);
  const { rows, starts, ...tally } = blocks;
  const p = design.columns.length;
  if (rows.length === 0 || p === 0) return undefined;

  const within = design.columns.map(column => centred(take(column, rows), starts));
  const inside = { ...design, columns: within, rowCount: rows.length };
  const { columns, back } = standardise(inside);
  refuseCollinear(columns, design.names, caller, 'does not vary within groups');
  const data = { y: take(counts, rows), offset: take(offset, rows), starts, columns };
  const constant = multinomialConstant(data.y, starts);
  const scores = columns.map(() => new Float64Array(starts.length - 1));
  const evaluate = (at: Float64Array): Likelihood => likelihood(data, at, scores);
  const start = new Float64Array(p);
  const nullLogLikelihood = evaluate(start).value + constant;
  const maximum = maximise(start, evaluate, {
    caller,
    maxIterations: options.maxIterations ?? 100,
    unbounded: (step, slack) => separation(data, step, slack, design.names),
  });
  const bread = invertSymmetric(maximum.information, p);
  if (!bread) throw new Error(`${caller}: the information matrix at the maximum is singular`);
  const inner = errors === 'model' ? bread : sandwich(bread, scores);
  const covariance = congruent(back, inner, p);
  return {
    coefficients: zCoefficients(design.names, times(back, maximum.at), covariance),
    names: design.names,
    covariance,
    n: counts.length,
    informativeRows: rows.length,
    ...tally,
    logLikelihood: maximum.value + constant,
    nullLogLikelihood,
    errors,
    iterations: maximum.iterations,
  };
}

/** Rows in the order of their groups: group g has `rows[starts[g]]` to `rows[starts[g + 1] - 1]`. */
interface Blocks {
  readonly rows: Uint32Array;
  readonly starts: Uint32Array;
  readonly informativeGroups: number;
  readonly groupsWithoutEvents: number;
  readonly groupsWithOneRow: number;
  readonly events: number;
}

function blocksOf({ of, count }: Groups, counts: Float64Array): Blocks {
  const sizes = new Uint32Array(count);
  const totals = new Float64Array(count);
  for (let row = 0; row < of.length; row++) {
    sizes[of[row]]++;
    totals[of[row]] += counts[row];
  }
  const starts = [0];
  const next = new Float64Array(count).fill(-1);
  let groupsWithoutEvents = 0;
  let groupsWithOneRow = 0;
  let events = 0;
  for (let group = 0; group < count; group++) {
    if (totals[group] === 0) groupsWithoutEvents++;
    else if (sizes[group] === 1) groupsWithOneRow++;
    else {
      next[group] = starts[starts.length - 1];
      starts.push(next[group] + sizes[group]);
      events += totals[group];
    }
  }
  const rows = new Uint32Array(starts[starts.length - 1]);
  for (let row = 0; row < of.length; row++) if (next[of[row]] >= 0) rows[next[of[row]]++] = row;
  return {
    rows,
    starts: Uint32Array.from(starts),
    informativeGroups: starts.length - 1,
    groupsWithoutEvents,
    groupsWithOneRow,
    events,
  };
}

function take(values: Float64Array, rows: Uint32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]];
  return taken;
}

/** Values less the mean of their group, which changes no share and keeps digits; exactly 0 where they do not vary. */
function centred(values: Float64Array, starts: Uint32Array): Float64Array {
  for (let g = 0; g + 1 < starts.length; g++) {
    const block = values.subarray(starts[g], starts[g + 1]);
    let total = 0;
    for (let i = 0; i < block.length; i++) total += block[i];
    let varies = false;
    for (let i = 1; i < block.length && !varies; i++) varies = block[i] !== block[0];
    const mean = varies ? total / block.length : block[0];
    for (let i = 0; i < block.length; i++) block[i] -= mean;
  }
  return values;
}

interface Data {
  readonly y: Float64Array;
  readonly offset: Float64Array;
  readonly starts: Uint32Array;
  readonly columns: readonly Float64Array[];
}

/** Σ over groups of Σ y ln(share), with each group's score left in `scores[c][group]`. */
function likelihood(
  { y, offset, starts, columns }: Data,
  at: Float64Array,
  scores: readonly Float64Array[],
): Likelihood {
  const p = columns.length;
  const eta = linear(columns, at, y.length, offset);
  const gradient = new Float64Array(p);
  const information = new Float64Array(p * p);
  const means = new Float64Array(p);
  let value = 0;
  for (let g = 0; g + 1 < starts.length; g++) {
    const from = starts[g];
    const to = starts[g + 1];
    let top = eta[from];
    for (let i = from + 1; i < to; i++) if (eta[i] > top) top = eta[i];
    let total = 0;
    let events = 0;
    for (let i = from; i < to; i++) {
      value += y[i] * (eta[i] - top);
      events += y[i];
      const weight = Math.exp(eta[i] - top);
      total += weight;
      eta[i] = weight;
    }
    value -= events * Math.log(total);
    const share = events / total;
    for (let c = 0; c < p; c++) {
      const column = columns[c];
      let observed = 0;
      let expected = 0;
      for (let i = from; i < to; i++) {
        observed += y[i] * column[i];
        expected += eta[i] * column[i];
      }
      means[c] = expected / total;
      scores[c][g] = observed - share * expected;
      gradient[c] += scores[c][g];
      for (let d = 0; d <= c; d++) {
        const other = columns[d];
        let bend = 0;
        for (let i = from; i < to; i++) bend += eta[i] * (column[i] - means[c]) * (other[i] - means[d]);
        information[c * p + d] += share * bend;
      }
    }
  }
  for (let c = 0; c < p; c++) for (let d = 0; d < c; d++) information[d * p + c] = information[c * p + d];
  return { value, gradient, information };
}

/** Σ over groups of ln(Y! / Π y!). */
function multinomialConstant(y: Float64Array, starts: Uint32Array): number {
  let value = 0;
  for (let g = 0; g + 1 < starts.length; g++) {
    let events = 0;
    for (let i = starts[g]; i < starts[g + 1]; i++) {
      events += y[i];
      value -= logFactorial(y[i]);
    }
    value += logFactorial(events);
  }
  return value;
}

/** g / (g - 1) times B (Σ over groups of s sᵀ) B. */
function sandwich(bread: Float64Array, scores: readonly Float64Array[]): Float64Array {
  const p = scores.length;
  const groupCount = scores[0].length;
  if (groupCount < 2) {
    throw new InvalidArgumentError(
      `conditionalPoisson informative groups are too few: received ${groupCount}, expected 2 or more for errors: 'group'`,
      { argument: 'groups' },
    );
  }
  const meat = Float64Array.from({ length: p * p }, (_, at) => {
    const a = scores[Math.floor(at / p)];
    const b = scores[at % p];
    return a.reduce((total, value, g) => total + value * b[g], 0);
  });
  return product(product(bread, meat, p), bread, p).map(value => (value * groupCount) / (groupCount - 1));
}

/** Whether every row with events leads its group, and so gains for ever; of the groups that `y` has all rows of. */
function isUnbounded(y: Float64Array, starts: Uint32Array, change: Float64Array, slack: number): boolean {
  for (let g = 0; g + 1 < starts.length && starts[g + 1] <= y.length; g++) {
    let top = Number.NEGATIVE_INFINITY;
    for (let i = starts[g]; i < starts[g + 1]; i++) top = Math.max(top, change[i]);
    for (let i = starts[g]; i < starts[g + 1]; i++) if (y[i] > 0 && change[i] < top - slack) return false;
  }
  return true;
}

function separation(
  { y, starts, columns }: Data,
  step: Float64Array,
  slack: number,
  names: readonly string[],
): InvalidArgumentError | undefined {
  // Without slack most data are told apart by their first groups.
  const early = slack === 0 ? Math.min(starts[Math.min(8, starts.length - 1)], y.length) : 0;
  if (
    early > 0 &&
    !isUnbounded(
      y.subarray(0, early),
      starts,
      linear(
        columns.map(column => column.subarray(0, early)),
        step,
        early,
      ),
      0,
    )
  ) {
    return undefined;
  }
  const change = linear(columns, step, y.length);
  let most = 0;
  for (const value of change) most = Math.max(most, Math.abs(value));
  if (most < 1e-3 || !isUnbounded(y, starts, change, slack * most)) return undefined;
  const along = namesAlong(names, step, false);
  return new InvalidArgumentError(
    `conditionalPoisson outcome is separated: received ${along.join(' and ')}, at whose extreme all events of every group lie, so that the likeliest coefficient is infinite; expected events at other values too; leave out ${along.length === 1 ? 'this predictor' : 'one of these'} or pool its values`,
    { argument: along[0] },
  );
}
