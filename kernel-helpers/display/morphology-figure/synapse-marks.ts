import type { DrawnElement } from '../../contract/drawing.js';
import { DRAWING_LIMITS } from '../../contract/drawing-check.js';
import { PATH_REACH_PX } from '../../contract/drawing-path.js';
import { INK } from '../../contract/figure-ink.js';
import type { Neuron } from '../../core/skeleton.js';
import type { TableLike } from '../../core/table.js';
import { InvalidArgumentError } from '../../errors.js';
import type { ColumnsLike } from '../viewer/place-columns.js';
import { checkSynapses } from '../viewer/shown-synapses.js';
import type { Place } from './neurites.js';
import { areaPath, linePath } from './path.js';
import type { Projection, SideView } from './side-view.js';

const DISC_PX = 2.6;
/** Half a diamond's diagonal. */
const DIAMOND_PX = 2;
/** From this many synapses of a cell on, marks are smaller the more there are, down to a share of their size. */
const CROWD = 80;
const LEAST_SIZE = 0.55;

/** Where a cell's synapses are, `3*i + k` with k = 0, 1, 2 for x, y, z, in nm. */
export interface CellSynapses {
  /** Where it is presynaptic. */
  readonly outputsNm: number[];
  /** Where it is postsynaptic. */
  readonly inputsNm: number[];
}

/**
 * The synapses of each cell, by its id; one between two cells is an output of one and an input of the other.
 *
 * @throws {InvalidArgumentError} when columns are missing or wrong.
 */
export function synapsesByCell(
  synapses: TableLike | ColumnsLike | undefined,
  cells: readonly Neuron[],
): ReadonlyMap<bigint, CellSynapses> {
  const byCell = new Map<bigint, CellSynapses>();
  if (synapses === undefined) return byCell;
  for (const { id } of cells) byCell.set(id, { outputsNm: [], inputsNm: [] });
  const { pre, post, positionsNm } = checkSynapses({ synapses }, 'morphology');
  for (let row = 0; row < pre.length; row++) {
    const at = positionsNm.subarray(3 * row, 3 * row + 3);
    byCell.get(pre[row])?.outputsNm.push(...at);
    byCell.get(post[row])?.inputsNm.push(...at);
  }
  checkMarks([...byCell.values()]);
  return byCell;
}

/** A disc is two points of a drawing, a diamond four; the neurites need some, too. */
function checkMarks(cells: readonly CellSynapses[]): void {
  const most = 0.8 * DRAWING_LIMITS.points;
  const marks = cells.reduce((sum, { outputsNm, inputsNm }) => sum + (outputsNm.length + inputsNm.length) / 3, 0);
  const points = cells.reduce(
    (sum, { outputsNm, inputsNm }) => sum + (2 * outputsNm.length + 4 * inputsNm.length) / 3,
    0,
  );
  if (points <= most) return;
  throw new InvalidArgumentError(
    `morphology synapses are too many to mark: received ${marks} on these cells, expected at most about ` +
      `${Math.floor((most * marks) / points)}; give a sample of them`,
    { argument: 'synapses' },
  );
}

/** Synapses a cell makes as discs and those it receives as diamonds, told apart by more than colour. */
export function synapseElements(
  view: SideView,
  place: Place,
  { outputsNm, inputsNm }: CellSynapses,
  projection: Projection,
): DrawnElement[] {
  const discs = placed(view, place, outputsNm, projection).map(([x, y]) => linePath([x], [y]));
  const crowd = Math.max(LEAST_SIZE, Math.min(1, Math.sqrt((3 * CROWD) / (outputsNm.length + inputsNm.length))));
  const d = DIAMOND_PX * crowd;
  const diamonds = placed(view, place, inputsNm, projection).map(([x, y]) =>
    areaPath([x, x + d, x, x - d], [y - d, y, y + d, y]),
  );
  const elements: DrawnElement[] = [];
  if (diamonds.length > 0) elements.push({ kind: 'area', path: diamonds.join(''), fill: INK.muted, opacity: 0.85 });
  if (discs.length > 0) {
    elements.push({
      kind: 'lines',
      path: discs.join(''),
      stroke: INK.strong,
      widthPx: Math.round(DISC_PX * crowd * 100) / 100,
      opacity: 0.85,
    });
  }
  return elements;
}

function placed(
  { neuron, center }: SideView,
  { x, y, pxPerUm }: Place,
  positionsNm: readonly number[],
  { transform, across }: Projection,
): [number, number][] {
  const toUm = (nm: ArrayLike<number>): ArrayLike<number> =>
    transform?.allToPiaUm(nm) ?? Array.from(nm, value => value / 1000);
  const axis = across === 'x' ? 0 : 2;
  const origin = toUm(neuron.skeleton.positionsNm.slice(3 * center, 3 * center + 3))[axis];
  const um = toUm(positionsNm);
  return Array.from({ length: um.length / 3 }, (_, i): [number, number] => {
    const at: [number, number] = [x + (um[3 * i + axis] - origin) * pxPerUm, y + um[3 * i + 1] * pxPerUm];
    if (at.every(px => Math.abs(px) < PATH_REACH_PX - 10)) return at;
    throw new InvalidArgumentError(
      `morphology synapses of ${neuron.label} lie far from it: received one ${Math.round(um[3 * i + 1])} µm deep, ` +
        'expected positions in nm, in the same frame as its skeleton',
      { argument: 'synapses' },
    );
  });
}
