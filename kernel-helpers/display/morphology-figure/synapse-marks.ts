import type { DrawnElement } from '../../contract/drawing.js';
import { INK } from '../../contract/figure-ink.js';
import { InvalidArgumentError } from '../../errors.js';
import type { Place } from './neurites.js';
import type { CellSynapses } from './options.js';
import { areaPath, linePath } from './path.js';
import type { Projection, SideView } from './side-view.js';

const DISC_PX = 2.6;
/** Half a diamond's diagonal. */
const DIAMOND_PX = 2;

/** Synapses a cell makes as discs and those it receives as diamonds, told apart by more than colour. */
export function synapseElements(
  view: SideView,
  place: Place,
  { outputsNm, inputsNm }: CellSynapses,
  projection: Projection,
): DrawnElement[] {
  const discs = placed(view, place, outputsNm, 'outputsNm', projection).map(([x, y]) => linePath([x], [y]));
  const diamonds = placed(view, place, inputsNm, 'inputsNm', projection).map(([x, y]) =>
    areaPath([x, x + DIAMOND_PX, x, x - DIAMOND_PX], [y - DIAMOND_PX, y, y + DIAMOND_PX, y]),
  );
  return [
    ...(diamonds.length === 0
      ? []
      : [{ kind: 'area', path: diamonds.join(''), fill: INK.muted, opacity: 0.85 } as const]),
    ...(discs.length === 0
      ? []
      : [{ kind: 'lines', path: discs.join(''), stroke: INK.strong, widthPx: DISC_PX, opacity: 0.85 } as const]),
  ];
}

function placed(
  { neuron, center }: SideView,
  { x, y, pxPerUm }: Place,
  positionsNm: ArrayLike<number> | undefined,
  argument: 'outputsNm' | 'inputsNm',
  { transform, across }: Projection,
): [number, number][] {
  if (positionsNm === undefined) return [];
  if (positionsNm.length % 3 !== 0) {
    throw unusable(neuron.label, argument, `${positionsNm.length} numbers`, 'a multiple of 3 (x, y, z)');
  }
  const toUm = (nm: ArrayLike<number>): ArrayLike<number> =>
    transform?.allToPiaUm(nm) ?? Array.from(nm, value => value / 1000);
  const axis = across === 'x' ? 0 : 2;
  const origin = toUm(neuron.skeleton.positionsNm.slice(3 * center, 3 * center + 3))[axis];
  const um = toUm(positionsNm);
  return Array.from({ length: um.length / 3 }, (_, i): [number, number] => {
    const at: [number, number] = [x + (um[3 * i + axis] - origin) * pxPerUm, y + um[3 * i + 1] * pxPerUm];
    if (at.every(Number.isFinite)) return at;
    throw unusable(neuron.label, argument, `a position that is not finite at ${i}`, 'finite numbers, nm');
  });
}

function unusable(label: string, argument: string, received: string, expected: string): InvalidArgumentError {
  return new InvalidArgumentError(
    `morphology synapses of ${label} are not usable: received ${received} in ${argument}, expected ${expected}`,
    { argument: 'synapses' },
  );
}
