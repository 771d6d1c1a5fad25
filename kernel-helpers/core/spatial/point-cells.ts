/** The most cells a grid may have; a larger extent gets larger cells, which costs time and never a point. */
const MAX_CELLS = 2 ** 23;

/**
 * Points sorted by the cell of a regular grid that they lie in. The points of cell `c` are the entries `e` with
 * `starts[c] <= e < starts[c + 1]`: point `order[e]` lies at `xs[e], ys[e], zs[e]`. Cells run along x first, so that
 * neighbours along x are one stretch of entries.
 */
export interface PointCells {
  readonly cellNm: number;
  readonly lowNm: readonly [number, number, number];
  /** Cells along x, y and z; at least 1 each. */
  readonly size: readonly [number, number, number];
  readonly starts: Uint32Array;
  /** Ascending within a cell. */
  readonly order: Uint32Array;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly zs: Float64Array;
}

/**
 * Finite points `positionsNm[3*i + k]` in cells of at least `cellNm`. O(points + cells).
 *
 * Cells are larger than asked for where the extent of the points would need more than eight million of them.
 */
export function sortIntoCells(positionsNm: ArrayLike<number>, cellNm: number): PointCells {
  const count = positionsNm.length / 3;
  const low: [number, number, number] = [0, 0, 0];
  const extent = [0, 0, 0];
  for (let axis = 0; axis < 3 && count > 0; axis++) {
    let min = positionsNm[axis];
    let max = min;
    for (let at = axis; at < positionsNm.length; at += 3) {
      if (positionsNm[at] < min) min = positionsNm[at];
      else if (positionsNm[at] > max) max = positionsNm[at];
    }
    low[axis] = min;
    extent[axis] = max - min;
  }
  let side = cellNm;
  const cellsAlong = (length: number): number => Math.floor(length / side) + 1;
  while (cellsAlong(extent[0]) * cellsAlong(extent[1]) * cellsAlong(extent[2]) > MAX_CELLS) side *= 1.25;
  const size: [number, number, number] = [cellsAlong(extent[0]), cellsAlong(extent[1]), cellsAlong(extent[2])];

  const cellOf = new Uint32Array(count);
  const starts = new Uint32Array(size[0] * size[1] * size[2] + 1);
  for (let i = 0; i < count; i++) {
    const x = Math.floor((positionsNm[3 * i] - low[0]) / side);
    const y = Math.floor((positionsNm[3 * i + 1] - low[1]) / side);
    const z = Math.floor((positionsNm[3 * i + 2] - low[2]) / side);
    cellOf[i] = (z * size[1] + y) * size[0] + x;
    starts[cellOf[i] + 1]++;
  }
  for (let cell = 1; cell < starts.length; cell++) starts[cell] += starts[cell - 1];
  const next = starts.slice(0, -1);
  const order = new Uint32Array(count);
  const xs = new Float64Array(count);
  const ys = new Float64Array(count);
  const zs = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const entry = next[cellOf[i]]++;
    order[entry] = i;
    xs[entry] = positionsNm[3 * i];
    ys[entry] = positionsNm[3 * i + 1];
    zs[entry] = positionsNm[3 * i + 2];
  }
  return { cellNm: side, lowNm: low, size, starts, order, xs, ys, zs };
}

/**
 * The distance to look at so that nothing is missed that the rounded arithmetic of a distance finds within `reachNm` of
 * a place: `reachNm` and a hair, for coordinates as large as `placeNm`.
 */
export function safeReach(reachNm: number, placeNm: number): number {
  return reachNm + (reachNm + Math.abs(placeNm)) * 2 ** -50;
}

/** The cell along one axis that `atNm` lies in, the first or the last one for places beyond the grid. */
export function clampedCell(cells: PointCells, axis: 0 | 1 | 2, atNm: number): number {
  const cell = Math.floor((atNm - cells.lowNm[axis]) / cells.cellNm);
  return cell < 0 ? 0 : cell >= cells.size[axis] ? cells.size[axis] - 1 : cell;
}
