import { InvalidArgumentError } from '../../../errors.js';
import { type Labels, readGroups } from '../row-groups.js';
import { type LogCoefficient, zCoefficients } from './coefficients.js';
import { addBlock, BLOCK, linear, linearBlock, mirrorUpper } from './column-sums.js';
import { type Design, type Predictors, readDesign, standardise } from './design.js';
import { type Likelihood, maximise, namesAlong } from './newton.js';
import { refuseCollinear } from './orthogonal.js';
import { meatOfGroups, meatOfRows } from './sandwich.js';
import { congruent, invertSymmetric, product, times } from './symmetric.js';

/** A distribution of the outcome with its canonical link, for which Newton's method is IRLS. */
export interface Family {
  readonly caller: string;
  /**
   * Of a block of rows, from row `from` of the outcome: fills their means and variances at the linear predictor `eta`
   * (offset included), and returns their log-likelihood. `eta[0]` belongs to the first.
   */
  evaluate(
    eta: Float64Array,
    y: Float64Array,
    from: number,
    to: number,
    means: Float64Array,
    variances: Float64Array,
  ): number;
  /** The linear predictor, less the offset, of a constant alone. */
  constant(y: Float64Array, offset: Float64Array | undefined): number;
  /** Twice what the log-likelihood of these means lacks to that of a model which fits every row. */
  deviance(y: Float64Array, means: Float64Array, logLikelihood: number): number;
  /** Whether row's likelihood never falls, however far its linear predictor goes by `change` times more. */
  unbounded(y: number, change: number, slack: number): boolean;
  /** Refuses outcomes of which no constant, however large, is the likeliest. */
  check(y: Float64Array): void;
  /** What happened when the likelihood has no maximum, for the error. */
  readonly separated: string;
}

/** What both kinds of regression may be told. */
export interface GlmOptions {
  /** Whether a constant is fitted too; true when absent. */
  readonly intercept?: boolean;
  /** `model` (when absent): from the information matrix. `HC0`: a sandwich, each row of a variance of its own. */
  readonly errors?: GlmErrors;
  /** A label for each row, such as the id of the presynaptic cell: standard errors that let rows of one label depend. */
  readonly clusters?: Labels;
  /** Newton steps to try; 100 when absent. Well-posed data need about 6. */
  readonly maxIterations?: number;
}

const ERRORS = ['model', 'HC0'] as const;

/** How a regression of odds or counts gets standard errors. */
export type GlmErrors = (typeof ERRORS)[number];

/** A regression of odds or counts, and how well it holds. */
export interface GlmFit {
  /** By name of predictor, on the log scale; the constant is `intercept`. */
  readonly coefficients: Readonly<Record<string, LogCoefficient>>;
  /** Names in the order of `covariance`. */
  readonly names: readonly string[];
  /** `covariance[i * names.length + j]` of the estimates. */
  readonly covariance: Float64Array;
  /** Rows. */
  readonly n: number;
  /** Rows less coefficients. */
  readonly df: number;
  readonly logLikelihood: number;
  /** Twice what the log-likelihood lacks to that of a model which fits every row. */
  readonly deviance: number;
  /** The deviance of a constant alone (with the offset, where there is one). */
  readonly nullDeviance: number;
  /** -2 logLikelihood + 2 coefficients. */
  readonly aic: number;
  /** -2 logLikelihood + ln(n) coefficients. */
  readonly bic: number;
  /** `fitted[row]`: the expected outcome, a probability or a count. */
  readonly fitted: Float64Array;
  /** Σ (y - fitted)² / variance / df: about 1 where the model's variance is right, above where counts are overdispersed. */
  readonly dispersion: number | undefined;
  readonly errors: GlmErrors | 'cluster';
  /** How many clusters; `undefined` without. */
  readonly clusterCount: number | undefined;
  /** Newton steps taken. */
  readonly iterations: number;
}

/** A fit with what {@link GlmFit} shows and what predictions need. */
export interface FittedGlm {
  readonly fit: GlmFit;
  readonly design: Design;
  readonly estimates: Float64Array;
}

