import { InvalidArgumentError } from '../../errors.js';
import type { Connectivity } from './connectivity.js';

const UNITS = {
  synapses: 'synapses',
  'mean per pair': 'synapses per pair',
  probability: 'connected fraction of pairs',
} as const;

/** What a {@link GroupMatrix} counts. */
export type GroupMeasure = keyof typeof UNITS;

/** Connectivity pooled by group, such as cell type. */
export interface GroupMatrix {
  /** Presynaptic groups. */
  readonly rows: readonly string[];
  /** Postsynaptic groups, the same as the rows. */
  readonly columns: readonly string[];
  /** `values[r * columns.length + c]`, from group r to group c. NaN where no pair of cells is possible. */
  readonly values: Float64Array;
  /** `cellCounts[g]`: cells of group `rows[g]`. */
  readonly cellCounts: Uint32Array;
  readonly measure: GroupMeasure;
  /** The unit of the values, in words. */
  readonly unit: string;
}

/** How {@link groupMatrix} pools; every field may be left out. */
export interface GroupMatrixOptions {
  /** Every group, in the order of rows and columns; alphabetical when absent. Groups without cells may be named. */
  readonly order?: readonly string[];
  /**
   * `synapses` (when absent): their number. `mean per pair`: divided by the ordered pairs of different cells.
   * `probability`: the fraction of those pairs with at least one synapse.
   */
  readonly measure?: GroupMeasure;
}

/**
 * How strongly each group of cells connects to each.
 *
 * `groupOf` names the group of every cell: an array that runs with `connectivity.ids`, or a map by id. A cell with
 * itself is no pair, so a group of n cells has n (n - 1) pairs within.
 *
 * O(cells + pairs).
 *
 * @throws {InvalidArgumentError} when a cell has no group, `order` lacks or repeats one, or the measure is unknown.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * matrix(connectivity.groupMatrix(wiring, column.cellTypes, { measure: 'probability' }));
 */
export function groupMatrix(
  connectivity: Connectivity,
  groupOf: ArrayLike<string> | ReadonlyMap<bigint, string>,
  options: GroupMatrixOptions = {},
): GroupMatrix {
  const measure = options.measure ?? 'synapses';
  if (!Object.hasOwn(UNITS, measure)) {
    const known = Object.keys(UNITS).join(', ');
    throw new InvalidArgumentError(`groupMatrix measure is unknown: received ${measure}, expected one of ${known}`, {
      argument: 'measure',
    });
  }
  const names = namesByCell(connectivity, groupOf);
  const groups = checkOrder(options.order ?? [...new Set(names)].sort(), names);
  const numberOf = new Map(groups.map((name, g) => [name, g]));
  const group = Uint32Array.from(names, name => numberOf.get(name) as number);
  const cellCounts = new Uint32Array(groups.length);
  for (const g of group) cellCounts[g]++;
  const values = sumByGroup(connectivity, group, groups.length, measure === 'probability');
  if (measure !== 'synapses') divideByPairs(values, cellCounts);
  return { rows: groups, columns: groups, values, cellCounts, measure, unit: UNITS[measure] };
}

function namesByCell(
  { ids, cellCount }: Connectivity,
  groupOf: ArrayLike<string> | ReadonlyMap<bigint, string>,
): string[] {
  const byId = groupOf instanceof Map ? (groupOf as ReadonlyMap<bigint, string>) : undefined;
  const aligned = groupOf as ArrayLike<string>;
  if (!byId && aligned.length !== cellCount) {
    throw new InvalidArgumentError(
      `groupMatrix groupOf has the wrong length: received ${aligned.length}, expected ${cellCount}, one for each cell`,
      { argument: 'groupOf' },
    );
  }
  return Array.from(ids, (id, i) => {
    const name: unknown = byId ? byId.get(id) : aligned[i];
    if (typeof name === 'string') return name;
    throw new InvalidArgumentError(`groupMatrix cell ${id} has no group: received ${String(name)}, expected a name`, {
      argument: 'groupOf',
    });
  });
}

function checkOrder(order: readonly string[], names: readonly string[]): string[] {
  const groups = new Set(order);
  if (groups.size !== order.length) {
    const repeated = order.find((name, i) => order.indexOf(name) !== i);
    throw new InvalidArgumentError(`groupMatrix order has a group twice: received ${repeated} again`, {
      argument: 'order',
    });
  }
  const lacking = [...new Set(names)].filter(name => !groups.has(name));
  if (lacking.length > 0) {
    throw new InvalidArgumentError(
      `groupMatrix order lacks groups: received ${order.join(', ')}, expected also ${lacking.join(', ')}`,
      { argument: 'order' },
    );
  }
  return [...order];
}

function sumByGroup(connectivity: Connectivity, group: Uint32Array, groupCount: number, pairs: boolean): Float64Array {
  const { cellCount, offsets, targets, counts } = connectivity;
  const values = new Float64Array(groupCount * groupCount);
  for (let pre = 0; pre < cellCount; pre++) {
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
      values[group[pre] * groupCount + group[targets[entry]]] += pairs ? 1 : counts[entry];
    }
  }
  return values;
}

function divideByPairs(values: Float64Array, cellCounts: Uint32Array): void {
  const groupCount = cellCounts.length;
  for (let row = 0; row < groupCount; row++) {
    for (let column = 0; column < groupCount; column++) {
      // 0 pairs: 0 / 0 is NaN, as promised.
      values[row * groupCount + column] /= cellCounts[row] * (cellCounts[column] - (row === column ? 1 : 0));
    }
  }
}
