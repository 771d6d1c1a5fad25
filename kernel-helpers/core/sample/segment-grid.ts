import type { Segments } from './segments.js';

const CELL_UM = 20;

/** Segments by the cell of a regular grid that their midpoint lies in: what is near a place, without looking at all. */
export interface SegmentGrid {
  /** Calls `visit` with every segment whose midpoint lies within `reachUm` (or a little farther) of the place. */
  near(x: number, y: number, z: number, reachUm: number, visit: (segment: number) => void): void;
}

/** A grid over `segments`, in O(segments). */
export function segmentGrid({ count, ends }: Segments): SegmentGrid {
  const low = [0, 0, 0];
  const high = [0, 0, 0];
  for (let i = 0; i < 6 * count; i++) {
    low[i % 3] = Math.min(low[i % 3], ends[i]);
    high[i % 3] = Math.max(high[i % 3], ends[i]);
  }
  const size = low.map((from, k) => Math.floor((high[k] - from) / CELL_UM) + 1);
  const cellAlong = (k: number, at: number): number =>
    Math.min(size[k] - 1, Math.max(0, Math.floor((at - low[k]) / CELL_UM)));

  const cellOf = Uint32Array.from({ length: count }, (_, i) => {
    const [x, y, z] = [0, 1, 2].map(k => cellAlong(k, (ends[6 * i + k] + ends[6 * i + 3 + k]) / 2));
    return (z * size[1] + y) * size[0] + x;
  });
  const first = new Uint32Array(size[0] * size[1] * size[2] + 1);
  for (const cell of cellOf) first[cell + 1]++;
  for (let cell = 1; cell < first.length; cell++) first[cell] += first[cell - 1];
  const next = first.slice();
  const members = new Uint32Array(count);
  for (let i = 0; i < count; i++) members[next[cellOf[i]]++] = i;

  return {
    near(x, y, z, reachUm, visit) {
      const x1 = cellAlong(0, x + reachUm);
      const y1 = cellAlong(1, y + reachUm);
      const z1 = cellAlong(2, z + reachUm);
      for (let cz = cellAlong(2, z - reachUm); cz <= z1; cz++) {
        for (let cy = cellAlong(1, y - reachUm); cy <= y1; cy++) {
          const row = (cz * size[1] + cy) * size[0];
          const end = first[row + x1 + 1];
          for (let m = first[row + cellAlong(0, x - reachUm)]; m < end; m++) visit(members[m]);
        }
      }
    },
  };
}
