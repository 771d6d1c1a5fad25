import { InvalidArgumentError } from '../../errors.js';
import type { Connectivity } from '../connectivity/connectivity.js';

/** The group of every cell by name: an array that runs with `connectivity.ids`, or a map by id. */
export type GroupOf = ArrayLike<string> | ReadonlyMap<bigint, string>;

/** Cells in groups by number: cell `i` is in group `groups[group[i]]`. */
export interface CellGroups {
  readonly groups: readonly string[];
  readonly group: Uint32Array;
  /** `cellCounts[g]`: cells of group `groups[g]`. */
  readonly cellCounts: Uint32Array;
}

/** Numbers the groups, in the order given or else alphabetically; `caller` begins the errors. */
export function cellGroups(
  connectivity: Connectivity,
  groupOf: GroupOf,
  order: readonly string[] | undefined,
  caller: string,
): CellGroups {
  const names = namesByCell(connectivity, groupOf, caller);
  const groups = order === undefined ? [...new Set(names)].sort() : [...order];
  const numberOf = new Map(groups.map((name, g) => [name, g]));
  if (numberOf.size !== groups.length) {
    const repeated = groups.find((name, i) => groups.indexOf(name) !== i);
    throw new InvalidArgumentError(`${caller} order has a group twice: received ${repeated} again, expected each once`, {
      argument: 'order',
    });
  }
  const group = Uint32Array.from(names, (name, i) => {
    const number = numberOf.get(name);
    if (number !== undefined) return number;
    throw new InvalidArgumentError(
      `${caller} order lacks a group: received ${groups.join(', ')}, expected also ${name} of cell ${connectivity.ids[i]}`,
      { argument: 'order' },
    );
  });
  const cellCounts = new Uint32Array(groups.length);
  for (const g of group) cellCounts[g]++;
  return { groups, group, cellCounts };
}

function namesByCell({ ids, cellCount }: Connectivity, groupOf: GroupOf, caller: string): string[] {
  const byId = groupOf instanceof Map ? (groupOf as ReadonlyMap<bigint, string>) : undefined;
  const aligned = groupOf as ArrayLike<string>;
  if (!byId && aligned.length !== cellCount) {
    throw new InvalidArgumentError(
      `${caller} groupOf has the wrong length: received ${aligned.length}, expected ${cellCount}, one for each cell`,
      { argument: 'groupOf' },
    );
  }
  return Array.from(ids, (id, i) => {
    const name: unknown = byId ? byId.get(id) : aligned[i];
    if (typeof name === 'string') return name;
    throw new InvalidArgumentError(`${caller} cell ${id} has no group: received ${String(name)}, expected a name`, {
      argument: 'groupOf',
    });
  });
}
