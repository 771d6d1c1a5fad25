import type { SortedRows } from './dijkstra.js';

/** More buckets than this and a heap is as quick. */
const MAX_BUCKETS = 4096;

/**
 * Shortest path lengths from one cell when connections are of similar length: cells wait in buckets that are narrower
 * than the shortest connection is long. No cell of the nearest bucket can then make another of it nearer, so all of
 * them are done, in any order, and nothing has to be sorted.
 *
 * @source Dial 1969, doi:10.1145/363269.363610; for any lengths Denardo and Fox 1979, doi:10.1287/opre.27.1.161
 */
export class BucketSearch {
  /** `distances[cell]`, Infinity where it cannot be reached. Holds until the next search. */
  readonly distances: Float64Array;
  readonly #rows: SortedRows;
  /** 1 / width of a bucket. */
  readonly #scale: number;
  /** Buckets are used in turn; their number is a power of two, and this is one less. */
  readonly #mask: number;
  /** The first cell of each bucket, and the cells before and after each in its bucket; -1 for none. */
  readonly #first: Int32Array;
  readonly #before: Int32Array;
  readonly #after: Int32Array;

  /** Whether lengths are such that this is of use. */
  static suits(lengths: Float64Array): boolean {
    const { shortest, longest } = extent(lengths);
    return shortest > 0 && longest / shortest < MAX_BUCKETS - 3;
  }

  constructor(rows: SortedRows) {
    const cellCount = rows.offsets.length - 1;
    const { shortest, longest } = extent(rows.lengths);
    this.distances = new Float64Array(cellCount);
    this.#rows = rows;
    // A little narrower than the shortest connection is long, so that rounding cannot bring two cells together.
    this.#scale = 1 / (shortest * (1 - 1e-6));
    const buckets = 2 ** Math.ceil(Math.log2(longest * this.#scale + 2));
    this.#mask = buckets - 1;
    this.#first = new Int32Array(buckets);
    this.#before = new Int32Array(cellCount);
    this.#after = new Int32Array(cellCount);
  }

  /** Searches from `source`, which leads to `reachable` cells, itself among them; see `Dijkstra.search`. */
  search(source: number, { reachable }: { readonly reachable: number }): void {
    const { offsets, partners, lengths } = this.#rows;
    const distances = this.distances;
    const scale = this.#scale;
    distances.fill(Number.POSITIVE_INFINITY);
    this.#first.fill(-1);
    distances[source] = 0;
    this.#put(source, 0);
    let seen = 1;
    let farthest = Number.POSITIVE_INFINITY;
    for (let level = 0, waiting = 1; waiting > 0; level++) {
      if (this.#first[level & this.#mask] < 0) continue;
      if (seen >= reachable) farthest = farthestOf(distances);
      for (let cell = this.#first[level & this.#mask]; cell >= 0; cell = this.#after[cell]) {
        waiting--;
        const soFar = distances[cell];
        const end = offsets[cell + 1];
        for (let e = offsets[cell]; e < end; e++) {
          const distance = soFar + lengths[e];
          if (distance >= farthest) break;
          const partner = partners[e];
          const before = distances[partner];
          if (distance >= before) continue;
          const to = Math.floor(distance * scale);
          distances[partner] = distance;
          if (before === Number.POSITIVE_INFINITY) {
            seen++;
            waiting++;
          } else {
            const from = Math.floor(before * scale);
            if (from === to) continue;
            this.#take(partner, from);
          }
          this.#put(partner, to);
        }
      }
      this.#first[level & this.#mask] = -1;
    }
  }

  #put(cell: number, level: number): void {
    const bucket = level & this.#mask;
    const next = this.#first[bucket];
    this.#before[cell] = -1;
    this.#after[cell] = next;
    if (next >= 0) this.#before[next] = cell;
    this.#first[bucket] = cell;
  }

  #take(cell: number, level: number): void {
    const before = this.#before[cell];
    const after = this.#after[cell];
    if (before >= 0) this.#after[before] = after;
    else this.#first[level & this.#mask] = after;
    if (after >= 0) this.#before[after] = before;
  }
}

function extent(lengths: Float64Array): { shortest: number; longest: number } {
  let shortest = Number.POSITIVE_INFINITY;
  let longest = 0;
  for (const length of lengths) {
    if (length < shortest) shortest = length;
    if (length > longest) longest = length;
  }
  return { shortest, longest };
}

function farthestOf(distances: Float64Array): number {
  let farthest = 0;
  for (let cell = 0; cell < distances.length; cell++) {
    if (distances[cell] > farthest && distances[cell] < Number.POSITIVE_INFINITY) farthest = distances[cell];
  }
  return farthest;
}
