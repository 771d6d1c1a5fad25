import { InvalidArgumentError } from '../../../errors.js';
import { fUpper } from '../distributions.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { type Labels, readGroups } from '../row-groups.js';
import { type Coefficient, tCoefficients } from './coefficients.js';
import { addColumns, dot, dots, linear } from './column-sums.js';
import { type Design, doubles, type Predictors, readDesign, standardise } from './design.js';
import { type Orthogonal, orthogonalise, solveUpper } from './orthogonal.js';
import { meatOfGroups, meatOfRows } from './sandwich.js';
import { congruent, invertSymmetric, product, times } from './symmetric.js';

const ERRORS = ['classical', 'HC0', 'HC1', 'HC2', 'HC3'] as const;

/** How {@link ols} gets standard errors: all rows of one variance, or each row of its own (White, MacKinnon). */
export type OlsErrors = (typeof ERRORS)[number];

/** What {@link ols} may be told; every field may be left out. */
export interface OlsOptions {
  /** Whether a constant is fitted too; true when absent. */
  readonly intercept?: boolean;
  /** Standard errors; `classical` when absent. */
  readonly errors?: OlsErrors;
  /** A label for each row, such as the id of the presynaptic cell: standard errors that let rows of one label depend. */
  readonly clusters?: Labels;
  /** Weighted least squares: a row of weight 2 counts as one of half the variance. Above 0. */
  readonly weights?: Numbers;
}

/** A linear model and how well it holds. */
export interface OlsFit {
  /** By name of predictor; the constant is `intercept`. */
  readonly coefficients: Readonly<Record<string, Coefficient>>;
  /** Names in the order of `covariance`. */
  readonly names: readonly string[];
  /** `covariance[i * names.length + j]` of the estimates; `undefined` without degrees of freedom. */
  readonly covariance: Float64Array | undefined;
  /** Rows. */
  readonly n: number;
  /** Degrees of freedom of the residuals: rows less coefficients. */
  readonly df: number;
  /** Degrees of freedom of the tests: `df`, or clusters less one. */
  readonly testDf: number;
  /** Fraction of the (weighted) variance explained; around 0 when there is no intercept. `undefined` for a constant outcome. */
  readonly rSquared: number | undefined;
  readonly adjustedRSquared: number | undefined;
  /** Residual standard deviation, sqrt(Σ w e² / df), in the unit of the outcome. */
  readonly sigma: number | undefined;
  /** Wald test that every coefficient but the intercept is 0, with the covariance above. */
  readonly fTest: { readonly f: number; readonly df1: number; readonly df2: number; readonly p: number } | undefined;
  /** Of the normal model with the variance that is likeliest. */
  readonly logLikelihood: number;
  /** -2 logLikelihood + 2 coefficients. */
  readonly aic: number;
  /** -2 logLikelihood + ln(n) coefficients. */
  readonly bic: number;
  /** `fitted[row]`, in the unit of the outcome. */
  readonly fitted: Float64Array;
  /** outcome - fitted. */
  readonly residuals: Float64Array;
  readonly errors: OlsErrors | 'cluster';
  /** How many clusters; `undefined` without. */
  readonly clusterCount: number | undefined;
  /** What the model expects for other rows; the columns must have the same names, or stand in the same order. */
  predict(predictors: Predictors): Float64Array;
}

/**
 * Linear regression by (weighted) least squares: y = b0 + b1 x1 + … + e, b = (Xᵀ W X)⁻¹ Xᵀ W y.
 *
 * Covariances, with B = (Xᵀ W X)⁻¹, e the residuals and h the leverages: classical B Σ w e² / df; HC0
 * B (Xᵀ W² diag(e²) X) B; HC1 that times n / df; HC2 with e² / (1 - h), HC3 with e² / (1 - h)²; clusters
 * B (Σ over clusters of s sᵀ) B times g / (g - 1) * (n - 1) / df, where s sums w e x over a cluster, and then t has
 * g - 1 degrees of freedom.
 *
 * `undefined` when there are fewer rows than coefficients, or none. With as many, or with one cluster, the estimates
 * stand and what needs a degree of freedom is `undefined`; where a leverage is 1, HC2 and HC3 are. A perfect fit has
 * standard errors of 0 and an infinite t, but an `undefined` one for a coefficient of 0. O(n p²).
 *
 * @source Greene 2018, "Econometric analysis", chapters 3, 4 and 9; White 1980, doi:10.2307/1912934; MacKinnon and
 * White 1985, doi:10.1016/0304-4076(85)90158-7; Cameron and Miller 2015, doi:10.3368/jhr.50.2.317
 * @throws {InvalidArgumentError} when lengths differ, a value is missing or not finite, a weight is not above 0, or
 * predictors are collinear: the message names them.
 * @example
 * const fit = stats.ols([1, 3, 4, 8, 9], { depth: [1, 2, 3, 4, 5] }, { errors: 'HC3' });
 * fit?.coefficients.depth; // { estimate: 2.1, standardError: 0.19…, t: 10.95…, p: 0.0016…, ci95: [1.49…, 2.70…] }
 * fit?.predict({ depth: [6] }); // 11.3
 */
