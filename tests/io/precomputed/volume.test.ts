import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { FormatError, InvalidArgumentError, UnsupportedError } from '../../../kernel-helpers/errors.js';
import { openVolume, type Volume, type VoxelArray } from '../../../kernel-helpers/io/precomputed/volume.js';
import { voxelsOf } from '../../../kernel-helpers/io/precomputed/volume-voxels.js';
import { folderStore, memoryStore } from './folder-stores.js';

const fixtures = fileURLToPath(new URL('../../fixtures/volume/', import.meta.url));

/** What cloud-volume reads: an .npy file in Fortran order, x fastest, as our boxes are. */
function expected(volume: Volume, name: string, scale = 0): VoxelArray {
  const bytes = readFileSync(`${fixtures}${name}/expected-${scale}.npy`);
  const header = bytes.readUInt16LE(8);
  expect(bytes.toString('latin1', 10, 10 + header)).toContain("'fortran_order': True");
  return voxelsOf(volume.info.dataType, bytes.subarray(10 + header));
}

const names = [
  'raw-uint8',
  'raw-uint16',
  'raw-float32',
  'raw-uint64',
  'jpeg-grey',
  'jpeg-colour',
  'segments-uint32',
  'segments-uint64',
  'segments-two-channels',
  'segments-sharded',
  'segments-gzipped',
];

describe('a whole volume', () => {
  test.each(names)('%s is what cloud-volume reads', async name => {
    const volume = await openVolume(fixtures + name);
    const box = await volume.read({});
    expect(box.shape).toEqual([20, 18, 10]);
    expect(box.firstVoxel).toEqual([100, 7, 30]);
    expect(box.originNm).toEqual([400, 28, 1200]);
    expect(box.voxelSizeNm).toEqual([4, 4, 40]);
    expect(box.data).toEqual(expected(volume, name));
  });

  test('at a coarser scale, by index and by key', async () => {
    const volume = await openVolume(`${fixtures}raw-uint8`);
    expect(volume.scales.map(scale => scale.voxelSizeNm)).toEqual([
      [4, 4, 40],
      [8, 8, 40],
    ]);
    const box = await volume.read({ scale: 1 });
    expect(box.shape).toEqual([10, 9, 10]);
    expect(box.data).toEqual(expected(volume, 'raw-uint8', 1));
    expect((await volume.read({ scale: '8_8_40' })).data).toEqual(box.data);
  });

  test('64-bit ids are exact, in a BigUint64Array', async () => {
    const { data } = await (await openVolume(`${fixtures}segments-uint64`)).read({});
    expect(data).toBeInstanceOf(BigUint64Array);
    expect(data[0]).toBe(864691135571546917n);
  });

  test('missing chunks are zeros, and counted', async () => {
    const store = folderStore(`${fixtures}raw-uint8`);
    const box = await (await openVolume(store)).read({ x: [464, 480], y: [28, 92], z: [1200, 1520] });
    expect(box.chunks).toEqual({ read: 0, missing: 1 });
    expect(box.data).toEqual(new Uint8Array(4 * 16 * 8));
    expect(store.requests).toEqual(['get info', 'get 4_4_40/116-120_7-23_30-38', 'get 4_4_40/116-120_7-23_30-38.gz']);
  });
});

