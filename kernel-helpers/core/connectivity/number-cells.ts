import { InvalidArgumentError } from '../../errors.js';
import { bigintColumn, isTable, type TableLike } from '../table.js';
import { IdIndex } from './id-index.js';
import { type IdArray, idArray } from './synapse-columns.js';

/** `ids[cell]`, and the cells of each row; -1 for an id that is not among `ids`. */
export interface NumberedCells {
  readonly ids: BigUint64Array;
  readonly pre: Int32Array;
  readonly post: Int32Array;
}

/** Cells by number: those of `cells` in their order, else every id in ascending order but 0, which is no cell. */
export function numberCells(
  pre: BigUint64Array,
  post: BigUint64Array,
  cells: IdArray | TableLike | undefined,
  caller: string,
): NumberedCells {
  if (cells === undefined) return numberAll(pre, post);
  const ids = distinctCells(cells, caller);
  const index = new IdIndex(ids.length);
  index.add(ids);
  return { ids, pre: index.numbersOf(pre), post: index.numbersOf(post) };
}

/** Ids are numbered as they come, which needs one look at each, then ranked. */
function numberAll(pre: BigUint64Array, post: BigUint64Array): NumberedCells {
  const index = new IdIndex();
  const numbered = { pre: index.addAll(pre), post: index.addAll(post) };
  const sorted = index.ids().sort();
  const ids = sorted[0] === 0n ? sorted.slice(1) : sorted;
  const rank = new Int32Array(index.size).fill(-1); // what is not ranked is 0, "no segment"
  for (const [cell, number] of index.numbersOf(ids).entries()) rank[number] = cell;
  for (const numbers of [numbered.pre, numbered.post]) {
    for (let row = 0; row < numbers.length; row++) numbers[row] = rank[numbers[row]];
  }
  return { ids, ...numbered };
}

/**
 * Ids of cells as a fresh array, each once and none 0.
 *
 * @throws {InvalidArgumentError} when one is there twice or is 0.
 */
export function distinctCells(cells: IdArray | TableLike, caller: string, argument = 'cells'): BigUint64Array {
  const ids = (isTable(cells) ? bigintColumn(cells, 'id') : idArray(cells, `${caller} ${argument}`)).slice();
  const none = ids.indexOf(0n);
  if (none >= 0) {
    throw new InvalidArgumentError(
      `${caller} ${argument} is not valid: received 0 at index ${none}, which stands for "no segment", expected ids of cells`,
      { argument },
    );
  }
  const repeated = new IdIndex(ids.length).add(ids);
  if (repeated < 0) return ids;
  throw new InvalidArgumentError(
    `${caller} ${argument} has an id twice: received ${ids[repeated]} again at index ${repeated}, expected each once`,
    { argument },
  );
}
