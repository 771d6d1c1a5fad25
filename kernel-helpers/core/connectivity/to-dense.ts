import { InvalidArgumentError } from '../../errors.js';
import { type CellChoice, cellIndices } from './cell-indices.js';
import type { Connectivity } from './connectivity.js';
import { type GroupOf, groupCells } from './grouping.js';
import { subset } from './subset.js';

const MAX_CELLS = 10_000;

/** What stands in a dense matrix for a pair of cells. */
export type DenseMeasure = 'synapses' | 'summed size' | 'mean size' | 'connected';

/**
 * The whole matrix of synapse counts: `matrix[pre * cellCount + post]`, cells in the order of `connectivity.ids`.
 *
 * O(cells²) memory: 4 bytes a pair. `connectivity.dense` has sizes, other orders, and groups.
 *
 * @throws {InvalidArgumentError} when there are more than 10,000 cells (400 MB).
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * connectivity.toDense(wiring)[0 * wiring.cellCount + 1]; // synapses of the first cell on the second
 */
export function toDense(connectivity: Connectivity): Uint32Array {
  const { cellCount, offsets, targets, counts } = connectivity;
  checkSize(cellCount, 'toDense');
  const matrix = new Uint32Array(cellCount * cellCount);
  for (let pre = 0; pre < cellCount; pre++) {
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
      matrix[pre * cellCount + targets[entry]] = counts[entry];
    }
  }
  return matrix;
}

/** Cells `from … to - 1` of a dense matrix that are of one group. */
export interface GroupSpan {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** A square matrix of cells, as it is drawn. */
export interface DenseMatrix {
  readonly cellCount: number;
  /** The cells of rows and columns. */
  readonly ids: BigUint64Array;
  /** `values[pre * cellCount + post]`. */
  readonly values: Float64Array;
  readonly measure: DenseMeasure;
  /** Stretches of cells of one group, from the first row to the last; none when cells were not grouped. */
  readonly groups: readonly GroupSpan[];
}

/** How {@link dense} fills its matrix; every field may be left out. */
export interface DenseOptions {
  /**
   * `synapses` (when absent), `summed size` (0 without a synapse), `mean size` (NaN without one), or `connected` (1 or 0).
   */
  readonly measure?: DenseMeasure;
  /** The cells and their order, such as `connectivity.order` gives; all in the order of `connectivity.ids` when absent. */
  readonly cells?: CellChoice;
  /** Group of every cell, to mark stretches of one group: runs with `connectivity.ids`, or a map by id. */
  readonly groupOf?: GroupOf;
}

/**
 * The matrix of all pairs of cells, in any order: counts, sizes, or whether they are connected, with the stretches of
 * each group.
 *
 * O(cells²) memory: 8 bytes a pair.
 *
 * @throws {InvalidArgumentError} when there are more than 10,000 cells, or the measure is unknown.
 * @throws {NotFoundError} when an id of `cells` is not in the connectivity.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const cells = connectivity.order(wiring, { by: 'type', types: column.cellTypes });
 * connectivity.dense(wiring, { cells, groupOf: column.cellTypes }).groups[0]; // { name: '23P', from: 0, to: 84 }
 */
export function dense(connectivity: Connectivity, options: DenseOptions = {}): DenseMatrix {
  const { measure = 'synapses', cells = () => true, groupOf } = options;
  const ofEntry = VALUES[measure];
  if (!Object.hasOwn(VALUES, measure)) {
    throw new InvalidArgumentError(
      `dense measure is unknown: received ${measure}, expected one of ${Object.keys(VALUES).join(', ')}`,
      { argument: 'measure' },
    );
  }
  const chosen = cellIndices(connectivity, cells, 'dense');
  const { ids, cellCount, offsets, targets, counts, summedSize } = subset(connectivity, chosen);
  checkSize(cellCount, 'dense');
  const values = new Float64Array(cellCount * cellCount);
  if (measure === 'mean size') values.fill(Number.NaN);
  for (let pre = 0; pre < cellCount; pre++) {
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
      values[pre * cellCount + targets[entry]] = ofEntry(counts[entry], summedSize[entry]);
    }
  }
  const groups = groupOf === undefined ? [] : spansOf(connectivity, chosen, groupOf);
  return { cellCount, ids, values, measure, groups };
}

const VALUES: Readonly<Record<DenseMeasure, (count: number, summedSize: number) => number>> = {
  synapses: count => count,
  'summed size': (_, summedSize) => summedSize,
  'mean size': (count, summedSize) => summedSize / count,
  connected: () => 1,
};

function spansOf(connectivity: Connectivity, chosen: Uint32Array, groupOf: GroupOf): GroupSpan[] {
  const { names, groups } = groupCells(connectivity, groupOf, {
    caller: 'dense',
    argument: 'groupOf',
    order: undefined,
    orderArgument: 'groupOf',
    leaveOut: true,
    remedy: '',
  });
  const spans: GroupSpan[] = [];
  for (let from = 0, to = 0; from < chosen.length; from = to) {
    const group = groups[chosen[from]];
    while (to < chosen.length && groups[chosen[to]] === group) to++;
    if (group >= 0) spans.push({ name: names[group], from, to });
  }
  return spans;
}

function checkSize(cellCount: number, caller: string): void {
  if (cellCount <= MAX_CELLS) return;
  throw new InvalidArgumentError(
    `${caller} has too many cells: received ${cellCount}, expected at most ${MAX_CELLS}; pool them with groupMatrix`,
    { argument: 'connectivity' },
  );
}
