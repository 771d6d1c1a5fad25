import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError, UnsupportedError } from '../../../kernel-helpers/errors.js';
import { parseArrow } from '../../../kernel-helpers/io/table/arrow.js';
import { mirror } from '../../mirror.js';
import { mirrorFile } from '../source/mirror-file.js';

const folder = fileURLToPath(new URL('../../fixtures/arrow/', import.meta.url));
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(folder + name));
const expected: Record<string, unknown[]> = JSON.parse(readFileSync(`${folder}expected.json`, 'utf8'));

describe('parseArrow reads what pyarrow wrote', () => {
  const full = readdirSync(folder).filter(name => /^(lz4|plain|zstd).*\.arrows?$/.test(name));
  test('six fixtures are found', () => expect(full).toHaveLength(6));

  test.each(full)('%s: every value of every column, 64-bit integers exact, nulls as null', name => {
    const table = parseArrow(bytesOf(name), { file: name });
    expect(table.numRows).toBe(240);
    expect(table.schema.fields.map(field => field.name)).toEqual(Object.keys(expected));
    for (const [column, values] of Object.entries(expected)) {
      const read = Array.from(table.getChild(column) ?? [], value =>
        typeof value === 'bigint' ? String(value) : value,
      );
      expect(read, column).toEqual(values);
    }
  });

  test('64-bit integers as bigint, beyond 2^53 and beyond 2^63', () => {
    const table = parseArrow(bytesOf('lz4.arrow'));
    expect(table.getChild('root_id')?.get(0)).toBe(864691135396580129n);
    expect(table.getChild('root_id')?.toArray()).toBeInstanceOf(BigInt64Array);
    expect(table.getChild('segment_id')?.get(1)).toBe(2n ** 64n - 2n);
    expect(table.getChild('segment_id')?.toArray()).toBeInstanceOf(BigUint64Array);
  });

  test('bytes that start anywhere in a larger buffer', () => {
    const bytes = bytesOf('lz4.arrow');
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect(parseArrow(larger.subarray(3)).getChild('root_id')?.get(239)).toBe(864691135396580129n + 239n * 7n);
  });

  test('a table without rows keeps its columns', () => {
    const table = parseArrow(bytesOf('no-rows.arrow'));
    expect(table.numRows).toBe(0);
    expect(table.schema.fields.map(field => field.name)).toEqual(Object.keys(expected));
  });

  test('a file without a schema in front, as apache-arrow itself writes it', () => {
    const file = tableToIPC(tableFromArrays({ id: BigUint64Array.of(1n, 2n ** 60n), type: ['BC', 'MC'] }), 'file');
    expect(parseArrow(file).getChild('type')?.get(1)).toBe('MC');
  });

  test.each(['delta-stream.arrows', 'replaced-dictionary.arrows'])(
    '%s: dictionaries that grow batch by batch',
    name => {
      const types = parseArrow(bytesOf(name)).getChild('cell_type');
      expect([...(types ?? [])]).toEqual(['BC', 'MC', null, 'BPC', 'BC', 'BPC', '23P', 'MC', 'BPC']);
    },
  );

  test('a stream without a closing marker, which the format allows', () => {
    const stream = tableToIPC(tableFromArrays({ id: BigUint64Array.of(1n, 2n ** 60n) }), 'stream');
    expect(parseArrow(stream).getChild('id')?.get(1)).toBe(2n ** 60n);
    expect(parseArrow(stream.subarray(0, stream.length - 8)).numRows).toBe(2);
  });
});

