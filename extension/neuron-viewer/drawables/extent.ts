/** How far a scene's items reach. Pure. */

import type { DecodedItem } from 'connectome-helpers/dist/contract/scene/decode.js';
import { atOnce, EVERY, type Steps } from 'connectome-helpers/dist/contract/steps.js';
import type { IBounds, Vector3 } from '../camera/camera';
import { NM_PER_UM } from '../units';

/** More points than this tell nothing more about how to fit a scene into the picture. */
const mostPoints = 200_000;

/** The box about all items with their radii, in µm; a box of no size about the origin when there is nothing. */
export function boundsOf(items: readonly DecodedItem[]): IBounds {
  return atOnce(boundsSteps(items));
}

/** As {@link boundsOf}, in pieces. */
export function* boundsSteps(items: readonly DecodedItem[]): Steps<IBounds> {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  const grow = (k: number, nm: number, radiusNm: number): void => {
    min[k] = Math.min(min[k], (nm - radiusNm) / NM_PER_UM);
    max[k] = Math.max(max[k], (nm + radiusNm) / NM_PER_UM);
  };
  for (const item of items) yield* eachPoint(item, 1, grow);
  if (min[0] > max[0]) return { min: [0, 0, 0], max: [0, 0, 0] };
  return { min: [min[0], min[1], min[2]], max: [max[0], max[1], max[2]] };
}

/** Points that a first view should have in it, `[3*i + k]` in µm from `originUm`. */
export function pointsOf(items: readonly DecodedItem[], originUm: Vector3): Float32Array {
  const total = items.reduce((sum, item) => sum + pointCount(item), 0);
  const stride = Math.max(1, Math.ceil(total / mostPoints));
  const points: number[] = [];
  const take = (k: number, nm: number): void => {
    points.push(nm / NM_PER_UM - originUm[k]);
  };
  for (const item of items) atOnce(eachPoint(item, stride, take));
  return Float32Array.from(points);
}

/**
 * The points with those of a cube about their middle, where they lie closer together than the things at them are thick:
 * a soma by itself would have the camera inside it. All in µm.
 */
export function withRoom(points: Float32Array, radiusUm: number): Float32Array {
  if (points.length === 0 || !(radiusUm > 0)) return points;
  const least = [Infinity, Infinity, Infinity];
  const most = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 1) {
    const k = i % 3;
    least[k] = Math.min(least[k], points[i]);
    most[k] = Math.max(most[k], points[i]);
  }
  if (Math.max(...most.map((high, k) => high - least[k])) >= radiusUm) return points;
  const corners = Array.from({ length: 24 }, (_, i) => {
    const [corner, k] = [Math.floor(i / 3), i % 3];
    return (least[k] + most[k]) / 2 + ((corner >> k) & 1 ? radiusUm : -radiusUm);
  });
  return Float32Array.from([...points, ...corners]);
}

function pointCount(item: DecodedItem): number {
  if (item.kind === 'skeletons') return item.nodeCount;
  if (item.kind === 'points') return item.count;
  if (item.kind === 'meshes') return item.meshes.reduce((sum, mesh) => sum + mesh.part.vertexCount, 0);
  return 8;
}

/** Every `stride`-th point of an item, axis by axis, in nm with its radius. */
function* eachPoint(
  item: DecodedItem,
  stride: number,
  visit: (k: number, nm: number, radiusNm: number) => void,
): Steps<void> {
  if (item.kind === 'box') {
    const { minNm, maxNm } = item.item;
    for (let corner = 0; corner < 8; corner += 1) {
      for (let k = 0; k < 3; k += 1) visit(k, (corner >> k) & 1 ? maxNm[k] : minNm[k], 0);
    }
    return;
  }
  if (item.kind === 'meshes') {
    for (const { part, quantised } of item.meshes) {
      for (let i = 0; i < part.vertexCount; i += stride) {
        for (let k = 0; k < 3; k += 1) visit(k, part.originNm[k] + quantised[4 * i + k] * part.stepNm[k], 0);
      }
      yield;
    }
    return;
  }
  const { positionsNm, radiiNm } = item;
  const scale = item.kind === 'skeletons' ? item.item.radiusScale : 1;
  const common = item.kind === 'points' ? item.item.radiusNm : 0;
  for (let i = 0; 3 * i < positionsNm.length; i += stride) {
    const radius = (radiiNm?.[i] ?? common) * scale;
    for (let k = 0; k < 3; k += 1) visit(k, positionsNm[3 * i + k], radius);
    if ((i & EVERY) === EVERY) yield;
  }
}
