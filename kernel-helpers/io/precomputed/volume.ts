import { parseVolumeInfo, type VolumeInfo, type VolumeScale, type Xyz } from '../../formats/precomputed/volume-info.js';
import { openStore } from '../source/open-store.js';
import type { Store } from '../source/store.js';
import { readInfo } from './info.js';
import { readVoxels } from './volume-read.js';
import {
  AXES,
  type Axis,
  boxOf,
  checkSize,
  type ReadBoxOptions,
  type SliceOptions,
  scaleOf,
  sliceRange,
} from './volume-request.js';
import type { VoxelArray } from './volume-voxels.js';

export type { VolumeInfo, VolumeScale, VoxelType, Xyz } from '../../formats/precomputed/volume-info.js';
export type { Axis, Range, ReadBoxOptions, ReadVoxelsOptions, SliceOptions } from './volume-request.js';
export type { VoxelArray } from './volume-voxels.js';

/**
 * Voxels of a box.
 *
 * The voxel `[x, y, z]` of the box (from 0) in channel `c` is `data[x + shape[0] * (y + shape[1] * (z + shape[2] * c))]`.
 * 64-bit ids are in a `BigUint64Array`, exact.
 */
export interface VolumeBox {
  readonly data: VoxelArray;
  /** Voxels along x, y and z. */
  readonly shape: Xyz;
  readonly channels: number;
  readonly voxelSizeNm: Xyz;
  /** Lower corner of the first voxel in nanometres: voxel `[x, y, z]` begins at `originNm[k] + [x, y, z][k] * voxelSizeNm[k]`. */
  readonly originNm: Xyz;
  /** The first voxel in the volume's global voxel coordinates. */
  readonly firstVoxel: Xyz;
  /** Chunks that were there, and chunks that were not: their voxels are 0, as the format has it. */
  readonly chunks: { readonly read: number; readonly missing: number };
  readonly scale: VolumeScale;
}

/**
 * Voxels of a slice, one voxel thick.
 *
 * `axes` names its two axes. The voxel `[u, v]` along them (from 0) in channel `c` is
 * `data[u + shape[0] * (v + shape[1] * c)]`: row after row, as a picture has it.
 */
export interface VolumeSlice {
  readonly data: VoxelArray;
  /** Voxels along `axes[0]` and `axes[1]`: width and height. */
  readonly shape: readonly [number, number];
  readonly axes: readonly [Axis, Axis];
  readonly channels: number;
  /** Size of a voxel along x, y and z, as the volume has it. */
  readonly voxelSizeNm: Xyz;
  /** Lower corner of the first voxel, along x, y and z. */
  readonly originNm: Xyz;
  readonly firstVoxel: Xyz;
  readonly chunks: { readonly read: number; readonly missing: number };
  readonly scale: VolumeScale;
}

/** A volume of an image or a segmentation, opened: nothing of its voxels is read yet. */
export interface Volume {
  readonly url: string;
  readonly info: VolumeInfo;
  /** Its resolutions, the finest first. */
  readonly scales: readonly VolumeScale[];
  /**
   * The voxels of one slice, in nanometres or voxels.
   *
   * @throws {InvalidArgumentError} for a place outside the volume, and for a slice that is too large, with its size,
   * before anything is fetched.
   * @throws {FormatError} for a damaged chunk, with its file.
   * @throws {SourceError} for a chunk that cannot be had.
   * @throws {UnsupportedError} for an encoding that is not read, with its name.
   */
  slice(options: SliceOptions): Promise<VolumeSlice>;
  /** The voxels of a box; else as {@link Volume.slice}. */
  read(options: ReadBoxOptions): Promise<VolumeBox>;
}

/**
 * Opens a volume in Neuroglancer's precomputed format: images (EM) and segmentations, at several resolutions, from
 * `https://`, `gs://`, `s3://`, a folder, or a {@link Store}. Chunks may be `raw`, `jpeg` or `compressed_segmentation`,
 * files of their own or in shards, gzipped or not.
 *
 * Those of MICrONS: `gs://iarpa_microns/minnie/minnie65/em` (jpeg) and `…/seg_m1300` (sharded compressed_segmentation);
 * their voxels of scale 0 measure 8 × 8 × 40 nm, unlike the 4 × 4 × 40 nm that positions are given in: hence `units: 'nm'`.
 *
 * @throws {SourceError} when there is no info file.
 * @throws {FormatError} when it is not one of a volume.
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/volume.md
 * @example
 * import { mkdtemp, mkdir, writeFile } from 'node:fs/promises';
 * const folder = await mkdtemp('/tmp/volume-');
 * const scale = { key: '4_4_40', size: [2, 1, 1], resolution: [4, 4, 40], chunk_sizes: [[2, 1, 1]], encoding: 'raw' };
 * await writeFile(`${folder}/info`, JSON.stringify({ type: 'image', data_type: 'uint8', num_channels: 1, scales: [scale] }));
 * await mkdir(`${folder}/4_4_40`);
 * await writeFile(`${folder}/4_4_40/0-2_0-1_0-1`, Uint8Array.of(7, 9));
 * const volume = await precomputed.openVolume(folder);
 * (await volume.slice({ axis: 'z', at: 0, x: [4, 8] })).data; // Uint8Array [9]
 */
export async function openVolume(
  from: string | Store,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Volume> {
  const store = typeof from === 'string' ? openStore(from) : from;
  const format = 'precomputed volume';
  const info = parseVolumeInfo(await readInfo(store, { format, signal: options.signal }), `${store.url}/info`);
  const place = { url: store.url, info };
  const read = async (options: ReadBoxOptions): Promise<VolumeBox> => {
    const scale = scaleOf(place, options.scale);
    const box = boxOf(place, scale, options);
    checkSize(place, scale, box, options);
    const { data, chunks } = await readVoxels(store, info, scale, box, options);
    const { from, to } = box;
    const { voxelSizeNm } = scale;
    return {
      data,
      shape: [to[0] - from[0], to[1] - from[1], to[2] - from[2]],
      channels: info.channels,
      voxelSizeNm,
      originNm: [from[0] * voxelSizeNm[0], from[1] * voxelSizeNm[1], from[2] * voxelSizeNm[2]],
      firstVoxel: from,
      chunks,
      scale,
    };
  };
  return {
    url: store.url,
    info,
    scales: info.scales,
    read,
    async slice(options) {
      const across = sliceRange(place, scaleOf(place, options.scale), options);
      const { shape, ...box } = await read({ ...options, [options.axis]: across });
      const [u, v] = options.axis === 'x' ? [1, 2] : options.axis === 'y' ? [0, 2] : [0, 1];
      return { ...box, shape: [shape[u], shape[v]], axes: [AXES[u], AXES[v]] };
    },
  };
}
