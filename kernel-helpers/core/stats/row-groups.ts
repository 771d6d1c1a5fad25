import { InvalidArgumentError } from '../../errors.js';

/** What rows belong together: ids of cells, names or numbers, one for each row. */
export type Labels = ArrayLike<bigint | string | number> | Iterable<bigint | string | number | null>;

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
  const values =
    Array.isArray(labels) || ArrayBuffer.isView(labels)
      ? (labels as ArrayLike<unknown>)
      : Array.from(labels as Iterable<unknown>);
  if (values.length !== rowCount) {
    throw new InvalidArgumentError(
      `${caller} ${argument} has the wrong length: received ${values.length}, expected ${rowCount}, one for each outcome`,
      { argument },
    );
  }
  const numbers = new Map<unknown, number>();
  const of = new Uint32Array(rowCount);
  let last: unknown;
  for (let row = 0; row < rowCount; row++) {
    const label: unknown = values[row];
    if (row > 0 && label === last) {
      // Rows of a group mostly follow each other.
      of[row] = of[row - 1];
      continue;
    }
    last = label;
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
