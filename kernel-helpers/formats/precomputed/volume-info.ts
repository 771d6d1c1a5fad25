import { UnsupportedError } from '../../errors.js';
import { JsonFields } from './json-fields.js';
import { parseSharding, type ShardingSpec } from './sharded-spec.js';

/** Three numbers, in the order x, y, z. */
export type Xyz = readonly [number, number, number];

const DATA_TYPES = ['uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32', 'uint64', 'float32'] as const;

/** What one voxel holds. */
export type VoxelType = (typeof DATA_TYPES)[number];

/** One resolution of a volume. Voxel coordinates are global: they count from 0, the volume begins at `voxelOffset`. */
export interface VolumeScale {
  /** Place in {@link VolumeInfo.scales}, 0 the finest: cloud-volume's "mip". */
  readonly index: number;
  /** Folder of the chunks. */
  readonly key: string;
  /** Size of a voxel in nanometres. */
  readonly voxelSizeNm: Xyz;
  /** Size in voxels. */
  readonly size: Xyz;
  /** The first voxel. */
  readonly voxelOffset: Xyz;
  /** Voxels in a chunk; chunks at the upper bounds are cut off there. */
  readonly chunkSize: Xyz;
  /** `raw`, `jpeg` and `compressed_segmentation` can be read. */
  readonly encoding: string;
  /** Block size of `compressed_segmentation`. */
  readonly blockSize: Xyz | undefined;
  /** How chunks lie in shard files; `undefined`: each is a file of its own. */
  readonly sharding: ShardingSpec | undefined;
}

/** What a volume's info file says. */
export interface VolumeInfo {
  readonly type: 'image' | 'segmentation';
  readonly dataType: VoxelType;
  readonly channels: number;
  readonly scales: readonly VolumeScale[];
  /** Folders beside the volume, where it has any. */
  readonly mesh: string | undefined;
  readonly skeletons: string | undefined;
  readonly segmentProperties: string | undefined;
}

/** More channels than any image has; bounds what a hostile info file asks for. */
const MOST_CHANNELS = 4096;
/** 2^24 voxels of a block, at 32 bits each, are as many bits as int32 arithmetic counts. */
const MOST_BLOCK_VOXELS = 2 ** 24;

/**
 * The info file of a volume, checked field by field. `where` is its address, for errors.
 *
 * @throws {FormatError} `precomputed volume <where> <field> …`.
 * @throws {UnsupportedError} for a scale whose folder lies outside the volume's.
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/volume.md
 */
export function parseVolumeInfo(json: unknown, where: string): VolumeInfo {
  const info = new JsonFields(json, { format: 'precomputed volume', file: where });
  if (info.has('@type')) info.choice('@type', ['neuroglancer_multiscale_volume']);
  const dataType = info.string('data_type').toLowerCase() as VoxelType;
  if (!DATA_TYPES.includes(dataType)) throw info.fault('data_type', DATA_TYPES.join(', '));
  const channels = info.integer('num_channels', 1, MOST_CHANNELS);
  const scales = info.objects('scales').map((fields, index) => parseScale(fields, index, dataType, channels, where));
  if (scales.length === 0) throw info.fault('scales', 'at least one scale');
  const folder = (name: string): string | undefined => (info.has(name) ? info.string(name) : undefined);
  return {
    type: info.choice('type', ['image', 'segmentation']),
    dataType,
    channels,
    scales,
    mesh: folder('mesh'),
    skeletons: folder('skeletons'),
    segmentProperties: folder('segment_properties'),
  };
}

function parseScale(
  fields: JsonFields,
  index: number,
  dataType: VoxelType,
  channels: number,
  where: string,
): VolumeScale {
  const encoding = fields.string('encoding').toLowerCase();
  const voxelSizeNm = fields.numbers('resolution', 3);
  if (voxelSizeNm.some(nm => nm <= 0)) throw fields.fault('resolution', 'three positive numbers');
  const chunkSizes = fields.array('chunk_sizes');
  if (chunkSizes.length === 0) throw fields.fault('chunk_sizes', 'at least one chunk size');
  const chunkSize = chunkSizes[0];
  if (!isSize(chunkSize)) throw fields.fault('chunk_sizes', 'three whole numbers, 1 or more', 0);
  let blockSize: Xyz | undefined;
  if (encoding === 'compressed_segmentation') {
    if (dataType !== 'uint32' && dataType !== 'uint64') {
      throw fields.fault('encoding', `an encoding for ${dataType} (compressed_segmentation is for uint32 and uint64)`);
    }
    const name = 'compressed_segmentation_block_size';
    blockSize = xyz(fields.integers(name, 1, 3));
    if (volumeOf(blockSize) > MOST_BLOCK_VOXELS) throw fields.fault(name, `at most ${MOST_BLOCK_VOXELS} voxels`);
  }
  if (encoding === 'jpeg' && (dataType !== 'uint8' || (channels !== 1 && channels !== 3))) {
    throw fields.fault('encoding', `an encoding for ${channels} channels of ${dataType} (jpeg is for 1 or 3 of uint8)`);
  }
  return {
    index,
    key: keyOf(fields, where),
    voxelSizeNm: xyz(voxelSizeNm),
    size: xyz(fields.integers('size', 1, 3)),
    voxelOffset: fields.has('voxel_offset')
      ? xyz(fields.integers('voxel_offset', Number.MIN_SAFE_INTEGER, 3))
      : [0, 0, 0],
    chunkSize,
    encoding,
    blockSize,
    sharding: fields.has('sharding') ? parseSharding(fields.raw('sharding'), where) : undefined,
  };
}

function keyOf(fields: JsonFields, where: string): string {
  const key = fields.string('key');
  const parts = key.replace(/\/+$/, '').split('/');
  if (parts.includes('..')) {
    throw new UnsupportedError(
      `precomputed volume ${where} ${fields.pathOf('key')} leaves the volume's folder: received ${JSON.stringify(key)}, expected a folder below it`,
      { feature: 'scale outside the volume' },
    );
  }
  if (parts.some(part => part === '')) throw fields.fault('key', 'the name of a folder');
  return parts.filter(part => part !== '.').join('/');
}

/** Voxels in a box of this size. */
export function volumeOf([x, y, z]: Xyz): number {
  return x * y * z;
}

function isSize(value: unknown): value is Xyz {
  return Array.isArray(value) && value.length === 3 && value.every(n => Number.isSafeInteger(n) && n >= 1);
}

function xyz(values: readonly number[]): Xyz {
  return [values[0], values[1], values[2]];
}
