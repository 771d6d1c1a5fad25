import { InvalidArgumentError } from '../../../errors.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { dot } from './column-sums.js';

/**
 * What a regression explains its outcome by: columns by name, `{ depth: [...], distance: [...] }`, or a list of
 * columns, which are then called x1, x2, …; `{}` for an intercept alone.
 */
export type Predictors = Readonly<Record<string, Numbers>> | readonly Numbers[];

/** The name under which the constant stands among the coefficients. */
export const INTERCEPT = 'intercept';

/** Columns of a regression, ready to compute with: the intercept first, where there is one. */
export interface Design {
  readonly names: readonly string[];
  readonly rowCount: number;
  readonly intercept: boolean;
  /** `columns[c][row]`, as given; the intercept is ones. */
  readonly columns: readonly Float64Array[];
}

/**
 * The columns of a regression as typed arrays, checked.
 *
 * @throws {InvalidArgumentError} when a column is not as long as the others, has a missing value, or takes the
 * intercept's name.
 */
export function readDesign(
  predictors: Predictors,
  rowCount: number | undefined,
  intercept: boolean,
  caller: string,
): Design {
  const given = namedColumns(predictors);
  const columns = given.map(([name, values]) => doubles(finiteNumbers(values, caller, `predictor ${name}`)));
  const rows = rowCount ?? columns[0]?.length ?? 0;
  columns.forEach((column, c) => {
    if (column.length === rows) return;
    const of = rowCount === undefined ? `as in ${given[0][0]}` : 'one for each outcome';
    throw new InvalidArgumentError(
      `${caller} predictor ${given[c][0]} has the wrong length: received ${column.length}, expected ${rows}, ${of}`,
      { argument: given[c][0] },
    );
  });
  const names = given.map(([name]) => name);
  if (!intercept) return { names, rowCount: rows, intercept, columns };
  if (names.includes(INTERCEPT)) {
    throw new InvalidArgumentError(
      `${caller} predictor ${INTERCEPT} takes the name of the constant: received both, expected one; rename it or pass { intercept: false }`,
      { argument: INTERCEPT },
    );
  }
  return {
    names: [INTERCEPT, ...names],
    rowCount: rows,
    intercept,
    columns: [new Float64Array(rows).fill(1), ...columns],
  };
}

function namedColumns(predictors: Predictors): [string, Numbers][] {
  if (Array.isArray(predictors)) return (predictors as readonly Numbers[]).map((values, i) => [`x${i + 1}`, values]);
  return Object.entries(predictors as Readonly<Record<string, Numbers>>);
}

/** A design in better numbers: each column centred (where there is an intercept) and of variance 1. */
export interface StandardDesign {
  readonly columns: readonly Float64Array[];
  /** `back[i * p + j]`: coefficients of the columns as given are `back` times those of these columns. */
  readonly back: Float64Array;
}

/**
 * Columns of like size, which keep the digits that a year of 2016 or a position of 10^6 nm beside an intercept would
 * take, and the way back to coefficients of the columns as they were given.
 */
export function standardise({ columns, intercept, rowCount }: Design): StandardDesign {
  const p = columns.length;
  const back = new Float64Array(p * p);
  const standard = columns.map((column, j) => {
    if (intercept && j === 0) {
      back[0] = 1;
      return column;
    }
    const centre = intercept ? sum(column) / rowCount : 0;
    const scaled = column.slice();
    if (intercept) for (let row = 0; row < rowCount; row++) scaled[row] -= centre;
    const spread = Math.sqrt(dot(scaled, scaled) / rowCount);
    // What is left of a constant is rounding; as zeros it is seen to be collinear with the intercept.
    if (!(spread > 1e-12 * Math.abs(centre))) return scaled.fill(0);
    back[j * p + j] = 1 / spread;
    if (intercept) back[j] = -centre / spread;
    const scale = 1 / spread;
    for (let row = 0; row < rowCount; row++) scaled[row] *= scale;
    return scaled;
  });
  return { columns: standard, back };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

/** As doubles, which are not to be written to: they may be what was given. */
export function doubles(values: ArrayLike<number>): Float64Array {
  if (values instanceof Float64Array) return values;
  const copy = new Float64Array(values.length);
  for (let i = 0; i < copy.length; i++) copy[i] = values[i];
  return copy;
}
