import type { Rows } from './rows.js';

/** Shortest paths from one cell by Dijkstra's method, with memory that is used again for the next. */
export class Dijkstra {
  /** `distances[cell]`, Infinity where it cannot be reached. Holds until the next search. */
  readonly distances: Float64Array;
  /** The cell before on the shortest path; -1 for the first and for cells that are not reached. */
  readonly previous: Int32Array;
  readonly #rows: Rows;
  readonly #lengths: Float64Array;
  /** A heap of cells with four branches at each place, the nearest at the top. */
  readonly #heap: Int32Array;
  /** Where in the heap a cell is; -1 where it is not. */
  readonly #place: Int32Array;
  #size = 0;

  constructor(rows: Rows, lengths: Float64Array) {
    const cellCount = rows.offsets.length - 1;
    this.#rows = rows;
    this.#lengths = lengths;
    this.distances = new Float64Array(cellCount);
    this.previous = new Int32Array(cellCount);
    this.#heap = new Int32Array(cellCount);
    this.#place = new Int32Array(cellCount);
  }

  /** Searches from `source`; stops early when `goal` is reached, with what is farther left as it is. */
  search(source: number, goal = -1): void {
    const { offsets, partners } = this.#rows;
    const lengths = this.#lengths;
    const distances = this.distances;
    distances.fill(Number.POSITIVE_INFINITY);
    this.previous.fill(-1);
    this.#place.fill(-1);
    distances[source] = 0;
    this.#heap[0] = source;
    this.#place[source] = 0;
    this.#size = 1;
    while (this.#size > 0) {
      const cell = this.#takeNearest();
      if (cell === goal) return;
      const soFar = distances[cell];
      const end = offsets[cell + 1];
      for (let e = offsets[cell]; e < end; e++) {
        const partner = partners[e];
        const distance = soFar + lengths[e];
        if (distance >= distances[partner]) continue;
        distances[partner] = distance;
        this.previous[partner] = cell;
        this.#rise(partner, distance);
      }
    }
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
