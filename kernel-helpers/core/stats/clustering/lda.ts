import { InvalidArgumentError } from '../../../errors.js';
import { createRandom } from '../../random.js';
import { Matrix, SingularValueDecomposition } from '../linear-algebra.js';
import { codeLabels, type Grouping } from './labels.js';
import { type CheckedRows, checkRows, type Rows } from './rows.js';

/** A linear discriminant analysis, fitted. */
export interface Lda {
  /** The groups, in the order in which they first come among the labels. */
  readonly groups: readonly unknown[];
  /** The fraction of rows in each group. */
  readonly priors: Float64Array;
  /** Column c of the mean of group g is `means[g * columns + c]`. */
  readonly means: Float64Array;
  readonly columns: number;
  /** Row x is likeliest of the group g with the largest Σ coefficients[g * columns + c] x[c] + intercepts[g]. */
  readonly coefficients: Float64Array;
  readonly intercepts: Float64Array;
  /** The likeliest group of each row. */
  predict(rows: Rows): unknown[];
  /** The probability of group g for row r is `[r * groups.length + g]`. */
  probabilities(rows: Rows): Float64Array;
}

/** Singular values below this, relatively or of scaled columns, count as 0: as scikit-learn's. */
const TOLERANCE = 1e-4;

/**
 * Linear discriminant analysis: the groups are taken for normal distributions with one common covariance, and rows
 * told apart by it. The covariance is that of all rows about the means of their groups, divided by the number of rows.
 * Solved by singular values, so columns may depend on each other.
 *
 * `undefined` for fewer than two groups, no more rows than groups, and when no column varies within a group.
 *
 * @source Hastie, Tibshirani and Friedman 2009, "The elements of statistical learning", 4.3, doi:10.1007/978-0-387-84858-7
 * @throws {InvalidArgumentError} when there are not as many labels as rows, or a value is missing or not finite.
 * @example
 * stats.lda([[0, 1], [1, 0], [5, 6], [6, 5.5], [0.5, 0]], ['BC', 'BC', 'MC', 'MC', 'BC'])?.predict([[4, 5]]); // 'MC'
 */
export function lda(rows: Rows, labels: Grouping): Lda | undefined {
  const table = checkRows(rows, 'lda');
  const { codes, names } = codeLabels(labels, 'lda', 'labels');
  if (codes.length !== table.rows) {
    throw new InvalidArgumentError(
      `lda labels have the wrong length: received ${codes.length}, expected ${table.rows}, one for each row`,
      { argument: 'labels' },
    );
  }
  if (names.length < 2 || table.rows <= names.length || table.columns === 0) return undefined;
  return fit(table, codes, names);
}

/** How well rows are told apart when each is judged by the others. */
export interface LdaCrossValidation {
  /** The group that each row was given by the folds it was not in. */
  readonly predicted: readonly unknown[];
  /** The fraction of rows given their own group. */
  readonly accuracy: number;
  readonly seed: number;
}

/**
 * {@link lda} fitted to all folds but one and asked about that one, in turn. Rows of each group are dealt to the folds
 * as evenly as they go, in an order drawn from the seed.
 *
 * `undefined` where lda is, in any fold.
 *
 * @throws {InvalidArgumentError} when `folds` is not from 2 to the number of rows, or as in lda.
 * @example
 * const rows = [[0, 1], [1, 0], [5, 6], [6, 5.5], [0.5, 0], [5.5, 5]];
 * stats.ldaCrossValidation(rows, ['BC', 'BC', 'MC', 'MC', 'BC', 'MC'], { folds: 3 })?.accuracy; // 1
 */
export function ldaCrossValidation(
  rows: Rows,
  labels: Grouping,
  options: { readonly folds?: number; readonly seed?: number } = {},
): LdaCrossValidation | undefined {
  const { folds = 5, seed = 0 } = options;
  const table = checkRows(rows, 'ldaCrossValidation');
  const { codes, names } = codeLabels(labels, 'ldaCrossValidation', 'labels');
  if (codes.length !== table.rows || !Number.isInteger(folds) || folds < 2 || folds > table.rows) {
    throw new InvalidArgumentError(
      `ldaCrossValidation folds or labels do not fit: received ${folds} folds and ${codes.length} labels, expected 2 to ${table.rows} folds and ${table.rows} labels`,
      { argument: 'folds' },
    );
  }
  const foldOf = dealFolds(codes, names.length, folds, seed);
  const predicted: unknown[] = new Array(table.rows);
  for (let fold = 0; fold < folds; fold++) {
    const inside = Array.from(foldOf.keys()).filter(r => foldOf[r] !== fold);
    const outside = Array.from(foldOf.keys()).filter(r => foldOf[r] === fold);
    const fitted = lda(
      takeRows(table, inside),
      inside.map(r => names[codes[r]]),
    );
    if (fitted === undefined) return undefined;
    for (const [i, group] of fitted.predict(takeRows(table, outside)).entries()) predicted[outside[i]] = group;
  }
  const right = predicted.filter((group, r) => group === names[codes[r]]).length;
  return { predicted, accuracy: right / table.rows, seed };
}

function dealFolds(codes: Uint32Array, groups: number, folds: number, seed: number): Uint32Array {
  const random = createRandom(seed);
  const foldOf = new Uint32Array(codes.length);
  let next = 0;
  for (let g = 0; g < groups; g++) {
    const members = Array.from(codes.keys()).filter(r => codes[r] === g);
    for (let i = members.length - 1; i > 0; i--) {
      const j = random.integer(i + 1);
      [members[i], members[j]] = [members[j], members[i]];
    }
    for (const r of members) foldOf[r] = next++ % folds;
  }
  return foldOf;
}

