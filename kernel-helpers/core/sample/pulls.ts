/** What draws growth cones: each adds to a direction, by how strongly and where from. */

import { lengthOf, type Vector } from './directions.js';

/** A place, µm. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** What draws a growth cone at a place: adds to `direction`, one long before and anything after. */
export type Pull = (x: number, y: number, z: number, direction: Vector) => void;

/** In one direction, everywhere. */
export function along(to: Readonly<Vector>, strength: number): Pull {
  return (_x, _y, _z, direction) => {
    for (let k = 0; k < 3; k++) direction[k] += strength * to[k];
  };
}

/** Away from `centre`. */
export function awayFrom(centre: Place, strength: number): Pull {
  return (x, y, z, direction) => {
    const distance = lengthOf(x - centre.x, y - centre.y, z - centre.z) + 1;
    direction[0] += (strength * (x - centre.x)) / distance;
    direction[1] += (strength * (y - centre.y)) / distance;
    direction[2] += (strength * (z - centre.z)) / distance;
  };
}

/** Away from the vertical line through `centre`. */
export function awayFromAxis(centre: Place, strength: number): Pull {
  return (x, _y, z, direction) => {
    const distance = lengthOf(x - centre.x, 0, z - centre.z) + 1;
    direction[0] += (strength * (x - centre.x)) / distance;
    direction[2] += (strength * (z - centre.z)) / distance;
  };
}

/** Back towards `centre` from beyond `radiusUm`. */
export function within(centre: Place, radiusUm: number, strength: number): Pull {
  return (x, y, z, direction) => {
    const distance = lengthOf(x - centre.x, y - centre.y, z - centre.z);
    if (distance <= radiusUm) return;
    direction[0] -= (strength * (x - centre.x)) / distance;
    direction[1] -= (strength * (y - centre.y)) / distance;
    direction[2] -= (strength * (z - centre.z)) / distance;
  };
}

/** To a depth, weaker within 30 µm of it. */
export function toDepth(depthUm: number, strength: number): Pull {
  return (_x, y, _z, direction) => {
    direction[1] += strength * Math.min(1, Math.max(-1, (depthUm - y) / 30));
  };
}
