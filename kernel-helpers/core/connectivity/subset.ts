import { type CellChoice, cellIndices } from './cell-indices.js';
import type { Connectivity } from './connectivity.js';
import { gatherPairs } from './gather-pairs.js';
import { presynapticCells } from './transpose.js';

/**
 * The connectivity among some of the cells, which come in the order they are given: a selection and a new order in one.
 *
 * Synapses with a cell that was left out are added to `outside`. Autapses are not known by cell: they stay as counted
 * for all. O(cells + pairs).
 *
 * @param cells - ids, indices (`Uint32Array` or `Int32Array`, such as `connectivity.order` gives), or a test of a cell's
 * id and index.
 * @throws {NotFoundError} when an id is not in the connectivity.
 * @throws {InvalidArgumentError} when a cell is there twice or an index is none.
 * @example
 * const wiring = connectivity.fromSynapses({ pre: [1n, 1n, 2n], post: [2n, 3n, 3n] });
 * connectivity.subset(wiring, [3n, 1n]).counts; // [1], from 1 to 3
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const basket = connectivity.subset(wiring, (id, i) => column.cellTypes[i] === 'BC');
 */
export function subset(connectivity: Connectivity, cells: CellChoice): Connectivity {
  const chosen = cellIndices(connectivity, cells, 'subset');
  const place = new Int32Array(connectivity.cellCount).fill(-1);
  for (const [i, cell] of chosen.entries()) place[cell] = i;
  const pairs = gatherPairs(chosen.length, {
    pre: presynapticCells(connectivity).map(cell => place[cell]),
    post: Int32Array.from(connectivity.targets, cell => place[cell]),
    counts: connectivity.counts,
    sizes: connectivity.summedSize,
  });
  return {
    ...pairs,
    cellCount: chosen.length,
    ids: BigUint64Array.from(chosen, cell => connectivity.ids[cell]),
    autapses: connectivity.autapses,
    outside: connectivity.outside + pairs.outside,
  };
}
