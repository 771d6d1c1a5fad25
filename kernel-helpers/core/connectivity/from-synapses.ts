import { InvalidArgumentError } from '../../errors.js';
import type { TableLike } from '../table.js';
import type { Connectivity } from './connectivity.js';
import { gatherPairs } from './gather-pairs.js';
import { IdIndex } from './id-index.js';
import { numberCells } from './number-cells.js';
import { type IdArray, type SynapseArrays, synapseColumns } from './synapse-columns.js';

/** Which columns {@link fromSynapses} reads of a table, and which cells it keeps. */
export interface FromSynapsesOptions {
  /** Column of presynaptic ids; `pre_id` when absent. */
  readonly pre?: string;
  /** Column of postsynaptic ids; `post_id` when absent. */
  readonly post?: string;
  /** Column of synapse sizes; `size` when absent, and a table without that, or `null`, is read without sizes. */
  readonly size?: string | null;
  /** Column of synapse ids: when named, a synapse that is there twice is an error. */
  readonly id?: string;
  /** The cells to keep, in their order: ids, or a table with a column `id`. All cells of the table when absent. */
  readonly cells?: IdArray | TableLike;
}

/**
 * The {@link Connectivity} of synapses: a table with a row for each, or arrays `{ pre, post, size }` that run together.
 *
 * The rules: two rows of the same pair are two synapses (name the column of synapse ids to have repeated rows refused).
 * Synapses of a cell on itself count as `autapses`, synapses with a partner outside `cells`, or with partner 0 ("no
 * segment"), as `outside`; every other row is in an entry. Cells without synapses stay, when `cells` lists them. Without
 * `cells` they ascend by id. A missing size is an error; `size: null` counts synapses only.
 *
 * O(rows + cells): about half a second for five million synapses. Ids are never a `number`: all their digits count.
 *
 * @param synapses - a table, or `{ pre, post, size? }` with ids as BigUint64Array, BigInt64Array, or an array of bigints
 * or decimal strings.
 * @throws {NotFoundError} when a column is not in the table; the message lists those that are.
 * @throws {InvalidArgumentError} when arrays differ in length, an id or size is missing, an id is a number of 2^53 or
 * more, `cells` has an id twice or 0, or a synapse id is there twice.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * wiring.synapseCount;
 * @example
 * const wiring = connectivity.fromSynapses({ pre: [1n, 1n, 2n], post: [2n, 2n, 3n], size: [310, 95, 120] });
 * wiring.counts; // [2, 1]: 1 → 2 with two synapses, 2 → 3 with one
 */
export function fromSynapses(synapses: TableLike | SynapseArrays, options: FromSynapsesOptions = {}): Connectivity {
  const { cells, ...names } = options;
  const { pre, post, sizes, ids } = synapseColumns(synapses, names);
  if (ids !== undefined) refuseRepeated(ids, names.id);
  const numbered = numberCells(pre, post, cells, 'fromSynapses');
  const cellCount = numbered.ids.length;
  return { cellCount, ids: numbered.ids, ...gatherPairs(cellCount, { ...numbered, sizes }) };
}

function refuseRepeated(ids: BigUint64Array, name: string | undefined): void {
  const row = new IdIndex(ids.length).add(ids);
  if (row < 0) return;
  throw new InvalidArgumentError(
    `fromSynapses column ${name} has a synapse twice: received ${ids[row]} again in row ${row}, expected each once`,
    { argument: 'id' },
  );
}
