import type { Mesh } from '../../core/mesh.js';
import { InvalidArgumentError } from '../../errors.js';

/** Vertices that one mesh can have: corners are uint32. */
const MOST_VERTICES = 2 ** 32;

/**
 * One mesh of all vertices and triangles of `parts`, in their order; no vertex is dropped or joined. O(vertices +
 * triangles). Of one part it is the part itself.
 *
 * @throws {InvalidArgumentError} for more than 2^32 vertices.
 */
export function mergeMeshes(parts: readonly Mesh[]): Mesh {
  if (parts.length === 1) return parts[0];
  let vertexCount = 0;
  let triangleCount = 0;
  for (const part of parts) {
    vertexCount += part.vertexCount;
    triangleCount += part.triangleCount;
  }
  if (vertexCount > MOST_VERTICES) {
    throw new InvalidArgumentError(
      `mergeMeshes parts are too large: received ${vertexCount} vertices, expected at most 2^32; take a coarser level of detail`,
      { argument: 'parts' },
    );
  }
  const positionsNm = new Float32Array(3 * vertexCount);
  const triangles = new Uint32Array(3 * triangleCount);
  let vertex = 0;
  let corner = 0;
  for (const part of parts) {
    positionsNm.set(part.positionsNm, 3 * vertex);
    const { triangles: own } = part;
    for (let i = 0; i < own.length; i++) triangles[corner++] = own[i] + vertex;
    vertex += part.vertexCount;
  }
  return { vertexCount, triangleCount, positionsNm, triangles };
}
