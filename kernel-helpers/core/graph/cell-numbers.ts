import { InvalidArgumentError, NotFoundError } from '../../errors.js';
import type { Connectivity } from '../connectivity/connectivity.js';
import { parseId } from '../ids.js';

/** The number of the cell with this id: its place in `connectivity.ids`. */
export function cellNumber({ ids, cellCount }: Connectivity, id: bigint, caller: string): number {
  const cell = ids.indexOf(parseId(id, `${caller} cell`));
  if (cell >= 0) return cell;
  const known = Array.from(ids.subarray(0, 3), String);
  throw new NotFoundError(
    `${caller} cell is not in the connectivity: received ${id}, expected one of its ${cellCount} cells (${known.join(', ')}, …)`,
    { known },
  );
}

/** The numbers of the cells with these ids, each once; all cells when absent. */
export function cellNumbers(
  connectivity: Connectivity,
  cells: Iterable<bigint> | undefined,
  caller: string,
  argument: string,
): Uint32Array {
  if (cells === undefined) return Uint32Array.from({ length: connectivity.cellCount }, (_, i) => i);
  const numberOf = new Map<bigint, number>();
  for (let i = 0; i < connectivity.cellCount; i++) numberOf.set(connectivity.ids[i], i);
  const seen = new Set<number>();
  for (const id of cells) {
    const cell = numberOf.get(parseId(id, `${caller} ${argument}`)) ?? cellNumber(connectivity, id, caller);
    if (seen.has(cell)) {
      throw new InvalidArgumentError(
        `${caller} ${argument} has an id twice: received ${id} again, expected each once`,
        { argument },
      );
    }
    seen.add(cell);
  }
  return Uint32Array.from(seen);
}