describe('a part of a volume', () => {
  /** The same part, voxel by voxel. */
  function part(all: VoxelArray, from: readonly number[], to: readonly number[]): unknown[] {
    const values: unknown[] = [];
    const channels = all.length / (20 * 18 * 10);
    for (let c = 0; c < channels; c++)
      for (let z = from[2]; z < to[2]; z++)
        for (let y = from[1]; y < to[1]; y++)
          for (let x = from[0]; x < to[0]; x++) values.push(all[x + 20 * (y + 18 * (z + 10 * c))]);
    return values;
  }

  test.each(names)('%s: boxes that begin and end inside chunks and blocks', async name => {
    const volume = await openVolume(fixtures + name);
    const all = expected(volume, name);
    for (const [from, to] of [
      [
        [0, 0, 0],
        [1, 1, 1],
      ],
      [
        [3, 5, 1],
        [18, 17, 9],
      ],
      [
        [15, 15, 7],
        [17, 17, 9],
      ],
      [
        [9, 0, 3],
        [10, 18, 4],
      ],
    ]) {
      const range = (k: number, offset: number): [number, number] => [from[k] + offset, to[k] + offset];
      const options = { units: 'voxel', x: range(0, 100), y: range(1, 7), z: range(2, 30) } as const;
      expect([...(await volume.read(options)).data]).toEqual(part(all, from, to));
    }
  });

  test('slices across x, y and z are pictures, row after row', async () => {
    const volume = await openVolume(`${fixtures}segments-uint64`);
    const all = expected(volume, 'segments-uint64');
    const z = await volume.slice({ axis: 'z', at: 33, units: 'voxel' });
    expect([z.axes, z.shape, z.firstVoxel]).toEqual([
      ['x', 'y'],
      [20, 18],
      [100, 7, 33],
    ]);
    expect(z.data[5 + 20 * 9]).toBe(all[5 + 20 * (9 + 18 * 3)]);
    const y = await volume.slice({ axis: 'y', at: 28 + 9 * 4 + 3.9, z: [1240, 1600] });
    expect([y.axes, y.shape, y.originNm]).toEqual([
      ['x', 'z'],
      [20, 9],
      [400, 64, 1240],
    ]);
    expect(y.data[5 + 20 * 2]).toBe(all[5 + 20 * (9 + 18 * 3)]);
    const x = await volume.slice({ axis: 'x', at: 420 });
    expect([x.axes, x.shape]).toEqual([
      ['y', 'z'],
      [18, 10],
    ]);
    expect(x.data[9 + 18 * 3]).toBe(all[5 + 20 * (9 + 18 * 3)]);
    expect(x.chunks).toEqual({ read: 4, missing: 0 });
  });

  test('a slice fetches the chunks it crosses, and tells how far it is', async () => {
    const store = folderStore(`${fixtures}jpeg-grey`);
    const told: string[] = [];
    const volume = await openVolume(store);
    await volume.slice({ axis: 'z', at: 39, units: 'voxel', onProgress: p => told.push(`${p.done}/${p.total}`) });
    expect(store.requests.slice(1).sort()).toEqual([
      'get 4_4_40/100-116_23-25_38-40',
      'get 4_4_40/100-116_7-23_38-40',
      'get 4_4_40/116-120_23-25_38-40',
      'get 4_4_40/116-120_7-23_38-40',
    ]);
    expect(told).toEqual(['1/4', '2/4', '3/4', '4/4']);
  });

  test('nanometres that are whole voxels but for rounding are those voxels', async () => {
    const scale = { key: 's', size: [100, 1, 1], resolution: [3.6, 1, 1], chunk_sizes: [[100, 1, 1]], encoding: 'raw' };
    const info = { type: 'image', data_type: 'uint8', num_channels: 1, scales: [scale] };
    const volume = await openVolume(memoryStore({ info }));
    for (let voxel = 0; voxel < 99; voxel++) {
      const box = await volume.read({ x: [voxel * 3.6, (voxel + 1) * 3.6] });
      expect([box.firstVoxel[0], box.shape[0]]).toEqual([voxel, 1]);
    }
    expect((await volume.read({ x: [3.7, 7.3] })).shape[0]).toBe(2);
  });
});

describe('a request that cannot be meant', () => {
  const opened = openVolume(`${fixtures}raw-uint8`);

  test.each([
    [
      { x: [396, 440] },
      /x lies outside the volume: received 396 to 440 nm, expected within 400 to 480 \(voxels 100 to 120 of scale 0\)$/,
    ],
    [
      { x: [100, 121], units: 'voxel' },
      /received 100 to 121 voxel, expected within 100 to 120 \(400 to 480 nm of scale 0\)$/,
    ],
    [{ y: [40, 40] }, /y is no range: received 40 to 40, expected two numbers, the smaller one first$/],
    [{ y: [Number.NaN, 40] }, /y is no range: received NaN to 40/],
    [
      { z: [30.5, 32], units: 'voxel' },
      /z is no range of voxels: received 30.5 to 32, expected whole numbers; pass \{ units: 'nm' \}\?$/,
    ],
    [{ scale: 7 }, /has no such scale: received 7, expected one of 0 \(4_4_40\), 1 \(8_8_40\)$/],
    [{ units: 'um' }, /has no such unit: received um, expected nm or voxel$/],
  ])('%j', async (options, message) => {
    const volume = await opened;
    await expect(volume.read(options as object)).rejects.toThrow(message);
    await expect(volume.read(options as object)).rejects.toThrow(InvalidArgumentError);
  });

  test('a slice outside, along no axis, or at no number', async () => {
    const volume = await opened;
    await expect(volume.slice({ axis: 'z', at: 5 })).rejects.toThrow('z lies outside the volume: received 0 to 40 nm');
    await expect(volume.slice({ axis: 'w' as 'z', at: 5 })).rejects.toThrow('has no such axis: received w');
    await expect(volume.slice({ axis: 'z', at: Number.NaN })).rejects.toThrow('z is no range');
  });

  test('a request that is too large is refused with its size, before anything is fetched', async () => {
    const store = folderStore(`${fixtures}raw-uint16`);
    const volume = await openVolume(store);
    await expect(volume.read({ maxBytes: 1000 })).rejects.toThrow(
      `request is too large: received 20 × 18 × 10 voxels = 14400 bytes in 8 chunks of 8192, expected at most 1000 bytes in 4096; ask for less, for a coarser scale, or pass maxBytes and maxChunks`,
    );
    await expect(volume.read({ maxChunks: 7 })).rejects.toThrow(
      'in 8 chunks of 8192, expected at most 268435456 bytes in 7;',
    );
    expect(store.requests).toEqual(['get info']);
  });

  test('hostile sizes are refused as quickly: nothing is counted chunk by chunk', async () => {
    const scale = { key: 's', size: [1e9, 1e9, 1e9], resolution: [1, 1, 1], chunk_sizes: [[1, 1, 1]], encoding: 'raw' };
    const info = { type: 'image', data_type: 'uint8', num_channels: 1, scales: [scale] };
    await expect((await openVolume(memoryStore({ info }))).read({})).rejects.toThrow('request is too large');
    const huge = { ...info, scales: [{ ...scale, chunk_sizes: [[1e9, 1e9, 1e9]] }] };
    await expect(
      (await openVolume(memoryStore({ info: huge }))).read({ x: [0, 1], y: [0, 1], z: [0, 1] }),
    ).rejects.toThrow('received 1 × 1 × 1 voxels = 1 bytes in 1 chunks of 1e+27');
  });
});

