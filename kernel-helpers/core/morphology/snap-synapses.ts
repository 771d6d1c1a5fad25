import type { Skeleton } from '../skeleton.js';
import { checkPositions } from '../spatial/point-grid.js';
import { isTable, numberColumn, type TableLike } from '../table.js';
import { type CompartmentName, keptCodes } from './compartment-names.js';
import { EdgeSearch } from './nearest-edge.js';
import { checkLength } from './tree.js';

/** How {@link snapSynapses} searches. */
export interface SnapSynapsesOptions {
  /** Synapses farther than this from every edge are not snapped; every one is when it is absent. */
  readonly maxDistanceNm?: number;
  /** Only edges of these compartments; all when absent. An edge has the compartment of its child node. */
  readonly compartments?: readonly CompartmentName[];
  /** The columns of x, y and z in nm, where positions are a table; `x_nm`, `y_nm` and `z_nm` when absent. */
  readonly columns?: readonly [string, string, string];
}

/** Synapses with their places on a skeleton; arrays run with the positions given. */
export interface SnappedSynapses {
  readonly count: number;
  /** The synapse lies on the edge from this node to its parent; -1 where none is within `maxDistanceNm`. */
  readonly node: Int32Array;
  /** Where on that edge: 0 at the parent, 1 at the node; NaN where there is none. */
  readonly fraction: Float64Array;
  /** From the given position to that place, on the centre line; NaN where there is none. */
  readonly distanceNm: Float64Array;
  /** How many have none. They stay in the arrays. */
  readonly beyond: number;
}

/**
 * Puts each synapse at `positionsNm[3*i + k]` on the nearest point of the skeleton's edges.
 *
 * Exact: the point itself, not the nearest node. Distances are to the centre line, so leave room in `maxDistanceNm` for
 * the radius: a synapse on the surface of the soma lies a soma's radius from its centre. Of edges at the same distance the one
 * of lowest node is taken; a root counts as an edge of no length. O(nodes + synapses) for synapses near the arbor.
 *
 * @throws {InvalidArgumentError} when positions are not three finite numbers each, or `maxDistanceNm` is negative.
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * const [x, y, z] = cell.skeleton.positionsNm.subarray(3 * 500); // a node
 * morphology.snapSynapses(cell.skeleton, [x + 300, y, z], { maxDistanceNm: 3000 }).distanceNm;
 */
export function snapSynapses(
  skeleton: Skeleton,
  positionsNm: ArrayLike<number> | TableLike,
  options: SnapSynapsesOptions = {},
): SnappedSynapses {
  const maxNm = options.maxDistanceNm ?? Number.POSITIVE_INFINITY;
  checkLength(maxNm, 'maxDistanceNm', 'snapSynapses', true);
  const points = isTable(positionsNm) ? interleave(positionsNm, options.columns) : positionsNm;
  checkPositions(points, 'snapSynapses');
  checkPositions(skeleton.positionsNm, 'snapSynapses', 'skeleton');
  const kept = keptCodes(options.compartments, 'snapSynapses');
  const search = new EdgeSearch(skeleton, node => kept[skeleton.compartments[node]] === 1);
  const count = points.length / 3;
  const node = new Int32Array(count);
  const fraction = new Float64Array(count);
  const distanceNm = new Float64Array(count);
  const found = { node: -1, fraction: Number.NaN, distanceNm: Number.NaN };
  let beyond = 0;
  for (let i = 0; i < count; i++) {
    search.find(points[3 * i], points[3 * i + 1], points[3 * i + 2], maxNm, found);
    if (found.node < 0) beyond++;
    node[i] = found.node;
    fraction[i] = found.fraction;
    distanceNm[i] = found.node < 0 ? Number.NaN : found.distanceNm;
  }
  return { count, node, fraction, distanceNm, beyond };
}

function interleave(table: TableLike, names: readonly string[] = ['x_nm', 'y_nm', 'z_nm']): Float64Array {
  const points = new Float64Array(3 * table.numRows);
  for (const [axis, name] of names.entries()) {
    const values = numberColumn(table, name);
    for (let row = 0; row < values.length; row++) points[3 * row + axis] = values[row];
  }
  return points;
}
