import { InvalidArgumentError } from '../../errors.js';
import type { CellChoice } from '../connectivity/cell-indices.js';
import type { Connectivity } from '../connectivity/connectivity.js';
import type { IdLike } from '../ids.js';
import { BucketSearch } from './bucket-search.js';
import { cellNumber, cellNumbers } from './cell-numbers.js';
import { Dijkstra, sortRows } from './dijkstra.js';
import { reachCounts, searchByHops } from './hops.js';
import { entryLengths, type LengthRule } from './path-length-rule.js';
import { type Direction, type Rows, rowsAlong } from './rows.js';

const MAX_VALUES = 100_000_000;

/** How paths are measured. */
export interface PathOptions {
  /** The length of a connection; `hops`, each counting 1, when absent. */
  readonly length?: LengthRule;
  /** Along the direction of synapses (`out`, when absent), against it (`in`), or either way (`both`). */
  readonly direction?: Direction;
}

/** What {@link shortestPathLengths} measures. */
export interface PathLengthOptions extends PathOptions {
  /** The cells to start from; all when absent. */
  readonly from?: CellChoice;
}

/** Lengths of shortest paths. */
export interface PathLengths {
  /** The cells that paths start from: rows. */
  readonly from: BigUint64Array;
  /** All cells: columns. */
  readonly to: BigUint64Array;
  /** `values[r * to.length + c]`: 0 from a cell to itself, Infinity where there is no path. */
  readonly values: Float64Array;
}

/**
 * The length of the shortest path from some or all cells to all.
 *
 * A path's length is the sum of the lengths of its connections: by default 1 each; `length: 'inverse'` makes a
 * connection of w synapses 1 / w long. Followed either way (`both`), a reciprocal pair has the synapses of both
 * directions. There is no path: Infinity.
 *
 * Hops: O((cells + pairs) · hops / 32) a cell, and at most O(cells + pairs); other lengths: O((pairs + cells) log cells) a cell. 8 bytes for each value.
 *
 * @source Then et al. 2014, doi:10.14778/2735496.2735507 (hops); Dijkstra 1959, doi:10.1007/BF01386390 (lengths)
 * @throws {NotFoundError} when one of `from` is not in the connectivity.
 * @throws {InvalidArgumentError} when a length is negative or not finite, or there are more than 10^8 values (800 MB).
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.shortestPathLengths(wiring, { from: [1n] }).values;
 */
export function shortestPathLengths(connectivity: Connectivity, options: PathLengthOptions = {}): PathLengths {
  const { cellCount, ids } = connectivity;
  const sources = cellNumbers(connectivity, options.from, 'shortestPathLengths');
  if (sources.length * cellCount > MAX_VALUES) {
    throw new InvalidArgumentError(
      `shortestPathLengths has too many values: received ${sources.length} × ${cellCount}, expected at most ${MAX_VALUES}; name fewer cells in from, or use pathSummary`,
      { argument: 'options' },
    );
  }
  const rows = rowsAlong(connectivity, checkDirection(options.direction, 'shortestPathLengths'));
  const lengths = entryLengths(rows, options.length ?? 'hops', 'shortestPathLengths');
  const values = lengths ? byLength(rows, lengths, sources) : byHops(rows, sources);
  return { from: BigUint64Array.from(sources, cell => ids[cell]), to: ids.slice(), values };
}

function byHops(rows: Rows, sources: Uint32Array): Float64Array {
  const cellCount = rows.offsets.length - 1;
  const values = new Float64Array(sources.length * cellCount).fill(Number.POSITIVE_INFINITY);
  searchByHops(rows, sources, (cell, lanes, hops, first) => {
    for (let left = lanes; left !== 0; left &= left - 1) {
      values[(first + 31 - Math.clz32(left & -left)) * cellCount + cell] = hops;
    }
  });
  return values;
}

function byLength(rows: Rows, lengths: Float64Array, sources: Uint32Array): Float64Array {
  const cellCount = rows.offsets.length - 1;
  const values = new Float64Array(sources.length * cellCount);
  searchByLength(rows, lengths, sources, (row, distances) => values.set(distances, row * cellCount));
  return values;
}

/** Visits the distances from each of `sources`; they hold until the next. */
export function searchByLength(
  rows: Rows,
  lengths: Float64Array,
  sources: Uint32Array,
  visit: (row: number, distances: Float64Array) => void,
): void {
  const sorted = sortRows(rows, lengths);
  const search = BucketSearch.suits(lengths) ? new BucketSearch(sorted) : new Dijkstra(sorted);
  const reachable = reachCounts(rows, sources);
  for (let row = 0; row < sources.length; row++) {
    search.search(sources[row], { reachable: reachable[row] });
    visit(row, search.distances);
  }
}

/** A shortest path. */
export interface Path {
  /** Its cells from first to last; one cell alone when the two are the same. */
  readonly ids: BigUint64Array;
  /** Its connections. */
  readonly hops: number;
  /** The sum of their lengths. */
  readonly length: number;
}

/**
 * A shortest path between two cells; `undefined` when there is none.
 *
 * Of several that are equally short, one is given, the same on every run. O((pairs + cells) log cells).
 *
 * @source Dijkstra 1959, doi:10.1007/BF01386390
 * @throws {NotFoundError} when a cell is not in the connectivity.
 * @throws {InvalidArgumentError} when a length is negative or not finite.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.shortestPath(wiring, 1n, 2n, { length: 'inverse' })?.ids;
 */
export function shortestPath(
  connectivity: Connectivity,
  from: IdLike,
  to: IdLike,
  options: PathOptions = {},
): Path | undefined {
  const [source, goal] = [from, to].map(id => cellNumber(connectivity, id, 'shortestPath'));
  const rows = rowsAlong(connectivity, checkDirection(options.direction, 'shortestPath'));
  const lengths = entryLengths(rows, options.length ?? 'hops', 'shortestPath');
  const dijkstra = new Dijkstra(sortRows(rows, lengths ?? new Float64Array(rows.partners.length).fill(1)));
  dijkstra.search(source, { goal });
  const length = dijkstra.distances[goal];
  if (length === Number.POSITIVE_INFINITY) return undefined;
  const cells: number[] = [];
  for (let cell = goal; cell !== source; cell = dijkstra.previous[cell]) cells.push(cell);
  cells.push(source);
  cells.reverse();
  return { ids: BigUint64Array.from(cells, cell => connectivity.ids[cell]), hops: cells.length - 1, length };
}

/** `out` when absent. */
export function checkDirection(direction: Direction | undefined, caller: string): Direction {
  if (direction === undefined) return 'out';
  if (['out', 'in', 'both'].includes(direction)) return direction;
  throw new InvalidArgumentError(
    `${caller} direction is unknown: received ${String(direction)}, expected out, in or both`,
    { argument: 'direction' },
  );
}
