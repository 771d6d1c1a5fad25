import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError, InvalidArgumentError, SourceError } from '../../../kernel-helpers/errors.js';
import { parseSharding, type ShardingSpec } from '../../../kernel-helpers/formats/precomputed/sharded-spec.js';
import { locateInShard, readFromShards } from '../../../kernel-helpers/io/precomputed/sharded.js';
import { readManyFromShards, visitInShards } from '../../../kernel-helpers/io/precomputed/sharded-many.js';
import { always } from '../../reference/properties.js';
import { survivesHostileBytes } from '../hostile.js';
import { folderStore, memoryStore } from './folder-stores.js';
import { writeShards } from './write-shards.js';

const fixtures = fileURLToPath(new URL('../../fixtures/precomputed/sharded', import.meta.url));
const expected: Record<string, { sharding: object; items: Record<string, string | null> }> = JSON.parse(
  readFileSync(`${fixtures}/expected.json`, 'utf8'),
);

const RAW: ShardingSpec = {
  preshiftBits: 0,
  hash: 'identity',
  minishardBits: 1,
  shardBits: 1,
  minishardIndexEncoding: 'raw',
  dataEncoding: 'raw',
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const hex = (data: Uint8Array | undefined): string | null =>
  data === undefined ? null : Buffer.from(data).toString('hex');

describe('shards written by tensorstore', () => {
  for (const [name, { sharding, items }] of Object.entries(expected)) {
    test(`${name}: every id gives its bytes, and ids that are not there give undefined`, async () => {
      const store = folderStore(fixtures);
      const spec = parseSharding(sharding, 'expected.json');
      const one: Record<string, string | null> = {};
      for (const id of Object.keys(items)) one[id] = hex(await readFromShards(store, name, spec, id));
      expect(one).toEqual(items);
      const many = await readManyFromShards(folderStore(fixtures), name, spec, Object.keys(items));
      expect(Object.fromEntries(Object.keys(items).map((id, i) => [id, hex(many[i])]))).toEqual(items);
    });
  }

  test('ids above 2^63 and the largest of all are among them', () => {
    for (const { items } of Object.values(expected)) {
      expect(items['9223372036854775813']).toMatch(/^[0-9a-f]+$/);
      expect(items['18446744073709551615']).toMatch(/^[0-9a-f]+$/);
      expect(Object.values(items).filter(item => item === null)).toHaveLength(14);
    }
  });
});

describe('requests', () => {
  const items = new Map(Array.from({ length: 400 }, (_, i) => [BigInt(i), bytes(`item ${i}`)] as const));
  const files = writeShards(RAW, items);

  test('a second look-up in a minishard reads the item and nothing else', async () => {
    const store = memoryStore(files);
    expect(await readFromShards(store, '', RAW, 4)).toEqual(bytes('item 4'));
    expect(store.requests).toHaveLength(3);
    expect(await readFromShards(store, '', RAW, '8')).toEqual(bytes('item 8'));
    expect(store.requests).toHaveLength(4);
    expect(await locateInShard(store, '', RAW, 400n)).toBeUndefined();
    expect(store.requests).toHaveLength(4);
  });

  test('a location is the place of the bytes in the file', async () => {
    const place = await locateInShard(memoryStore(files), '', RAW, 7);
    expect(place?.path).toBe('1.shard');
    expect(files['1.shard'].slice(place?.start, place?.end)).toEqual(bytes('item 7'));
  });

  test('two who ask at once share the requests', async () => {
    const store = memoryStore(files);
    await Promise.all([readFromShards(store, '', RAW, 4), readFromShards(store, '', RAW, 8)]);
    expect(store.requests).toHaveLength(4);
  });

  test('many items that lie together come in a few requests', async () => {
    const store = memoryStore(files);
    const done: number[] = [];
    const ids = [...items.keys(), 400n, 3n];
    const found = await readManyFromShards(store, '', RAW, ids, { onProgress: p => done.push(p.done) });
    expect(found.slice(0, 400)).toEqual([...items.values()]);
    expect(found.slice(400)).toEqual([undefined, bytes('item 3')]);
    // 2 shards, each with its index, its minishard indexes and its items
    expect(store.requests).toHaveLength(6);
    expect(done.at(-1)).toBe(402);
  });

  test('items far from each other come in requests of their own', async () => {
    const store = memoryStore(files);
    await readManyFromShards(store, '', RAW, [0n, 396n], { gapBytes: 100 });
    expect(store.requests.filter(request => request.startsWith('range 0.shard'))).toHaveLength(4);
  });

  test('requests that have to wait for others give the same items', async () => {
    const spec = { ...RAW, shardBits: 5, minishardBits: 3 };
    const store = memoryStore(writeShards(spec, items));
    const options = { concurrency: 1, gapBytes: -1 };
    expect(await readManyFromShards(store, '', spec, [...items.keys()], options)).toEqual([...items.values()]);
  });

  test('of a large shard index only the entries that are wanted are read', async () => {
    const wide = { ...RAW, minishardBits: 13, shardBits: 0 };
    const store = memoryStore(writeShards(wide, items));
    expect(await readFromShards(store, '', wide, 5)).toEqual(bytes('item 5'));
    expect(store.requests[0]).toBe('range 0.shard 80-96');
    expect(await readManyFromShards(store, '', wide, [6, 7, 400])).toEqual([
      bytes('item 6'),
      bytes('item 7'),
      undefined,
    ]);
  });

  test('a shard file that is not there holds no ids', async () => {
    expect(await readFromShards(memoryStore({}), 'a/b', RAW, 1)).toBeUndefined();
    expect(await readManyFromShards(memoryStore({}), '', RAW, [1, 2])).toEqual([undefined, undefined]);
  });

  test('what cannot be an id is refused', async () => {
    await expect(readFromShards(memoryStore({}), '', RAW, 2 ** 53)).rejects.toThrow(InvalidArgumentError);
    await expect(readManyFromShards(memoryStore({}), '', RAW, [1n, -1n])).rejects.toThrow(
      'id 1 is out of range: received -1, expected 0 to 2^64 - 1',
    );
  });

  test('an aborted signal ends the reading and leaves nothing broken behind', async () => {
    const store = memoryStore(files);
    const signal = AbortSignal.abort();
    await expect(readFromShards(store, '', RAW, 4, { signal })).rejects.toThrow('aborted');
    await expect(visitInShards(store, '', RAW, [4], () => {}, { signal })).rejects.toThrow('aborted');
    expect(await readFromShards(store, '', RAW, 4)).toEqual(bytes('item 4'));
  });
});

describe('a damaged shard', () => {
  const valid = writeShards({ ...RAW, shardBits: 0 }, new Map([2n, 4n, 6n].map(id => [id, bytes(`item ${id}`)])))[
    '0.shard'
  ];
  const read = (shard: Uint8Array, spec: Partial<ShardingSpec> = {}, options = {}): Promise<Uint8Array | undefined> =>
    readFromShards(memoryStore({ '0.shard': shard }), '', { ...RAW, shardBits: 0, ...spec }, 4, options);
  const patched = (at: number, value: bigint): Uint8Array => {
    const copy = valid.slice();
    new DataView(copy.buffer).setBigUint64(at, value, true);
    return copy;
  };
  // the index of minishard 0 begins behind the shard index (32 bytes) and three items of 6 bytes
  const TABLE = 32 + 18;

  test('names the file and the byte of a minishard that ends before it starts', async () => {
    const error = await read(patched(8, 1n)).catch(error => error);
    expect(error).toBeInstanceOf(FormatError);
    expect(error).toMatchObject({ format: 'precomputed shard', at: 'byte 0', file: 'memory:/0.shard' });
    expect(error.message).toBe(
      'precomputed shard memory:/0.shard byte 0 gives minishard 0 no valid range: received 18 to 1, expected an end behind the start',
    );
  });

  test('an index that is no multiple of 24 bytes, an offset inside the shard index, an id that comes twice', async () => {
    await expect(read(patched(8, 89n))).rejects.toThrow(
      'minishard 0 index byte 0 has the wrong length: received 71 bytes, expected a multiple of 24',
    );
    await expect(read(patched(TABLE + 24, 2n ** 64n - 1n))).rejects.toThrow(
      'minishard 0 index byte 24 is no valid offset: received 31, expected 32 or more',
    );
    await expect(read(patched(TABLE + 8, 0n))).rejects.toThrow(
      'minishard 0 index byte 8 names an id twice: received 2, expected every id once',
    );
    await expect(read(patched(TABLE + 16, 2n ** 64n - 2n))).rejects.toThrow(
      'minishard 0 index byte 16 names an id twice: received 2, expected every id once',
    );
  });

  test('ids may go down, as differences modulo 2^64 allow', async () => {
    const down = patched(TABLE, 6n);
    const view = new DataView(down.buffer);
    view.setBigUint64(TABLE + 8, 2n ** 64n - 2n, true);
    view.setBigUint64(TABLE + 16, 2n ** 64n - 2n, true);
    expect(await read(down)).toEqual(bytes('item 4'));
  });

  test('sizes and offsets beyond the file end in an error of the file, and beyond 2 GiB in one of the format', async () => {
    await expect(read(patched(TABLE + 56, 2n ** 20n))).rejects.toThrow(SourceError);
    await expect(read(patched(TABLE + 56, 2n ** 40n))).rejects.toThrow(
      'minishard 0 entry 1 is too large: received 1099511627776 bytes, expected at most 2147483647',
    );
    await expect(read(patched(TABLE + 56, 2n ** 60n))).rejects.toThrow(
      'minishard 0 index byte 56 is no valid size: received 1152921504606847000 bytes, expected less than 2^53',
    );
    await expect(read(valid.slice(0, 31))).rejects.toThrow(SourceError);
  });

  test('what is not gzip, or unpacks into more than is allowed, is refused', async () => {
    await expect(read(valid, { dataEncoding: 'gzip' })).rejects.toThrow(
      'precomputed shard memory:/0.shard byte 38 is not gzip: received 6 bytes that end in "incorrect header check", expected a whole gzip member',
    );
    await expect(read(valid, { minishardIndexEncoding: 'gzip' })).rejects.toThrow('minishard 0 index is not gzip');
    const spec = { ...RAW, shardBits: 0, dataEncoding: 'gzip' } as const;
    for (const size of [5000, 100_000_000]) {
      const bomb = writeShards(spec, new Map([[4n, new Uint8Array(size)]]))['0.shard'];
      await expect(read(bomb, spec, { mostBytes: 4999 })).rejects.toThrow('expected at most 4999');
    }
  });

  test('an index that unpacks without end is refused before it fills the memory', async () => {
    // members one after the other are one stream: 320 MB of zeros
    const bomb = Buffer.concat(new Array(10).fill(gzipSync(new Uint8Array(2 ** 25))));
    const shard = new Uint8Array(32 + bomb.length);
    new DataView(shard.buffer).setBigUint64(8, BigInt(bomb.length), true);
    shard.set(bomb, 32);
    await expect(read(shard, { minishardIndexEncoding: 'gzip' })).rejects.toThrow(
      'minishard 0 index unpacks into too much',
    );
  });

  test('never crashes a reader, hangs it or fills its memory', async () => {
    for (const encoding of ['raw', 'gzip'] as const) {
      const spec = { ...RAW, minishardIndexEncoding: encoding, dataEncoding: encoding };
      const items = new Map([1n, 3n, 2n ** 63n + 5n].map(id => [id, bytes(`item ${id}`)]));
      const outcomes = await survivesHostileBytes({
        format: 'precomputed shard',
        valid: [writeShards(spec, items)['1.shard']],
        parse: async shard => {
          try {
            const store = memoryStore({ '1.shard': shard });
            const one = await readFromShards(store, '', spec, 3);
            const many = await readManyFromShards(store, '', spec, [1, 3, 2n ** 63n + 5n, 7]);
            return { shard, one, many };
          } catch (error) {
            // a range behind the end of the file is the store's to refuse
            if (!(error instanceof SourceError)) throw error;
            throw new FormatError(error.message, { format: 'precomputed shard', at: 'end of file' });
          }
        },
        check: ({ shard, one, many }) => {
          expect(one).toEqual(many[1]);
          for (const item of many) if (item && item.length > 4 * shard.length) throw new Error('more than was there');
        },
        runs: 2000,
      });
      expect(outcomes.truncated.accepted).toBe(0);
      expect(outcomes.flipped.refused).toBeGreaterThan(50);
      expect(outcomes['hostile count'].refused).toBeGreaterThan(50);
      expect(outcomes.random.refused).toBeGreaterThan(1000);
    }
  });
});

describe('every shard', () => {
  const encoding = fc.constantFrom('raw' as const, 'gzip' as const);
  const spec = fc.record({
    preshiftBits: fc.integer({ min: 0, max: 64 }),
    hash: fc.constantFrom('identity' as const, 'murmurhash3_x86_128' as const),
    minishardBits: fc.integer({ min: 0, max: 6 }),
    shardBits: fc.integer({ min: 0, max: 58 }),
    minishardIndexEncoding: encoding,
    dataEncoding: encoding,
  });
  const id = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  const items = fc.uniqueArray(fc.tuple(id, fc.uint8Array({ maxLength: 20 })), {
    maxLength: 12,
    selector: ([id]) => id,
  });

  test('gives back what was written into it', async () => {
    await fc.assert(
      fc.asyncProperty(spec, items, id, async (spec, items, other) => {
        const files = writeShards(spec, new Map(items));
        const store = memoryStore(files);
        const found = await readManyFromShards(store, '', spec, [...items.map(([id]) => id), other]);
        expect(found.slice(0, -1)).toEqual(items.map(([, data]) => data));
        for (const [id, data] of items) expect(await readFromShards(store, '', spec, id)).toEqual(data);
        if (!items.some(([id]) => id === other)) expect(found.at(-1)).toBeUndefined();
      }),
      { seed: 20250409 },
    );
  });
});

describe('parseSharding', () => {
  const json = {
    '@type': 'neuroglancer_uint64_sharded_v1',
    preshift_bits: 3,
    hash: 'murmurhash3_x86_128',
    minishard_bits: 6,
    shard_bits: 15,
    minishard_index_encoding: 'gzip',
  };

  test('reads a specification; encodings are raw where it names none', () => {
    expect(parseSharding(json, 'a/info')).toEqual({
      preshiftBits: 3,
      hash: 'murmurhash3_x86_128',
      minishardBits: 6,
      shardBits: 15,
      minishardIndexEncoding: 'gzip',
      dataEncoding: 'raw',
    });
  });

  test('names the field that is wrong', () => {
    const wrong = (field: string, value: unknown): string => {
      try {
        parseSharding({ ...json, [field]: value }, 'a/info');
        return 'accepted';
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
        expect(error).toMatchObject({ format: 'precomputed sharding', at: field, file: 'a/info' });
        return (error as Error).message;
      }
    };
    expect(wrong('hash', 'md5')).toBe(
      'precomputed sharding a/info hash is not valid: received "md5", expected one of "identity", "murmurhash3_x86_128"',
    );
    expect(wrong('shard_bits', 59)).toBe(
      'precomputed sharding a/info shard_bits is not valid: received 59, expected a whole number from 0 to 58',
    );
    expect(wrong('minishard_bits', 33)).toContain('expected a whole number from 0 to 32');
    expect(wrong('preshift_bits', -1)).toContain('received -1');
    expect(wrong('data_encoding', 'zstd')).toContain('expected one of "raw", "gzip"');
    expect(wrong('@type', undefined)).toContain('received nothing');
    expect(() => parseSharding(null, 'a/info')).toThrow(
      'precomputed sharding a/info is not valid: received null, expected an object',
    );
  });

  test('takes any JSON for an error or a specification', () => {
    always(
      fc.property(fc.jsonValue(), value => {
        try {
          parseSharding(value, 'x');
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
  });
});
