import type { Rows } from './rows.js';

/** When a search may do less. */
export interface SearchOptions {
  /** Stop when this cell is reached. */
  readonly goal?: number;
  /** How many cells can be reached, the source among them. */
  readonly reachable?: number;
}

/** Cells taken from the heap before it is looked through for the farthest again. */
const BETWEEN_LOOKS = 32;

/** Shortest paths from one cell by Dijkstra's method, with memory that is used again for the next. */
export class Dijkstra {
  /** `distances[cell]`, Infinity where it cannot be reached. Holds until the next search. */
  readonly distances: Float64Array;
  /** The cell before on the shortest path; -1 for the first and for cells that are not reached. */
  readonly previous: Int32Array;
  readonly #rows: SortedRows;
  /** A heap of cells with four branches at each place, the nearest at the top. */
  readonly #heap: Int32Array;
  /** Where in the heap a cell is; -1 where it is not. */
  readonly #place: Int32Array;
  #size = 0;

  constructor(rows: SortedRows) {
    const cellCount = rows.offsets.length - 1;
    this.#rows = rows;
    this.distances = new Float64Array(cellCount);
    this.previous = new Int32Array(cellCount);
    this.#heap = new Int32Array(cellCount);
    this.#place = new Int32Array(cellCount);
  }

  /**
   * Searches from `source`; stops early when `goal` is reached, with what is farther left as it is. To know how many are
   * `reachable` saves much: once all have been seen, connections that
   * lead farther than the farthest of them are not looked at, and as rows ascend by length that ends the row.
   */
  search(source: number, options: SearchOptions = {}): void {
    const { goal = -1, reachable = Number.POSITIVE_INFINITY } = options;
    const { offsets, partners, lengths } = this.#rows;
    const distances = this.distances;
    distances.fill(Number.POSITIVE_INFINITY);
    this.previous.fill(-1);
    this.#place.fill(-1);
    distances[source] = 0;
    this.#heap[0] = source;
    this.#place[source] = 0;
    this.#size = 1;
    let seen = 1;
    let farthest = Number.POSITIVE_INFINITY;
    for (let taken = 0; this.#size > 0; taken++) {
      if (seen >= reachable && taken % BETWEEN_LOOKS === 0) farthest = this.#farthest();
      const cell = this.#takeNearest();
      if (cell === goal) return;
      const soFar = distances[cell];
      const end = offsets[cell + 1];
      for (let e = offsets[cell]; e < end; e++) {
        const distance = soFar + lengths[e];
        if (distance >= farthest) break;
        const partner = partners[e];
        if (distance >= distances[partner]) continue;
        if (distances[partner] === Number.POSITIVE_INFINITY) seen++;
        distances[partner] = distance;
        this.previous[partner] = cell;
        this.#rise(partner, distance);
      }
    }
  }

  /** The greatest distance in the heap. */
  #farthest(): number {
    let farthest = 0;
    for (let i = 0; i < this.#size; i++) farthest = Math.max(farthest, this.distances[this.#heap[i]]);
    return farthest;
  }

  #takeNearest(): number {
    const heap = this.#heap;
    const nearest = heap[0];
    this.#place[nearest] = -1;
    const last = heap[--this.#size];
    if (this.#size > 0) this.#sink(last);
    return nearest;
  }

  /** Moves a cell up from its place, or from the end if it has none, to where it belongs. */
  #rise(cell: number, distance: number): void {
    const heap = this.#heap;
    const place = this.#place;
    let at = place[cell] >= 0 ? place[cell] : this.#size++;
    while (at > 0) {
      const above = (at - 1) >> 2;
      const other = heap[above];
      if (this.distances[other] <= distance) break;
      heap[at] = other;
      place[other] = at;
      at = above;
    }
    heap[at] = cell;
    place[cell] = at;
  }

  /** Puts a cell at the top and moves it down to where it belongs. */
  #sink(cell: number): void {
    const heap = this.#heap;
    const place = this.#place;
    const distances = this.distances;
    const size = this.#size;
    const distance = distances[cell];
    let at = 0;
    for (;;) {
      const first = 4 * at + 1;
      if (first >= size) break;
      const end = Math.min(first + 4, size);
      let least = first;
      let leastDistance = distances[heap[first]];
      for (let i = first + 1; i < end; i++) {
        if (distances[heap[i]] < leastDistance) {
          least = i;
          leastDistance = distances[heap[i]];
        }
      }
      if (leastDistance >= distance) break;
      heap[at] = heap[least];
      place[heap[at]] = at;
      at = least;
    }
    heap[at] = cell;
    place[cell] = at;
  }
}

/** Partners of each cell with the length of the connection, the shortest of a row first. */
export interface SortedRows {
  readonly offsets: Uint32Array;
  readonly partners: Uint32Array;
  readonly lengths: Float64Array;
}

/** Rows by length, equals in their order. */
export function sortRows({ offsets, partners }: Rows, lengths: Float64Array): SortedRows {
  const order = Uint32Array.from(lengths, (_, entry) => entry);
  for (let cell = 0; cell + 1 < offsets.length; cell++) {
    order.subarray(offsets[cell], offsets[cell + 1]).sort((a, b) => lengths[a] - lengths[b] || a - b);
  }
  return {
    offsets,
    partners: Uint32Array.from(order, entry => partners[entry]),
    lengths: Float64Array.from(order, entry => lengths[entry]),
  };
}
