/** Coordinates on a grid of 65,536 steps an axis and radii on a logarithmic scale of 256: how every item stores them. */

import { InvalidArgumentError } from '../../errors.js';
import { EVERY, type Steps } from '../steps.js';
import type { SceneVector } from './scene.js';

const positionSteps = 65535;
const radiusSteps = 255;

/** Radii below this are stored as this: a logarithmic scale has no zero. */
const smallestRadiusNm = 1;

export interface PositionGrid {
  readonly originNm: SceneVector;
  /** 0 along an axis without extent. */
  readonly stepNm: SceneVector;
}

/** @throws {InvalidArgumentError} when a coordinate is not finite. */
export function positionGrid(
  positionsNm: readonly Float32Array[],
  where: (list: number, index: number) => string,
): PositionGrid {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  positionsNm.forEach((positions, n) => {
    for (let i = 0; i < positions.length; i += 1) {
      const value = positions[i];
      if (!Number.isFinite(value)) throw notFinite(where(n, Math.floor(i / 3)), 'coordinate', value);
      const k = i % 3;
      if (value < min[k]) min[k] = value;
      if (value > max[k]) max[k] = value;
    }
  });
  const origin = min.map(value => (value === Infinity ? 0 : value));
  const step = max.map((value, k) => (value === -Infinity ? 0 : (value - origin[k]) / positionSteps));
  return { originNm: [origin[0], origin[1], origin[2]], stepNm: [step[0], step[1], step[2]] };
}

/** `q` with `originNm[k] + q * stepNm[k]` nearest to the coordinate. */
export function quantise({ originNm, stepNm }: PositionGrid, valueNm: number, k: number): number {
  return stepNm[k] > 0 ? Math.min(positionSteps, Math.round((valueNm - originNm[k]) / stepNm[k])) : 0;
}

export interface RadiusScale {
  readonly minNm: number;
  readonly maxNm: number;
}

/** @throws {InvalidArgumentError} when a radius is not finite. */
export function radiusScale(
  radiiNm: readonly Float32Array[],
  where: (list: number, index: number) => string,
): RadiusScale {
  let minNm = Infinity;
  let maxNm = smallestRadiusNm;
  radiiNm.forEach((radii, n) => {
    for (let i = 0; i < radii.length; i += 1) {
      if (!Number.isFinite(radii[i])) throw notFinite(where(n, i), 'radius', radii[i]);
      const radius = Math.max(smallestRadiusNm, radii[i]);
      if (radius < minNm) minNm = radius;
      if (radius > maxNm) maxNm = radius;
    }
  });
  return { minNm: Math.min(minNm, maxNm), maxNm };
}

/** The nearest code of a radius on its scale. */
export function radiusCode({ minNm, maxNm }: RadiusScale, radiusNm: number): number {
  const step = Math.log(maxNm / minNm) / radiusSteps;
  if (!(step > 0)) return 0;
  return Math.min(radiusSteps, Math.round(Math.log(Math.max(smallestRadiusNm, radiusNm) / minNm) / step));
}

/** Radii of codes, in pieces. */
export function* radiiSteps({ minNm, maxNm }: RadiusScale, codes: Uint8Array): Steps<Float32Array> {
  const radius = Float32Array.from({ length: radiusSteps + 1 }, (_, v) => minNm * (maxNm / minNm) ** (v / radiusSteps));
  const radii = new Float32Array(codes.length);
  for (let i = 0; i < codes.length; i += 1) {
    radii[i] = radius[codes[i]];
    if ((i & EVERY) === EVERY) yield;
  }
  return radii;
}

function notFinite(where: string, what: string, value: number): InvalidArgumentError {
  return new InvalidArgumentError(
    `scene ${where} has a bad ${what}: received ${value}, expected a finite number of nm`,
    { argument: 'items' },
  );
}
