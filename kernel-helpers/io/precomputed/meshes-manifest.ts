import { ByteReader } from '../../formats/byte-reader.js';

/** Format in the errors of {@link parseMeshManifest}. */
export const MANIFEST_FORMAT = 'mesh manifest';

/** One level of detail of a segment's mesh. */
export interface ManifestLod {
  /** Length that stands for the level's detail, in the stored model's space, without the folder's multiplier. */
  readonly scaleStored: number;
  /** Added to positions, in the stored model's space. */
  readonly vertexOffsetStored: readonly number[];
  readonly fragmentCount: number;
  /** Fragment `i` lies in the cell `cells[k * fragmentCount + i]`, k = 0, 1, 2 for x, y, z. */
  readonly cells: Uint32Array;
  /** `sizes[i]` bytes of packed mesh; 0 for a cell that is there for those inside it only. */
  readonly sizes: Uint32Array;
  /** Where the level begins in the segment's packed meshes, in bytes. */
  readonly start: number;
  /** Where it ends. */
  readonly end: number;
}

/** How a segment's mesh is cut into fragments; level 0 is the finest. */
export interface MeshManifest {
  /** Size of the finest cells, in the stored model's space; those of level `l` are `2 ** l` times as long. */
  readonly chunkShapeStored: readonly number[];
  readonly gridOriginStored: readonly number[];
  readonly lods: readonly ManifestLod[];
  /** Bytes of all packed meshes together. */
  readonly byteLength: number;
}

/**
 * The manifest of a segment's multi-resolution mesh. O(bytes).
 *
 * @throws {FormatError} `mesh manifest <file> byte <n> …` when it ends early or goes on, has no level, or has a length
 * that is not finite.
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/meshes.md#multi-resolution-mesh-manifest-file-format
 */
export function parseMeshManifest(bytes: Uint8Array, file?: string): MeshManifest {
  const reader = new ByteReader(bytes, { format: MANIFEST_FORMAT, file });
  const chunkShapeStored = finite(reader, 3, 'the chunk shape');
  const gridOriginStored = finite(reader, 3, 'the grid origin');
  const lodCount = reader.u32('the number of levels of detail');
  if (lodCount === 0) throw reader.fault('has no level of detail: received 0, expected 1 or more', 24);
  reader.need(lodCount, 20, 'the levels of detail');
  const scales = finite(reader, lodCount, 'the scales');
  const offsets = finite(reader, 3 * lodCount, 'the vertex offsets');
  const counts = reader.u32s(lodCount, 'the numbers of fragments');
  const lods: ManifestLod[] = [];
  let start = 0;
  for (let lod = 0; lod < lodCount; lod++) {
    const fragmentCount = counts[lod];
    reader.need(fragmentCount, 16, `the fragments of level ${lod}`);
    const cells = reader.u32s(3 * fragmentCount, 'the cells');
    const sizes = reader.u32s(fragmentCount, 'the sizes');
    const end = sizes.reduce((sum, size) => sum + size, start);
    const vertexOffsetStored = offsets.slice(3 * lod, 3 * lod + 3);
    lods.push({ scaleStored: scales[lod], vertexOffsetStored, fragmentCount, cells, sizes, start, end });
    start = end;
  }
  reader.end('the last level of detail');
  return { chunkShapeStored, gridOriginStored, lods, byteLength: start };
}

function finite(reader: ByteReader, count: number, what: string): number[] {
  const at = reader.offset;
  const values = [...reader.f32s(count, what)];
  const wrong = values.findIndex(value => !Number.isFinite(value));
  if (wrong < 0) return values;
  const problem = `is not finite in ${what}: received ${values[wrong]}, expected a finite number`;
  throw reader.fault(problem, at + 4 * wrong);
}
