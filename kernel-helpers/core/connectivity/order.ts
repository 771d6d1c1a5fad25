import { InvalidArgumentError } from '../../errors.js';
import { finiteNumbers, type Numbers } from '../stats/finite-numbers.js';
import { type ClusterTreeOptions, clusteredCells } from './cluster-tree.js';
import type { Connectivity } from './connectivity.js';
import { type GroupOf, groupCells } from './grouping.js';
import { type OrderSide, rowsOfSide } from './rows-of-side.js';
import { spectralRank } from './spectral-order.js';
import { rowSums, type SquareMatrix, weightedRows } from './weighted-rows.js';

/** What cells are ordered by; {@link order} says how. */
export type OrderKey = 'type' | 'depth' | 'degree' | 'cluster' | 'spectral';

/** How {@link order} puts cells in order. */
export interface OrderOptions extends ClusterTreeOptions {
  /** One key, or several: cells that are equal by the first are ordered by the second, and so on. */
  readonly by: OrderKey | readonly OrderKey[];
  /** For `type`: the type of every cell, an array that runs with the cells or a map by id; cells without one come last. */
  readonly types?: GroupOf;
  /** For `type`: every type, in the order wanted; alphabetical when absent. */
  readonly typeOrder?: readonly string[];
  /** For `depth`: a number for every cell, such as depth in µm; smaller ones come first. */
  readonly depth?: Numbers;
  /** For `degree`, where `both` is taken when absent, and for `cluster`, where `outputs` are. */
  readonly side?: OrderSide;
}

/**
 * Puts cells in an order: `order[i]` is the index of the cell that comes i-th, which `subset` and `dense` take.
 *
 * | by | order |
 * |---|---|
 * | `type` | `typeOrder`, else alphabetical; cells without a type last |
 * | `depth` | ascending `depth` |
 * | `degree` | descending sum of weights, of outputs, inputs or both |
 * | `cluster` | the leaves of a hierarchical clustering of the cells' rows by Euclidean distance |
 * | `spectral` | along the Fiedler vector: strongly connected cells close to each other, components one after another |
 *
 * `cluster` and `spectral` tell all cells apart: a key after them changes nothing. Clustering takes 16 n² bytes, and with
 * optimal leaves up to O(n³).
 *
 * Cells that are equal by every key stay in their order, so the same input gives the same order everywhere.
 *
 * @param wiring - a connectivity, or any square matrix of weights `{ cellCount, values }`.
 * @throws {InvalidArgumentError} when a key is unknown or what it needs is missing or has another length.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const depth = column.cells.getChild('y_um')!.toArray();
 * const cells = connectivity.order(wiring, { by: ['type', 'depth'], types: column.cellTypes, depth });
 * connectivity.dense(wiring, { cells, groupOf: column.cellTypes });
 */
export function order(wiring: Connectivity | SquareMatrix, options: OrderOptions): Uint32Array {
  const keys = typeof options.by === 'string' ? [options.by] : options.by;
  const ranks = keys.map(key => {
    const rankOf = RANKS[key];
    if (!Object.hasOwn(RANKS, key)) {
      throw new InvalidArgumentError(
        `order key is unknown: received ${key}, expected one of ${Object.keys(RANKS).join(', ')}`,
        { argument: 'by' },
      );
    }
    return rankOf(wiring, options);
  });
  const cells = Array.from({ length: wiring.cellCount }, (_, cell) => cell);
  cells.sort((a, b) => {
    for (const rank of ranks) if (rank[a] !== rank[b]) return rank[a] - rank[b];
    return a - b;
  });
  return Uint32Array.from(cells);
}

type Rank = (wiring: Connectivity | SquareMatrix, options: OrderOptions) => ArrayLike<number>;

/** For each key a number of every cell; smaller ones come first. */
const RANKS: Readonly<Record<OrderKey, Rank>> = {
  type: (wiring, { types, typeOrder }) => {
    if (types === undefined) throw lacking('type', 'types', 'the type of every cell');
    const { groups, names } = groupCells(idsOf(wiring, types), types, {
      caller: 'order',
      argument: 'types',
      order: typeOrder,
      orderArgument: 'typeOrder',
      leaveOut: true,
      remedy: '',
    });
    return groups.map(group => (group < 0 ? names.length : group));
  },
  depth: ({ cellCount }, { depth }) => {
    if (depth === undefined) throw lacking('depth', 'depth', 'a number for every cell');
    const values = finiteNumbers(depth, 'order', 'depth');
    if (values.length === cellCount) return values;
    throw new InvalidArgumentError(
      `order depth has the wrong length: received ${values.length}, expected ${cellCount}, one for each cell`,
      { argument: 'depth' },
    );
  },
  degree: (wiring, options) => {
    const sums = rowsOfSide(wiring, options.side ?? 'both', options.weight, 'order').map(rowSums);
    return sums[0].map((_, cell) => -sums.reduce((sum, of) => sum + of[cell], 0));
  },
  cluster: (wiring, options) => {
    const ranks = new Uint32Array(wiring.cellCount);
    if (ranks.length === 0) return ranks;
    clusteredCells(wiring, options, 'order').order.forEach((cell, place) => {
      ranks[cell] = place;
    });
    return ranks;
  },
  spectral: (wiring, { weight = 'synapses' }) => spectralRank(weightedRows(wiring, weight, 'order')),
};

/** What grouping needs of the cells: a matrix without ids can only be grouped by an array. */
function idsOf(wiring: Connectivity | SquareMatrix, types: GroupOf): Pick<Connectivity, 'ids' | 'cellCount'> {
  const { cellCount, ids } = wiring;
  if (ids !== undefined) return { cellCount, ids };
  if (!(types instanceof Map))
    return { cellCount, ids: BigUint64Array.from({ length: cellCount }, (_, i) => BigInt(i)) };
  throw new InvalidArgumentError('order types are by id: received a matrix without ids, expected an array of types', {
    argument: 'types',
  });
}

function lacking(key: OrderKey, argument: string, what: string): InvalidArgumentError {
  return new InvalidArgumentError(`order by ${key} lacks ${argument}: expected ${what}`, { argument });
}
