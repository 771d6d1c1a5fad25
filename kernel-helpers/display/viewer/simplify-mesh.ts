/** Surfaces with fewer triangles. */

import { MeshoptSimplifier } from 'meshoptimizer/simplifier';
import type { Mesh } from '../../core/mesh.js';
import { largestPieces } from './mesh-pieces.js';

export interface SimplerMesh {
  readonly mesh: Mesh;
  /** About how far the pieces that are left lie from where they were at most. */
  readonly deviationNm: number;
  /** How many separate pieces were left out, and of how many; only where some were to be. */
  readonly leftOut?: { readonly pieces: number; readonly of: number };
}

/** Of the extent of the surface: farther it is moved only step by step, as long as a step is worth it. */
const gentle = 1 / 512;
const gentleSteps = [1 / 2048, 1 / 512, 1 / 128, 1 / 32] as const;
/** A step that leaves more than this part of the triangles is not worth what it moves. */
const littleGain = 0.9;
/** What the simplifier calls the error is a mean over the planes that a vertex stands for; single places lie farther. */
const farthestOfMean = 2;

/**
 * The surface with about so many triangles, on some of its own vertices, chosen so that it deviates least (quadric error
 * metric). All its separate pieces stay, so that it may keep more; with a `pieceShare` below 1 small ones go, until about
 * that share of those triangles is left. One piece stays always.
 *
 * @source Garland and Heckbert 1997, https://doi.org/10.1145/258734.258849, as meshoptimizer does it
 */
export async function simplifyMesh(mesh: Mesh, triangleCount: number, pieceShare = 1): Promise<SimplerMesh> {
  if (mesh.triangleCount === 0 || (mesh.triangleCount <= triangleCount && pieceShare >= 1))
    return { mesh, deviationNm: 0 };
  await MeshoptSimplifier.ready;
  const positions = mesh.positionsNm.slice(0, 3 * mesh.vertexCount);
  // Large coordinates would eat the precision of small errors.
  const origin = [positions[0], positions[1], positions[2]];
  for (let i = 0; i < positions.length; i += 1) positions[i] -= origin[i % 3];
  const all = mesh.triangles.slice(0, 3 * mesh.triangleCount);
  const { triangles, error } = simplifyWhole(all, positions, triangleCount);
  const deviationNm = farthestOfMean * error * MeshoptSimplifier.getScale(positions, 3);
  if (pieceShare >= 1) return { mesh: withTriangles(mesh, triangles), deviationNm };
  const joined = MeshoptSimplifier.generatePositionRemap(positions, 3);
  const kept = largestPieces(triangles, positions, joined, Math.floor((pieceShare * triangles.length) / 3));
  return {
    mesh: withTriangles(mesh, kept.triangles),
    deviationNm,
    leftOut: { pieces: kept.of - kept.pieces, of: kept.of },
  };
}

/** No piece goes. Where its pieces do not come down to the number, none is squashed for the others' sake. */
function simplifyWhole(
  all: Uint32Array,
  positions: Float32Array,
  triangleCount: number,
): { readonly triangles: Uint32Array; readonly error: number } {
  const target = 3 * triangleCount;
  if (all.length <= target) return { triangles: all, error: 0 };
  const [whole, wholeError] = MeshoptSimplifier.simplify(all, positions, 3, target, 1);
  const hasReached = whole.length > 0 && whole.length <= target;
  if (hasReached && (wholeError <= gentle || isOnePiece(whole, positions))) {
    return { triangles: whole, error: wholeError };
  }
  let triangles = all;
  let error = 0;
  for (const step of gentleSteps) {
    if (triangles.length <= target) break;
    const [next, more] = MeshoptSimplifier.simplify(triangles, positions, 3, target, step);
    // What is all but flat might vanish.
    if (next.length === 0 || (error > 0 && next.length > littleGain * triangles.length)) break;
    triangles = next;
    error += more;
  }
  return { triangles, error };
}

function isOnePiece(triangles: Uint32Array, positions: Float32Array): boolean {
  return largestPieces(triangles, positions, MeshoptSimplifier.generatePositionRemap(positions, 3), 0).of === 1;
}

function withTriangles({ vertexCount, positionsNm }: Mesh, triangles: Uint32Array): Mesh {
  return { vertexCount, triangleCount: triangles.length / 3, positionsNm, triangles };
}
