/** What a surface is, for every reader and view. */

/**
 * A triangle mesh in nanometres.
 *
 * Vertex `i` lies at `positionsNm[3*i + k]`, k = 0, 1, 2 for x, y, z. Triangle `j` has the corners
 * `triangles[3*j … 3*j + 2]`, each below `vertexCount`.
 */
export interface Mesh {
  readonly vertexCount: number;
  readonly triangleCount: number;
  readonly positionsNm: Float32Array;
  readonly triangles: Uint32Array;
}
