import { InvalidArgumentError } from '../../errors.js';
import type { Connectivity } from './connectivity.js';

const MAX_CELLS = 10_000;

/**
 * The whole matrix of synapse counts: `matrix[pre * cellCount + post]`, cells in the order of `connectivity.ids`.
 *
 * O(cells²) memory: 4 bytes a pair.
 *
 * @throws {InvalidArgumentError} when there are more than 10,000 cells (400 MB).
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * connectivity.toDense(wiring)[0 * wiring.cellCount + 1]; // synapses of the first cell on the second
 */
export function toDense(connectivity: Connectivity): Uint32Array {
  const { cellCount, offsets, targets, counts } = connectivity;
  if (cellCount > MAX_CELLS) {
    throw new InvalidArgumentError(
      `toDense has too many cells: received ${cellCount}, expected at most ${MAX_CELLS}; pool them with groupMatrix`,
      { argument: 'connectivity' },
    );
  }
  const matrix = new Uint32Array(cellCount * cellCount);
  for (let pre = 0; pre < cellCount; pre++) {
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
      matrix[pre * cellCount + targets[entry]] = counts[entry];
    }
  }
  return matrix;
}
