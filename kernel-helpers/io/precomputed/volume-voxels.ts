import type { VoxelType, Xyz } from './volume-info.js';

/** Voxels in the type of their volume. */
export type VoxelArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | Float32Array;

const ARRAY_OF = {
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  uint64: BigUint64Array,
  float32: Float32Array,
} as const;

/** Bytes of one voxel. */
export function voxelBytes(type: VoxelType): number {
  return ARRAY_OF[type].BYTES_PER_ELEMENT;
}

/** `length` zeros. */
export function newVoxels(type: VoxelType, length: number): VoxelArray {
  return new ARRAY_OF[type](length);
}

/** Little-endian bytes as voxels; copied only where they do not lie on a multiple of their size. */
export function voxelsOf(type: VoxelType, bytes: Uint8Array): VoxelArray {
  const size = voxelBytes(type);
  const from = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  return new ARRAY_OF[type](from.buffer as ArrayBuffer, from.byteOffset, from.length / size);
}

/** Which voxels of a chunk go where. Chunk and box are `[x, y, z, channel]` with x running fastest. */
export interface ChunkTarget {
  readonly out: VoxelArray;
  /** Size of `out`. */
  readonly outSize: Xyz;
  /** Where in `out` the first voxel goes. */
  readonly outAt: Xyz;
  /** Size of the chunk, cut off where the volume ends. */
  readonly chunkSize: Xyz;
  /** The first voxel that is wanted, within the chunk. */
  readonly from: Xyz;
  /** How many voxels are wanted. */
  readonly count: Xyz;
  readonly channels: number;
  /** File of the chunk, for errors. */
  readonly file: string;
}

/** A row shorter than this is copied faster voxel by voxel. */
const SHORT_ROW = 16;

/** Copies what is wanted of a chunk's voxels. */
export function copyVoxels(voxels: VoxelArray, target: ChunkTarget): void {
  const { out, outSize, outAt, chunkSize, from, count, channels } = target;
  const [nx, ny, nz] = count;
  for (let c = 0; c < channels; c++) {
    for (let z = 0; z < nz; z++) {
      for (let y = 0; y < ny; y++) {
        const row = chunkSize[1] * (from[2] + z + chunkSize[2] * c) + from[1] + y;
        const start = from[0] + chunkSize[0] * row;
        const to = outAt[0] + outSize[0] * (outAt[1] + y + outSize[1] * (outAt[2] + z + outSize[2] * c));
        if (nx < SHORT_ROW) for (let x = 0; x < nx; x++) out[to + x] = voxels[start + x];
        else (out as Uint8Array).set(voxels.subarray(start, start + nx) as Uint8Array, to);
      }
    }
  }
}
