import type { Segments } from './segments.js';

const CELL_UM = 12;

/** Segments by the cell of a regular grid that their middle lies in: what is near a place, without looking at all. */
export interface SegmentGrid {
  /**
   * Writes into `found` every segment whose middle lies within `reachUm` of the box round `ends[6*i … 6*i+5]`, and
   * some farther ones; returns how many. `found` must hold as many as there are segments.
   */
  near(ends: Float64Array, i: number, reachUm: number, found: Uint32Array): number;
}

/** A grid over `segments`, in O(segments). */
export function segmentGrid({ count, middles }: Segments): SegmentGrid {
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < 3 * count; i++) {
    const axis = i % 3;
    if (middles[i] < low[axis]) low[axis] = middles[i];
    if (middles[i] > high[axis]) high[axis] = middles[i];
  }
  const [width, height, depth] = low.map((from, k) => (count === 0 ? 1 : Math.floor((high[k] - from) / CELL_UM) + 1));
  const cellAlong = (axis: number, size: number, at: number): number => {
    const cell = Math.floor((at - low[axis]) / CELL_UM);
    return cell < 0 ? 0 : cell >= size ? size - 1 : cell;
  };

  const cellOf = new Uint32Array(count);
  const first = new Uint32Array(width * height * depth + 1);
  for (let i = 0; i < count; i++) {
    const x = cellAlong(0, width, middles[3 * i]);
    const y = cellAlong(1, height, middles[3 * i + 1]);
    const z = cellAlong(2, depth, middles[3 * i + 2]);
    cellOf[i] = (z * height + y) * width + x;
    first[cellOf[i] + 1]++;
  }
  for (let cell = 1; cell < first.length; cell++) first[cell] += first[cell - 1];
  const next = first.slice();
  const members = new Uint32Array(count);
  for (let i = 0; i < count; i++) members[next[cellOf[i]]++] = i;

  return {
    near(ends, i, reachUm, found) {
      const at = 6 * i;
      const x0 = cellAlong(0, width, Math.min(ends[at], ends[at + 3]) - reachUm);
      const x1 = cellAlong(0, width, Math.max(ends[at], ends[at + 3]) + reachUm);
      const y0 = cellAlong(1, height, Math.min(ends[at + 1], ends[at + 4]) - reachUm);
      const y1 = cellAlong(1, height, Math.max(ends[at + 1], ends[at + 4]) + reachUm);
      const z0 = cellAlong(2, depth, Math.min(ends[at + 2], ends[at + 5]) - reachUm);
      const z1 = cellAlong(2, depth, Math.max(ends[at + 2], ends[at + 5]) + reachUm);
      let count = 0;
      for (let z = z0; z <= z1; z++) {
        for (let y = y0; y <= y1; y++) {
          const row = (z * height + y) * width;
          const end = first[row + x1 + 1];
          for (let m = first[row + x0]; m < end; m++) found[count++] = members[m];
        }
      }
      return count;
    },
  };
}
