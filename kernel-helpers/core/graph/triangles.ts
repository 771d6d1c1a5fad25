import type { Connectivity } from '../connectivity/connectivity.js';
import { type DyadRows, dyadRows } from './rows.js';

/**
 * The dyads of a graph, each once, from the cell of lower to the cell of higher rank, where cells with more partners
 * rank higher: no cell then has more than sqrt(2 dyads) partners above it, however many it has in all, which bounds the
 * search for triangles by O(dyads^1.5).
 */
export interface RankedDyads {
  /** `cells[rank]`, by ascending number of partners. */
  readonly cells: Uint32Array;
  readonly offsets: Uint32Array;
  /** `rank * 4 + kind` of the partner above, ascending. */
  readonly above: Uint32Array;
  readonly dyads: DyadRows;
}

export function rankedDyads(connectivity: Connectivity): RankedDyads {
  const { cellCount } = connectivity;
  const dyads = dyadRows(connectivity);
  const cells = byDegree(dyads.offsets);
  const rank = new Uint32Array(cellCount);
  for (let r = 0; r < cellCount; r++) rank[cells[r]] = r;
  const offsets = new Uint32Array(cellCount + 1);
  const above = new Uint32Array(dyads.partners.length / 2);
  let at = 0;
  for (let r = 0; r < cellCount; r++) {
    const cell = cells[r];
    const start = at;
    for (let e = dyads.offsets[cell]; e < dyads.offsets[cell + 1]; e++) {
      const other = rank[dyads.partners[e]];
      if (other > r) above[at++] = other * 4 + dyads.kinds[e];
    }
    above.subarray(start, at).sort();
    offsets[r + 1] = at;
  }
  return { cells, offsets, above, dyads };
}

/** Cells by ascending length of their rows, equals in their order: a counting sort. */
function byDegree(offsets: Uint32Array): Uint32Array {
  const cellCount = offsets.length - 1;
  const starts = new Uint32Array(cellCount + 1);
  for (let cell = 0; cell < cellCount; cell++) starts[offsets[cell + 1] - offsets[cell] + 1]++;
  for (let degree = 0; degree < cellCount; degree++) starts[degree + 1] += starts[degree];
  const cells = new Uint32Array(cellCount);
  for (let cell = 0; cell < cellCount; cell++) cells[starts[offsets[cell + 1] - offsets[cell]]++] = cell;
  return cells;
}

/**
 * Triangles by the kinds of their dyads: `counts[16 * ab + 4 * bc + ac]` for cells a, b, c of ascending rank, the kind
 * of each dyad seen from the cell of lower rank. Places with a kind of 0 are of no meaning.
 */
export function trianglesByKind({ cells, offsets, above }: RankedDyads): Float64Array {
  const counts = new Float64Array(64);
  const some = new Uint32Array(64); // of one cell: they cannot overflow, and are quicker to count in
  const kindWith = new Uint8Array(cells.length);
  for (let a = 0; a < cells.length; a++) {
    const end = offsets[a + 1];
    if (end - offsets[a] < 2) continue;
    for (let e = offsets[a]; e < end; e++) kindWith[above[e] >>> 2] = above[e] & 3;
    some.fill(0);
    for (let e = offsets[a]; e < end; e++) {
      const b = above[e] >>> 2;
      const kind = (above[e] & 3) << 4;
      const last = offsets[b + 1];
      // No test whether c is a partner of a: it would be guessed wrong too often. If not, 0 is added to the place.
      for (let f = offsets[b]; f < last; f++) some[kind | ((above[f] & 3) << 2) | kindWith[above[f] >>> 2]]++;
    }
    for (let i = 0; i < 64; i++) counts[i] += some[i];
    for (let e = offsets[a]; e < end; e++) kindWith[above[e] >>> 2] = 0;
  }
  return counts;
}
