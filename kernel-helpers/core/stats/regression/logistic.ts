import { InvalidArgumentError } from '../../../errors.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { type Family, fitGlm, type GlmFit, type GlmOptions } from './canonical-glm.js';
import { linear } from './column-sums.js';
import { doubles, type Predictors } from './design.js';
import { readLike } from './ols.js';

/** A logistic model and how well it holds. */
export interface LogisticFit extends GlmFit {
  /** The probability of a 1 for other rows; the columns must have the same names, or stand in the same order. */
  predict(predictors: Predictors): Float64Array;
}

/**
 * Logistic regression: the odds of an outcome of 1, ln(p / (1 - p)) = b0 + b1 x1 + …, by maximum likelihood. Each
 * coefficient is the logarithm of an odds ratio.
 *
 * By iteratively reweighted least squares (Newton's method) until a step moves no standardised coefficient by more than
 * 1e-7 of itself, which leaves an error of about the square of that. `errors: 'HC0'` and `clusters` are sandwiches as in {@link ols}, with a normal test. Where a predictor
 * tells zeros from ones without fault there is no maximum, and that is an error which names it.
 *
 * `undefined` when there are fewer rows than coefficients, or none. O(n p²) a step.
 *
 * @source McCullagh and Nelder 1989, "Generalized linear models", chapter 4; Albert and Anderson 1984,
 * doi:10.1093/biomet/71.1.1 (separation)
 * @throws {InvalidArgumentError} when an outcome is neither 0 nor 1, lengths differ, a value is missing or not finite,
 * predictors are collinear, or the outcome is separated.
 * @example
 * const connected = [0, 0, 1, 0, 1, 1, 0, 1];
 * const overlapUm = [1, 2, 3, 4, 5, 6, 7, 8];
 * const fit = stats.logisticRegression(connected, { overlapUm });
 * fit?.coefficients.overlapUm; // { estimate: 0.43…, standardError: 0.37…, z: 1.15…, p: 0.24…, ci95: [-0.30…, 1.16…] }
 */
export function logisticRegression(
  y: Numbers,
  predictors: Predictors,
  options: GlmOptions = {},
): LogisticFit | undefined {
  const outcome = doubles(finiteNumbers(y, 'logisticRegression', 'y'));
  const wrong = outcome.findIndex(value => value !== 0 && value !== 1);
  if (wrong >= 0) {
    throw new InvalidArgumentError(
      `logisticRegression y at index ${wrong} is out of range: received ${outcome[wrong]}, expected 0 or 1`,
      { argument: 'y' },
    );
  }
  const fitted = fitGlm(LOGISTIC, outcome, predictors, undefined, options);
  if (!fitted) return undefined;
  const { fit, design, estimates } = fitted;
  return {
    ...fit,
    predict: rows => {
      const { columns, rowCount } = readLike(design, rows, 'predict');
      return linear(columns, estimates, rowCount).map(probability);
    },
  };
}

const LOGISTIC: Family = {
  caller: 'logisticRegression',
  separated: 'tells the zeros from the ones without fault',
  evaluate(eta, y, from, to, means, variances) {
    let value = 0;
    // One logarithm for 64 rows: of the product of what lies between 1 and 2.
    let product = 1;
    for (let row = from; row < to; row++) {
      const i = row - from;
      const at = eta[i];
      // exp of a negative number never overflows, and keeps the digits of the smaller of p and 1 - p.
      const size = Math.abs(at);
      const odds = Math.exp(-size);
      const more = 1 / (1 + odds);
      const less = odds * more;
      means[i] = at < 0 ? less : more;
      variances[i] = less * more;
      if ((y[row] === 1) !== at > 0) value -= size;
      product *= 1 + odds;
      if ((i & 63) === 63) {
        value -= Math.log(product);
        product = 1;
      }
    }
    return value - Math.log(product);
  },
  check(y) {
    if (y.some(value => value !== y[0])) return;
    throw new InvalidArgumentError(
      `logisticRegression y does not vary: received ${y.length} times ${y[0]}, expected both 0 and 1`,
      { argument: 'y' },
    );
  },
  constant(y) {
    let ones = 0;
    for (const value of y) ones += value;
    return Math.log(ones / (y.length - ones));
  },
  // A model that fits every row has a likelihood of 1.
  deviance: (_y, _means, logLikelihood) => -2 * logLikelihood,
  unbounded: (y, change, slack) => (y === 1 ? change : -change) >= -slack,
};

function probability(eta: number): number {
  return eta < 0 ? Math.exp(eta) / (1 + Math.exp(eta)) : 1 / (1 + Math.exp(-eta));
}
