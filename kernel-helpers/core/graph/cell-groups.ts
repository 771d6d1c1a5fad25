import type { Connectivity } from '../connectivity/connectivity.js';
import { type GroupOf, groupCells } from '../connectivity/grouping.js';

export type { GroupOf } from '../connectivity/grouping.js';

/** Cells in groups by number: cell `i` is in group `groups[group[i]]`. */
export interface CellGroups {
  readonly groups: readonly string[];
  readonly group: Uint32Array;
  /** `cellCounts[g]`: cells of group `groups[g]`. */
  readonly cellCounts: Uint32Array;
}

/** Numbers the groups, in the order given or else alphabetically; every cell must have one. `caller` begins the errors. */
export function cellGroups(
  connectivity: Connectivity,
  groupOf: GroupOf,
  order: readonly string[] | undefined,
  caller: string,
): CellGroups {
  const { names, groups, cellCounts } = groupCells(connectivity, groupOf, {
    caller,
    argument: 'groupOf',
    order,
    orderArgument: 'order',
    leaveOut: false,
    remedy: '; connectivity.subset leaves cells out',
  });
  return { groups: names, group: Uint32Array.from(groups), cellCounts };
}
