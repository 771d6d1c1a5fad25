import { InvalidArgumentError } from '../../errors.js';
import type { Skeleton } from '../skeleton.js';
import { checkPositions } from '../spatial/point-grid.js';
import { finiteNumbers, type Numbers } from '../stats/finite-numbers.js';
import { ascending, countUpTo } from './bins.js';
import { COMPARTMENT_NAMES, type CompartmentName, compartmentColumns } from './compartment-names.js';
import { somaNode } from './tree.js';

/** What {@link sholl} measures from. */
export interface ShollOptions {
  /** The middle, x, y, z in nm; the centre of the soma when absent. */
  readonly centreNm?: readonly [number, number, number];
  /** Circles in this plane, about the projected arbor, in place of spheres: 'xy', 'xz' or 'yz'. */
  readonly plane?: 'xy' | 'xz' | 'yz';
}

/** How often an arbor crosses each sphere; arrays run with `radiiNm`. */
export interface Sholl {
  readonly radiiNm: Float64Array;
  readonly crossings: Uint32Array;
  /** They add up to `crossings`. */
  readonly byCompartment: Readonly<Record<CompartmentName, Uint32Array>>;
  /** The most crossings of a sphere. */
  readonly maxCrossings: number;
  /** The smallest radius with so many; `undefined` when nothing is crossed. */
  readonly criticalRadiusNm: number | undefined;
  /** The largest radius with any crossing; `undefined` when nothing is crossed. */
  readonly enclosingRadiusNm: number | undefined;
}

const PLANES = { xy: [1, 1, 0], xz: [1, 0, 1], yz: [0, 1, 1] } as const;

/**
 * Sholl's analysis: how many edges cross each of the spheres with radii `radiiNm` about the soma.
 *
 * An edge crosses a sphere when one end lies outside and the other inside or on it, inwards or outwards alike; one with
 * both ends outside that dips in between is not counted. An edge belongs to the compartment of its child node. Radii
 * are sorted and must differ. O(nodes log radii).
 *
 * navis 1.12 counts only the edges that return inwards; the crossings here are those of both ways.
 *
 * @source Sholl 1953, J. Anat. 87:387
 * @throws {InvalidArgumentError} when there is neither soma nor `centreNm`, a position is not finite, or radii are
 * missing, negative or repeated.
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * const rings = morphology.sholl(cell.skeleton, [25_000, 50_000, 100_000, 200_000]);
 * rings.criticalRadiusNm;
 */
export function sholl(skeleton: Skeleton, radiiNm: Numbers, options: ShollOptions = {}): Sholl {
  const radii = ascending(finiteNumbers(radiiNm, 'sholl', 'radiiNm'), 'radiiNm', 'sholl');
  if (radii[0] < 0) {
    throw new InvalidArgumentError(`sholl radiiNm has a negative radius: received ${radii[0]}, expected 0 or more`, {
      argument: 'radiiNm',
    });
  }
  const steps = crossingSteps(skeleton, radii, distancesFrom(skeleton, options));
  const crossings = new Uint32Array(radii.length);
  const byCompartment = Object.fromEntries(
    COMPARTMENT_NAMES.map((name, code) => {
      const counts = new Uint32Array(radii.length);
      let open = 0;
      for (let k = 0; k < radii.length; k++) {
        open += steps[code * (radii.length + 1) + k];
        counts[k] = open;
        crossings[k] += open;
      }
      return [name, counts];
    }),
  ) as Record<CompartmentName, Uint32Array>;
  const maxCrossings = crossings.reduce((most, count) => Math.max(most, count), 0);
  const crossed = maxCrossings > 0;
  return {
    radiiNm: radii,
    crossings,
    byCompartment,
    maxCrossings,
    criticalRadiusNm: crossed ? radii[crossings.indexOf(maxCrossings)] : undefined,
    enclosingRadiusNm: crossed ? radii[lastAbove0(crossings)] : undefined,
  };
}

function distancesFrom(skeleton: Skeleton, { centreNm, plane }: ShollOptions): Float64Array {
  const { nodeCount, positionsNm } = skeleton;
  if (plane !== undefined && !Object.hasOwn(PLANES, plane)) {
    throw new InvalidArgumentError(`sholl plane is unknown: received ${plane}, expected xy, xz or yz`, {
      argument: 'plane',
    });
  }
  const soma = somaNode(skeleton);
  if (centreNm === undefined && soma < 0) {
    throw new InvalidArgumentError(
      'sholl skeleton has no soma: received no node of compartment 1, expected one; pass centreNm',
      { argument: 'skeleton' },
    );
  }
  const centre = finiteNumbers(centreNm ?? [0, 1, 2].map(axis => positionsNm[3 * soma + axis]), 'sholl', 'centreNm');
  if (centre.length !== 3) {
    throw new InvalidArgumentError(
      `sholl centreNm is no place: received ${centre.length} numbers, expected x, y and z in nm`,
      { argument: 'centreNm' },
    );
  }
  checkPositions(positionsNm, 'sholl', 'skeleton');
  const [cx, cy, cz] = Array.from(centre);
  const [wx, wy, wz] = plane === undefined ? [1, 1, 1] : PLANES[plane];
  const distances = new Float64Array(nodeCount);
  for (let i = 0; i < nodeCount; i++) {
    const dx = wx * (positionsNm[3 * i] - cx);
    const dy = wy * (positionsNm[3 * i + 1] - cy);
    const dz = wz * (positionsNm[3 * i + 2] - cz);
    distances[i] = Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
  return distances;
}

/** `steps[code * (radii + 1) + k]`: by how much the crossings change from sphere k - 1 to sphere k. */
function crossingSteps(skeleton: Skeleton, radii: Float64Array, distances: Float64Array): Int32Array {
  const { nodeCount, parents } = skeleton;
  const codes = compartmentColumns(skeleton);
  const width = radii.length + 1;
  const steps = new Int32Array(COMPARTMENT_NAMES.length * width);
  // spheres strictly within a node's distance: those the node lies outside of
  const within = Uint32Array.from(distances, distance => countUpTo(radii, distance, false));
  for (let i = 0; i < nodeCount; i++) {
    if (parents[i] < 0) continue;
    const a = within[i];
    const b = within[parents[i]];
    if (a === b) continue;
    steps[codes[i] * width + Math.min(a, b)]++;
    steps[codes[i] * width + Math.max(a, b)]--;
  }
  return steps;
}

function lastAbove0(counts: Uint32Array): number {
  let k = counts.length - 1;
  while (counts[k] === 0) k--;
  return k;
}
