import { InvalidArgumentError } from '../../errors.js';
import type { Connectivity } from './connectivity.js';
import { type GroupMeasure, type GroupSums, MEASURES } from './group-measures.js';
import { type Grouping, type GroupOf, groupCells } from './grouping.js';

/** Connectivity pooled by group, such as cell type. */
export interface GroupMatrix {
  /** Presynaptic groups. */
  readonly rows: readonly string[];
  /** Postsynaptic groups: the same as the rows, unless cells were grouped in another way for the columns. */
  readonly columns: readonly string[];
  /** `values[r * columns.length + c]`, from group r to group c. NaN where the measure has no value. */
  readonly values: Float64Array;
  /** `cellCounts[r]`: cells of group `rows[r]`. */
  readonly cellCounts: Uint32Array;
  /** `columnCellCounts[c]`: cells of group `columns[c]`; as `cellCounts` when absent. */
  readonly columnCellCounts?: Uint32Array;
  /** Cells left out because they have no group, in rows and in columns; none when absent. */
  readonly ungrouped?: { readonly rows: number; readonly columns: number };
  readonly measure: GroupMeasure;
  /** The unit of the values, in words. */
  readonly unit: string;
}

/** How {@link groupMatrix} pools; every field may be left out. */
export interface GroupMatrixOptions {
  /** Every group, in the order of rows (and columns); alphabetical when absent. Groups without cells may be named. */
  readonly order?: readonly string[];
  /** The groups of the columns, such as layers, where they are not those of the rows. */
  readonly columns?: GroupOf;
  /** Every group of `columns` in their order; alphabetical when absent. */
  readonly columnOrder?: readonly string[];
  /** What a value is; `synapses` when absent. */
  readonly measure?: GroupMeasure;
  /** What becomes of cells without a group: `refuse` (when absent) is an error, `leave out` counts them in the result. */
  readonly ungrouped?: 'refuse' | 'leave out';
}

/**
 * How strongly each group of cells connects to each.
 *
 * `groupOf` names the group of every cell: an array or a column that runs with `connectivity.ids`, or a
 * map by id. From group r to
 * group c, with S their synapses, C the connected pairs and P the ordered pairs of different cells (a cell with itself is
 * no pair, so a group of n cells has n (n − 1) within):
 *
 * | measure | is |
 * |---|---|
 * | `synapses` | S |
 * | `connections` | C |
 * | `mean per pair` | S / P |
 * | `mean per connection` | S / C |
 * | `probability` | C / P |
 * | `density` | cells of c that some cell of r synapses on, as a fraction of the cells of c |
 * | `fraction of output` | S / all synapses the cells of r make on cells of the connectivity |
 * | `fraction of input` | S / all synapses the cells of c receive from cells of the connectivity |
 * | `mean output` | S / cells of r |
 * | `mean input` | S / cells of c |
 * | `summed size` | summed size of the S synapses |
 * | `mean size` | summed size / S |
 *
 * `density` is that of Schneider-Mizell et al. 2025, where a row is one cell. With cells left out, fractions of output
 * and input are still of the synapses with all cells, and so sum to less than 1. A value of 0 / 0 is NaN.
 *
 * O(cells + pairs + groups²).
 *
 * @source https://doi.org/10.1038/s41586-024-07780-8 for density, mean input and the output budget.
 * @throws {InvalidArgumentError} when a cell has no group, an order lacks or repeats one, or the measure is unknown.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * matrix(connectivity.groupMatrix(wiring, column.cellTypes, { measure: 'probability' }));
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const columns = column.cells.getChild('layer')!;
 * matrix(connectivity.groupMatrix(wiring, column.cellTypes, { columns, measure: 'fraction of output' }));
 */