function takeRows({ values, columns }: CheckedRows, which: readonly number[]): CheckedRows {
  const taken = new Float64Array(which.length * columns);
  which.forEach((r, i) => {
    taken.set(values.subarray(r * columns, (r + 1) * columns), i * columns);
  });
  return { values: taken, rows: which.length, columns };
}

function fit(
  { values, rows: n, columns }: CheckedRows,
  codes: Uint32Array,
  groups: readonly unknown[],
): Lda | undefined {
  const k = groups.length;
  const sizes = new Float64Array(k);
  const means = new Float64Array(k * columns);
  for (let r = 0; r < n; r++) {
    sizes[codes[r]]++;
    for (let c = 0; c < columns; c++) means[codes[r] * columns + c] += values[r * columns + c];
  }
  for (let i = 0; i < means.length; i++) means[i] /= sizes[Math.floor(i / columns)];
  const priors = sizes.map(size => size / n);
  const centre = Float64Array.from({ length: columns }, (_, c) =>
    priors.reduce((sum, prior, g) => sum + prior * means[g * columns + c], 0),
  );

  // Columns scaled by what they vary within groups, then turned so that groups are round.
  const within = new Matrix(n, columns);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < columns; c++) within.set(r, c, values[r * columns + c] - means[codes[r] * columns + c]);
  }
  const deviations = Array.from({ length: columns }, (_, c) => {
    let squares = 0;
    for (let r = 0; r < n; r++) squares += within.get(r, c) ** 2;
    return squares === 0 ? 1 : Math.sqrt(squares / n);
  });
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < columns; c++) within.set(r, c, within.get(r, c) / (deviations[c] * Math.sqrt(n)));
  }
  const inner = new SingularValueDecomposition(within, { autoTranspose: true });
  const rank = inner.diagonal.filter(value => value > TOLERANCE).length;
  if (rank === 0) return undefined;
  const round = new Matrix(columns, rank);
  for (let c = 0; c < columns; c++) {
    for (let a = 0; a < rank; a++)
      round.set(c, a, inner.rightSingularVectors.get(c, a) / deviations[c] / inner.diagonal[a]);
  }

  // The directions in which the means of the groups spread.
  const away = new Matrix(k, columns);
  for (let g = 0; g < k; g++) for (let c = 0; c < columns; c++) away.set(g, c, means[g * columns + c] - centre[c]);
  const spread = away.mmul(round);
  const weighted = spread.clone();
  for (let g = 0; g < k; g++) weighted.mulRow(g, Math.sqrt((n * priors[g]) / (k - 1)));
  const outer = new SingularValueDecomposition(weighted, { autoTranspose: true });
  const kept = outer.diagonal.filter(value => value > TOLERANCE * outer.diagonal[0]).length;
  const turn = outer.rightSingularVectors.subMatrix(0, rank - 1, 0, Math.max(0, kept - 1));
  const axes = round.mmul(turn);
  const places = away.mmul(axes);
  const weights = places.mmul(axes.transpose());
  const coefficients = Float64Array.from(weights.to1DArray());
  const intercepts = Float64Array.from({ length: k }, (_, g) => {
    let sum = Math.log(priors[g]);
    for (let a = 0; a < places.columns; a++) sum -= places.get(g, a) ** 2 / 2;
    for (let c = 0; c < columns; c++) sum -= centre[c] * weights.get(g, c);
    return sum;
  });
  return judge({ groups, priors, means, columns, coefficients, intercepts });
}

function judge(fitted: Omit<Lda, 'predict' | 'probabilities'>): Lda {
  const { groups, columns, coefficients, intercepts } = fitted;
  const k = groups.length;
  const scoresOf = (rows: Rows, caller: string): { scores: Float64Array; n: number } => {
    const table = checkRows(rows, caller);
    if (table.rows > 0 && table.columns !== columns) {
      throw new InvalidArgumentError(
        `${caller} rows have the wrong length: received ${table.columns} columns, expected ${columns} as in the rows it was fitted to`,
        { argument: 'rows' },
      );
    }
    const scores = new Float64Array(table.rows * k);
    for (let i = 0; i < scores.length; i++) {
      const [r, g] = [Math.floor(i / k), i % k];
      scores[i] = intercepts[g];
      for (let c = 0; c < columns; c++) scores[i] += table.values[r * columns + c] * coefficients[g * columns + c];
    }
    return { scores, n: table.rows };
  };
  return {
    ...fitted,
    predict(rows) {
      const { scores, n } = scoresOf(rows, 'lda predict');
      return Array.from({ length: n }, (_, r) => {
        let best = 0;
        for (let g = 1; g < k; g++) if (scores[r * k + g] > scores[r * k + best]) best = g;
        return groups[best];
      });
    },
    probabilities(rows) {
      const { scores, n } = scoresOf(rows, 'lda probabilities');
      for (let r = 0; r < n; r++) {
        const row = scores.subarray(r * k, (r + 1) * k);
        const most = row.reduce((a, b) => Math.max(a, b));
        const sum = row.reduce((total, score) => total + Math.exp(score - most), 0);
        for (let g = 0; g < k; g++) row[g] = Math.exp(row[g] - most) / sum;
      }
      return scores;
    },
  };
}
