import { type CellChoice, cellIndices } from '../connectivity/cell-indices.js';
import type { Connectivity } from '../connectivity/connectivity.js';
import type { IdLike } from '../ids.js';

/** The number of the cell with this id: its place in `connectivity.ids`. */
export function cellNumber(connectivity: Connectivity, id: IdLike, caller: string): number {
  return cellIndices(connectivity, [id], caller)[0];
}

/** The numbers of the chosen cells, each once; all cells when absent. */
export function cellNumbers(connectivity: Connectivity, cells: CellChoice | undefined, caller: string): Uint32Array {
  if (cells !== undefined) return cellIndices(connectivity, cells, caller);
  return Uint32Array.from({ length: connectivity.cellCount }, (_, i) => i);
}