/** Fits a family; `undefined` when there are fewer rows than coefficients, or none. */
export function fitGlm(
  family: Family,
  y: Float64Array,
  predictors: Predictors,
  offset: Float64Array | undefined,
  options: GlmOptions,
): FittedGlm | undefined {
  const { caller } = family;
  const n = y.length;
  const design = readDesign(predictors, n, options.intercept ?? true, caller);
  const p = design.columns.length;
  const errors = readErrors(options, caller);
  const groups = options.clusters === undefined ? undefined : readGroups(options.clusters, n, caller, 'clusters');
  if (n === 0 || n < p || p === 0) return undefined;
  if (groups && groups.count < 2) {
    throw new InvalidArgumentError(
      `${caller} clusters are too few: received ${groups.count}, expected 2 or more; without clusters errors come from the model`,
      { argument: 'clusters' },
    );
  }
  family.check(y);
  const { columns, back } = standardise(design);
  refuseCollinear(columns, design.names, caller);

  const work = { fitted: new Float64Array(n), spread: new Float64Array(n) };
  const start = new Float64Array(p);
  if (design.intercept) start[0] = family.constant(y, offset);
  const maximum = maximise(start, at => likelihood(family, columns, y, offset, at, work), {
    caller,
    maxIterations: options.maxIterations ?? 100,
    unbounded: (step, slack) =>
      separation(family, y, columns, step, slack, () => namesAlong(design.names, step, design.intercept)),
  });
  const bread = invertSymmetric(maximum.information, p);
  if (!bread) throw new Error(`${caller}: the information matrix at the maximum is singular`);
  const { fitted, spread } = work;
  const left = new Float64Array(n);
  for (let row = 0; row < n; row++) left[row] = y[row] - fitted[row];
  let inner = bread;
  if (errors !== 'model') {
    const meat = groups ? meatOfGroups(columns, left, groups) : meatOfRows(columns, left);
    const factor = groups ? (groups.count / (groups.count - 1)) * ((n - 1) / (n - p)) : 1;
    inner = product(product(bread, meat, p), bread, p).map(value => value * factor);
  }
  const covariance = congruent(back, inner, p);
  const estimates = times(back, maximum.at);
  const logLikelihood = maximum.value;
  let pearson = 0;
  for (let row = 0; row < n; row++) pearson += (left[row] * left[row]) / spread[row];
  const fit = {
    coefficients: zCoefficients(design.names, estimates, covariance),
    names: design.names,
    covariance,
    n,
    df: n - p,
    logLikelihood,
    deviance: family.deviance(y, fitted, logLikelihood),
    nullDeviance: nullDeviance(family, y, offset),
    aic: -2 * logLikelihood + 2 * p,
    bic: -2 * logLikelihood + Math.log(n) * p,
    fitted,
    dispersion: n > p ? pearson / (n - p) : undefined,
    errors,
    clusterCount: groups?.count,
    iterations: maximum.iterations,
  };
  return { fit, design, estimates };
}

function readErrors({ errors, clusters }: GlmOptions, caller: string): GlmErrors | 'cluster' {
  if (errors !== undefined && !ERRORS.includes(errors)) {
    throw new InvalidArgumentError(
      `${caller} errors is unknown: received ${errors}, expected one of ${ERRORS.join(', ')}`,
      { argument: 'errors' },
    );
  }
  if (clusters === undefined) return errors ?? 'model';
  if (errors === undefined) return 'cluster';
  throw new InvalidArgumentError(
    `${caller} errors are asked for twice: received errors ${errors} and clusters, expected one of them`,
    { argument: 'errors' },
  );
}

/** The log-likelihood at coefficients `at`; leaves the mean and variance of each row in `work`. */
function likelihood(
  family: Family,
  columns: readonly Float64Array[],
  y: Float64Array,
  offset: Float64Array | undefined,
  at: Float64Array,
  work: { readonly fitted: Float64Array; readonly spread: Float64Array },
): Likelihood {
  const p = columns.length;
  const size = Math.min(BLOCK, y.length);
  const eta = new Float64Array(size);
  const means = new Float64Array(size);
  const variances = new Float64Array(size);
  const residuals = new Float64Array(size);
  const scratch = new Float64Array(size);
  const gradient = new Float64Array(p);
  const information = new Float64Array(p * p);
  let value = 0;
  for (let from = 0; from < y.length; from += size) {
    const to = Math.min(from + size, y.length);
    linearBlock(columns, at, offset, from, to, eta);
    value += family.evaluate(eta, y, from, to, means, variances);
    keep(y, from, to, means, variances, residuals, work.fitted, work.spread);
    addBlock(columns, residuals, variances, from, to, scratch, gradient, information);
  }
  mirrorUpper(information, p);
  return { value, gradient, information };
}

function keep(
  y: Float64Array,
  from: number,
  to: number,
  means: Float64Array,
  variances: Float64Array,
  residuals: Float64Array,
  fitted: Float64Array,
  spread: Float64Array,
): void {
  for (let row = from; row < to; row++) {
    residuals[row - from] = y[row] - means[row - from];
    fitted[row] = means[row - from];
    spread[row] = variances[row - from];
  }
}

function nullDeviance(family: Family, y: Float64Array, offset: Float64Array | undefined): number {
  const constant = family.constant(y, offset);
  const eta = offset ? offset.map(value => value + constant) : new Float64Array(y.length).fill(constant);
  const means = new Float64Array(y.length);
  const value = family.evaluate(eta, y, 0, y.length, means, new Float64Array(y.length));
  return family.deviance(y, means, value);
}

function separation(
  family: Family,
  y: Float64Array,
  columns: readonly Float64Array[],
  step: Float64Array,
  slack: number,
  names: () => string[],
): InvalidArgumentError | undefined {
  // Without slack most data are told apart by their first rows.
  const rowsWithout = slack === 0 ? Math.min(1000, y.length) : 0;
  for (let row = 0; row < rowsWithout; row++) {
    const change = columns.reduce((sum, column, c) => sum + step[c] * column[row], 0);
    if (!family.unbounded(y[row], change, 0)) return undefined;
  }
  const changes = linear(columns, step, y.length);
  let most = 0;
  for (const change of changes) most = Math.max(most, Math.abs(change));
  if (most < 1e-3) return undefined;
  for (let row = 0; row < y.length; row++) if (!family.unbounded(y[row], changes[row], slack * most)) return undefined;
  const along = names();
  return new InvalidArgumentError(
    `${family.caller} outcome is separated: received ${along.join(' and ')}, which ${family.separated}, so that the likeliest coefficient is infinite; expected both outcomes side by side; leave out ${along.length === 1 ? 'this predictor' : 'one of these'} or pool its values`,
    { argument: along[0] },
  );
}
