import type { Connectivity } from '../connectivity/connectivity.js';
import { type GroupOf, groupCells } from '../connectivity/grouping.js';

/** Cells in groups by number: cell `i` is in group `groups[group[i]]`, and each is in one. */
export interface NullGroups {
  readonly groups: readonly string[];
  readonly group: Int32Array;
  /** `cellCounts[g]`: cells of group `groups[g]`. */
  readonly cellCounts: Uint32Array;
}

/** Groups in alphabetical order. A cell without one would be in no stratum, so it is refused. */
export function nullGroups(connectivity: Connectivity, groupOf: GroupOf, caller: string, argument: string): NullGroups {
  const { names, groups, cellCounts } = groupCells(connectivity, groupOf, {
    caller,
    argument,
    order: undefined,
    orderArgument: 'order',
    leaveOut: false,
    remedy: '; connectivity.subset leaves cells out',
  });
  return { groups: names, group: groups, cellCounts };
}
