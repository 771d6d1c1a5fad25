import { InvalidArgumentError } from '../../errors.js';
import type { Connectivity } from '../connectivity/connectivity.js';
import { dyadRows, incomingRows, outgoingRows, type Rows } from './rows.js';

/** Which degree {@link coreNumbers} goes by. */
export interface CoreNumbersOptions {
  /**
   * `partners` (when absent): partners on either side, each once. `total`: inputs plus outputs, so a reciprocal partner
   * counts twice. `in`: inputs. `out`: outputs.
   */
  readonly degree?: 'partners' | 'total' | 'in' | 'out';
}

/**
 * The core number of every cell: the largest k for which it is in the k-core, the largest group of cells that each have
 * a degree of at least k within the group. `cores[i]` belongs to `connectivity.ids[i]`.
 *
 * `partners` is networkx's `core_number` of the undirected graph; `total`, `in` and `out` are igraph's `coreness` with
 * mode all, in and out. Synapse counts do not matter. O(cells + pairs).
 *
 * @source Seidman 1983, doi:10.1016/0378-8733(83)90028-X; Batagelj and Zaveršnik 2003, arXiv:cs/0310049
 * @throws {InvalidArgumentError} when `degree` is unknown.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.coreNumbers(wiring);
 */
export function coreNumbers(connectivity: Connectivity, options: CoreNumbersOptions = {}): Uint32Array {
  const { degree = 'partners' } = options;
  // A cell's degree is the length of its rows in `counted`; when it goes, those in its rows of `losing` lose one.
  const out = outgoingRows(connectivity);
  if (degree === 'out') return peel([out], [incomingRows(connectivity)]);
  if (degree === 'in') return peel([incomingRows(connectivity)], [out]);
  if (degree === 'partners') {
    const dyads = dyadRows(connectivity);
    return peel([dyads], [dyads]);
  }
  if (degree === 'total') {
    const both = [out, incomingRows(connectivity)];
    return peel(both, both);
  }
  throw new InvalidArgumentError(
    `coreNumbers degree is unknown: received ${String(degree)}, expected one of partners, total, in, out`,
    { argument: 'degree' },
  );
}

/** Takes the cell of least degree away, again and again; the degree it then has is its core number. */
function peel(counted: readonly Rows[], losing: readonly Rows[]): Uint32Array {
  const cellCount = counted[0].offsets.length - 1;
  const degree = new Uint32Array(cellCount);
  for (const { offsets } of counted) {
    for (let cell = 0; cell < cellCount; cell++) degree[cell] += offsets[cell + 1] - offsets[cell];
  }
  const most = degree.reduce((a, b) => Math.max(a, b), 0);
  // `order` has the cells by degree; those of degree d begin at `begin[d]`, and `place` says where each cell is.
  const begin = new Uint32Array(most + 2);
  for (const d of degree) begin[d + 1]++;
  for (let d = 0; d <= most; d++) begin[d + 1] += begin[d];
  const order = new Uint32Array(cellCount);
  const place = new Uint32Array(cellCount);
  const next = begin.slice();
  for (let cell = 0; cell < cellCount; cell++) {
    place[cell] = next[degree[cell]]++;
    order[place[cell]] = cell;
  }
  for (let at = 0; at < cellCount; at++) {
    const cell = order[at];
    for (const { offsets, partners } of losing) {
      for (let e = offsets[cell]; e < offsets[cell + 1]; e++) {
        const partner = partners[e];
        const d = degree[partner];
        if (d <= degree[cell]) continue;
        // To the head of the cells of degree d, which then gives that place to degree d - 1.
        const head = begin[d];
        const moved = order[head];
        order[place[partner]] = moved;
        place[moved] = place[partner];
        order[head] = partner;
        place[partner] = head;
        begin[d] = head + 1;
        degree[partner]--;
      }
    }
  }
  return degree;
}
