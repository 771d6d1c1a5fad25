/** A surface in more detail: from what is held, or from the levels of detail of where it was read. */

import type { Mesh } from '../../core/mesh.js';
import { levelsOf, type MeshLevels } from '../../core/mesh-levels.js';
import { simplifyMesh } from './simplify-mesh.js';

/** Of one level: a surface of more is not read for a look. */
export const MOST_LEVEL_BYTES: number = 64 * 2 ** 20;

/** Of the triangles that are asked for: with fewer a finer level is read. */
const enough = 0.7;

export interface FinerMesh {
  readonly mesh: Mesh;
  /** How many triangles can be had: what is finer than {@link MOST_LEVEL_BYTES} allows cannot. */
  readonly fullTriangleCount: number;
  /** There is more detail than can be had. */
  readonly isLimited: boolean;
}

/** About how many triangles a surface has where it comes from, as far as they can be had. */
export function fullTriangleCountOf(held: Mesh): number {
  const levels = levelsOf(held);
  return levels ? Math.max(held.triangleCount, levels.levels[finestOf(levels)].triangleCount) : held.triangleCount;
}

/**
 * A surface with about so many triangles. When it is held with fewer and was read from levels of detail, the coarsest
 * level that has enough is read.
 *
 * Rejects with the signal's reason when that fires, and with the reader's errors.
 */
export async function finerMesh(held: Mesh, triangles: number, signal: AbortSignal): Promise<FinerMesh> {
  const levels = levelsOf(held);
  if (!levels || triangles <= held.triangleCount) {
    const { mesh } = await simplifyMesh(held, triangles);
    return { mesh, fullTriangleCount: fullTriangleCountOf(held), isLimited: false };
  }
  const finest = finestOf(levels);
  let lod = levelFor(levels, triangles);
  let from = lod < levels.lod ? await levels.read(lod, signal) : held;
  // A level's bytes only tell about how many triangles it has.
  while (from.triangleCount < enough * triangles && lod > finest) {
    lod -= 1;
    from = await levels.read(lod, signal);
  }
  signal.throwIfAborted();
  const { mesh } = await simplifyMesh(from, triangles);
  return {
    mesh,
    fullTriangleCount: lod === finest ? from.triangleCount : fullTriangleCountOf(held),
    isLimited: finest > 0 && from.triangleCount < enough * triangles,
  };
}

/** The coarsest level with so many triangles, the finest that may be read where none has. */
function levelFor(levels: MeshLevels, triangles: number): number {
  const finest = finestOf(levels);
  for (let lod = levels.levels.length - 1; lod > finest; lod -= 1) {
    if (levels.levels[lod].triangleCount >= triangles) return lod;
  }
  return finest;
}

/** The finest level that may be read; what is held is finer than none. */
function finestOf({ levels, lod }: MeshLevels): number {
  const finest = levels.findIndex(({ byteLength }) => byteLength <= MOST_LEVEL_BYTES);
  return finest < 0 ? lod : Math.min(lod, finest);
}
