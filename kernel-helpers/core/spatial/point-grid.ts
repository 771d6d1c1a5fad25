import { InvalidArgumentError } from '../../errors.js';
import { clampedCell, type PointCells, safeReach, sortIntoCells } from './point-cells.js';

/** A thousand kilometres: what is farther out is no tissue, and its distances would lose more than the last digits. */
const MAX_COORDINATE_NM = 1e15;

/** Points to be searched by place. Answers are exact: those of a look at every point, in double precision. */
export interface PointGrid {
  readonly pointCount: number;
  /** The side of its cells, nm; larger than asked for where the points are spread too wide for so many cells. */
  readonly cellNm: number;
  /**
   * The index of the point nearest to a place, at most `maxNm` away (that distance included; any distance when it is
   * left out), or -1. Of points at the same distance, the one of lowest index.
   */
  nearest(xNm: number, yNm: number, zNm: number, maxNm?: number): number;
  /** Calls `visit` once for each point within `radiusNm` of a place, that distance included; in no promised order. */
  within(
    xNm: number,
    yNm: number,
    zNm: number,
    radiusNm: number,
    visit: (index: number, distanceNm: number) => void,
  ): void;
}

/**
 * A regular grid over the points `positionsNm[3*i + k]`, k = 0, 1, 2 for x, y, z.
 *
 * Cells about as large as the distances asked for are fastest. O(points + cells) to build; a search looks at the points
 * of the cells within reach, so it is quick for near points and slow far from them all.
 *
 * @throws {InvalidArgumentError} when there are not three numbers a point, a coordinate is not finite or beyond ±1e15, or `cellNm` is not
 * a finite number above 0; of the searches, when the place is not finite or the distance is NaN or negative.
 * @example
 * const grid = buildPointGrid([0, 0, 0, 3000, 0, 0], 2000);
 * grid.nearest(2000, 100, 0, 5000); // 1
 */
export function buildPointGrid(positionsNm: ArrayLike<number>, cellNm: number): PointGrid {
  if (!(cellNm > 0 && cellNm < Number.POSITIVE_INFINITY)) {
    throw new InvalidArgumentError(
      `buildPointGrid cellNm is not a size: received ${cellNm}, expected a finite number above 0`,
      { argument: 'cellNm' },
    );
  }
  checkPositions(positionsNm, 'buildPointGrid');
  const cells = sortIntoCells(positionsNm, cellNm);
  return {
    pointCount: positionsNm.length / 3,
    cellNm: cells.cellNm,
    nearest(xNm, yNm, zNm, maxNm = Number.POSITIVE_INFINITY) {
      checkQuery('nearest', 'maxNm', xNm, yNm, zNm, maxNm);
      return nearestIn(cells, xNm, yNm, zNm, maxNm);
    },
    within(xNm, yNm, zNm, radiusNm, visit) {
      checkQuery('within', 'radiusNm', xNm, yNm, zNm, radiusNm);
      visitWithin(cells, xNm, yNm, zNm, radiusNm, visit);
    },
  };
}

/**
 * Refuses positions that are not three numbers a point, or not finite, or beyond ±1e15 nm.
 *
 * @throws {InvalidArgumentError} `<caller> <argument> …`
 */
export function checkPositions(positionsNm: ArrayLike<number>, caller: string, argument = 'positionsNm'): void {
  if (positionsNm.length % 3 !== 0) {
    throw new InvalidArgumentError(
      `${caller} ${argument} is not three numbers a point: received ${positionsNm.length} numbers, expected x, y, z, x, y, z …`,
      { argument },
    );
  }
  for (let at = 0; at < positionsNm.length; at++) {
    const value: unknown = positionsNm[at];
    // by its type as well: null would pass for 0
    if (typeof value === 'number' && Math.abs(value) <= MAX_COORDINATE_NM) continue;
    throw new InvalidArgumentError(
      `${caller} ${argument} of point ${Math.floor(at / 3)} is missing or no place: received ${String(value)} for ${'xyz'[at % 3]}, expected a number of nm within ±1e15`,
      { argument },
    );
  }
}

