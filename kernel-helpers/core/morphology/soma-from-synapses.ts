import { InvalidArgumentError } from '../../errors.js';
import { buildPointGrid, type PointGrid } from '../spatial/point-grid.js';
import { CholeskyDecomposition, Matrix } from '../stats/linear-algebra.js';

/** A soma as its synapses show it. */
export interface SomaEstimate {
  /** x, y, z of its centre, nm. */
  readonly centreNm: readonly [number, number, number];
  /** Of the sphere through the synapses on it, nm. */
  readonly radiusNm: number;
  /** How many synapses the sphere was laid through. */
  readonly synapseCount: number;
}

/** How {@link somaFromSynapses} looks; both may be left out. */
export interface SomaFromSynapsesOptions {
  /** How far from the centre a synapse may be on the soma, nm; 12,000 when absent, a large soma’s radius and a little. */
  readonly reachNm?: number;
}

const DEFAULT_REACH_NM = 12_000;
const MOST_ROUNDS = 200;
const STILL_NM = 1;
const UNIT_NM = 1000;
/** Fewer lie on no soma: a sphere goes through any four points. */
const FEWEST = 20;

/**
 * Where the soma of a cell is, from the synapses it receives: a soma is covered with them, and no other part of a cell
 * has so many in so little space. From the densest place, a sphere is laid through the synapses within reach by least
 * squares, and laid again from its centre until that rests.
 *
 * For interneurons, whose somata receive many synapses. On one basket cell of minnie65 it comes within 2 µm of the centre
 * of the nucleus. A pyramidal cell's soma may receive too few to be found; look at `radiusNm` and `synapseCount`.
 *
 * @param positionsNm - where its input synapses are, `positionsNm[3*i + k]`.
 * @returns `undefined` when fewer than 20 synapses are within reach anywhere, or they lie on no sphere.
 * @throws {InvalidArgumentError} when positions are not three finite numbers a point, or `reachNm` is not above 0.
 * @example
 * const inputs = await datasets.open('minnie65/basket-cell-inputs');
 * const [x, y, z] = ['x', 'y', 'z'].map(axis => inputs.getChild(`ctr_pt_position_${axis}` as 'ctr_pt_position_x')!.toArray());
 * morphology.somaFromSynapses(Array.from(x).flatMap((at, i) => [at, y[i], z[i]]));
 */
export function somaFromSynapses(
  positionsNm: ArrayLike<number>,
  { reachNm = DEFAULT_REACH_NM }: SomaFromSynapsesOptions = {},
): SomaEstimate | undefined {
  if (!(reachNm > 0 && reachNm < Number.POSITIVE_INFINITY)) {
    throw new InvalidArgumentError(
      `somaFromSynapses reachNm is not a length: received ${reachNm}, expected nm above 0`,
      { argument: 'reachNm' },
    );
  }
  const grid = buildPointGrid(positionsNm, reachNm);
  const densest = densestPoint(grid, positionsNm, reachNm);
  if (densest < 0) return undefined;
  let centre = at(positionsNm, densest);
  // The mean of what is near moves from a point on the soma to its middle.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = meanOf(near(grid, centre, reachNm), positionsNm);
    const step = Math.hypot(next[0] - centre[0], next[1] - centre[1], next[2] - centre[2]);
    centre = next;
    if (step < STILL_NM) break;
  }
  let estimate: SomaEstimate | undefined;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const points = near(grid, centre, reachNm);
    if (points.length < FEWEST) return undefined;
    const sphere = sphereThrough(points, positionsNm, centre);
    if (sphere === undefined) return undefined;
    const [a, b] = [centre, sphere.centreNm];
    const step = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
    estimate = { ...sphere, synapseCount: points.length };
    centre = b;
    if (step < STILL_NM) break;
  }
  return estimate;
}

type Place = readonly [number, number, number];

function at(positionsNm: ArrayLike<number>, i: number): Place {
  return [positionsNm[3 * i], positionsNm[3 * i + 1], positionsNm[3 * i + 2]];
}

/** The synapse with most others within reach, the first of equals; -1 when none has enough. */
function densestPoint(grid: PointGrid, positionsNm: ArrayLike<number>, reachNm: number): number {
  let densest = -1;
  let most = FEWEST - 1;
  for (let i = 0; i < grid.pointCount; i++) {
    let count = 0;
    grid.within(...at(positionsNm, i), reachNm, () => {
      count++;
    });
    if (count > most) [densest, most] = [i, count];
  }
  return densest;
}

/** In ascending order, so that sums do not depend on how the grid is walked. */
function near(grid: PointGrid, [x, y, z]: Place, reachNm: number): number[] {
  const found: number[] = [];
  grid.within(x, y, z, reachNm, index => found.push(index));
  return found.sort((a, b) => a - b);
}

function meanOf(points: readonly number[], positionsNm: ArrayLike<number>): Place {
  const sum = [0, 0, 0];
  for (const i of points) for (let k = 0; k < 3; k++) sum[k] += positionsNm[3 * i + k];
  return [sum[0] / points.length, sum[1] / points.length, sum[2] / points.length];
}

/** The sphere of least squares in |p|² = 2 c·p + (r² − |c|²), which is linear in what is sought. */
function sphereThrough(
  points: readonly number[],
  positionsNm: ArrayLike<number>,
  origin: Place,
): Pick<SomaEstimate, 'centreNm' | 'radiusNm'> | undefined {
  const normal = Matrix.zeros(4, 4);
  const right = Matrix.zeros(4, 1);
  for (const i of points) {
    // Seen from near by: squares of coordinates in the volume would lose the digits that matter.
    const [x, y, z] = at(positionsNm, i).map((value, k) => (value - origin[k]) / UNIT_NM);
    const row = [2 * x, 2 * y, 2 * z, 1];
    for (let r = 0; r < 4; r++) {
      for (let c = 0; c < 4; c++) normal.set(r, c, normal.get(r, c) + row[r] * row[c]);
      right.set(r, 0, right.get(r, 0) + row[r] * (x ** 2 + y ** 2 + z ** 2));
    }
  }
  const cholesky = new CholeskyDecomposition(normal);
  if (!cholesky.isPositiveDefinite()) return undefined;
  const [x, y, z, rest] = cholesky.solve(right).to1DArray();
  const radiusNm = UNIT_NM * Math.sqrt(rest + x ** 2 + y ** 2 + z ** 2);
  if (!Number.isFinite(radiusNm)) return undefined;
  return { centreNm: [origin[0] + UNIT_NM * x, origin[1] + UNIT_NM * y, origin[2] + UNIT_NM * z], radiusNm };
}