export function ols(y: Numbers, predictors: Predictors, options: OlsOptions = {}): OlsFit | undefined {
  const outcome = doubles(finiteNumbers(y, 'ols', 'y'));
  const design = readDesign(predictors, outcome.length, options.intercept ?? true, 'ols');
  const n = outcome.length;
  const p = design.columns.length;
  const method = readErrors(options);
  const groups = options.clusters === undefined ? undefined : readGroups(options.clusters, n, 'ols', 'clusters');
  const roots = options.weights === undefined ? undefined : rootsOfWeights(options.weights, n);
  if (n === 0 || n < p || p === 0) return undefined;

  const { columns, back } = standardise(design);
  const weighted = roots ? columns.map(column => timesRows(column, roots)) : columns;
  const target = roots ? timesRows(outcome, roots) : outcome;
  const qr = orthogonalise(weighted, design.names, 'ols');
  const standard = solveUpper(qr.r, p, dots(qr.q, target));
  const size = Math.sqrt(dot(target, target));
  const left = target.slice();
  addColumns(
    left,
    weighted,
    standard.map(b => -b),
  );
  // A perfect fit leaves rounding, which is no error to estimate from.
  const perfect = Math.sqrt(dot(left, left)) <= ROUNDING * size;
  const estimates = times(
    back,
    perfect ? standard.map((b, c) => (isRounding(b, weighted[c], size) ? 0 : b)) : standard,
  );
  const fitted = perfect ? outcome.slice() : linear(design.columns, estimates, n);
  const residuals = outcome.slice();
  for (let row = 0; row < n; row++) residuals[row] -= fitted[row];
  const errors = roots ? timesRows(residuals, roots) : residuals;
  const squares = dot(errors, errors);
  const df = n - p;
  const testDf = groups ? groups.count - 1 : df;
  const covariance =
    df > 0 && testDf > 0 ? covarianceOf({ qr, back, errors, weighted, df, squares, method, groups }) : undefined;
  const total = totalSquares(target, roots, design.intercept);
  const rSquared = total > 0 ? 1 - squares / total : undefined;
  const logLikelihood = gaussian(squares, n, roots);
  return {
    coefficients: tCoefficients(design.names, estimates, covariance, testDf),
    names: design.names,
    covariance,
    n,
    df,
    testDf,
    rSquared,
    adjustedRSquared:
      rSquared === undefined || df === 0 ? undefined : 1 - ((n - (design.intercept ? 1 : 0)) / df) * (1 - rSquared),
    sigma: df > 0 ? Math.sqrt(squares / df) : undefined,
    fTest: waldTest(estimates, covariance, design, testDf),
    logLikelihood,
    aic: -2 * logLikelihood + 2 * p,
    bic: -2 * logLikelihood + Math.log(n) * p,
    fitted,
    residuals,
    errors: method,
    clusterCount: groups?.count,
    predict: predictors => {
      const rows = readLike(design, predictors, 'predict');
      return linear(rows.columns, estimates, rows.rowCount);
    },
  };
}

/** Of the size of the outcome; sums of some rows have so much of rounding. */
const ROUNDING = 1e-14;

function isRounding(coefficient: number, column: Float64Array, size: number): boolean {
  return Math.abs(coefficient) * Math.sqrt(dot(column, column)) <= ROUNDING * size;
}

function timesRows(column: Float64Array, factors: Float64Array): Float64Array {
  const values = column.slice();
  for (let row = 0; row < values.length; row++) values[row] *= factors[row];
  return values;
}

function readErrors({ errors, clusters }: OlsOptions): OlsErrors | 'cluster' {
  if (errors !== undefined && !ERRORS.includes(errors)) {
    throw new InvalidArgumentError(`ols errors is unknown: received ${errors}, expected one of ${ERRORS.join(', ')}`, {
      argument: 'errors',
    });
  }
  if (clusters === undefined) return errors ?? 'classical';
  if (errors === undefined) return 'cluster';
  throw new InvalidArgumentError(
    `ols errors are asked for twice: received errors ${errors} and clusters, expected one of them`,
    { argument: 'errors' },
  );
}

function rootsOfWeights(weights: Numbers, n: number): Float64Array {
  const values = finiteNumbers(weights, 'ols', 'weights');
  if (values.length !== n) {
    throw new InvalidArgumentError(
      `ols weights has the wrong length: received ${values.length}, expected ${n}, one for each outcome`,
      { argument: 'weights' },
    );
  }
  return Float64Array.from(values, (weight, i) => {
    if (weight > 0) return Math.sqrt(weight);
    throw new InvalidArgumentError(
      `ols weights at index ${i} is out of range: received ${weight}, expected above 0; leave out rows that should not count`,
      { argument: 'weights' },
    );
  });
}

