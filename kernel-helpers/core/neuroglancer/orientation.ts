/** Turns: Neuroglancer's quaternions and our two angles and roll. */

import type { Point } from '../transforms.js';

/** x, y, z, w. */
export type Quaternion = readonly [number, number, number, number];

/** Radians, as {@link OrbitCamera} has them. */
export interface Turn {
  readonly azimuth: number;
  readonly elevation: number;
  readonly roll: number;
}

/** The axes of a picture in the volume: unit vectors to the right, downwards and ahead. */
export interface PictureAxes {
  readonly right: Point;
  readonly down: Point;
  readonly ahead: Point;
}

/** The axes of the picture that a camera with these angles takes. */
export function axesOfTurn({ azimuth, elevation, roll }: Turn): PictureAxes {
  const [sa, ca, se, ce] = [Math.sin(azimuth), Math.cos(azimuth), Math.sin(elevation), Math.cos(elevation)];
  const level: PictureAxes = {
    right: [ca, 0, -sa],
    down: [-se * sa, ce, -se * ca],
    ahead: [ce * sa, se, ce * ca],
  };
  const [sr, cr] = [Math.sin(roll), Math.cos(roll)];
  return {
    right: mix(level.right, cr, level.down, -sr),
    down: mix(level.down, cr, level.right, sr),
    ahead: level.ahead,
  };
}

/** The angles of a camera that takes a picture with these axes. Straight up and down, azimuth is as roll 0 has it. */
export function turnOfAxes({ right, down, ahead }: PictureAxes): Turn {
  const elevation = Math.atan2(ahead[1], Math.hypot(ahead[0], ahead[2]));
  if (Math.hypot(ahead[0], ahead[2]) < 1e-9) {
    return { azimuth: Math.atan2(-right[2], right[0]), elevation, roll: 0 };
  }
  const azimuth = Math.atan2(ahead[0], ahead[2]);
  const level = axesOfTurn({ azimuth, elevation, roll: 0 });
  return { azimuth, elevation, roll: Math.atan2(dot(down, level.right), dot(right, level.right)) };
}

/**
 * The quaternion of a turn of the axes x, y, z into right, down, ahead: what Neuroglancer calls an orientation.
 *
 * @source google/neuroglancer `src/perspective_view/panel.ts`: the picture's x, y and z are the columns of the matrix
 */
export function quaternionOfAxes({ right, down, ahead }: PictureAxes): Quaternion {
  const [xx, yy, zz] = [right[0], down[1], ahead[2]];
  // Of the four ways to take the root, the one with the largest divisor.
  const largest = Math.max(xx + yy + zz, xx, yy, zz);
  let q: Quaternion;
  if (largest === xx + yy + zz) {
    q = [down[2] - ahead[1], ahead[0] - right[2], right[1] - down[0], 1 + xx + yy + zz];
  } else if (largest === xx) {
    q = [1 + xx - yy - zz, right[1] + down[0], ahead[0] + right[2], down[2] - ahead[1]];
  } else if (largest === yy) {
    q = [right[1] + down[0], 1 - xx + yy - zz, down[2] + ahead[1], ahead[0] - right[2]];
  } else {
    q = [ahead[0] + right[2], down[2] + ahead[1], 1 - xx - yy + zz, right[1] - down[0]];
  }
  const length = Math.hypot(...q);
  // No -0, which would stand in links as a turn.
  return [q[0] / length + 0, q[1] / length + 0, q[2] / length + 0, q[3] / length + 0];
}

/** The axes that an orientation turns x, y, z into; `undefined` for four zeros. */
export function axesOfQuaternion(quaternion: Quaternion): PictureAxes | undefined {
  const length = Math.hypot(...quaternion);
  if (!(length > 0) || !Number.isFinite(length)) return undefined;
  const [x, y, z, w] = quaternion.map(part => part / length);
  return {
    right: [1 - 2 * (y * y + z * z), 2 * (x * y + z * w), 2 * (x * z - y * w)],
    down: [2 * (x * y - z * w), 1 - 2 * (x * x + z * z), 2 * (y * z + x * w)],
    ahead: [2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y)],
  };
}

function mix(a: Point, byA: number, b: Point, byB: number): Point {
  return [a[0] * byA + b[0] * byB, a[1] * byA + b[1] * byB, a[2] * byA + b[2] * byB];
}

function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