function checkQuery(search: string, reach: string, x: number, y: number, z: number, reachNm: number): void {
  if (!Number.isFinite(x + y + z)) {
    throw new InvalidArgumentError(
      `PointGrid.${search} place is not finite: received ${x}, ${y}, ${z}, expected three numbers of nm`,
      { argument: 'place' },
    );
  }
  if (reachNm >= 0) return;
  throw new InvalidArgumentError(
    `PointGrid.${search} ${reach} is not a distance: received ${reachNm}, expected 0 or more`,
    { argument: reach },
  );
}

function visitWithin(
  cells: PointCells,
  x: number,
  y: number,
  z: number,
  radiusNm: number,
  visit: (index: number, distanceNm: number) => void,
): void {
  const { starts, order, xs, ys, zs, size } = cells;
  if (order.length === 0) return;
  const [x0, x1] = cellsWithin(cells, 0, x, radiusNm);
  const [y0, y1] = cellsWithin(cells, 1, y, radiusNm);
  const [z0, z1] = cellsWithin(cells, 2, z, radiusNm);
  for (let cz = z0; cz <= z1; cz++) {
    for (let cy = y0; cy <= y1; cy++) {
      const row = (cz * size[1] + cy) * size[0];
      const end = starts[row + x1 + 1];
      for (let entry = starts[row + x0]; entry < end; entry++) {
        const dx = xs[entry] - x;
        const dy = ys[entry] - y;
        const dz = zs[entry] - z;
        const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
        if (distance <= radiusNm) visit(order[entry], distance);
      }
    }
  }
}

function cellsWithin(cells: PointCells, axis: 0 | 1 | 2, at: number, reachNm: number): [number, number] {
  const reach = safeReach(reachNm, at);
  return [clampedCell(cells, axis, at - reach), clampedCell(cells, axis, at + reach)];
}

/** Looks at shells of cells, nearest first, until no farther shell can hold a point as near as the best one found. */
function nearestIn(cells: PointCells, x: number, y: number, z: number, maxNm: number): number {
  const { starts, order, xs, ys, zs, size, cellNm, lowNm } = cells;
  if (order.length === 0) return -1;
  const at = [x, y, z];
  const home = at.map((value, axis) => Math.floor((value - lowNm[axis]) / cellNm));
  // the first shell that touches the grid, and the last
  let shell = 0;
  let last = 0;
  for (let axis = 0; axis < 3; axis++) {
    shell = Math.max(shell, -home[axis], home[axis] - (size[axis] - 1));
    last = Math.max(last, home[axis], size[axis] - 1 - home[axis]);
  }
  let best = -1;
  let bestDistance = maxNm;
  const scan = (from: number, to: number): void => {
    for (let entry = starts[from]; entry < starts[to + 1]; entry++) {
      const dx = xs[entry] - x;
      const dy = ys[entry] - y;
      const dz = zs[entry] - z;
      const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
      if (distance > bestDistance) continue;
      if (distance === bestDistance && best >= 0 && order[entry] > best) continue;
      best = order[entry];
      bestDistance = distance;
    }
  };
  const [cx, cy, cz] = home;
  for (; shell <= last; shell++) {
    // a point of this shell is at least shell - 1 whole cells away, less what rounding may take
    if ((shell - 1) * cellNm > safeReach(bestDistance, Math.max(Math.abs(x), Math.abs(y), Math.abs(z)))) break;
    const x0 = Math.max(0, cx - shell);
    const x1 = Math.min(size[0] - 1, cx + shell);
    for (let kz = Math.max(0, cz - shell); kz <= Math.min(size[2] - 1, cz + shell); kz++) {
      for (let ky = Math.max(0, cy - shell); ky <= Math.min(size[1] - 1, cy + shell); ky++) {
        const row = (kz * size[1] + ky) * size[0];
        if (Math.abs(kz - cz) === shell || Math.abs(ky - cy) === shell) {
          if (x0 <= x1) scan(row + x0, row + x1);
          continue;
        }
        if (cx - shell >= 0 && cx - shell < size[0]) scan(row + cx - shell, row + cx - shell);
        if (shell > 0 && cx + shell < size[0] && cx + shell >= 0) scan(row + cx + shell, row + cx + shell);
      }
    }
  }
  return best;
}