/** The columns of other rows under the same names. */
export function readLike(design: Design, predictors: Predictors, caller: string): Design {
  const wanted = design.intercept ? design.names.slice(1) : design.names;
  const rows = readDesign(predictors, undefined, design.intercept, caller);
  const given = design.intercept ? rows.names.slice(1) : rows.names;
  if (Array.isArray(predictors) && given.length === wanted.length) return rows;
  const lacking = wanted.filter(name => !given.includes(name));
  if (lacking.length > 0) {
    throw new InvalidArgumentError(
      `${caller} lacks predictors: received ${given.join(', ') || 'none'}, expected also ${lacking.join(', ')}`,
      { argument: 'predictors' },
    );
  }
  return { ...rows, names: design.names, columns: design.names.map(name => rows.columns[rows.names.indexOf(name)]) };
}

interface Fitted {
  readonly qr: Orthogonal;
  readonly back: Float64Array;
  readonly errors: Float64Array;
  readonly weighted: readonly Float64Array[];
  readonly df: number;
  readonly squares: number;
  readonly method: OlsErrors | 'cluster';
  readonly groups: { readonly of: Uint32Array; readonly count: number } | undefined;
}

function covarianceOf({ qr, back, errors, weighted, df, squares, method, groups }: Fitted): Float64Array | undefined {
  const p = weighted.length;
  const n = errors.length;
  const bread = breadOf(qr.r, p);
  if (method === 'classical') return congruent(back, bread, p).map(value => (value * squares) / df);
  let meat: Float64Array;
  let factor = 1;
  if (groups) {
    meat = meatOfGroups(weighted, errors, groups);
    factor = (groups.count / (groups.count - 1)) * ((n - 1) / df);
  } else if (method === 'HC2' || method === 'HC3') {
    const power = method === 'HC2' ? 0.5 : 1;
    const room = errors.map((_, row) => 1 - qr.q.reduce((h, q) => h + q[row] * q[row], 0));
    if (room.some(value => value < 1e-12)) return undefined;
    meat = meatOfRows(
      weighted,
      errors.map((error, row) => error / room[row] ** power),
    );
  } else {
    meat = meatOfRows(weighted, errors);
    if (method === 'HC1') factor = n / df;
  }
  const middle = product(product(bread, meat, p), bread, p);
  return congruent(back, middle, p).map(value => value * factor);
}

/** (Xᵀ X)⁻¹ = R⁻¹ R⁻ᵀ. */
function breadOf(r: Float64Array, p: number): Float64Array {
  const inverse = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    const unit = new Float64Array(p);
    unit[j] = 1;
    solveUpper(r, p, unit).forEach((value, i) => {
      inverse[i * p + j] = value;
    });
  }
  const identity = Float64Array.from({ length: p * p }, (_, at) => (at % (p + 1) === 0 ? 1 : 0));
  return congruent(inverse, identity, p);
}

/** Σ w (y - mean)², around the weighted mean, or around 0 when there is no intercept. */
function totalSquares(target: Float64Array, roots: Float64Array | undefined, intercept: boolean): number {
  if (!intercept) return dot(target, target);
  const ones = roots ?? new Float64Array(target.length).fill(1);
  const centre = dot(target, ones) / dot(ones, ones);
  const deviations = target.slice();
  addColumns(deviations, [ones], [-centre]);
  // Equal outcomes leave rounding only.
  const squares = dot(deviations, deviations);
  return squares > 1e-28 * dot(target, target) ? squares : 0;
}

function gaussian(squares: number, n: number, roots: Float64Array | undefined): number {
  let logRoots = 0;
  if (roots) for (const root of roots) logRoots += Math.log(root);
  return (-n / 2) * (Math.log((2 * Math.PI * squares) / n) + 1) + logRoots;
}

function waldTest(
  estimates: Float64Array,
  covariance: Float64Array | undefined,
  { columns, intercept }: Design,
  df2: number,
): OlsFit['fTest'] {
  const first = intercept ? 1 : 0;
  const p = columns.length;
  const df1 = p - first;
  if (!covariance || df1 === 0) return undefined;
  const slopes = estimates.slice(first);
  if (covariance.every(value => value === 0)) {
    return slopes.some(slope => slope !== 0) ? { f: Number.POSITIVE_INFINITY, df1, df2, p: 0 } : undefined;
  }
  // Scaled to correlations, or slopes of very different units would not invert.
  const scales = slopes.map((_, i) => Math.sqrt(covariance[(i + first) * p + i + first]));
  const part = new Float64Array(df1 * df1);
  for (let i = 0; i < df1; i++) {
    for (let j = 0; j < df1; j++) {
      part[i * df1 + j] = covariance[(i + first) * p + j + first] / (scales[i] * scales[j]);
    }
  }
  const inverse = invertSymmetric(part, df1);
  if (!inverse) return undefined;
  const z = slopes.map((slope, i) => slope / scales[i]);
  const f = dot(z, times(inverse, z)) / df1;
  return { f, df1, df2, p: fUpper(f, df1, df2) };
}
