import { InvalidArgumentError } from '../../errors.js';
import type { Connectivity } from './connectivity.js';

type Name = string | null | undefined;

/**
 * The group of every cell: an array or a column that runs with `connectivity.ids`, or a map by id. `null`, `undefined`,
 * or not being in the map, means that a cell has none.
 */
export type GroupOf = ArrayLike<Name> | Iterable<Name> | ReadonlyMap<bigint, Name>;

/** What grouping needs of a connectivity. */
type Cells = Pick<Connectivity, 'ids' | 'cellCount'>;

/** Cells by group; groups are numbered in their order. */
export interface Grouping {
  readonly names: readonly string[];
  /** `groups[cell]`, -1 for a cell without one. */
  readonly groups: Int32Array;
  /** `cellCounts[group]`. */
  readonly cellCounts: Uint32Array;
  /** Cells without a group. */
  readonly ungrouped: number;
}

/** What a function that groups cells says of its arguments in errors. */
export interface GroupingOptions {
  readonly caller: string;
  readonly argument: string;
  readonly order: readonly string[] | undefined;
  readonly orderArgument: string;
  /** Whether cells may have no group. */
  readonly leaveOut: boolean;
  /** What to do about a cell without a group. */
  readonly remedy: string;
}

/** The groups of a connectivity's cells: in the given order, else alphabetical. */
export function groupCells(connectivity: Cells, groupOf: GroupOf, options: GroupingOptions): Grouping {
  const cellNames = namesByCell(connectivity, groupOf, options);
  const present = new Set(cellNames.filter(name => name !== undefined));
  const names = checkOrder(options.order ?? [...present].sort(), present, options);
  const numberOf = new Map<string | undefined, number>(names.map((name, g) => [name, g]));
  const groups = Int32Array.from(cellNames, name => numberOf.get(name) ?? -1);
  const cellCounts = new Uint32Array(names.length);
  let ungrouped = 0;
  for (const group of groups) {
    if (group < 0) ungrouped++;
    else cellCounts[group]++;
  }
  return { names, groups, cellCounts, ungrouped };
}

function namesByCell(
  { ids, cellCount }: Cells,
  groupOf: GroupOf,
  { caller, argument, leaveOut, remedy }: GroupingOptions,
): (string | undefined)[] {
  const byId = groupOf instanceof Map ? (groupOf as ReadonlyMap<bigint, unknown>) : undefined;
  const aligned: readonly unknown[] = byId
    ? []
    : Array.isArray(groupOf)
      ? groupOf
      : Array.from(groupOf as Iterable<unknown>);
  if (!byId && aligned.length !== cellCount) {
    throw new InvalidArgumentError(
      `${caller} ${argument} has the wrong length: received ${aligned.length}, expected ${cellCount}, one for each cell`,
      { argument },
    );
  }
  const names = new Array<string | undefined>(cellCount);
  for (let i = 0; i < cellCount; i++) {
    const name: unknown = byId ? byId.get(ids[i]) : aligned[i];
    if (typeof name === 'string') names[i] = name;
    else if (name != null || !leaveOut) {
      throw new InvalidArgumentError(
        `${caller} cell ${ids[i]} has no group: received ${String(name)}, expected a name${remedy}`,
        { argument },
      );
    }
  }
  return names;
}

function checkOrder(
  order: readonly string[],
  present: ReadonlySet<string>,
  { caller, orderArgument: argument }: GroupingOptions,
): string[] {
  const groups = new Set(order);
  if (groups.size !== order.length) {
    const repeated = order.find((name, i) => order.indexOf(name) !== i);
    throw new InvalidArgumentError(`${caller} ${argument} has a group twice: received ${repeated} again`, { argument });
  }
  const lacking = [...present].filter(name => !groups.has(name));
  if (lacking.length > 0) {
    throw new InvalidArgumentError(
      `${caller} ${argument} lacks groups: received ${order.join(', ')}, expected also ${lacking.join(', ')}`,
      { argument },
    );
  }
  return [...order];
}
