import { InvalidArgumentError } from '../../../errors.js';
import { chiSquareUpper } from '../distributions.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { type Counts, checkCounts, checkWhole } from './contingency.js';

/** A χ² test. */
export interface ChiSquareTest {
  readonly chiSquare: number;
  /** Degrees of freedom. */
  readonly df: number;
  readonly p: number;
  /** All counts. */
  readonly n: number;
  /** The counts expected by chance, laid out as those given: `expected[row * columns + column]`. */
  readonly expected: Float64Array;
}

/** How {@link chiSquareTest} is done. */
export interface ChiSquareOptions {
  /** Yates' correction for a table of 2 × 2: every count moves 0.5 towards what is expected. `true` when absent. */
  readonly yates?: boolean;
}

/**
 * The χ² test of a table of counts, `table[row][column]`: do rows differ in how they spread over the columns?
 *
 * χ² = Σ (observed - expected)² / expected, with expected = row sum · column sum / n and
 * (rows - 1)(columns - 1) degrees of freedom. `undefined` for fewer than two rows or columns, and when a whole row or
 * column is 0, which expects nothing.
 *
 * @source Pearson 1900, doi:10.1080/14786440009463897; Yates 1934, doi:10.2307/2983604
 * @throws {InvalidArgumentError} when rows differ in length, or a count is no whole number from 0.
 * @example
 * stats.chiSquareTest([[10, 20, 30], [6, 9, 17]])?.p; // 0.873
 */
export function chiSquareTest(table: Counts, options: ChiSquareOptions = {}): ChiSquareTest | undefined {
  const rows = checkCounts(table, 'chiSquareTest');
  const columnCount = rows[0]?.length ?? 0;
  if (rows.length < 2 || columnCount < 2) return undefined;
  const rowSums = rows.map(row => sum(row));
  const columnSums = Array.from({ length: columnCount }, (_, c) => sum(rows.map(row => row[c])));
  const n = sum(rowSums);
  if (rowSums.includes(0) || columnSums.includes(0)) return undefined;
  const df = (rows.length - 1) * (columnCount - 1);
  const yates = df === 1 && (options.yates ?? true);
  const expected = new Float64Array(rows.length * columnCount);
  let chiSquare = 0;
  for (let r = 0; r < rows.length; r++) {
    for (let c = 0; c < columnCount; c++) {
      const chance = (rowSums[r] * columnSums[c]) / n;
      const away = Math.abs(rows[r][c] - chance);
      expected[r * columnCount + c] = chance;
      chiSquare += Math.max(0, away - (yates ? 0.5 : 0)) ** 2 / chance;
    }
  }
  return { chiSquare, df, p: chiSquareUpper(chiSquare, df), n, expected };
}

/**
 * The χ² test of fit: do counts come in the proportions expected?
 *
 * `expected` are counts or weights of any scale; equal ones when absent. `undefined` for fewer than two counts, and
 * when all are 0.
 *
 * @source Pearson 1900, doi:10.1080/14786440009463897
 * @throws {InvalidArgumentError} when a count is no whole number from 0, or `expected` has another length or a value
 * that is not above 0.
 * @example
 * stats.chiSquareFit([16, 18, 16, 14, 12, 12])?.p; // 0.849
 */
export function chiSquareFit(counts: Numbers, expected?: Numbers): ChiSquareTest | undefined {
  const observed = checkWhole(counts, 'chiSquareFit', 'counts');
  const weights =
    expected === undefined
      ? new Float64Array(observed.length).fill(1)
      : finiteNumbers(expected, 'chiSquareFit', 'expected');
  if (weights.length !== observed.length) {
    throw new InvalidArgumentError(
      `chiSquareFit expected has the wrong length: received ${weights.length}, expected ${observed.length}, one for each count`,
      { argument: 'expected' },
    );
  }
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] > 0) continue;
    throw new InvalidArgumentError(
      `chiSquareFit expected at index ${i} is out of range: received ${weights[i]}, expected above 0`,
      { argument: 'expected' },
    );
  }
  const n = sum(observed);
  if (observed.length < 2 || n === 0) return undefined;
  const all = sum(weights);
  const chances = Float64Array.from(weights, weight => (weight / all) * n);
  const chiSquare = sum(chances.map((chance, i) => (observed[i] - chance) ** 2 / chance));
  const df = observed.length - 1;
  return { chiSquare, df, p: chiSquareUpper(chiSquare, df), n, expected: chances };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}
