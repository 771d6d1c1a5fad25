import { describe, expect, test } from 'vitest';
import { FormatError, UnsupportedError } from '../../../kernel-helpers/errors.js';
import { parseVolumeInfo } from '../../../kernel-helpers/formats/precomputed/volume-info.js';

/** The segmentation of MICrONS, as its info file has it. */
const scale = {
  chunk_sizes: [[256, 256, 32]],
  compressed_segmentation_block_size: [8, 8, 8],
  encoding: 'compressed_segmentation',
  key: '8_8_40',
  resolution: [8, 8, 40],
  sharding: {
    '@type': 'neuroglancer_uint64_sharded_v1',
    data_encoding: 'gzip',
    hash: 'identity',
    minishard_bits: 6,
    minishard_index_encoding: 'gzip',
    preshift_bits: 9,
    shard_bits: 18,
  },
  size: [192424, 131051, 13008],
  voxel_offset: [26385, 30308, 14850],
};
const info = { '@type': 'neuroglancer_multiscale_volume', type: 'segmentation', data_type: 'uint64', num_channels: 1 };
const parse = (change: object = {}, scaleChange: object = {}): ReturnType<typeof parseVolumeInfo> =>
  parseVolumeInfo({ ...info, scales: [{ ...scale, ...scaleChange }], mesh: 'mesh', ...change }, 'gs://b/seg/info');

describe('parseVolumeInfo', () => {
  test('reads the info file of the MICrONS segmentation', () => {
    expect(parse()).toEqual({
      type: 'segmentation',
      dataType: 'uint64',
      channels: 1,
      mesh: 'mesh',
      skeletons: undefined,
      segmentProperties: undefined,
      scales: [
        {
          index: 0,
          key: '8_8_40',
          voxelSizeNm: [8, 8, 40],
          size: [192424, 131051, 13008],
          voxelOffset: [26385, 30308, 14850],
          chunkSize: [256, 256, 32],
          encoding: 'compressed_segmentation',
          blockSize: [8, 8, 8],
          sharding: {
            preshiftBits: 9,
            hash: 'identity',
            minishardBits: 6,
            shardBits: 18,
            minishardIndexEncoding: 'gzip',
            dataEncoding: 'gzip',
          },
        },
      ],
    });
  });

  test('takes names in any case, a key with slashes, and no offset for 0', () => {
    const change = { encoding: 'RAW', key: './a/b/', voxel_offset: undefined };
    const { dataType, scales } = parse({ data_type: 'UINT64' }, change);
    expect([dataType, scales[0].encoding, scales[0].key, scales[0].voxelOffset]).toEqual([
      'uint64',
      'raw',
      'a/b',
      [0, 0, 0],
    ]);
  });

  test.each([
    [{ '@type': 'neuroglancer_skeletons' }, {}, '@type is not valid: received "neuroglancer_skeletons"'],
    [{ type: 'mesh' }, {}, 'type is not valid: received "mesh", expected one of "image", "segmentation"'],
    [{ data_type: 'float64' }, {}, 'data_type is not valid: received "float64", expected uint8, int8'],
    [{ num_channels: 0 }, {}, 'num_channels is not valid: received 0, expected a whole number from 1 to 4096'],
    [{ scales: [] }, {}, 'scales is not valid: received [], expected at least one scale'],
    [{ scales: 5 }, {}, 'scales is not valid: received 5, expected an array'],
    [{}, { size: [1, 2] }, 'scales[0].size is not valid: received [1,2], expected an array of 3 numbers'],
    [{}, { size: [1, 0, 2] }, 'scales[0].size[1] is not valid: received 0, expected a whole number, 1 or more'],
    [{}, { resolution: [4, -4, 40] }, 'scales[0].resolution is not valid: received [4,-4,40], expected three positive'],
    [{}, { chunk_sizes: [] }, 'scales[0].chunk_sizes is not valid: received [], expected at least one chunk size'],
    [{}, { chunk_sizes: [[8, 8, 0.5]] }, 'scales[0].chunk_sizes[0] is not valid: received [8,8,0.5]'],
    [{}, { voxel_offset: [0, 0, 'a'] }, 'scales[0].voxel_offset[2] is not valid: received "a", expected a number'],
    [
      {},
      { compressed_segmentation_block_size: undefined },
      'compressed_segmentation_block_size is not valid: received nothing',
    ],
    [{}, { compressed_segmentation_block_size: [4096, 4096, 4096] }, 'expected at most 16777216 voxels'],
    [{ data_type: 'uint16' }, {}, 'expected an encoding for uint16 (compressed_segmentation is for uint32 and uint64)'],
    [{}, { encoding: 'jpeg' }, 'expected an encoding for 1 channels of uint64 (jpeg is for 1 or 3 of uint8)'],
    [{}, { key: 'a//b' }, 'scales[0].key is not valid: received "a//b", expected the name of a folder'],
  ])('%j %j', (change, scaleChange, message) => {
    expect(() => parse(change, scaleChange)).toThrow(`precomputed volume gs://b/seg/info `);
    expect(() => parse(change, scaleChange)).toThrow(message);
    expect(() => parse(change, scaleChange)).toThrow(FormatError);
  });

  test('a folder outside the volume is said not to be read', () => {
    expect(() => parse({}, { key: '../em/8_8_40' })).toThrow(UnsupportedError);
    expect(() => parse({}, { key: '../em/8_8_40' })).toThrow(
      'scales[0].key leaves the volume\'s folder: received "../em/8_8_40"',
    );
  });
});
