import type { VolumeScale, Xyz } from '../../formats/precomputed/volume-info.js';

/** A box of voxels: `from` is its first voxel, `to` the first behind it, in global voxel coordinates. */
export interface VoxelBox {
  readonly from: Xyz;
  readonly to: Xyz;
}

/** One chunk of the grid, and where it lies. */
export interface VolumeChunk extends VoxelBox {
  /** Place in the grid of chunks. */
  readonly cell: Xyz;
}

type Each = (axis: 0 | 1 | 2) => number;

function each(make: Each): Xyz {
  return [make(0), make(1), make(2)];
}

/** The cells of the chunk grid that `box` touches: `first` to `last`, both in. */
function cellsOf({ voxelOffset, chunkSize }: VolumeScale, { from, to }: VoxelBox): { first: Xyz; last: Xyz } {
  return {
    first: each(k => Math.floor((from[k] - voxelOffset[k]) / chunkSize[k])),
    last: each(k => Math.floor((to[k] - 1 - voxelOffset[k]) / chunkSize[k])),
  };
}

/** How many chunks `box` touches. */
export function countChunks(scale: VolumeScale, box: VoxelBox): number {
  const { first, last } = cellsOf(scale, box);
  return (last[0] - first[0] + 1) * (last[1] - first[1] + 1) * (last[2] - first[2] + 1);
}

/** The chunks that `box` touches, x fastest. */
export function chunksOf(scale: VolumeScale, box: VoxelBox): VolumeChunk[] {
  const { voxelOffset, chunkSize, size } = scale;
  const { first, last } = cellsOf(scale, box);
  const chunks: VolumeChunk[] = [];
  for (let z = first[2]; z <= last[2]; z++) {
    for (let y = first[1]; y <= last[1]; y++) {
      for (let x = first[0]; x <= last[0]; x++) {
        const cell: Xyz = [x, y, z];
        chunks.push({
          cell,
          from: each(k => voxelOffset[k] + cell[k] * chunkSize[k]),
          to: each(k => voxelOffset[k] + Math.min((cell[k] + 1) * chunkSize[k], size[k])),
        });
      }
    }
  }
  return chunks;
}

/** Name of the file of a chunk: `<xBegin>-<xEnd>_<yBegin>-<yEnd>_<zBegin>-<zEnd>`. */
export function chunkName({ from, to }: VoxelBox): string {
  return `${from[0]}-${to[0]}_${from[1]}-${to[1]}_${from[2]}-${to[2]}`;
}

/**
 * The id of a chunk in shard files: the bits of its three grid coordinates in turn, x y z from the lowest on, without
 * those that are 0 in the whole grid.
 *
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/volume.md#compressed-morton-code
 */
export function compressedMortonCode(cell: Xyz, gridSize: Xyz): bigint {
  let code = 0n;
  let place = 0n;
  for (let bit = 0; gridSize.some(size => 2 ** bit < size); bit++) {
    for (let k = 0; k < 3; k++) {
      if (2 ** bit >= gridSize[k]) continue;
      if (Math.floor(cell[k] / 2 ** bit) % 2 === 1) code |= 1n << place;
      place++;
    }
  }
  return code;
}

/** Chunks along each axis. */
export function gridSizeOf({ size, chunkSize }: VolumeScale): Xyz {
  return each(k => Math.ceil(size[k] / chunkSize[k]));
}
