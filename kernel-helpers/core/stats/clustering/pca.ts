import { InvalidArgumentError } from '../../../errors.js';
import { Matrix, SingularValueDecomposition } from '../linear-algebra.js';
import { checkRows, type Rows } from './rows.js';

/** Principal components of a table, those with most variance first. */
export interface Pca {
  /** How many components there are. */
  readonly count: number;
  readonly columns: number;
  /** The weight of column c in component k is `components[k * columns + c]`; each has length 1. */
  readonly components: Float64Array;
  /** The place of row r along component k is `scores[r * count + k]`. */
  readonly scores: Float64Array;
  /** Variance along each component (divided by rows - 1). */
  readonly variances: Float64Array;
  /** Each variance over that of all columns. NaN when nothing varies. */
  readonly fractions: Float64Array;
  /** Mean of each column, which was taken off. */
  readonly means: Float64Array;
  /** What each column was divided by after that; 1 unless scaled. */
  readonly scales: Float64Array;
}

/**
 * Principal component analysis: the directions in which rows vary most, from the singular values of the centred table.
 *
 * The largest weight of every component is positive. `scale` divides each column by its standard deviation first (one
 * that does not vary by 1). `components` is how many are kept, at most the smaller of rows and columns, which is also
 * what is kept when absent. `undefined` for fewer than two rows, or without columns.
 *
 * @source Jolliffe 2002, "Principal component analysis", doi:10.1007/b98835
 * @throws {InvalidArgumentError} when `components` is out of range, or a value is missing or not finite.
 * @example
 * stats.pca([[1, 2], [2, 4.1], [3, 5.9], [4, 8]])?.fractions[0]; // 0.9999
 */
export function pca(
  rows: Rows,
  options: { readonly components?: number; readonly scale?: boolean } = {},
): Pca | undefined {
  const { values, rows: n, columns } = checkRows(rows, 'pca');
  if (n < 2 || columns === 0) return undefined;
  const most = Math.min(n, columns);
  const count = options.components ?? most;
  if (!Number.isInteger(count) || count < 1 || count > most) {
    throw new InvalidArgumentError(`pca components is out of range: received ${count}, expected 1 to ${most}`, {
      argument: 'components',
    });
  }
  const { means, deviations } = columnMoments(values, n, columns);
  const scales = options.scale
    ? deviations.map(deviation => (deviation === 0 ? 1 : deviation))
    : deviations.map(() => 1);
  const table = new Matrix(n, columns);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < columns; c++) table.set(r, c, (values[r * columns + c] - means[c]) / scales[c]);
  }
  const svd = new SingularValueDecomposition(table, { autoTranspose: true });
  const axes = svd.rightSingularVectors;
  const components = new Float64Array(count * columns);
  for (let k = 0; k < count; k++) {
    let largest = 0;
    for (let c = 1; c < columns; c++) if (Math.abs(axes.get(c, k)) > Math.abs(axes.get(largest, k))) largest = c;
    const sign = axes.get(largest, k) < 0 ? -1 : 1;
    for (let c = 0; c < columns; c++) components[k * columns + c] = sign * axes.get(c, k);
  }
  const variances = Float64Array.from({ length: count }, (_, k) => svd.diagonal[k] ** 2 / (n - 1));
  const all = svd.diagonal.reduce((sum, value) => sum + value ** 2, 0) / (n - 1);
  return {
    count,
    columns,
    components,
    scores: project(table, components, count),
    variances,
    fractions: variances.map(variance => variance / all),
    means,
    scales,
  };
}

function columnMoments(
  values: Float64Array,
  n: number,
  columns: number,
): { means: Float64Array; deviations: Float64Array } {
  const means = new Float64Array(columns);
  const squares = new Float64Array(columns);
  for (let i = 0; i < values.length; i++) means[i % columns] += values[i] / n;
  for (let i = 0; i < values.length; i++) squares[i % columns] += (values[i] - means[i % columns]) ** 2;
  const deviations = squares.map((sum, c) => {
    // The rounding of its mean must not make a column vary that does not.
    for (let r = 1; r < n; r++) if (values[r * columns + c] !== values[c]) return Math.sqrt(sum / (n - 1));
    means[c] = values[c];
    return 0;
  });
  return { means, deviations };
}

function project(table: Matrix, components: Float64Array, count: number): Float64Array {
  const scores = new Float64Array(table.rows * count);
  for (let r = 0; r < table.rows; r++) {
    for (let k = 0; k < count; k++) {
      let sum = 0;
      for (let c = 0; c < table.columns; c++) sum += table.get(r, c) * components[k * table.columns + c];
      scores[r * count + k] = sum;
    }
  }
  return scores;
}
