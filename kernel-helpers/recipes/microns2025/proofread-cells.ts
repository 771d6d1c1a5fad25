/** The proofread cells of minnie65: which of the table are good enough to ask who connects to whom. */
import { bigintColumn, nullableStringColumn, numberColumn, stringColumn, type TableLike } from '../../core/table.js';
import { InvalidArgumentError } from '../../errors.js';

/** Of a cell; it decides its row and column. */
export type CellClass = 'excitatory' | 'inhibitory';

/** Both classes, in the order of the matrix. */
export const CELL_CLASSES: readonly CellClass[] = ['excitatory', 'inhibitory'];

/** What is left after a condition. */
export interface FilterStep {
  readonly condition: string;
  readonly cells: number;
}

/** The cells that are left; all lists run together. */
export interface ProofreadCells {
  readonly ids: BigUint64Array;
  readonly classes: readonly CellClass[];
  /** V1, RL, AL, LM; `null` where the table says none. */
  readonly areas: readonly (string | null)[];
  /** How far each axon was proofread. */
  readonly axonStrategies: readonly string[];
  /** `positionsNm[3 * i + k]`: centroid of the nucleus of cell i. */
  readonly positionsNm: Float64Array;
  /** Condition by condition, from all rows of the proofreading table. */
  readonly steps: readonly FilterStep[];
}

/** Voxels of the tables of minnie65. */
const VOXEL_NM = [4, 4, 40] as const;

/** Only axons whose ends were all followed. */
export const FULLY_EXTENDED = 'axon_fully_extended';

/**
 * The cells whose axon and dendrite are proofread, that are still the object that was judged, and of which it is known
 * whether they are excitatory or inhibitory. Ids of a version with several nuclei of different classes are left out.
 *
 * @param fullyExtended - only cells whose axon was followed to all its ends.
 */
export function proofreadCells(proofreading: TableLike, cellInfo: TableLike, fullyExtended: boolean): ProofreadCells {
  const roots = bigintColumn(proofreading, 'pt_root_id');
  const judged = bigintColumn(proofreading, 'valid_id');
  const axon = flags(proofreading, 'status_axon');
  const dendrite = flags(proofreading, 'status_dendrite');
  const strategy = stringColumn(proofreading, 'strategy_axon');
  const known = describedCells(cellInfo, new Set(roots));
  const steps: FilterStep[] = [];
  let rows = Array.from(roots.keys());
  const keep = (condition: string, test: (row: number, place: number) => boolean): void => {
    rows = rows.filter(test);
    steps.push({ condition, cells: rows.length });
  };
  keep('rows of the proofreading table', () => true);
  keep('axon proofread', row => axon[row]);
  keep('dendrite proofread too', row => dendrite[row]);
  keep('unchanged since it was judged', row => judged[row] === roots[row]);
  if (fullyExtended) keep('axon followed to all its ends', row => strategy[row] === FULLY_EXTENDED);
  const first = new Map(rows.map(row => [roots[row], row] as const).reverse());
  keep('excitatory or inhibitory', row => first.get(roots[row]) === row && known.get(roots[row]) !== undefined);
  if (rows.length < 2) {
    throw new InvalidArgumentError(
      `recipes.run proofread-connectome has too few cells: received ${steps.map(step => `${step.condition} ${step.cells}`).join(', ')}, expected at least 2 in the end`,
      { argument: 'data' },
    );
  }
  const cells = rows.map(row => known.get(roots[row]) as DescribedCell);
  return {
    ids: BigUint64Array.from(rows, row => roots[row]),
    classes: cells.map(cell => cell.class),
    areas: cells.map(cell => cell.area),
    axonStrategies: rows.map(row => strategy[row]),
    positionsNm: Float64Array.from(cells.flatMap(cell => cell.positionNm)),
    steps,
  };
}

interface DescribedCell {
  readonly class: CellClass;
  readonly area: string | null;
  readonly positionNm: readonly number[];
}

/** What the cell table says of the wanted ids; nothing of those that have nuclei of both classes, or of neither. */
function describedCells(cellInfo: TableLike, wanted: ReadonlySet<bigint>): Map<bigint, DescribedCell | undefined> {
  const roots = bigintColumn(cellInfo, 'pt_root_id');
  const classes = nullableStringColumn(cellInfo, 'broad_type');
  const areas = nullableStringColumn(cellInfo, 'visual_area');
  const at = ['x', 'y', 'z'].map(axis => numberColumn(cellInfo, `pt_position_${axis}`));
  const found = new Map<bigint, DescribedCell | undefined>();
  roots.forEach((root, row) => {
    if (!wanted.has(root)) return;
    const name = CELL_CLASSES.find(each => each === classes[row]);
    if (name === undefined) return;
    const before = found.get(root);
    if (found.has(root)) {
      if (before?.class !== name) found.set(root, undefined);
      return;
    }
    found.set(root, { class: name, area: areas[row], positionNm: VOXEL_NM.map((nm, k) => at[k][row] * nm) });
  });
  return found;
}

function flags(table: TableLike, name: string): boolean[] {
  const column = table.getChild(name);
  return Array.from({ length: table.numRows }, (_, row) => {
    const value = column?.get(row);
    if (typeof value === 'boolean') return value;
    throw new InvalidArgumentError(
      `recipes.run proofread-connectome ${name} row ${row} is neither true nor false: received ${String(value)}, expected a boolean`,
      { argument: 'data' },
    );
  });
}
