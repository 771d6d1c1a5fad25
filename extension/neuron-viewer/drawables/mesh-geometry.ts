/** Surfaces as the arrays that the GPU reads. Pure: no DOM, no WebGL. */

import type { DecodedMesh } from 'connectome-helpers/dist/contract/scene/meshes.js';

/**
 * The normal of every vertex, three signed bytes of four: the mean of its triangles' normals weighted by their area.
 * A vertex without triangles, or with triangles of no area, has none (zeros).
 */
export function vertexNormals({ part, quantised, triangles }: DecodedMesh): Int8Array {
  const sums = new Float32Array(3 * part.vertexCount);
  const [sx, sy, sz] = part.stepNm;
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t], triangles[t + 1], triangles[t + 2]];
    const ux = (quantised[4 * b] - quantised[4 * a]) * sx;
    const uy = (quantised[4 * b + 1] - quantised[4 * a + 1]) * sy;
    const uz = (quantised[4 * b + 2] - quantised[4 * a + 2]) * sz;
    const vx = (quantised[4 * c] - quantised[4 * a]) * sx;
    const vy = (quantised[4 * c + 1] - quantised[4 * a + 1]) * sy;
    const vz = (quantised[4 * c + 2] - quantised[4 * a + 2]) * sz;
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (const i of [a, b, c]) {
      sums[3 * i] += nx;
      sums[3 * i + 1] += ny;
      sums[3 * i + 2] += nz;
    }
  }
  const normals = new Int8Array(4 * part.vertexCount);
  for (let i = 0; i < part.vertexCount; i += 1) {
    const length = Math.hypot(sums[3 * i], sums[3 * i + 1], sums[3 * i + 2]);
    if (length === 0) continue;
    for (let k = 0; k < 3; k += 1) normals[4 * i + k] = Math.round((127 * sums[3 * i + k]) / length);
  }
  return normals;
}
