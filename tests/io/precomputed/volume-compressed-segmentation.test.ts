import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../kernel-helpers/errors.js';
import type { Xyz } from '../../../kernel-helpers/formats/precomputed/volume-info.js';
import { decodeCompressedSegmentation } from '../../../kernel-helpers/io/precomputed/volume-compressed-segmentation.js';
import { always } from '../../reference/properties.js';
import { survivesHostileBytes } from '../hostile.js';
import { encodeCompressedSegmentation } from './encode-compressed-segmentation.js';

type Ids = Uint32Array | BigUint64Array;

interface Part {
  readonly from: Xyz;
  readonly count: Xyz;
}

function decode(bytes: Uint8Array, like: Ids, size: Xyz, blockSize: Xyz, channels = 1, part?: Part): Ids {
  const { from, count } = part ?? { from: [0, 0, 0], count: size };
  const length = count[0] * count[1] * count[2] * channels;
  const out = like instanceof Uint32Array ? new Uint32Array(length) : new BigUint64Array(length);
  const target = { out, outSize: count, outAt: [0, 0, 0] as Xyz, chunkSize: size, from, count, channels, file: 'c' };
  decodeCompressedSegmentation(bytes, blockSize, target);
  return out;
}

const size = (most: number): fc.Arbitrary<Xyz> =>
  fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 1, max: most }))) as unknown as fc.Arbitrary<Xyz>;

/** Chunks of few or many ids, in any block size, with one or two channels. */
const chunks = fc
  .record({
    size: size(9),
    blockSize: size(8),
    channels: fc.integer({ min: 1, max: 2 }),
    wide: fc.boolean(),
    different: fc.constantFrom(1, 2, 4, 16, 300),
    leastBits: fc.constantFrom(0, 1, 2, 4, 8, 16, 32),
    shareTables: fc.boolean(),
    seed: fc.bigInt({ min: 0n, max: 2n ** 64n - 301n }),
  })
  .map(({ size, channels, wide, different, seed, ...options }) => {
    const length = size[0] * size[1] * size[2] * channels;
    const picks = Array.from({ length }, (_, i) => BigInt((i * 7919 + (i >> 3)) % different) + seed);
    const ids: Ids = wide ? BigUint64Array.from(picks) : Uint32Array.from(picks, id => Number(BigInt.asUintN(32, id)));
    return { ids, size, channels, options };
  });

describe('decodeCompressedSegmentation', () => {
  test('gives back what the format says, whatever the sizes, bits and tables', () => {
    always(
      fc.property(chunks, ({ ids, size, channels, options }) => {
        const bytes = encodeCompressedSegmentation(ids, size, channels, options);
        expect(decode(bytes, ids, size, options.blockSize, channels)).toEqual(ids);
      }),
    );
  });

  test('gives any part of a chunk', () => {
    always(
      fc.property(chunks, fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), (chunk, random) => {
        const { ids, size, channels, options } = chunk;
        const from = size.map((n, k) => random[k] % n) as unknown as Xyz;
        const count = size.map((n, k) => 1 + (random[3 + k] % (n - from[k]))) as unknown as Xyz;
        const bytes = encodeCompressedSegmentation(ids, size, channels, options);
        const expected: (number | bigint)[] = [];
        for (let c = 0; c < channels; c++)
          for (let z = 0; z < count[2]; z++)
            for (let y = 0; y < count[1]; y++)
              for (let x = 0; x < count[0]; x++) {
                const plane = from[2] + z + size[2] * c;
                expected.push(ids[from[0] + x + size[0] * (from[1] + y + size[1] * plane)]);
              }
        expect([...decode(bytes, ids, size, options.blockSize, channels, { from, count })]).toEqual(expected);
      }),
    );
  });

  test('reads bytes that do not lie on a word', () => {
    const ids = BigUint64Array.of(7n, 2n ** 64n - 1n, 7n, 0n);
    const bytes = encodeCompressedSegmentation(ids, [4, 1, 1], 1, { blockSize: [4, 1, 1] });
    // of a Buffer too, whose slice is no copy
    for (const shifted of [new Uint8Array(bytes.length + 3), Buffer.alloc(bytes.length + 3)]) {
      shifted.set(bytes, 3);
      expect(decode(shifted.subarray(3), ids, [4, 1, 1], [4, 1, 1])).toEqual(ids);
    }
  });
});

