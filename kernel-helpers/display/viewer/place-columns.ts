/** Positions from whatever has them. */

import { isTable, numberColumn, type TableLike, tableOf } from '../../core/table.js';
import { InvalidArgumentError } from '../../errors.js';
import { isWithinReach } from './check-values.js';

/** Columns or arrays that run together, such as those of `column.synapses`. */
export type ColumnsLike = Readonly<Record<string, ArrayLike<unknown>>>;

export function asTable(given: TableLike | ColumnsLike): TableLike {
  return isTable(given) ? given : tableOf(given);
}

/** Names under which tables have positions in nanometres, the first that a table has. */
const known = ['', 'ctr_pt_position_', 'pre_pt_position_', 'pt_position_', 'soma_'] as const;

/**
 * `positionsNm[3*row + k]` from the columns `x_nm`, `y_nm`, `z_nm`, or the like with a prefix.
 *
 * @throws {InvalidArgumentError} when there are none, or one is not finite.
 */
export function positionsOf(table: TableLike, where: string, prefix?: string): Float32Array {
  const names = new Set(table.schema.fields.map(field => field.name));
  const candidates = prefix === undefined ? known : [prefix];
  const found = candidates.find(start => ['x', 'y', 'z'].every(axis => names.has(`${start}${axis}_nm`)));
  if (found === undefined) {
    throw new InvalidArgumentError(
      `${where} has no positions: received columns ${[...names].join(', ') || '(none)'}, expected ` +
        `${candidates[0]}x_nm, ${candidates[0]}y_nm and ${candidates[0]}z_nm in nanometres`,
      { argument: 'positions' },
    );
  }
  const axes = ['x', 'y', 'z'].map(axis => numberColumn(table, `${found}${axis}_nm`));
  const positionsNm = new Float32Array(3 * table.numRows);
  for (let row = 0; row < table.numRows; row += 1) {
    for (let k = 0; k < 3; k += 1) {
      const value = axes[k][row];
      if (!isWithinReach(value)) {
        throw new InvalidArgumentError(
          `${where} row ${row} has a bad position: received ${value}, expected finite nanometres`,
          { argument: 'positions' },
        );
      }
      positionsNm[3 * row + k] = value;
    }
  }
  return positionsNm;
}
