import type { Mesh } from '../../core/mesh.js';
import { ByteReader } from '../byte-reader.js';
import { checkFinite } from './placement.js';

/** Format in the errors of {@link parseLegacyMesh}. */
export const LEGACY_FORMAT = 'legacy mesh';

/** How a legacy mesh fragment is read. */
export interface LegacyMeshOptions {
  /** File name for error messages. */
  readonly file?: string;
}

const VERTEX_BYTES = 12;

/**
 * The mesh in a fragment of the single-resolution format: a uint32 number of vertices, float32 x, y, z of each in
 * nanometres, and uint32 triplets of vertices to the end of the file, all little-endian. O(bytes).
 *
 * @throws {FormatError} `legacy mesh <file> byte <n> …` when the file ends early, is no whole number of triangles, or
 * has a triangle whose corner is no vertex or a coordinate that is not finite.
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/meshes.md#legacy-single-resolution-mesh-format
 * @example
 * import { parseLegacyMesh } from 'connectome-helpers/dist/formats/mesh/legacy-mesh.js';
 * const words = new Uint32Array([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]);
 * new Float32Array(words.buffer).set([8, 0, 0, 0, 8, 0, 0, 0, 40], 1);
 * parseLegacyMesh(new Uint8Array(words.buffer)).triangleCount; // 1
 */
export function parseLegacyMesh(bytes: Uint8Array, { file }: LegacyMeshOptions = {}): Mesh {
  const reader = new ByteReader(bytes, { format: LEGACY_FORMAT, file });
  const vertexCount = reader.u32('the number of vertices');
  const verticesAt = reader.offset;
  reader.need(vertexCount, VERTEX_BYTES, 'the vertices');
  const positionsNm = reader.f32s(3 * vertexCount, 'the vertices');
  checkFinite(positionsNm, (i, problem, expected) =>
    reader.fault(
      `coordinate ${i % 3} of vertex ${Math.floor(i / 3)} ${problem}: received ${positionsNm[i]}, expected ${expected}`,
      verticesAt + 4 * i,
    ),
  );
  const trianglesAt = reader.offset;
  const triangleCount = reader.remaining / VERTEX_BYTES;
  if (!Number.isInteger(triangleCount)) {
    const problem = `has no whole number of triangles: received ${reader.remaining} bytes, expected a multiple of 12`;
    throw reader.fault(problem);
  }
  const triangles = reader.u32s(3 * triangleCount, 'the triangles');
  const wrong = firstNotBelow(triangles, vertexCount);
  if (wrong >= 0) {
    throw reader.fault(
      `triangle ${Math.floor(wrong / 3)} has a corner that is no vertex: received ${triangles[wrong]}, ` +
        `expected ${vertexCount === 0 ? 'none' : `0 to ${vertexCount - 1}`}`,
      trianglesAt + 4 * wrong,
    );
  }
  return { vertexCount, triangleCount, positionsNm, triangles };
}

/** Where the first corner stands that is no vertex; -1 when there is none. */
export function firstNotBelow(corners: Uint32Array, vertexCount: number): number {
  for (let i = 0; i < corners.length; i++) if (corners[i] >= vertexCount) return i;
  return -1;
}
