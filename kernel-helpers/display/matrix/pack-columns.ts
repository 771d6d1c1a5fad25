/** What is known of the cells of a matrix, group by group and number by number, as it is sent. */

import { packBytes, toBytePlanes } from '../../contract/bytes.js';
import { MATRIX_LIMITS, type MatrixGrouping, type MatrixProperty } from '../../contract/matrix/matrix.js';
import { packFloats } from '../../contract/matrix/wiring.js';
import type { Connectivity } from '../../core/connectivity/connectivity.js';
import { type Grouping, type GroupOf, groupCells } from '../../core/connectivity/grouping.js';
import { cellTypeColors, checkColor, UNKNOWN_TYPE_COLOR } from '../palette.js';
import type { CellValues, WiringMatrixOptions } from './options.js';
import type { NullGrouping } from './pack-nulls.js';
import { bad } from './refused.js';

/** The groups as `packGrouping` has them, before they are packed. */
export function nullGroupings(wiring: Connectivity, options: WiringMatrixOptions): NullGrouping[] {
  return Object.entries(options.groups ?? {}).map(([name, groupOf]) => {
    const { names, groups } = groupsOf(wiring, name, groupOf, options);
    return { name, groups: names, groupOf: groups };
  });
}

function groupsOf(
  wiring: Connectivity,
  name: string,
  groupOf: GroupOf,
  { groupOrder = {} }: WiringMatrixOptions,
): Grouping {
  return groupCells(wiring, groupOf, {
    caller: 'matrix',
    argument: `groups.${name}`,
    order: Object.hasOwn(groupOrder, name) ? groupOrder[name] : undefined,
    orderArgument: `groupOrder.${name}`,
    leaveOut: true,
    remedy: '',
  });
}

export function packGrouping(
  wiring: Connectivity,
  name: string,
  groupOf: GroupOf,
  options: WiringMatrixOptions,
): MatrixGrouping {
  const { colors = {} } = options;
  const { names, groups } = groupsOf(wiring, name, groupOf, options);
  if (names.length > MATRIX_LIMITS.groups) {
    throw bad(`groups.${name}`, 'has too many groups', names.length, `at most ${MATRIX_LIMITS.groups}`);
  }
  const usual = cellTypeColors(names);
  return {
    name,
    groups: names,
    colors: names.map(group =>
      Object.hasOwn(colors, group)
        ? checkColor(colors[group], `group ${group}`)
        : (usual.get(group) ?? UNKNOWN_TYPE_COLOR),
    ),
    codes: packBytes(toBytePlanes(Uint16Array.from(groups, group => (group < 0 ? names.length : group)))),
  };
}

export function packProperty({ cellCount }: Connectivity, name: string, given: CellValues): MatrixProperty {
  const { values, unit = '' } =
    typeof given === 'object' && 'values' in given && typeof given.values !== 'function'
      ? (given as { readonly values: ArrayLike<number | null>; readonly unit?: string })
      : { values: given as ArrayLike<number | null> };
  const numbers = Float32Array.from(values as ArrayLike<number | null>, value => value ?? Number.NaN);
  if (numbers.length !== cellCount) {
    throw bad(`values.${name}`, 'has the wrong length', numbers.length, `${cellCount}, one for each cell`);
  }
  return { name, unit, values: packFloats(numbers) };
}
