import { InvalidArgumentError } from '../../errors.js';
import { leafOrder } from '../stats/clustering/leaf-order.js';
import { type Linkage, linkage } from '../stats/clustering/linkage.js';
import { optimalLeafOrder } from '../stats/clustering/optimal-leaf-order.js';
import type { Connectivity } from './connectivity.js';
import { type RowScale, rowDistances } from './row-distances.js';
import { type OrderSide, rowsOfSide } from './rows-of-side.js';
import type { EdgeWeight, SquareMatrix } from './weighted-rows.js';

/** How {@link clusterTree} clusters cells. */
export interface ClusterTreeOptions {
  /** Which synapses of two cells are compared; `outputs` when absent. */
  readonly side?: OrderSide;
  /** What a connection counts for: its `synapses` (when absent), 1 for `partners`, or its `summed size`. */
  readonly weight?: EdgeWeight;
  /** For `cluster`: how far two clusters are from each other; `ward` when absent. */
  readonly method?: 'ward' | 'average' | 'complete' | 'single';
  /**
   * For `cluster`: what of two cells is compared. `fraction` (when absent): each weight as a fraction of the cell's sum,
   * its output budget; `none`: the weights; `log`: log(1 + weight).
   */
  readonly scale?: RowScale;
  /**
   * For `cluster`: `optimal` (when absent for up to 2,000 cells) turns every cluster so that neighbours are as alike as
   * the tree allows, `tree` leaves them as they were merged.
   */
  readonly leaves?: 'optimal' | 'tree';
}

/** A tree of clusters of cells, and its leaves. */
export interface ClusterTree extends Linkage {
  /** The index of the cell that is the i-th leaf; every cluster of the tree is one piece of it. */
  readonly order: Uint32Array;
}

const SCALES: readonly RowScale[] = ['fraction', 'none', 'log'];
/** Up to this many cells, optimal leaves take seconds. */
const MOST_TURNED = 2000;

/**
 * Cells clustered by whom they connect to: the tree behind `order` by `cluster`, to be drawn beside a matrix in that order.
 *
 * Rows of weights are compared by Euclidean distance and merged bottom up, as `stats.linkage` does. It takes 16 n² bytes,
 * and with optimal leaves up to O(n³).
 *
 * @param wiring - a connectivity of at least one cell, or any square matrix of weights `{ cellCount, values }`.
 * @source Ward 1963, doi:10.1080/01621459.1963.10500845; Bar-Joseph et al. 2001, doi:10.1093/bioinformatics/17.suppl_1.S22
 * @throws {InvalidArgumentError} when there are no cells or more than 16,000, or an option is unknown.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const tree = connectivity.clusterTree(wiring, { side: 'both' });
 * tree.height.at(-1); // how far the last two clusters are from each other
 */
export function clusterTree(wiring: Connectivity | SquareMatrix, options: ClusterTreeOptions = {}): ClusterTree {
  return clusteredCells(wiring, options, 'clusterTree');
}

/** As {@link clusterTree}, for a function of another name. */
export function clusteredCells(
  wiring: Connectivity | SquareMatrix,
  options: ClusterTreeOptions,
  caller: string,
): ClusterTree {
  const {
    side = 'outputs',
    weight,
    method = 'ward',
    scale = 'fraction',
    leaves = wiring.cellCount <= MOST_TURNED ? 'optimal' : 'tree',
  } = options;
  if (!SCALES.includes(scale)) {
    throw new InvalidArgumentError(
      `${caller} scale is unknown: received ${scale}, expected one of ${SCALES.join(', ')}`,
      {
        argument: 'scale',
      },
    );
  }
  if (leaves !== 'optimal' && leaves !== 'tree') {
    throw new InvalidArgumentError(`${caller} leaves is unknown: received ${leaves}, expected optimal or tree`, {
      argument: 'leaves',
    });
  }
  const distances = { n: wiring.cellCount, values: rowDistances(rowsOfSide(wiring, side, weight, caller), scale) };
  const tree = linkage(distances, { method });
  return { ...tree, order: leaves === 'optimal' ? optimalLeafOrder(tree, distances) : leafOrder(tree) };
}
