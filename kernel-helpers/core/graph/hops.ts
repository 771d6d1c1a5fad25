import type { Rows } from './rows.js';

/** As many searches go side by side as a number has bits. */
const LANES = 32;

/**
 * Told the cells first met after a number of hops: `lanes` has bit k set when the search from `sources[first + k]` met
 * `cell` there.
 */
type Meet = (cell: number, lanes: number, hops: number, first: number) => void;

/** While fewer cells than one in so many are on the way, they are listed; else all cells are looked through. */
const FEW = 16;

/**
 * Breadth-first searches from many cells, 32 at a time: a cell that several of them reach in one step is looked at once
 * for all, which in a graph of few hops they nearly all do.
 *
 * For every 32 sources at most O((cells + pairs) · hops), and no more than 32 searches one by one would take, however
 * many hops there are.
 *
 * @source Then et al. 2014, "The more the merrier: efficient multi-source graph traversal", doi:10.14778/2735496.2735507
 */
export function searchByHops({ offsets, partners }: Rows, sources: Uint32Array, meet: Meet): void {
  const cellCount = offsets.length - 1;
  const met = new Int32Array(cellCount);
  let here = new Int32Array(cellCount);
  let next = new Int32Array(cellCount);
  let cells = new Uint32Array(cellCount); // those of `here`, in the order they were met
  let nextCells = new Uint32Array(cellCount);
  const few = cellCount / FEW;
  for (let first = 0; first < sources.length; first += LANES) {
    met.fill(0);
    here.fill(0);
    let count = 0;
    const lanes = Math.min(LANES, sources.length - first);
    for (let k = 0; k < lanes; k++) {
      const source = sources[first + k];
      if (here[source] === 0) cells[count++] = source;
      met[source] |= 1 << k;
      here[source] |= 1 << k;
    }
    for (let i = 0; i < count; i++) meet(cells[i], here[cells[i]], 0, first);
    next.fill(0);
    for (let hops = 1; count > 0; hops++) {
      let reached = 0;
      if (count < few) {
        for (let i = 0; i < count; i++) {
          const cell = cells[i];
          const from = here[cell];
          here[cell] = 0;
          for (let e = offsets[cell]; e < offsets[cell + 1]; e++) {
            const partner = partners[e];
            if (next[partner] === 0) nextCells[reached++] = partner;
            next[partner] |= from;
          }
        }
      } else {
        for (let cell = 0; cell < cellCount; cell++) {
          const from = here[cell];
          if (from === 0) continue;
          here[cell] = 0;
          const end = offsets[cell + 1];
          for (let e = offsets[cell]; e < end; e++) next[partners[e]] |= from;
        }
        for (let cell = 0; cell < cellCount; cell++) if (next[cell] !== 0) nextCells[reached++] = cell;
      }
      count = 0;
      for (let i = 0; i < reached; i++) {
        const cell = nextCells[i];
        const fresh = next[cell] & ~met[cell];
        next[cell] = fresh;
        if (fresh === 0) continue;
        met[cell] |= fresh;
        nextCells[count++] = cell;
        meet(cell, fresh, hops, first);
      }
      [here, next] = [next, here];
      [cells, nextCells] = [nextCells, cells];
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
