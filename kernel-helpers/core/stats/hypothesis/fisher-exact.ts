import { InvalidArgumentError } from '../../../errors.js';
import { type Alternative, checkAlternative } from './alternative.js';
import { type Counts, checkCounts } from './contingency.js';
import { tailOf, weightsAround } from './discrete-tail.js';

/** Fisher's exact test. */
export interface FisherExact {
  /** a d / (b c) of the table; infinite when b or c is 0, `undefined` when a product on each side is 0. */
  readonly oddsRatio: number | undefined;
  readonly p: number;
}

/**
 * Fisher's exact test of a table of two rows and two columns of counts, [[a, b], [c, d]]: all tables with the same
 * sums of rows and columns are weighed, and p is of those that are no likelier than this one (two-sided), or have as
 * large (`greater`) or as small (`less`) an a.
 *
 * 1 when a row or a column is 0. O(smallest sum), or its root for large counts.
 *
 * @source Fisher 1922, doi:10.2307/2340521
 * @throws {InvalidArgumentError} when the table is not two by two, or a count is no whole number from 0.
 * @example
 * stats.fisherExact([[8, 2], [1, 5]]).p; // 0.03496503496503497
 */
export function fisherExact(table: Counts, options: { readonly alternative?: Alternative } = {}): FisherExact {
  const alternative = checkAlternative(options.alternative, 'fisherExact');
  const rows = checkCounts(table, 'fisherExact');
  if (rows.length !== 2 || rows[0].length !== 2) {
    throw new InvalidArgumentError(
      `fisherExact table has the wrong shape: received ${rows.length} rows of ${rows[0]?.length ?? 0}, expected 2 rows of 2`,
      { argument: 'table' },
    );
  }
  const [[a, b], [c, d]] = rows as unknown as readonly [readonly [number, number], readonly [number, number]];
  const least = Math.max(0, a - d);
  const most = Math.min(a + b, a + c);
  const mode = Math.floor(((a + b + 1) * (a + c + 1)) / (a + b + c + d + 2));
  // Of the tables with x and x + 1 in place of a.
  const ratio = (x: number): number => ((a + b - x) * (a + c - x)) / ((x + 1) * (d - a + x + 1));
  const weights = weightsAround(Math.min(most, Math.max(least, mode)), least, most, ratio);
  const oddsRatio = a * d === 0 && b * c === 0 ? undefined : (a * d) / (b * c);
  return { oddsRatio, p: tailOf(weights, a, alternative) };
}
