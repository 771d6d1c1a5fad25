import { InvalidArgumentError } from '../../errors.js';
import type { Numbers } from '../stats/finite-numbers.js';
import { type ResponseRows, type Responses, readPair, readResponses } from './responses.js';
import { rowProducts, unitRows } from './row-products.js';

/** A number for each pair of units. */
export interface UnitMatrix {
  readonly rowCount: number;
  readonly columnCount: number;
  /** `values[r * columnCount + c]`. NaN where either unit has none: it does not vary, or is a vector of zeros. */
  readonly values: Float64Array;
}

/**
 * How alike two units are tuned: Pearson's correlation of their trial-mean responses to the same stimuli, -1 to 1.
 *
 * `undefined` with fewer than two stimuli, or when a unit responds the same to all of them.
 *
 * @source Cohen and Kohn 2011, doi:10.1038/nn.2842; Ding et al. 2025, doi:10.1038/s41586-025-08840-3
 * @throws {InvalidArgumentError} when the lengths differ, or a value is missing or not finite.
 * @example
 * functional.signalCorrelation([1, 3, 2, 5], [2, 4, 3, 9]); // 0.97…
 */
export function signalCorrelation(a: Numbers, b: Numbers): number | undefined {
  const { left, right } = readPair(a, b, 'signalCorrelation');
  if (left.length < 2) return undefined;
  return pairProduct(left, right, true);
}

/**
 * The signal correlation of every pair of units: Pearson's correlation of their trial-mean responses.
 *
 * The matrix is symmetric with ones on its diagonal; NaN for a unit that responds the same to all stimuli, and
 * throughout with fewer than two stimuli. O(units² stimuli).
 *
 * @source Cohen and Kohn 2011, doi:10.1038/nn.2842; Ding et al. 2025, doi:10.1038/s41586-025-08840-3
 * @throws {InvalidArgumentError} when units have not as many responses as each other, or a value is missing.
 * @example
 * functional.signalCorrelations([[1, 3, 2, 5], [2, 4, 3, 9], [5, 3, 4, 1]]).values; // 1, 0.97…, -1, …
 */
export function signalCorrelations(units: Responses): UnitMatrix {
  const rows = readResponses(units, 'signalCorrelations', 'units');
  return matrixOf(rows, rows, true);
}

/**
 * The signal correlation of each unit of `rows` with each of `columns`, such as a presynaptic cell with its targets.
 *
 * @throws {InvalidArgumentError} when units have not as many responses as each other, or a value is missing.
 * @example
 * const pre = [[1, 3, 2, 5]];
 * const post = [[2, 4, 3, 9], [5, 3, 4, 1]];
 * functional.signalCorrelationsBetween(pre, post).values; // 0.97…, -1
 */
export function signalCorrelationsBetween(rows: Responses, columns: Responses): UnitMatrix {
  return matrixOf(...readBoth(rows, columns, 'signalCorrelationsBetween'), true);
}

/** Two groups of units with responses to the same stimuli. */
export function readBoth(rows: Responses, columns: Responses, caller: string): [ResponseRows, ResponseRows] {
  const a = readResponses(rows, caller, 'rows');
  const b = readResponses(columns, caller, 'columns');
  if (a.width === b.width || a.count === 0 || b.count === 0) return [a, b];
  throw new InvalidArgumentError(
    `${caller} columns has the wrong length: received ${b.width} values for each unit, expected ${a.width} as in rows`,
    { argument: 'columns' },
  );
}

/** Correlations, or cosines where rows are not centred. */
export function matrixOf(rows: ResponseRows, columns: ResponseRows, centre: boolean): UnitMatrix {
  const a = unitRows(rows, centre);
  const b = rows === columns ? a : unitRows(columns, centre);
  const values =
    centre && rows.width < 2 ? new Float64Array(rows.count * columns.count).fill(Number.NaN) : rowProducts(a, b);
  return { rowCount: rows.count, columnCount: columns.count, values };
}

/** The same for one pair; `undefined` where a matrix has NaN. */
export function pairProduct(a: ArrayLike<number>, b: ArrayLike<number>, centre: boolean): number | undefined {
  const one = (values: ArrayLike<number>): ResponseRows => ({
    values: Float64Array.from(values),
    count: 1,
    width: values.length,
  });
  const value = matrixOf(one(a), one(b), centre).values[0];
  return Number.isNaN(value) ? undefined : value;
}
