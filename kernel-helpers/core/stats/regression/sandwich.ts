import { InvalidArgumentError } from '../../../errors.js';

/** What rows belong together: ids of cells, names or numbers, one for each row. */
export type Labels = ArrayLike<bigint | string | number> | Iterable<bigint | string | number>;

/** Rows numbered by the group they are in: `of[row]` counts groups from 0, in the order in which they come. */
export interface Groups {
  readonly of: Uint32Array;
  readonly count: number;
}

/**
 * The groups that labels make.
 *
 * @throws {InvalidArgumentError} when there are not as many labels as rows, or one is missing.
 */
export function readGroups(labels: Labels, rowCount: number, caller: string, argument: string): Groups {
  const values = 'length' in labels ? labels : Array.from(labels);
  if (values.length !== rowCount) {
    throw new InvalidArgumentError(
      `${caller} ${argument} has the wrong length: received ${values.length}, expected ${rowCount}, one for each outcome`,
      { argument },
    );
  }
  const numbers = new Map<unknown, number>();
  const of = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const label: unknown = values[row];
    if (label === null || label === undefined || Number.isNaN(label)) {
      throw new InvalidArgumentError(
        `${caller} ${argument} at index ${row} is missing: received ${label}, expected an id, a name or a number`,
        { argument },
      );
    }
    let group = numbers.get(label);
    if (group === undefined) {
      group = numbers.size;
      numbers.set(label, group);
    }
    of[row] = group;
  }
  return { of, count: numbers.size };
}

/** Σ over rows of s sᵀ, where `s` is row's column values times `residuals[row]`: the meat of the sandwich. */
export function meatOfRows(columns: readonly Float64Array[], residuals: Float64Array): Float64Array {
  const p = columns.length;
  const meat = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let total = 0;
      for (let row = 0; row < residuals.length; row++) {
        total += residuals[row] * residuals[row] * columns[i][row] * columns[j][row];
      }
      meat[i * p + j] = total;
      meat[j * p + i] = total;
    }
  }
  return meat;
}

/** The same with the scores summed within each group first, so that rows of a group may depend on each other. */
export function meatOfGroups(columns: readonly Float64Array[], residuals: Float64Array, groups: Groups): Float64Array {
  const p = columns.length;
  const scores = columns.map(column => {
    const sums = new Float64Array(groups.count);
    for (let row = 0; row < residuals.length; row++) sums[groups.of[row]] += column[row] * residuals[row];
    return sums;
  });
  return meatOfRows(scores, new Float64Array(p === 0 ? 0 : groups.count).fill(1));
}
