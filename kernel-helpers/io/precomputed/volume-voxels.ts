import type { VoxelType, Xyz } from '../../formats/precomputed/volume-info.js';

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
  const from = bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes); // a Buffer's slice is no copy
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

/** A row of fewer bytes is copied faster in a loop than by a call. */
const LONG_ROW_BYTES = 512;

/** Copies what is wanted of a chunk's voxels. */
export function copyVoxels(voxels: VoxelArray, target: ChunkTarget): void {
  const { out, outSize, outAt, chunkSize, from, count, channels } = target;
  const size = out.BYTES_PER_ELEMENT;
  const row = size * count[0];
  // four bytes at a time where everything lies on words: of what type the voxels are does not matter then
  const offsets = [voxels.byteOffset, out.byteOffset, row, size * from[0], size * chunkSize[0], size * outAt[0]];
  const unit = [...offsets, size * outSize[0]].every(offset => offset % 4 === 0) ? 4 : 1;
  const copyRow = unit === 4 ? rowCopier(wordsIn(voxels), wordsIn(out)) : rowCopier(bytesIn(voxels), bytesIn(out));
  for (let c = 0; c < channels; c++) {
    for (let z = 0; z < count[2]; z++) {
      for (let y = 0; y < count[1]; y++) {
        const source = from[0] + chunkSize[0] * (from[1] + y + chunkSize[1] * (from[2] + z + chunkSize[2] * c));
        const place = outAt[0] + outSize[0] * (outAt[1] + y + outSize[1] * (outAt[2] + z + outSize[2] * c));
        copyRow((size * source) / unit, (size * place) / unit, row / unit);
      }
    }
  }
}

type CopyRow = (start: number, to: number, length: number) => void;

function rowCopier<T extends Uint8Array | Uint32Array>(source: T, out: T): CopyRow {
  const long = LONG_ROW_BYTES / out.BYTES_PER_ELEMENT;
  return (start, to, length) => {
    if (length >= long) out.set(source.subarray(start, start + length), to);
    else for (let i = 0; i < length; i++) out[to + i] = source[start + i];
  };
}

function bytesIn({ buffer, byteOffset, byteLength }: VoxelArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function wordsIn({ buffer, byteOffset, byteLength }: VoxelArray): Uint32Array {
  return new Uint32Array(buffer, byteOffset, byteLength >> 2);
}
