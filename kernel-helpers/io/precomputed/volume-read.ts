import { FormatError, UnsupportedError } from '../../errors.js';
import { type VolumeInfo, type VolumeScale, volumeOf, type Xyz } from '../../formats/precomputed/volume-info.js';
import { interruptSignal } from '../source/cancellation.js';
import type { Store } from '../source/store.js';
import { gunzipBounded, isGzip } from './bounded-gunzip.js';
import { forEachAtOnce } from './request-gate.js';
import { visitInShards } from './sharded-many.js';
import { chunkName, chunksOf, compressedMortonCode, gridSizeOf, type VoxelBox } from './volume-chunks.js';
import { decodeCompressedSegmentation } from './volume-compressed-segmentation.js';
import { decodeJpegChunk, loadJpegCodec } from './volume-jpeg.js';
import type { ReadVoxelsOptions } from './volume-request.js';
import { type ChunkTarget, copyVoxels, newVoxels, type VoxelArray, voxelBytes, voxelsOf } from './volume-voxels.js';

/** Voxels of a box, and what was found of its chunks. */
export interface BoxVoxels {
  readonly data: VoxelArray;
  readonly chunks: { readonly read: number; readonly missing: number };
}

const CONCURRENCY = 32;

/** Puts what is wanted of one chunk's bytes into the result. */
type Decode = (bytes: Uint8Array, target: ChunkTarget) => void;

/** Reads the voxels of `box`, which lies within the scale; voxels of missing chunks are 0. */
export async function readVoxels(
  store: Store,
  info: VolumeInfo,
  scale: VolumeScale,
  box: VoxelBox,
  { signal = interruptSignal(), onProgress }: ReadVoxelsOptions,
): Promise<BoxVoxels> {
  signal.throwIfAborted();
  const decode = await decoderOf(store, info, scale);
  const { channels } = info;
  const outSize = each(k => box.to[k] - box.from[k]);
  const data = newVoxels(info.dataType, volumeOf(outSize) * channels);
  const chunks = chunksOf(scale, box);
  let done = 0;
  let read = 0;
  const take = (i: number, bytes: Uint8Array | undefined, file: string): void => {
    if (bytes !== undefined) {
      const chunk = chunks[i];
      const first = each(k => Math.max(chunk.from[k], box.from[k]));
      decode(bytes, {
        out: data,
        outSize,
        outAt: each(k => first[k] - box.from[k]),
        chunkSize: each(k => chunk.to[k] - chunk.from[k]),
        from: each(k => first[k] - chunk.from[k]),
        count: each(k => Math.min(chunk.to[k], box.to[k]) - first[k]),
        channels,
        file,
      });
      read++;
    }
    onProgress?.({ done: ++done, total: chunks.length });
  };
  if (scale.sharding) {
    const gridSize = gridSizeOf(scale);
    const ids = BigUint64Array.from(chunks, chunk => compressedMortonCode(chunk.cell, gridSize));
    const mostBytes = mostChunkBytes(info, scale);
    const options = { signal, concurrency: CONCURRENCY, mostBytes };
    const visit = (i: number, bytes: Uint8Array | undefined): void =>
      take(i, bytes, `${store.url}/${scale.key} chunk ${ids[i]}`);
    await visitInShards(store, scale.key, scale.sharding, ids, visit, options);
  } else {
    // cloud-volume puts .gz behind the name of what it packs into a folder of this machine; servers leave it out
    const isFolder = !/^https?:/.test(store.url);
    await forEachAtOnce(chunks, CONCURRENCY, async (chunk, i) => {
      signal.throwIfAborted();
      const path = `${scale.key}/${chunkName(chunk)}`;
      const bytes = await store.get(path, { signal });
      const found = bytes === undefined && isFolder ? await store.get(`${path}.gz`, { signal }) : bytes;
      take(i, found, `${store.url}/${path}`);
    });
  }
  return { data, chunks: { read, missing: chunks.length - read } };
}

async function decoderOf(store: Store, info: VolumeInfo, scale: VolumeScale): Promise<Decode> {
  const most = mostChunkBytes(info, scale);
  switch (scale.encoding) {
    case 'raw':
      return (bytes, target) => decodeRaw(info, bytes, target);
    case 'compressed_segmentation': {
      const { blockSize } = scale;
      if (blockSize)
        return (bytes, target) => decodeCompressedSegmentation(unpacked(bytes, most, target), blockSize, target);
      break;
    }
    case 'jpeg': {
      const codec = await loadJpegCodec();
      return (bytes, target) => decodeJpegChunk(codec, unpacked(bytes, most, target), target);
    }
  }
  const known = 'raw, jpeg or compressed_segmentation';
  throw new UnsupportedError(
    `precomputed volume ${store.url} scale ${scale.index} has an encoding this library does not read: received ${scale.encoding}, expected ${known}`,
    { feature: `${scale.encoding} encoding` },
  );
}

function decodeRaw(info: VolumeInfo, bytes: Uint8Array, target: ChunkTarget): void {
  const { chunkSize, channels, file } = target;
  const expected = volumeOf(chunkSize) * channels * voxelBytes(info.dataType);
  const whole = bytes.length === expected ? bytes : unpacked(bytes, expected, target);
  if (whole.length !== expected) {
    const parts = `${chunkSize.join(' × ')} voxels × ${channels} × ${voxelBytes(info.dataType)} = ${expected}`;
    throw new FormatError(`raw chunk ${file} has the wrong size: received ${whole.length} bytes, expected ${parts}`, {
      format: 'raw chunk',
      at: `byte ${Math.min(whole.length, expected)}`,
      file,
    });
  }
  copyVoxels(voxelsOf(info.dataType, whole), target);
}

/** What is in a gzipped chunk. No encoding but raw begins as gzip does, and raw chunks are known by their size. */
function unpacked(bytes: Uint8Array, most: number, { file }: ChunkTarget): Uint8Array {
  if (!isGzip(bytes)) return bytes;
  try {
    return gunzipBounded(bytes, most);
  } catch (cause) {
    const problem = `cannot be unpacked: received ${bytes.length} bytes (${(cause as Error).message})`;
    throw new FormatError(`gzip chunk ${file} ${problem}, expected a whole gzip file of at most ${most} bytes`, {
      format: 'gzip chunk',
      at: 'the whole file',
      file,
      cause,
    });
  }
}

/** The most bytes a chunk can have unpacked, so that a small file cannot unpack into gigabytes. */
function mostChunkBytes({ dataType, channels }: VolumeInfo, { chunkSize, blockSize }: VolumeScale): number {
  const bytes = voxelBytes(dataType);
  // a JPEG file larger than the picture twice over, and its tables, is none
  if (!blockSize) return 2 * volumeOf(chunkSize) * channels * bytes + 65_536;
  const blocks = volumeOf(each(k => Math.ceil(chunkSize[k] / blockSize[k])));
  const [header, index] = [8, 4];
  return channels * (4 + blocks * (header + volumeOf(blockSize) * (index + bytes)));
}

function each(make: (axis: 0 | 1 | 2) => number): Xyz {
  return [make(0), make(1), make(2)];
}
