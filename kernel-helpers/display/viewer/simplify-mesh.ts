/** Surfaces with fewer triangles. */

import { MeshoptSimplifier } from 'meshoptimizer/simplifier';
import type { Mesh } from '../../core/mesh.js';

export interface SimplerMesh {
  readonly mesh: Mesh;
  /** How far the new surface lies from the old at most, as far as the simplifier can tell. */
  readonly deviationNm: number;
}

/**
 * The surface with about so many triangles, on some of its own vertices, chosen so that it deviates least (quadric error
 * metric). May keep more where its pieces cannot be merged.
 *
 * @source Garland and Heckbert 1997, https://doi.org/10.1145/258734.258849, as meshoptimizer does it
 */
export async function simplifyMesh(mesh: Mesh, triangleCount: number): Promise<SimplerMesh> {
  if (mesh.triangleCount <= triangleCount || mesh.triangleCount === 0) return { mesh, deviationNm: 0 };
  await MeshoptSimplifier.ready;
  const positions = mesh.positionsNm.slice(0, 3 * mesh.vertexCount);
  // Large coordinates would eat the precision of small errors.
  const origin = [positions[0], positions[1], positions[2]];
  for (let i = 0; i < positions.length; i += 1) positions[i] -= origin[i % 3];
  const all = mesh.triangles.slice(0, 3 * mesh.triangleCount);
  const [triangles, error] = MeshoptSimplifier.simplify(all, positions, 3, 3 * triangleCount, 1, ['Prune']);
  const deviationNm = error * MeshoptSimplifier.getScale(positions, 3);
  return {
    mesh: {
      vertexCount: mesh.vertexCount,
      triangleCount: triangles.length / 3,
      positionsNm: mesh.positionsNm,
      triangles,
    },
    deviationNm,
  };
}