describe('a damaged chunk', () => {
  /** One channel, one block of four voxels: offset 1; header; one word of values at 2, the table at 3 of that channel. */
  const words = (...changes: [at: number, value: number][]): Uint8Array => {
    const all = Uint32Array.of(1, (2 << 24) | 3, 2, 0b11100100, 10, 11, 12, 13);
    for (const [at, value] of changes) all[at] = value;
    return new Uint8Array(all.buffer);
  };
  const read = (bytes: Uint8Array, channels = 1): Ids =>
    decode(bytes, new Uint32Array(), [4, 1, 1], [4, 1, 1], channels);

  test('is the one these tests damage', () => expect([...read(words())]).toEqual([10, 11, 12, 13]));

  test.each([
    ['no offset', words().subarray(0, 0), 'byte 0 ends inside the channel offsets: received 0 bytes, expected 4'],
    ['half a word', words().subarray(0, 30), 'byte 28 ends inside a word: received 30 bytes, expected a multiple of 4'],
    ['an offset of 2', words([0, 2]), 'byte 0 offset of channel 0 is wrong: received 2, expected 1'],
    ['one header word', words().subarray(0, 8), 'byte 4 ends inside the block headers: received 1 words, expected 2'],
    [
      '3 bits',
      words([1, (3 << 24) | 3]),
      'byte 4 bits per voxel are wrong: received 3, expected 0, 1, 2, 4, 8, 16 or 32',
    ],
    ['64 bits', words([1, (64 << 24) | 3]), 'byte 4 bits per voxel are wrong: received 64'],
    [
      'a table behind the end',
      words([1, (2 << 24) | 7]),
      'byte 4 table lies past the end: received word 8, expected at most 7',
    ],
    [
      'values behind the end',
      words([2, 0xffffffff]),
      'byte 4 values lie past the end: received word 4294967296, expected at most 7',
    ],
    ['values one word too far', words([2, 7]), 'byte 4 values lie past the end: received word 8, expected at most 7'],
    [
      'an index behind the end',
      words([1, (2 << 24) | 4]),
      'byte 4 index lies past its table: received 3, expected at most 2',
    ],
    [
      '32 bits past the end',
      words([1, ((32 << 24) | 3) >>> 0], [2, 1]),
      'byte 4 index lies past its table: received 228',
    ],
  ])('%s', (_, bytes, message) => {
    expect(() => read(bytes)).toThrow(`compressed_segmentation c ${message}`);
    expect(() => read(bytes)).toThrow(FormatError);
  });

  test('a second channel that begins before the first', () => {
    const bytes = words([0, 2], [1, 2]);
    expect(() => read(bytes, 2)).toThrow('byte 4 offset of channel 1 is wrong: received 2, expected 3 to 7');
  });

  test('any damage ends in voxels or in an error that names the byte', async () => {
    const encode = (ids: Ids, leastBits = 0): Uint8Array =>
      encodeCompressedSegmentation(ids, [5, 4, 3], 1, { blockSize: [4, 4, 2], leastBits });
    const ids = (wide: boolean): Ids =>
      wide
        ? BigUint64Array.from({ length: 60 }, (_, i) => 2n ** 63n + BigInt(i % 7))
        : Uint32Array.from({ length: 60 }, (_, i) => i % 20);
    for (const wide of [false, true]) {
      const outcomes = await survivesHostileBytes({
        format: 'compressed_segmentation',
        valid: [encode(ids(wide)), encode(ids(wide), 32)],
        parse: bytes => decode(bytes, ids(wide), [5, 4, 3], [4, 4, 2]),
        check: voxels => expect(voxels.length).toBe(60),
        runs: 5000,
      });
      expect(outcomes.truncated.refused).toBeGreaterThan(400);
      expect(outcomes.truncated.accepted).toBe(0);
      expect(outcomes.flipped.refused).toBeGreaterThan(50);
      expect(outcomes.random.refused).toBeGreaterThan(2000);
    }
  });
});
