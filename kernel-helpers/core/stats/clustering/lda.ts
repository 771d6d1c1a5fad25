import { InvalidArgumentError } from '../../../errors.js';
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
  /** How many discriminant axes there are: at most one fewer than groups, and no more than columns. */
  readonly axes: number;
  /** The weight of column c in axis a is `scalings[c * axes + a]`; the largest of each axis is positive. */
  readonly scalings: Float64Array;
  /** The part of the variance between groups that lies along each axis, most first; they sum to 1. */
  readonly fractions: Float64Array;
  /** The likeliest group of each row; of equal ones the one that comes first in `groups`. */
  predict(rows: Rows): unknown[];
  /** The place of row r along axis a is `[r * axes + a]`: 0 is the mean of the groups, 1 the spread within them. */
  transform(rows: Rows): Float64Array;
  /** The probability of group g for row r is `[r * groups.length + g]`. */
  probabilities(rows: Rows): Float64Array;
}

/** Singular values below this, relatively or of scaled columns, count as 0: as scikit-learn's. */
const TOLERANCE = 1e-4;
/** A column whose deviation within groups is less than this part of its largest value does not vary. */
const ROUNDING = 1e-14;

/**
 * Linear discriminant analysis: the groups are taken for normal distributions with one common covariance, and rows
 * told apart by it. The covariance is that of all rows about the means of their groups, divided by the number of rows.
 * Solved by singular values, so columns may depend on each other.
 *
 * `undefined` for fewer than two groups, no more rows than groups, or rows that do not vary within any group.
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

  if (columns === 0) return undefined;

  // Columns scaled by what they vary within groups, then turned so that groups are round.
  const within = new Matrix(n, columns);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < columns; c++) within.set(r, c, values[r * columns + c] - means[codes[r] * columns + c]);
  }
  const deviations = Array.from({ length: columns }, (_, c) => {
    let squares = 0;
    let largest = 0;
    for (let r = 0; r < n; r++) {
      squares += within.get(r, c) ** 2;
      largest = Math.max(largest, Math.abs(values[r * columns + c]));
    }
    const deviation = Math.sqrt(squares / n);
    // What rounding leaves of a column that is constant in every group must not be blown up.
    return deviation <= ROUNDING * largest ? 1 : deviation;
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
  const axes = outer.diagonal.filter(value => value > TOLERANCE * outer.diagonal[0]).length;
  const scalings = new Float64Array(columns * axes);
  for (let a = 0; a < axes; a++) {
    const column = Array.from({ length: columns }, (_, c) =>
      round.getRow(c).reduce((sum, value, i) => sum + value * outer.rightSingularVectors.get(i, a), 0),
    );
    const largest = column.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
    for (let c = 0; c < columns; c++) scalings[c * axes + a] = largest < 0 ? -column[c] : column[c];
  }
  const all = outer.diagonal.reduce((sum, value) => sum + value ** 2, 0);
  const fractions = Float64Array.from({ length: axes }, (_, a) => outer.diagonal[a] ** 2 / all);

  // Of each group: its place along the axes, and what that says of a row.
  const coefficients = new Float64Array(k * columns);
  const intercepts = priors.map(Math.log);
  for (let g = 0; g < k; g++) {
    for (let a = 0; a < axes; a++) {
      let place = 0;
      for (let c = 0; c < columns; c++) place += away.get(g, c) * scalings[c * axes + a];
      for (let c = 0; c < columns; c++) coefficients[g * columns + c] += place * scalings[c * axes + a];
      intercepts[g] -= place ** 2 / 2;
    }
    for (let c = 0; c < columns; c++) intercepts[g] -= centre[c] * coefficients[g * columns + c];
  }
  return judge({ groups, priors, means, columns, coefficients, intercepts, axes, scalings, fractions }, centre);
}

type Fitted = Omit<Lda, 'predict' | 'transform' | 'probabilities'>;

function judge(fitted: Fitted, centre: Float64Array): Lda {
  const { groups, columns, coefficients, intercepts, axes, scalings } = fitted;
  const k = groups.length;
  const checked = (rows: Rows, caller: string): CheckedRows => {
    const table = checkRows(rows, caller);
    if (table.rows === 0 || table.columns === columns) return table;
    throw new InvalidArgumentError(
      `${caller} rows have the wrong length: received ${table.columns} columns, expected ${columns} as in the rows it was fitted to`,
      { argument: 'rows' },
    );
  };
  /** Row r of group g: `[r * k + g]`. */
  const scoresOf = ({ values, rows }: CheckedRows): Float64Array => {
    const scores = new Float64Array(rows * k);
    for (let i = 0; i < scores.length; i++) {
      const [r, g] = [Math.floor(i / k), i % k];
      scores[i] = intercepts[g];
      for (let c = 0; c < columns; c++) scores[i] += values[r * columns + c] * coefficients[g * columns + c];
    }
    return scores;
  };
  return {
    ...fitted,
    predict(rows) {
      const table = checked(rows, 'lda predict');
      const scores = scoresOf(table);
      return Array.from({ length: table.rows }, (_, r) => {
        let best = 0;
        for (let g = 1; g < k; g++) if (scores[r * k + g] > scores[r * k + best]) best = g;
        return groups[best];
      });
    },
    transform(rows) {
      const table = checked(rows, 'lda transform');
      const places = new Float64Array(table.rows * axes);
      for (let r = 0; r < table.rows; r++) {
        for (let c = 0; c < columns; c++) {
          const step = table.values[r * columns + c] - centre[c];
          for (let a = 0; a < axes; a++) places[r * axes + a] += step * scalings[c * axes + a];
        }
      }
      return places;
    },
    probabilities(rows) {
      const table = checked(rows, 'lda probabilities');
      const scores = scoresOf(table);
      for (let r = 0; r < table.rows; r++) {
        const row = scores.subarray(r * k, (r + 1) * k);
        const most = row.reduce((a, b) => Math.max(a, b));
        const sum = row.reduce((total, score) => total + Math.exp(score - most), 0);
        for (let g = 0; g < k; g++) row[g] = Math.exp(row[g] - most) / sum;
      }
      return scores;
    },
  };
}
