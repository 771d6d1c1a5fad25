import { InvalidArgumentError } from '../../errors.js';
import { parseId } from '../ids.js';
import { bigintColumn, columnNames, isTable, numberColumn, type TableLike } from '../table.js';
import type { Connectivity } from './connectivity.js';
import { IdIndex } from './id-index.js';

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
 * O(rows + cells): about half a second for a million synapses. Ids stay exact throughout.
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
  const cells = options.cells === undefined ? allCells(pre, post) : listedCells(options.cells);
  const index = new IdIndex(cells.length);
  const repeated = index.add(cells);
  if (repeated >= 0) {
    throw new InvalidArgumentError(
      `fromSynapses cells has an id twice: received ${cells[repeated]} again at index ${repeated}, expected each once`,
      { argument: 'cells' },
    );
  }
  const kept = keepInside(index.numbersOf(pre), index.numbersOf(post));
  const rows = mergeRows(kept, cells.length, sizes);
  return {
    cellCount: cells.length,
    pairCount: rows.targets.length,
    synapseCount: kept.rows.length,
    ids: cells,
    ...rows,
    autapses: kept.autapses,
    outside: kept.outside,
  };
}

function readSizes(table: TableLike, name: string | undefined): ArrayLike<number> | undefined {
  if (name === undefined && !columnNames(table).includes('size')) return undefined;
  return numberColumn(table, name ?? 'size');
}

function allCells(pre: BigUint64Array, post: BigUint64Array): BigUint64Array {
  const index = new IdIndex();
  index.add(pre);
  index.add(post);
  const sorted = index.ids().sort();
  return sorted[0] === 0n ? sorted.slice(1) : sorted;
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

/** The synapses between two different cells; `pre` and `post` are cell numbers and run with `rows` of the table. */
interface KeptSynapses {
  readonly rows: Uint32Array;
  readonly pre: Uint32Array;
  readonly post: Uint32Array;
  readonly autapses: number;
  readonly outside: number;
}

function keepInside(pre: Int32Array, post: Int32Array): KeptSynapses {
  const rows = new Uint32Array(pre.length);
  const keptPre = new Uint32Array(pre.length);
  const keptPost = new Uint32Array(pre.length);
  let kept = 0;
  let autapses = 0;
  let outside = 0;
  for (let row = 0; row < pre.length; row++) {
    if (pre[row] < 0 || post[row] < 0) outside++;
    else if (pre[row] === post[row]) autapses++;
    else {
      rows[kept] = row;
      keptPre[kept] = pre[row];
      keptPost[kept++] = post[row];
    }
  }
  return {
    rows: rows.subarray(0, kept),
    pre: keptPre.subarray(0, kept),
    post: keptPost.subarray(0, kept),
    autapses,
    outside,
  };
}

/** Sorts the synapses by pre, then post, and makes one entry of each run of equals. */
function mergeRows(
  kept: KeptSynapses,
  cellCount: number,
  sizes: ArrayLike<number> | undefined,
): Pick<Connectivity, 'offsets' | 'targets' | 'counts' | 'summedSize'> {
  const byPost = stableOrder(kept.post, cellCount);
  const order = stableOrder(kept.pre, cellCount, byPost);
  const targets = new Uint32Array(order.length);
  const counts = new Uint32Array(order.length);
  const summedSize = new Float64Array(order.length);
  const offsets = new Uint32Array(cellCount + 1);
  let entry = -1;
  let lastPre = -1;
  for (const synapse of order) {
    const pre = kept.pre[synapse];
    const post = kept.post[synapse];
    if (pre !== lastPre || post !== targets[entry]) {
      targets[++entry] = post;
      offsets[pre + 1]++;
      lastPre = pre;
    }
    counts[entry]++;
    summedSize[entry] += sizes === undefined ? Number.NaN : sizes[kept.rows[synapse]];
  }
  for (let i = 0; i < cellCount; i++) offsets[i + 1] += offsets[i];
  const pairCount = entry + 1;
  return {
    offsets,
    targets: targets.slice(0, pairCount),
    counts: counts.slice(0, pairCount),
    summedSize: summedSize.slice(0, pairCount),
  };
}

/** Indices of `keys` by ascending key, equals in the order of `first` (or as they come): a counting sort. */
function stableOrder(keys: Uint32Array, keyCount: number, first?: Uint32Array): Uint32Array {
  const next = new Uint32Array(keyCount + 1);
  for (const key of keys) next[key + 1]++;
  for (let key = 0; key < keyCount; key++) next[key + 1] += next[key];
  const order = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const index = first === undefined ? i : first[i];
    order[next[keys[index]]++] = index;
  }
  return order;
}
