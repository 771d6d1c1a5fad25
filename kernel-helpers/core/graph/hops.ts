import type { Rows } from './rows.js';

/** As many searches go side by side as a number has bits. */
const LANES = 32;

/**
 * Told the cells first met after a number of hops: `lanes` has bit k set when the search from `sources[first + k]` met
 * `cell` there.
 */
type Meet = (cell: number, lanes: number, hops: number, first: number) => void;

/**
 * Breadth-first searches from many cells, 32 at a time: a cell that several of them reach in one step is looked at once
 * for all, which in a graph of few hops they nearly all do.
 *
 * O(pairs · hops) for every 32 sources.
 *
 * @source Then et al. 2014, "The more the merrier: efficient multi-source graph traversal", doi:10.14778/2735496.2735507
 */
export function searchByHops({ offsets, partners }: Rows, sources: Uint32Array, meet: Meet): void {
  const cellCount = offsets.length - 1;
  const met = new Int32Array(cellCount);
  let here = new Int32Array(cellCount);
  let next = new Int32Array(cellCount);
  for (let first = 0; first < sources.length; first += LANES) {
    met.fill(0);
    here.fill(0);
    const lanes = Math.min(LANES, sources.length - first);
    for (let k = 0; k < lanes; k++) {
      met[sources[first + k]] |= 1 << k;
      here[sources[first + k]] |= 1 << k;
    }
    for (let cell = 0; cell < cellCount; cell++) if (here[cell] !== 0) meet(cell, here[cell], 0, first);
    for (let hops = 1, any = true; any; hops++) {
      next.fill(0);
      for (let cell = 0; cell < cellCount; cell++) {
        const from = here[cell];
        if (from === 0) continue;
        const end = offsets[cell + 1];
        for (let e = offsets[cell]; e < end; e++) next[partners[e]] |= from;
      }
      any = false;
      for (let cell = 0; cell < cellCount; cell++) {
        const fresh = next[cell] & ~met[cell];
        next[cell] = fresh;
        if (fresh === 0) continue;
        met[cell] |= fresh;
        any = true;
        meet(cell, fresh, hops, first);
      }
      [here, next] = [next, here];
    }
  }
}

/** `counts[row]`: cells that can be reached from `sources[row]`, itself among them. */
export function reachCounts(rows: Rows, sources: Uint32Array): Uint32Array {
  const counts = new Uint32Array(sources.length);
  searchByHops(rows, sources, (_cell, lanes, _hops, first) => {
    for (let left = lanes; left !== 0; left &= left - 1) counts[first + 31 - Math.clz32(left & -left)]++;
  });
  return counts;
}
