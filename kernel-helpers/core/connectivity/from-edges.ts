import { InvalidArgumentError } from '../../errors.js';
import type { TableLike } from '../table.js';
import type { Connectivity } from './connectivity.js';
import { gatherPairs } from './gather-pairs.js';
import { distinctCells, numberCells } from './number-cells.js';
import { type IdArray, idArray } from './synapse-columns.js';

/** Connected pairs as arrays that run together. */
export interface EdgeArrays {
  readonly pre: IdArray;
  readonly post: IdArray;
  /** Synapses of each pair, whole numbers; one each when absent. 0 is no connection. */
  readonly synapses?: ArrayLike<number>;
  /** Summed size of each pair's synapses, NaN where it is not known; unknown throughout when absent. */
  readonly summedSize?: ArrayLike<number>;
}

/**
 * The {@link Connectivity} of a list of connected pairs with their numbers of synapses. Rows of the same pair are added.
 *
 * Cells, autapses, ids outside `cells` and id 0 are treated as by `fromSynapses`. O(rows + cells).
 *
 * @throws {InvalidArgumentError} when arrays differ in length, a number of synapses is not whole, or there are more than
 * 2^32 - 1 of them.
 * @example
 * const wiring = connectivity.fromEdges({ pre: [1n, 2n], post: [2n, 1n], synapses: [4, 1] });
 * wiring.synapseCount; // 5
 */
export function fromEdges(edges: EdgeArrays, options: { readonly cells?: IdArray | TableLike } = {}): Connectivity {
  const pre = idArray(edges.pre, 'fromEdges pre');
  const post = idArray(edges.post, 'fromEdges post');
  checkLength('post', post, pre.length);
  checkLength('synapses', edges.synapses, pre.length);
  checkLength('summedSize', edges.summedSize, pre.length);
  checkCounts(edges.synapses ?? [], 'fromEdges', 'synapses');
  checkSizes(edges.summedSize ?? []);
  const cells = numberCells(pre, post, options.cells, 'fromEdges');
  const { ids } = cells;
  const { pre: from } = cells;
  // a pair of no synapses is not connected; its ids are cells all the same
  for (let row = 0; row < from.length; row++) if (edges.synapses?.[row] === 0) from[row] = -1;
  const pairs = gatherPairs(ids.length, { ...cells, counts: edges.synapses, sizes: edges.summedSize });
  return { cellCount: ids.length, ids, ...pairs };
}

/**
 * The {@link Connectivity} of a matrix of synapse counts: `matrix[pre * ids.length + post]`. The diagonal is autapses.
 *
 * O(cells²).
 *
 * @throws {InvalidArgumentError} when the matrix is not square over `ids`, or a count is not whole.
 * @example
 * connectivity.fromDense([10n, 20n], [0, 3, 1, 0]).counts; // [3, 1]
 */
export function fromDense(cellIds: IdArray, matrix: ArrayLike<number>): Connectivity {
  const ids = distinctCells(cellIds, 'fromDense', 'ids');
  const cellCount = ids.length;
  if (matrix.length !== cellCount * cellCount) {
    throw new InvalidArgumentError(
      `fromDense matrix has the wrong length: received ${matrix.length}, expected ${cellCount} × ${cellCount}`,
      { argument: 'matrix' },
    );
  }
  checkCounts(matrix, 'fromDense', 'matrix');
  const filled = Array.from({ length: matrix.length }, (_, at) => at).filter(at => matrix[at] > 0);
  const pairs = gatherPairs(cellCount, {
    pre: Int32Array.from(filled, at => Math.floor(at / cellCount)),
    post: Int32Array.from(filled, at => at % cellCount),
    counts: filled.map(at => matrix[at]),
  });
  return { cellCount, ids, ...pairs };
}

function checkLength(name: string, values: ArrayLike<unknown> | undefined, expected: number): void {
  if (values === undefined || values.length === expected) return;
  throw new InvalidArgumentError(
    `fromEdges ${name} has the wrong length: received ${values.length}, expected ${expected} as in pre`,
    { argument: name },
  );
}

function checkCounts(counts: ArrayLike<number>, caller: string, argument: string): void {
  for (let row = 0; row < counts.length; row++) {
    const count: unknown = counts[row];
    if (typeof count === 'number' && count >>> 0 === count) continue;
    throw new InvalidArgumentError(
      `${caller} ${argument} at index ${row} is no number of synapses: received ${shown(count)}, expected a whole number from 0`,
      { argument },
    );
  }
}

/** NaN is a size that is not known; null would be added as 0. */
function checkSizes(sizes: ArrayLike<number>): void {
  for (let row = 0; row < sizes.length; row++) {
    const size: unknown = sizes[row];
    if (typeof size === 'number') continue;
    throw new InvalidArgumentError(
      `fromEdges summedSize at index ${row} is no number: received ${shown(size)}, expected a number, NaN where it is not known`,
      { argument: 'summedSize' },
    );
  }
}

function shown(value: unknown): string {
  return typeof value === 'bigint' ? `${value}n` : String(value);
}