export function groupMatrix(
  connectivity: Connectivity,
  groupOf: GroupOf,
  options: GroupMatrixOptions = {},
): GroupMatrix {
  const measure = checkMeasure(options.measure ?? 'synapses');
  const leaveOut = checkUngrouped(options.ungrouped ?? 'refuse');
  const common = { caller: 'groupMatrix', leaveOut, remedy: "; ungrouped: 'leave out' does without such cells" };
  const rows = groupCells(connectivity, groupOf, {
    ...common,
    argument: 'groupOf',
    order: options.order,
    orderArgument: 'order',
  });
  const columns =
    options.columns === undefined && options.columnOrder === undefined
      ? rows
      : groupCells(connectivity, options.columns ?? groupOf, {
          ...common,
          argument: 'columns',
          order: options.columnOrder,
          orderArgument: 'columnOrder',
        });
  const sums = sumByGroup(connectivity, rows, columns, measure);
  const { unit, value } = MEASURES[measure];
  return {
    rows: rows.names,
    columns: columns.names,
    values: sums.synapses.map((_, at) => {
      const r = Math.floor(at / sums.columnCount);
      return value(sums, at, r, at - r * sums.columnCount);
    }),
    cellCounts: rows.cellCounts,
    columnCellCounts: columns.cellCounts,
    ungrouped: { rows: rows.ungrouped, columns: columns.ungrouped },
    measure,
    unit,
  };
}

/** One walk over the entries gathers what nearly every measure needs. */
function sumByGroup(connectivity: Connectivity, rows: Grouping, columns: Grouping, measure: GroupMeasure): GroupSums {
  const { cellCount, offsets, targets, counts, summedSize } = connectivity;
  const columnCount = columns.names.length;
  const size = rows.names.length * columnCount;
  const sums = {
    columnCount,
    synapses: new Float64Array(size),
    connected: new Float64Array(size),
    summedSize: new Float64Array(size),
    pairs: possiblePairs(rows, columns),
    reached: measure === 'density' ? reachedCells(connectivity, rows, columns) : new Float64Array(0),
    output: new Float64Array(rows.names.length),
    input: new Float64Array(columnCount),
    rowCells: rows.cellCounts,
    columnCells: columns.cellCounts,
  };
  for (let pre = 0; pre < cellCount; pre++) {
    const r = rows.groups[pre];
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
      const post = targets[entry];
      const c = columns.groups[post];
      const count = counts[entry];
      if (r >= 0) sums.output[r] += count;
      if (c < 0) continue;
      sums.input[c] += count;
      if (r < 0) continue;
      const at = r * columnCount + c;
      sums.synapses[at] += count;
      sums.connected[at]++;
      sums.summedSize[at] += summedSize[entry];
    }
  }
  return sums;
}

/** Cells of each column's group that some cell of each row's group synapses on. */
function reachedCells({ cellCount, offsets, targets }: Connectivity, rows: Grouping, columns: Grouping): Float64Array {
  const reached = new Float64Array(rows.names.length * columns.names.length);
  const byGroup = Array.from({ length: cellCount }, (_, cell) => cell).sort((a, b) => rows.groups[a] - rows.groups[b]);
  const latest = new Int32Array(cellCount).fill(-1); // the last group that reached a cell
  for (const pre of byGroup) {
    const r = rows.groups[pre];
    if (r < 0) continue;
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
      const post = targets[entry];
      if (columns.groups[post] < 0 || latest[post] === r) continue;
      latest[post] = r;
      reached[r * columns.names.length + columns.groups[post]]++;
    }
  }
  return reached;
}

/** Ordered pairs of different cells, from each group to each: all pairs less the cells that are in both groups. */
function possiblePairs(rows: Grouping, columns: Grouping): Float64Array {
  const columnCount = columns.names.length;
  const pairs = new Float64Array(rows.names.length * columnCount);
  for (let at = 0; at < pairs.length; at++) {
    const r = Math.floor(at / columnCount);
    pairs[at] = rows.cellCounts[r] * columns.cellCounts[at - r * columnCount];
  }
  for (let cell = 0; cell < rows.groups.length; cell++) {
    if (rows.groups[cell] >= 0 && columns.groups[cell] >= 0) {
      pairs[rows.groups[cell] * columnCount + columns.groups[cell]]--;
    }
  }
  return pairs;
}

function checkMeasure(measure: GroupMeasure): GroupMeasure {
  if (Object.hasOwn(MEASURES, measure)) return measure;
  const known = Object.keys(MEASURES).join(', ');
  throw new InvalidArgumentError(`groupMatrix measure is unknown: received ${measure}, expected one of ${known}`, {
    argument: 'measure',
  });
}

function checkUngrouped(ungrouped: string): boolean {
  if (ungrouped === 'refuse' || ungrouped === 'leave out') return ungrouped === 'leave out';
  throw new InvalidArgumentError(
    `groupMatrix ungrouped is unknown: received ${ungrouped}, expected refuse or leave out`,
    {
      argument: 'ungrouped',
    },
  );
}
