import { type TableLike, tableOf } from '../table.js';
import type { Connectivity } from './connectivity.js';
import { meanSize } from './mean-size.js';
import { presynapticCells } from './transpose.js';

/**
 * The connected pairs as a table, a row for each, by presynaptic and then postsynaptic cell: `pre_id`, `post_id`,
 * `synapses`, `summed_size`, `mean_size`; a connectivity without sizes has the first three columns.
 *
 * `table(connectivity.edges(wiring))` shows it. O(pairs).
 *
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * table(connectivity.edges(wiring), { rows: 5 });
 */
export function edges(connectivity: Connectivity): TableLike {
  const { ids, targets, counts, summedSize } = connectivity;
  const columns = {
    pre_id: BigUint64Array.from(presynapticCells(connectivity), cell => ids[cell]),
    post_id: BigUint64Array.from(targets, cell => ids[cell]),
    synapses: counts,
  };
  const sized = summedSize.length === 0 || !summedSize.every(Number.isNaN);
  return tableOf(sized ? { ...columns, summed_size: summedSize, mean_size: meanSize(connectivity) } : columns);
}
