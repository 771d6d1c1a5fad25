/** One basket cell of the synthetic column as the released tables have theirs, so that its recipes run without data. */
import { bigintColumn, numberColumn, type TableLike, tableOf } from '../../core/table.js';
import { minnie65 } from '../../core/transforms.js';
import type { SyntheticColumnTables } from '../../io/table/sample-tables.js';
import { sampleColumnCensus } from './column-census.js';

/** The tables about one basket cell. */
export interface BasketCellSample {
  readonly outputs: TableLike;
  readonly inputs: TableLike;
  readonly cells: TableLike;
  readonly somata: TableLike;
}

/** The synapses of the basket cell of the column that makes most, and all its cells. */
export function sampleBasketCell(column: SyntheticColumnTables): BasketCellSample {
  const { synapses, cellIds, cellTypes } = column;
  const pre = bigintColumn(synapses, 'pre_id');
  const post = bigintColumn(synapses, 'post_id');
  const made = new Map<bigint, number>();
  for (const id of pre) made.set(id, (made.get(id) ?? 0) + 1);
  const basketCells = Array.from(cellIds).filter((_, i) => cellTypes[i] === 'BC');
  const cell = basketCells.reduce((best, id) => ((made.get(id) ?? 0) > (made.get(best) ?? 0) ? id : best));
  const size = numberColumn(synapses, 'size');
  // Somata go into the axes of the dataset, where released tables have them; so must the synapses.
  const [x, y, z] = ['x', 'y', 'z'].map(axis => numberColumn(synapses, `${axis}_nm`));
  const turned = Array.from(x, (_, i) => minnie65.fromPiaUm([x[i] / 1000, y[i] / 1000, z[i] / 1000]));
  const places = ['x', 'y', 'z'].map((axis, k) => [axis, turned.map(place => place[k])] as const);
  const rowsOf = (side: BigUint64Array): TableLike => {
    const rows = Array.from(side.keys()).filter(row => side[row] === cell);
    const at = <T>(values: ArrayLike<T>): T[] => rows.map(row => values[row]);
    return tableOf({
      id: at(bigintColumn(synapses, 'id')),
      pre_pt_root_id: at(pre),
      post_pt_root_id: at(post),
      size: at(size),
      ...Object.fromEntries(places.map(([axis, nm]) => [`ctr_pt_position_${axis}`, at(nm)])),
    });
  };
  const { manual, somata } = sampleColumnCensus(column);
  return { outputs: rowsOf(pre), inputs: rowsOf(post), cells: manual, somata };
}
