import { InvalidArgumentError } from '../../errors.js';
import { parseId } from '../ids.js';
import { bigintColumn, columnNames, isTable, numberColumn, type TableLike } from '../table.js';
import type { Connectivity } from './connectivity.js';
import { IdIndex } from './id-index.js';
import { gatherPairs } from './gather-pairs.js';

/** Which columns {@link fromSynapses} reads and which cells it keeps. */
export interface FromSynapsesOptions {
  /** Column of presynaptic ids; `pre_id` when absent. */
  readonly pre?: string;
  /** Column of postsynaptic ids; `post_id` when absent. */
  readonly post?: string;
  /** Column of synapse sizes; `size` when absent, and a table without that is read without sizes. */
  readonly size?: string;
  /** The cells to keep, in their order: ids, or a table with a column `id`. All cells of the table when absent. */
  readonly cells?: Iterable<bigint> | TableLike;
}

/**
 * The {@link Connectivity} of a synapse table, one row a synapse.
 *
 * Cells without synapses stay, when `cells` lists them. Synapses of a cell on itself count as `autapses`, synapses with
 * a partner outside `cells` (or with partner 0, "no segment") as `outside`; every other row is in an entry.
 *
 * O(rows + cells): about a second for five million synapses. Ids stay exact throughout.
 *
 * @throws {NotFoundError} when a column is not in the table; the message lists those that are.
 * @throws {InvalidArgumentError} when an id or size is missing, or `cells` has an id twice or 0.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * wiring.synapseCount;
 */
export function fromSynapses(table: TableLike, options: FromSynapsesOptions = {}): Connectivity {
  const pre = bigintColumn(table, options.pre ?? 'pre_id');
  const post = bigintColumn(table, options.post ?? 'post_id');
  const sizes = readSizes(table, options.size);
  const cells = options.cells === undefined ? numberAll(pre, post) : numberListed(pre, post, options.cells);
  return { cellCount: cells.ids.length, ids: cells.ids, ...gatherPairs(cells.ids.length, { ...cells, sizes }) };
}

function readSizes(table: TableLike, name: string | undefined): ArrayLike<number> | undefined {
  if (name === undefined && !columnNames(table).includes('size')) return undefined;
  return numberColumn(table, name ?? 'size');
}

/** `ids[cell]`, and the cells of each row of the table; -1 for an id that is not among `ids`. */
interface NumberedCells {
  readonly ids: BigUint64Array;
  readonly pre: Int32Array;
  readonly post: Int32Array;
}

/** Every id of the table in ascending order. Ids are numbered as they come, which needs one look at each, then ranked. */
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

function numberListed(pre: BigUint64Array, post: BigUint64Array, cells: Iterable<bigint> | TableLike): NumberedCells {
  const ids = listedCells(cells);
  const index = new IdIndex(ids.length);
  const repeated = index.add(ids);
  if (repeated >= 0) {
    throw new InvalidArgumentError(
      `fromSynapses cells has an id twice: received ${ids[repeated]} again at index ${repeated}, expected each once`,
      { argument: 'cells' },
    );
  }
  return { ids, pre: index.numbersOf(pre), post: index.numbersOf(post) };
}

function listedCells(cells: Iterable<bigint> | TableLike): BigUint64Array {
  const ids = isTable(cells)
    ? bigintColumn(cells, 'id').slice()
    : BigUint64Array.from(Array.from(cells, (id, i) => parseId(id, `fromSynapses cells index ${i}`)));
  const none = ids.indexOf(0n);
  if (none < 0) return ids;
  throw new InvalidArgumentError(
    `fromSynapses cells is not valid: received 0 at index ${none}, which stands for "no segment", expected ids of cells`,
    { argument: 'cells' },
  );
}
