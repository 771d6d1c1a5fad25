/** Surfaces with an eighth of their triangles, for moving pictures on machines where the whole takes long. Pure. */

import type { DecodedMesh } from 'connectome-helpers/dist/contract/scene/meshes.js';
import { MeshoptSimplifier } from 'meshoptimizer/simplifier';
import { NM_PER_UM } from '../units';

/** One of so many triangles stays. */
const fewer = 8;
/** Surfaces with less are quick to draw as they are. */
const leastTriangles = 2_000;

/** Resolves when {@link movingTriangles} may be asked. */
export const movingTrianglesReady: Promise<void> = MeshoptSimplifier.ready;

/**
 * Corners of fewer triangles on the same vertices: those of a grid's cell become one. Quick (20 ms for 200,000), and off
 * by about a cell; `undefined` where that would be nothing to look at, or nothing is won.
 *
 * @source Rossignac and Borrel 1993, https://doi.org/10.1007/978-3-642-78114-8_29, as meshoptimizer does it
 */
export function movingTriangles({ part, quantised, triangles }: DecodedMesh): Uint32Array | undefined {
  if (part.triangleCount < leastTriangles) return undefined;
  const positions = new Float32Array(3 * part.vertexCount);
  for (let i = 0; i < part.vertexCount; i += 1) {
    for (let k = 0; k < 3; k += 1) positions[3 * i + k] = (quantised[4 * i + k] * part.stepNm[k]) / NM_PER_UM;
  }
  const wanted = 3 * Math.floor(part.triangleCount / fewer);
  const [corners] = MeshoptSimplifier.simplifySloppy(triangles, positions, 3, null, wanted, 1);
  return corners.length > wanted / 4 ? corners : undefined;
}
