import { type PointCells, sortIntoCells } from '../../spatial/point-cells.js';
import type { DiscretisedCable } from './discretise.js';

/**
 * Many discretised cables in one grid. Entry `e` of the grid is a point of cable `owners[e]`, and touches the pieces
 * `touching[t]`, `touchingStarts[e] <= t < touchingStarts[e + 1]`, of lengths `lengthsNm[piece]`.
 */
export interface CableGrid {
  readonly cableCount: number;
  readonly cells: PointCells;
  readonly owners: Uint32Array;
  readonly touchingStarts: Uint32Array;
  readonly touching: Uint32Array;
  readonly lengthsNm: Float64Array;
}

/** Points that no piece touches have no cable, and are left out. O(points + pieces + cells). */
export function gridOfCables(cables: readonly DiscretisedCable[], cellNm: number): CableGrid {
  let pointCount = 0;
  let pieceCount = 0;
  const touchedOf = cables.map(cable => {
    const touched = touchedPoints(cable);
    for (let p = 0; p < cable.pointCount; p++) pointCount += touched[p];
    pieceCount += cable.pieceCount;
    return touched;
  });

  const positionsNm = new Float64Array(3 * pointCount);
  const owners = new Uint32Array(pointCount);
  const ends = new Uint32Array(2 * pieceCount);
  const lengthsNm = new Float64Array(pieceCount);
  let points = 0;
  let pieces = 0;
  for (const [owner, cable] of cables.entries()) {
    const touched = touchedOf[owner];
    const places = new Uint32Array(cable.pointCount);
    for (let p = 0; p < cable.pointCount; p++) {
      if (touched[p] === 0) continue;
      for (let k = 0; k < 3; k++) positionsNm[3 * points + k] = cable.positionsNm[3 * p + k];
      owners[points] = owner;
      places[p] = points++;
    }
    for (let end = 0; end < 2 * cable.pieceCount; end++) ends[2 * pieces + end] = places[cable.pieces[end]];
    lengthsNm.set(cable.lengthsNm, pieces);
    pieces += cable.pieceCount;
  }

  const cells = sortIntoCells(positionsNm, cellNm);
  const entryOf = new Uint32Array(pointCount);
  for (let entry = 0; entry < pointCount; entry++) entryOf[cells.order[entry]] = entry;
  for (let end = 0; end < ends.length; end++) ends[end] = entryOf[ends[end]];
  const { starts: touchingStarts, items: touching } = piecesByPoint(ends, pointCount);
  return {
    cableCount: cables.length,
    cells,
    owners: cells.order.map(point => owners[point]),
    touchingStarts,
    touching,
    lengthsNm,
  };
}

/** `touched[p]` is 1 for the points at the end of some piece, else 0. */
export function touchedPoints({ pointCount, pieces }: DiscretisedCable): Uint8Array {
  const touched = new Uint8Array(pointCount);
  for (let end = 0; end < pieces.length; end++) touched[pieces[end]] = 1;
  return touched;
}

/** The pieces at each point: `items[t]`, `starts[p] <= t < starts[p + 1]`. A piece from a point to itself is there twice. */
function piecesByPoint(ends: Uint32Array, pointCount: number): { starts: Uint32Array; items: Uint32Array } {
  const starts = new Uint32Array(pointCount + 1);
  for (let end = 0; end < ends.length; end++) starts[ends[end] + 1]++;
  for (let p = 0; p < pointCount; p++) starts[p + 1] += starts[p];
  const items = new Uint32Array(starts[pointCount]);
  const next = starts.slice(0, -1);
  for (let end = 0; end < ends.length; end++) items[next[ends[end]]++] = end >> 1;
  return { starts, items };
}