describe('an encoding that is not read', () => {
  test('opens, and says its name when voxels are asked for', async () => {
    const scale = { key: 's', size: [4, 4, 4], resolution: [1, 1, 1], chunk_sizes: [[4, 4, 4]], encoding: 'compresso' };
    const store = memoryStore({
      info: { type: 'segmentation', data_type: 'uint64', num_channels: 1, scales: [scale] },
    });
    const reading = (await openVolume(store)).read({});
    await expect(reading).rejects.toThrow(
      'precomputed volume memory: scale 0 has an encoding this library does not read: received compresso, expected raw, jpeg or compressed_segmentation',
    );
    await expect(reading).rejects.toThrow(UnsupportedError);
    expect(store.requests).toEqual(['get info']);
  });
});

describe('a damaged chunk', () => {
  const scale = { key: 's', size: [4, 4, 4], resolution: [1, 1, 1], chunk_sizes: [[4, 4, 4]], encoding: 'raw' };
  const info = { type: 'image', data_type: 'uint16', num_channels: 1, scales: [scale] };
  const read = async (chunk: Uint8Array): Promise<unknown> =>
    (await openVolume(memoryStore({ info, 's/0-4_0-4_0-4': chunk }))).read({});

  test('of the wrong size is an error with its file and size', async () => {
    await expect(read(new Uint8Array(127))).rejects.toThrow(
      'raw chunk memory:/s/0-4_0-4_0-4 has the wrong size: received 127 bytes, expected 4 × 4 × 4 voxels × 1 × 2 = 128',
    );
    await expect(read(new Uint8Array(129))).rejects.toThrow(FormatError);
    await expect(read(new Uint8Array(0))).rejects.toThrow('received 0 bytes');
  });

  test('that does not lie on a multiple of its voxels is read as well', async () => {
    const { data } = (await read(Buffer.alloc(129, 1).subarray(1))) as { data: VoxelArray };
    expect(data).toEqual(new Uint16Array(64).fill(257));
  });

  test('that begins as gzip does but has the size of a raw one is a raw one', async () => {
    const chunk = new Uint8Array(128);
    chunk.set([0x1f, 0x8b, 8]);
    expect(await read(chunk)).toMatchObject({ chunks: { read: 1, missing: 0 } });
  });

  test('that unpacks into more than a chunk is stopped', async () => {
    const { gzipSync } = await import('node:zlib');
    await expect(read(gzipSync(new Uint8Array(10_000_000)))).rejects.toThrow(
      /^gzip chunk memory:\/s\/0-4_0-4_0-4 cannot be unpacked: .* expected a whole gzip file of at most 128 bytes$/,
    );
    expect(await read(gzipSync(new Uint8Array(128)))).toMatchObject({ chunks: { read: 1, missing: 0 } });
  });
});

test('a reading that is ended early throws the reason', async () => {
  const volume = await openVolume(`${fixtures}raw-uint8`);
  const reason = new Error('enough');
  await expect(volume.read({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
