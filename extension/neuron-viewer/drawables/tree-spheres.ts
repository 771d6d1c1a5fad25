/** Where trees are, how long, and which are in the picture. Pure. */

import type { DecodedSkeletons } from 'connectome-helpers/dist/contract/scene/skeletons.js';
import { atOnce, type Steps } from 'connectome-helpers/dist/contract/steps.js';
import { cameraAxes, eyeDistance, type Vector3, verticalFov } from '../camera/camera';
import { NM_PER_UM } from '../units';
import type { IDrawnFrame } from './drawable';

/** A sphere about each tree: `spheres[4 * t]` x, y, z and radius, absolute, in µm. Not the smallest one. */
export function treeSpheres(decoded: DecodedSkeletons): Float64Array {
  return atOnce(treeSphereSteps(decoded));
}

/** As {@link treeSpheres}, in pieces. */
export function* treeSphereSteps({ firstNode, positionsNm, radiiNm, item }: DecodedSkeletons): Steps<Float64Array> {
  const spheres = new Float64Array(4 * (firstNode.length - 1));
  for (let t = 0; t + 1 < firstNode.length; t += 1) {
    const [from, to] = [firstNode[t], firstNode[t + 1]];
    const least = [Infinity, Infinity, Infinity];
    const most = [-Infinity, -Infinity, -Infinity];
    for (let i = from; i < to; i += 1) {
      for (let k = 0; k < 3; k += 1) {
        const at = positionsNm[3 * i + k];
        if (at < least[k]) least[k] = at;
        if (at > most[k]) most[k] = at;
      }
    }
    const [mx, my, mz] = least.map((low, k) => (low + most[k]) / 2);
    let radius = 0;
    for (let i = from; i < to; i += 1) {
      const away = length3(positionsNm[3 * i] - mx, positionsNm[3 * i + 1] - my, positionsNm[3 * i + 2] - mz);
      radius = Math.max(radius, away + radiiNm[i] * item.radiusScale);
    }
    spheres.set([mx / NM_PER_UM, my / NM_PER_UM, mz / NM_PER_UM, radius / NM_PER_UM], 4 * t);
    yield;
  }
  return spheres;
}

/** Neurite of each tree in mm, in pieces. */
export function* treeLengthSteps({ firstNode, positionsNm, parents }: DecodedSkeletons): Steps<Float64Array> {
  const lengthsMm = new Float64Array(firstNode.length - 1);
  for (let t = 0; t + 1 < firstNode.length; t += 1) {
    let nm = 0;
    for (let i = firstNode[t]; i < firstNode[t + 1]; i += 1) {
      const p = parents[i];
      if (p < 0) continue;
      nm += length3(
        positionsNm[3 * i] - positionsNm[3 * p],
        positionsNm[3 * i + 1] - positionsNm[3 * p + 1],
        positionsNm[3 * i + 2] - positionsNm[3 * p + 2],
      );
    }
    lengthsMm[t] = nm / 1e6;
    yield;
  }
  return lengthsMm;
}

/** Many times as quick as Math.hypot. */
function length3(x: number, y: number, z: number): number {
  return Math.sqrt(x * x + y * y + z * z);
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
