import { InvalidArgumentError, NotFoundError } from '../../errors.js';
import type { Connectivity } from './connectivity.js';
import { IdIndex } from './id-index.js';
import { distinctCells } from './number-cells.js';
import type { IdArray } from './synapse-columns.js';

/**
 * Some cells of a connectivity: their ids, their indices (`Uint32Array` or `Int32Array`, such as `order` gives), or a
 * test of each cell.
 */
export type CellChoice = IdArray | Uint32Array | Int32Array | ((id: bigint, index: number) => boolean);

/**
 * The indices of chosen cells, in the order they were given.
 *
 * @throws {NotFoundError} when an id is not in the connectivity.
 * @throws {InvalidArgumentError} when an index is none of its cells, or a cell is there twice.
 */
export function cellIndices(connectivity: Connectivity, choice: CellChoice, caller: string): Uint32Array {
  const { ids, cellCount } = connectivity;
  if (typeof choice === 'function') {
    const all = Uint32Array.from(ids, (_, i) => i);
    return all.filter(i => choice(ids[i], i));
  }
  if (choice instanceof Uint32Array || choice instanceof Int32Array) return checkIndices(choice, cellCount, caller);
  const wanted = distinctCells(choice as IdArray, caller);
  const index = new IdIndex(cellCount);
  index.add(ids);
  const indices = index.numbersOf(wanted);
  const missing = indices.indexOf(-1);
  if (missing < 0) return Uint32Array.from(indices);
  const known = Array.from(ids.subarray(0, 3), String);
  throw new NotFoundError(
    `${caller} cell is not in the connectivity: received ${wanted[missing]} at index ${missing}, expected some of its ${cellCount} cells (${known.join(', ')}, …)`,
    { known },
  );
}

function checkIndices(indices: Uint32Array | Int32Array, cellCount: number, caller: string): Uint32Array {
  const seen = new Uint8Array(cellCount);
  for (const [i, cell] of indices.entries()) {
    if (cell >= 0 && cell < cellCount && seen[cell] === 0) seen[cell] = 1;
    else {
      const problem = seen[cell] === 1 ? 'is there twice' : 'is no index of a cell';
      throw new InvalidArgumentError(
        `${caller} cells ${problem}: received ${cell} at index ${i}, expected 0 to ${cellCount - 1}, each at most once`,
        { argument: 'cells' },
      );
    }
  }
  return Uint32Array.from(indices);
}
