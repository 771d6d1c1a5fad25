/** Points of any kind as a viewer takes them. */

import { bigintColumn, columnNames, numberColumn, type TableLike } from '../../core/table.js';
import { InvalidArgumentError } from '../../errors.js';
import { checkColor } from '../palette.js';
import { checkRadiusNm, checkText, isWithinReach, refused } from './check-values.js';
import { asTable, type ColumnsLike, positionsOf } from './place-columns.js';

/**
 * Points: a table or columns with `x_nm`, `y_nm`, `z_nm` (annotations of `precomputed` have them; `soma_x_nm` … are
 * taken, too) and, if there are any, `id` and `radius_nm`; or the coordinates themselves, x, y, z after another.
 */
export interface ShownPoints {
  readonly points: TableLike | ColumnsLike | Float32Array | Float64Array;
  readonly name?: string;
  /** `#rgb` or `#rrggbb`; grey when absent. */
  readonly color?: string;
  /** Of every point without a radius of its own; default 500 nm. */
  readonly radiusNm?: number;
  /** What the points are; somata are drawn with their true size. Default `points`. */
  readonly role?: 'points' | 'somata';
}

export interface CheckedPoints {
  readonly name: string;
  readonly color: string;
  readonly radiusNm: number;
  readonly role: 'points' | 'somata';
  readonly positionsNm: Float32Array;
  readonly radiiNm: Float32Array | undefined;
  readonly ids: BigUint64Array | undefined;
}

/** @throws {InvalidArgumentError} when columns are missing or wrong. */
export function checkPoints(given: unknown, where: string): CheckedPoints {
  const { points, name, color, radiusNm, role = 'points' } = given as ShownPoints;
  if (role !== 'points' && role !== 'somata') throw refused(`${where} role`, role, 'points or somata', 'role');
  const common = {
    name: name === undefined ? role : checkText(name, `${where} name`, 'name'),
    color: color === undefined ? '#8c8c8c' : checkColor(color, `${where} points`),
    radiusNm: radiusNm === undefined ? (role === 'somata' ? 5000 : 500) : checkRadiusNm(radiusNm, `${where} radiusNm`),
    role,
  };
  if (points instanceof Float32Array || points instanceof Float64Array) {
    const bad = points.findIndex(value => !isWithinReach(value));
    if (points.length % 3 !== 0 || bad >= 0) {
      throw new InvalidArgumentError(
        `${where} points are not valid: received ${bad >= 0 ? `${points[bad]} at ${bad}` : `${points.length} numbers`}, ` +
          'expected three finite coordinates in nm a point',
        { argument: 'points' },
      );
    }
    return { ...common, positionsNm: Float32Array.from(points), radiiNm: undefined, ids: undefined };
  }
  const table = asTable(points);
  const names = columnNames(table);
  return {
    ...common,
    positionsNm: positionsOf(table, `${where} points`),
    radiiNm: names.includes('radius_nm') ? radiiOf(table, where) : undefined,
    ids: names.includes('id') ? bigintColumn(table, 'id') : undefined,
  };
}

function radiiOf(table: TableLike, where: string): Float32Array {
  const radii = Float32Array.from(numberColumn(table, 'radius_nm'));
  radii.forEach((radius, row) => {
    checkRadiusNm(radius, `${where} radius_nm row ${row}`);
  });
  return radii;
}
