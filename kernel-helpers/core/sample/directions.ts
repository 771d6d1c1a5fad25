/** Directions in space; y points down, from the pia to the white matter. */

import type { Random } from '../random.js';

/** A point or direction, µm: x, y the depth, z. */
export type Vector = [number, number, number];

export const UP: Readonly<Vector> = [0, -1, 0];
export const DOWN: Readonly<Vector> = [0, 1, 0];

/** The length of a vector; `Math.hypot` is exact for extreme numbers and many times slower. */
export function lengthOf(x: number, y: number, z: number): number {
  return Math.sqrt(x * x + y * y + z * z);
}

/** The golden angle: its multiples spread round a circle however many they are. */
export const GOLDEN_ANGLE: number = Math.PI * (3 - Math.sqrt(5));

/** `direction` turned by `angle` towards `side`; both unit vectors at right angles. */
export function lean(direction: Readonly<Vector>, side: Readonly<Vector>, angle: number): Vector {
  const along = Math.cos(angle);
  const across = Math.sin(angle);
  return [
    along * direction[0] + across * side[0],
    along * direction[1] + across * side[1],
    along * direction[2] + across * side[2],
  ];
}

/** A random unit vector at a right angle to `direction`. */
export function perpendicular(random: Random, direction: Readonly<Vector>): Vector {
  const side = randomDirection(random);
  const dot = side[0] * direction[0] + side[1] * direction[1] + side[2] * direction[2];
  for (let k = 0; k < 3; k++) side[k] -= dot * direction[k];
  return normalise(side);
}

/** A unit vector, every direction as likely. */
export function randomDirection(random: Random): Vector {
  return normalise([random.normal(), random.normal(), random.normal()]);
}

/** Makes `vector` one long, in place; a zero vector points down. */
export function normalise(vector: Vector): Vector {
  const length = lengthOf(vector[0], vector[1], vector[2]);
  if (length === 0) vector[1] = 1;
  else for (let k = 0; k < 3; k++) vector[k] /= length;
  return vector;
}

/** The level direction at `angle` round the vertical. */
export function aroundUp(angle: number): Vector {
  return [Math.cos(angle), 0, Math.sin(angle)];
}

/** `count` directions round the soma, most of them level and `dip` (radians) below. */
export function spokes(random: Random, count: number, dip: number): Vector[] {
  const turned = random.between(0, 2 * Math.PI);
  return Array.from({ length: count }, (_, i) => {
    const side = aroundUp(turned + ((i + random.between(-0.25, 0.25)) * 2 * Math.PI) / count);
    return lean(side, DOWN, random.normal(dip, 0.35));
  });
}

/** `count` directions spread evenly over the sphere, turned at random and a little uneven. */
export function sphere(random: Random, count: number): Vector[] {
  const turned = random.between(0, 2 * Math.PI);
  return Array.from({ length: count }, (_, i) => {
    const height = 1 - (2 * i + 1) / count;
    const side = aroundUp(turned + i * GOLDEN_ANGLE);
    const level = Math.sqrt(1 - height * height);
    const noise = randomDirection(random);
    return normalise([level * side[0] + 0.25 * noise[0], height + 0.25 * noise[1], level * side[2] + 0.25 * noise[2]]);
  });
}
