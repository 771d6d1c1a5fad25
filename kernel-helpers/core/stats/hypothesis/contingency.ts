import { InvalidArgumentError } from '../../../errors.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';

/** A table of counts, `table[row][column]`. */
export type Counts = readonly Numbers[];

/** The rows of a table of counts: all of one length, whole numbers from 0. */
export function checkCounts(table: Counts, caller: string): readonly ArrayLike<number>[] {
  const rows = Array.from(table, (row, r) => checkWhole(row, caller, `table row ${r}`));
  for (const [r, row] of rows.entries()) {
    if (row.length === rows[0].length) continue;
    throw new InvalidArgumentError(
      `${caller} table row ${r} has the wrong length: received ${row.length}, expected ${rows[0].length} as in row 0`,
      { argument: 'table' },
    );
  }
  return rows;
}

/** Counts: whole numbers from 0. */
export function checkWhole(values: Numbers, caller: string, argument: string): ArrayLike<number> {
  const counts = finiteNumbers(values, caller, argument);
  for (let i = 0; i < counts.length; i++) {
    if (Number.isSafeInteger(counts[i]) && counts[i] >= 0) continue;
    throw new InvalidArgumentError(
      `${caller} ${argument} at index ${i} is no count: received ${counts[i]}, expected a whole number from 0`,
      { argument },
    );
  }
  return counts;
}