describe('parseArrow refuses', () => {
  const lz4 = bytesOf('lz4.arrow');

  test.each([
    ['nothing', new Uint8Array(0), 'arrow x is truncated in its head: received 0 bytes, expected at least 8'],
    [
      'a Parquet file',
      new TextEncoder().encode('PAR1 and so on'),
      'arrow x is not Arrow IPC: received first bytes 50 41 52 31 20 61, expected "ARROW1" or ff ff ff ff',
    ],
    [
      'a file cut off',
      lz4.subarray(0, 9000),
      'arrow x is truncated or damaged at its end (byte 9,000): received ' +
        `${Buffer.from(lz4.subarray(8994, 9000))
          .toString('hex')
          .replace(/..(?=.)/g, '$& ')}, expected the closing "ARROW1"`,
    ],
    [
      'a stream cut off in a body',
      bytesOf('lz4-stream.arrows').subarray(0, 5000),
      'arrow x is truncated in its message body at byte 1,432: received 5,000 bytes, expected at least 9,320',
    ],
  ])('%s', (_, bytes, message) => {
    const error = errorOf(() => parseArrow(bytes, { file: 'x' }));
    expect(error.message).toBe(message);
    expect(error).toMatchObject({ format: 'arrow', file: 'x' });
  });

  test('a vector in the metadata that is longer than the message, before memory is filled for it', () => {
    // the count of the batch's buffers, an int32 of 19 in front of its 16-byte structs, becomes 2^24 more
    const plain = bytesOf('plain.arrow');
    const batchAt = Buffer.from(plain).lastIndexOf(Buffer.from([0xff, 0xff, 0xff, 0xff]), 3000);
    const count = Buffer.from(plain).indexOf(Buffer.from([19, 0, 0, 0]), batchAt);
    plain[count + 3] = 1;
    expect(errorOf(() => parseArrow(plain, { file: 'x' })).message).toMatch(
      /^arrow x has a damaged message at byte 816: received a vector of 16777235 elements where 28 fit, expected Arrow metadata$/,
    );
  });

  test('a row count that differs between batch and column', () => {
    const plain = bytesOf('plain.arrow');
    const rows = Buffer.from(plain).indexOf(Buffer.from([240, 0, 0, 0, 0, 0, 0, 0]));
    plain[rows] = 241;
    expect(errorOf(() => parseArrow(plain)).message).toMatch(
      /^arrow has a damaged message at byte [\d,]+: received column \w+ with 24\d rows in a batch of 24\d, expected Arrow metadata$/,
    );
  });

  test('a damaged LZ4 frame, saying where in it', () => {
    const magic = Buffer.from(lz4).indexOf(Buffer.from([0x04, 0x22, 0x4d, 0x18]));
    const damaged = lz4.slice();
    damaged[magic] ^= 1;
    expect(errorOf(() => parseArrow(damaged, { file: 'x.arrow' })).message).toBe(
      'arrow x.arrow is damaged: received lz4 frame byte 0 magic number: received 0x184d2205, expected 0x184d2204',
    );
  });

  test('a damaged ZSTD frame, and one that is longer than it says', () => {
    const zstd = bytesOf('zstd.arrow');
    const magic = Buffer.from(zstd).indexOf(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]));
    const damaged = zstd.slice();
    damaged[magic] ^= 1;
    expect(errorOf(() => parseArrow(damaged, { file: 'x.arrow' })).message).toBe(
      'arrow x.arrow is damaged: received zstd frame magic number: received 29 b5 2f fd, expected 28 b5 2f fd',
    );
    const longer = zstd.slice();
    longer[magic - 8] += 8; // the length of the first buffer
    expect(errorOf(() => parseArrow(longer)).message).toMatch(
      /^arrow is damaged: received zstd frame content size: received \d+, expected \d+$/,
    );
  });

  test('an LZ4 frame that is longer than it says', () => {
    const longer = lz4.slice();
    longer[Buffer.from(lz4).indexOf(Buffer.from([0x04, 0x22, 0x4d, 0x18])) - 8] += 8;
    expect(errorOf(() => parseArrow(longer)).message).toMatch(
      /^arrow is damaged: received lz4 frame byte \d+ content size: received \d+, expected \d+$/,
    );
  });

  test('Feather version 1, as what it is', () => {
    expect(() => parseArrow(new TextEncoder().encode('FEA1....FEA1'))).toThrow(
      'arrow is Feather version 1, which this library does not read: write version 2',
    );
    expect(() => parseArrow(new TextEncoder().encode('FEA1....FEA1'))).toThrow(UnsupportedError);
  });

  test.each(['lz4.arrow', 'lz4-three-batches.arrow', 'plain.arrow'])('%s cut off at any byte', name => {
    const bytes = bytesOf(name);
    for (let length = 0; length < bytes.length; length += length < 200 || bytes.length - length < 200 ? 1 : 97) {
      expect(() => parseArrow(bytes.subarray(0, length), { file: name }), `${length} bytes`).toThrow(FormatError);
    }
  });

  test('a stream cut off at any byte, except behind a whole message', () => {
    const bytes = bytesOf('lz4-stream.arrows');
    let whole = 0;
    for (let length = 0; length < bytes.length; length++) {
      try {
        parseArrow(bytes.subarray(0, length));
        whole++;
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
      }
    }
    expect(whole).toBeLessThanOrEqual(3); // behind the schema, a dictionary, the batch: no byte tells these apart
  });

  test('flipped bits with a FormatError, or reads a table: never another error', () => {
    fc.assert(
      fc.property(fc.nat({ max: lz4.length - 1 }), fc.nat({ max: 7 }), (at, bit) => {
        const damaged = lz4.slice();
        damaged[at] ^= 1 << bit;
        try {
          parseArrow(damaged, { file: 'x' });
        } catch (error) {
          expect(error instanceof FormatError || error instanceof UnsupportedError, String(error)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('parseArrow reads the real files', () => {
  const means = mirrorFile('ding2025/presyn-mean');
  test.skipIf(!means)('presyn_mean.feather: 2,688 rows, 896 of each population, nucleus ids as bigint', () => {
    const table = parseArrow(new Uint8Array(readFileSync(means as string)));
    expect(table.numRows).toBe(2_688);
    expect(table.schema.fields.map(field => field.name)).toEqual([
      'proj_hva',
      'pre_nucleus_id',
      'variable_mean',
      'variable_name',
      'population',
    ]);
    expect(table.getChild('pre_nucleus_id')?.get(0)).toBe(189149n);
    expect(table.getChild('variable_mean')?.get(0)).toBeCloseTo(0.064388, 6);
    const counts: Record<string, number> = {};
    const keys = new Set<string>();
    const [projection, id, variable, population] = ['proj_hva', 'pre_nucleus_id', 'variable_name', 'population'].map(
      name => table.getChild(name),
    );
    for (let i = 0; i < table.numRows; i++) {
      const name: string = population?.get(i);
      counts[name] = (counts[name] ?? 0) + 1;
      keys.add([projection?.get(i), id?.get(i), variable?.get(i), name].join());
    }
    expect(counts).toEqual({ Connected: 896, ADP: 896, 'Same region': 896 });
    expect(keys.size).toBe(2_688); // as the catalogue's note says
  });

  const feathers = mirror === undefined ? [] : feathersUnder(mirror);
  test.skipIf(feathers.length === 0)('every .feather file of the mirror opens, with rows', () => {
    for (const path of feathers) {
      const table = parseArrow(new Uint8Array(readFileSync(path)), { file: path });
      expect(table.numRows, path).toBeGreaterThan(0);
      for (const field of table.schema.fields) table.getChild(field.name)?.get(table.numRows - 1);
    }
  });
});

function feathersUnder(root: string): string[] {
  if (!existsSync(root)) return [];
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return names.filter(name => name.endsWith('.feather')).map(name => `${root}/${name}`);
}

function errorOf(run: () => unknown): FormatError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
    return error as FormatError;
  }
  throw new Error('expected a FormatError, nothing was thrown');
}
