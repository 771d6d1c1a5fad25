import { InvalidArgumentError } from '../../errors.js';
import type { Connectivity } from '../connectivity/connectivity.js';
import { dyadRows, outgoingRows, type Rows } from './rows.js';

/** How densely the cells of high degree are connected among themselves; the arrays run together. */
export interface RichClub {
  /** k = 0, 1, 2 …: the club of k are the cells of degree above k. It ends before a club of fewer than two. */
  readonly degree: Uint32Array;
  /** Cells in the club. */
  readonly cellCounts: Uint32Array;
  /** Connections within the club: of unordered pairs, or of ordered pairs when `directed`. */
  readonly edges: Float64Array;
  /** The fraction of pairs in the club that are connected. */
  readonly coefficient: Float64Array;
  /** The mean coefficient of the draws, over those with two cells in the club; NaN without any. */
  readonly expected: Float64Array;
  /** coefficient / expected: above 1 where there is a rich club. NaN without draws, or when they have none connected. */
  readonly normalised: Float64Array;
  readonly directed: boolean;
}

/** What a {@link richClub} is. */
export interface RichClubOptions {
  /**
   * False (when absent): a pair is connected if it is either way, and a cell's degree is its number of partners.
   * True: ordered pairs, and the degree is inputs plus outputs.
   */
  readonly directed?: boolean;
  /** Graphs of a null model of the same cells to compare with, such as draws that keep all degrees. */
  readonly draws?: Iterable<Connectivity>;
}

/**
 * The rich-club coefficient: of all pairs of cells with a degree above k, how many are connected.
 *
 * φ(k) = 2 E / (N (N - 1)) for E connected pairs among N cells, or E / (N (N - 1)) for ordered pairs when `directed`.
 * φ grows with k in random graphs too, so compare with `draws`; those that keep in- and out-degrees keep the clubs of
 * `directed`. Synapse counts do not matter. O(cells + pairs) for the graph and each draw.
 *
 * @source Colizza et al. 2006, doi:10.1038/nphys209; directed: van den Heuvel and Sporns 2011,
 * doi:10.1523/JNEUROSCI.3539-11.2011
 * @throws {InvalidArgumentError} when a draw has another number of cells.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.richClub(wiring, { directed: true }).coefficient;
 */
export function richClub(connectivity: Connectivity, options: RichClubOptions = {}): RichClub {
  const { directed = false, draws = [] } = options;
  const { cellCounts, edges, coefficient } = clubs(connectivity, directed);
  const length = coefficient.length;
  const sums = new Float64Array(length);
  const terms = new Uint32Array(length);
  for (const draw of draws) {
    if (draw.cellCount !== connectivity.cellCount) {
      throw new InvalidArgumentError(
        `richClub draws has another number of cells: received ${draw.cellCount}, expected ${connectivity.cellCount}`,
        { argument: 'draws' },
      );
    }
    const drawn = clubs(draw, directed).coefficient;
    for (let k = 0; k < Math.min(length, drawn.length); k++) {
      sums[k] += drawn[k];
      terms[k]++;
    }
  }
  const expected = sums.map((sum, k) => sum / terms[k]);
  const normalised = coefficient.map((value, k) => (expected[k] > 0 ? value / expected[k] : Number.NaN));
  const degree = Uint32Array.from({ length }, (_, k) => k);
  return { degree, cellCounts, edges, coefficient, expected, normalised, directed };
}

type Clubs = Pick<RichClub, 'cellCounts' | 'edges' | 'coefficient'>;

function clubs(connectivity: Connectivity, directed: boolean): Clubs {
  const rows: Rows = directed ? outgoingRows(connectivity) : dyadRows(connectivity);
  const degree = degreesOf(connectivity, rows, directed);
  const most = degree.reduce((a, b) => Math.max(a, b), 0);
  // How many cells have degree k, and how many edges a lesser degree of k; then, from the top, how many above k.
  const cells = new Uint32Array(most + 2);
  const within = new Float64Array(most + 2);
  for (let cell = 0; cell < degree.length; cell++) {
    cells[degree[cell]]++;
    for (let e = rows.offsets[cell]; e < rows.offsets[cell + 1]; e++) {
      within[Math.min(degree[cell], degree[rows.partners[e]])] += directed ? 1 : 0.5;
    }
  }
  for (let k = most; k >= 0; k--) {
    cells[k] += cells[k + 1];
    within[k] += within[k + 1];
  }
  let length = 0;
  while (length <= most && cells[length + 1] > 1) length++;
  const cellCounts = cells.slice(1, length + 1);
  const edges = within.slice(1, length + 1);
  const pairs = (n: number): number => (directed ? n * (n - 1) : (n * (n - 1)) / 2);
  return { cellCounts, edges, coefficient: edges.map((count, k) => count / pairs(cellCounts[k])) };
}

function degreesOf({ cellCount, targets }: Connectivity, { offsets }: Rows, directed: boolean): Uint32Array {
  const degree = Uint32Array.from({ length: cellCount }, (_, cell) => offsets[cell + 1] - offsets[cell]);
  if (directed) for (const target of targets) degree[target]++;
  return degree;
}
