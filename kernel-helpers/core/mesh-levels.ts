/** Surfaces that can be had in other levels of detail from where they were read. */

import type { Mesh } from './mesh.js';

/** One level of detail of a surface. */
export interface MeshLevel {
  /** Triangles, as far as the level's stored bytes tell. */
  readonly triangleCount: number;
  /** Bytes to be read for it. */
  readonly byteLength: number;
}

export interface MeshLevels {
  /** Level 0 is the finest. */
  readonly levels: readonly MeshLevel[];
  /** Which of them the surface is. */
  readonly lod: number;
  /**
   * The surface in another level.
   *
   * Rejects with the signal's reason when that fires, and with the reader's errors.
   */
  read(lod: number, signal: AbortSignal): Promise<Mesh>;
}

// By the array, which copies of a mesh share.
const known = new WeakMap<Uint32Array, MeshLevels>();

/** Lets {@link levelsOf} know where a surface came from. */
export function rememberLevels({ triangles }: Mesh, levels: MeshLevels): void {
  known.set(triangles, levels);
}

/** The levels a surface was read from; `undefined` for one that is all there is. */
export function levelsOf({ triangles }: Mesh): MeshLevels | undefined {
  return known.get(triangles);
}
