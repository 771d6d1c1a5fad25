/** Where trees are, how long, and which are in the picture. Pure. */

import type { DecodedSkeletons } from 'connectome-helpers/dist/contract/scene/skeletons.js';
import { cameraAxes, eyeDistance, type Vector3, verticalFov } from '../camera/camera';
import { NM_PER_UM } from '../units';
import type { IDrawnFrame } from './drawable';

/** A sphere about each tree: `spheres[4 * t]` x, y, z and radius, absolute, in µm. Not the smallest one. */
export function treeSpheres({ firstNode, positionsNm, radiiNm, item }: DecodedSkeletons): Float64Array {
  const spheres = new Float64Array(4 * (firstNode.length - 1));
  for (let t = 0; t + 1 < firstNode.length; t += 1) {
    const [from, to] = [firstNode[t], firstNode[t + 1]];
    const middle = [0, 1, 2].map(k => {
      let [least, most] = [Infinity, -Infinity];
      for (let i = from; i < to; i += 1) {
        least = Math.min(least, positionsNm[3 * i + k]);
        most = Math.max(most, positionsNm[3 * i + k]);
      }
      return (least + most) / 2;
    });
    let radius = 0;
    for (let i = from; i < to; i += 1) {
      const away = Math.hypot(...[0, 1, 2].map(k => positionsNm[3 * i + k] - middle[k]));
      radius = Math.max(radius, away + radiiNm[i] * item.radiusScale);
    }
    for (let k = 0; k < 3; k += 1) spheres[4 * t + k] = middle[k] / NM_PER_UM;
    spheres[4 * t + 3] = radius / NM_PER_UM;
  }
  return spheres;
}

/** Neurite of each tree in mm. */
export function treeLengthsMm({ firstNode, positionsNm, parents }: DecodedSkeletons): Float64Array {
  return Float64Array.from({ length: firstNode.length - 1 }, (_, t) => {
    let nm = 0;
    for (let i = firstNode[t]; i < firstNode[t + 1]; i += 1) {
      const p = parents[i];
      if (p < 0) continue;
      nm += Math.hypot(
        positionsNm[3 * i] - positionsNm[3 * p],
        positionsNm[3 * i + 1] - positionsNm[3 * p + 1],
        positionsNm[3 * i + 2] - positionsNm[3 * p + 2],
      );
    }
    return nm / 1e6;
  });
}

/**
 * For each sphere the µm that a pixel spans where it is nearest to the eye; NaN for one that is out of the picture. A
 * sphere that reaches the eye has 0.
 */
export function nearestUmPerPixel(spheres: Float64Array, { camera, widthPx, heightPx }: IDrawnFrame): Float64Array {
  const { right, up, forward } = cameraAxes(camera);
  const tanY = Math.tan(verticalFov(camera) / 2);
  const tanX = (tanY * widthPx) / heightPx;
  const [cosX, cosY] = [1 / Math.hypot(1, tanX), 1 / Math.hypot(1, tanY)];
  const distance = eyeDistance(camera);
  return Float64Array.from({ length: spheres.length / 4 }, (_, t) => {
    const [x, y, z, radius] = spheres.subarray(4 * t, 4 * t + 4);
    const offset: Vector3 = [x - camera.target[0], y - camera.target[1], z - camera.target[2]];
    const across = Math.abs(dot(offset, right));
    const aside = Math.abs(dot(offset, up));
    const depth = dot(offset, forward) + distance;
    if (depth < -radius) return Number.NaN;
    // How far outside the picture's edge planes the middle lies.
    if ((across - depth * tanX) * cosX > radius || (aside - depth * tanY) * cosY > radius) return Number.NaN;
    return Math.max(0, ((depth - radius) * 2 * tanY) / heightPx);
  });
}

function dot(a: Vector3, b: Vector3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
