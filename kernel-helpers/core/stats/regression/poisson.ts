import { InvalidArgumentError } from '../../../errors.js';
import { logGamma } from '../distributions.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { type Family, fitGlm, type GlmFit, type GlmOptions } from './canonical-glm.js';
import { linear } from './column-sums.js';
import { doubles, type Predictors } from './design.js';
import { readLike } from './ols.js';

/** What was there to count from: at most one of the two, one value for each row. */
export interface RateOptions {
  /** On the log scale, ln(exposure), and added to the linear predictor as it is. */
  readonly offset?: Numbers;
  /** Above 0, in the unit that rates shall be per, such as mm of co-travel; its logarithm is the offset. */
  readonly exposure?: Numbers;
}

/** What {@link poissonRegression} may be told; every field may be left out. */
export interface PoissonOptions extends GlmOptions, RateOptions {}

/** A Poisson model and how well it holds. */
export interface PoissonFit extends GlmFit {
  /** The expected count for other rows: columns as in the fit, and their own offset or exposure (1 when absent). */
  predict(predictors: Predictors, options?: RateOptions): Float64Array;
}

/**
 * Poisson regression of counts, such as synapses: ln E(y) = offset + b0 + b1 x1 + …, by maximum likelihood. Each
 * coefficient is the logarithm of a ratio of rates.
 *
 * By iteratively reweighted least squares (Newton's method) until a step moves no standardised coefficient by more than
 * 1e-7 of itself, which leaves an error of about the square of that. `errors: 'HC0'` and `clusters` are sandwiches as in {@link ols}, with a normal test: use one of them where
 * `dispersion` is well above 1. Where all counts along a predictor are 0 there is no maximum, and that is an error
 * which names it. Counts need not be whole; the log-likelihood then takes Γ(y + 1) for y!.
 *
 * `undefined` when there are fewer rows than coefficients, or none. O(n p²) a step.
 *
 * @source McCullagh and Nelder 1989, "Generalized linear models", chapter 6
 * @throws {InvalidArgumentError} when a count is below 0, an exposure not above 0, lengths differ, a value is missing or
 * not finite, predictors are collinear, or there is no maximum.
 * @example
 * const synapses = [0, 1, 0, 2, 3, 5];
 * const overlapMm = [0.02, 0.05, 0.03, 0.04, 0.06, 0.07];
 * const fit = stats.poissonRegression(synapses, { similarity: [-0.2, 0, 0.1, 0.3, 0.4, 0.6] }, { exposure: overlapMm });
 * Math.exp(fit?.coefficients.similarity.estimate ?? 0); // how many times more synapses per mm for each 1 of similarity
 */
export function poissonRegression(
  y: Numbers,
  predictors: Predictors,
  options: PoissonOptions = {},
): PoissonFit | undefined {
  const counts = readCounts(y, 'poissonRegression');
  const offset = readOffset(options, counts.length, 'poissonRegression');
  const fitted = fitGlm(POISSON, counts, predictors, offset, options);
  if (!fitted) return undefined;
  const { fit, design, estimates } = fitted;
  return {
    ...fit,
    predict: (rows, rates = {}) => {
      const { columns, rowCount } = readLike(design, rows, 'predict');
      return linear(columns, estimates, rowCount, readOffset(rates, rowCount, 'predict')).map(Math.exp);
    },
  };
}

/** Counts, every one 0 or above. */
export function readCounts(y: Numbers, caller: string): Float64Array {
  const counts = doubles(finiteNumbers(y, caller, 'y'));
  const wrong = counts.findIndex(value => value < 0);
  if (wrong < 0) return counts;
  throw new InvalidArgumentError(
    `${caller} y at index ${wrong} is out of range: received ${counts[wrong]}, expected a count of 0 or more`,
    { argument: 'y' },
  );
}

/** The offset on the log scale, from whichever of the two options is given. */
export function readOffset(
  { offset, exposure }: RateOptions,
  rowCount: number,
  caller: string,
): Float64Array | undefined {
  if (offset !== undefined && exposure !== undefined) {
    throw new InvalidArgumentError(
      `${caller} exposure is given twice: received offset and exposure, expected one of them (offset is ln(exposure))`,
      { argument: 'exposure' },
    );
  }
  const argument = offset === undefined ? 'exposure' : 'offset';
  const given = offset ?? exposure;
  if (given === undefined) return undefined;
  const values = doubles(finiteNumbers(given, caller, argument));
  if (values.length !== rowCount) {
    throw new InvalidArgumentError(
      `${caller} ${argument} has the wrong length: received ${values.length}, expected ${rowCount}, one for each row`,
      { argument },
    );
  }
  if (offset !== undefined) return values;
  return values.map((value, i) => {
    if (value > 0) return Math.log(value);
    throw new InvalidArgumentError(
      `${caller} exposure at index ${i} is out of range: received ${value}, expected above 0; leave out rows where nothing could be counted`,
      { argument },
    );
  });
}

const POISSON: Family = {
  caller: 'poissonRegression',
  separated: 'is without a single count on one side',
  evaluate(eta, y, from, to, means, variances) {
    let value = 0;
    for (let row = from; row < to; row++) {
      const i = row - from;
      const mean = Math.exp(eta[i]);
      means[i] = mean;
      variances[i] = mean;
      const count = y[row];
      value += count === 0 ? -mean : count * eta[i] - mean - logFactorial(count);
    }
    return value;
  },
  check(y) {
    if (y.some(value => value > 0)) return;
    throw new InvalidArgumentError(
      `poissonRegression y has no events: received ${y.length} times 0, expected a count above 0`,
      { argument: 'y' },
    );
  },
  constant(y, offset) {
    let events = 0;
    for (const value of y) events += value;
    let exposure = y.length;
    if (offset) {
      exposure = 0;
      for (const value of offset) exposure += Math.exp(value);
    }
    return Math.log(events / exposure);
  },
  deviance(y, means) {
    let value = 0;
    for (let row = 0; row < y.length; row++) {
      const over = y[row] - means[row];
      // log1p, because ln of a ratio near 1 has lost the digits that matter for large counts.
      value += 2 * (y[row] > 0 ? y[row] * Math.log1p(over / means[row]) - over : -over);
    }
    return value;
  },
  unbounded: (y, change, slack) => (y > 0 ? Math.abs(change) : change) <= slack,
};

/** ln y!, from a table for the counts that most rows have. */
export function logFactorial(y: number): number {
  return y < TABLE.length && Number.isInteger(y) ? TABLE[y] : logGamma(y + 1);
}

const TABLE: Float64Array = Float64Array.from({ length: 64 }, (_, y) => (y < 2 ? 0 : logGamma(y + 1)));
