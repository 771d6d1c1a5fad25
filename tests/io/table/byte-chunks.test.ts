import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { FormatError, SourceError } from '../../../kernel-helpers/errors.js';
import type { Source } from '../../../kernel-helpers/io/source/source.js';
import { byteChunks, unpackedLength } from '../../../kernel-helpers/io/table/byte-chunks.js';
import { survivesHostileBytes } from '../hostile.js';

const folder = mkdtempSync(join(tmpdir(), 'byte-chunks-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sourceOf = (bytes: Uint8Array): Source => ({
  byteLength: bytes.length,
  slice: (start, end = bytes.length) => Promise.resolve(bytes.slice(start, end)),
});

async function read(from: string | Source, signal?: AbortSignal): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of byteChunks(from, { format: 'csv', file: 'x.gz', signal })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('byteChunks gives', () => {
  const text = Buffer.from('0123456789\n'.repeat(300_000)); // some chunks of 1 MiB

  test('a file and a source as they are', async () => {
    const path = join(folder, 'plain.csv');
    writeFileSync(path, text);
    expect((await read(path)).equals(text)).toBe(true);
    expect((await read(sourceOf(text))).equals(text)).toBe(true);
    expect(await read(sourceOf(new Uint8Array(0)))).toHaveLength(0);
  });

  test('gzip data unpacked, also of several members', async () => {
    const path = join(folder, 'packed.csv.gz');
    writeFileSync(path, gzipSync(text));
    expect((await read(path)).equals(text)).toBe(true);
    const two = Buffer.concat([gzipSync(text), gzipSync(text)]);
    expect((await read(sourceOf(two))).equals(Buffer.concat([text, text]))).toBe(true);
  });

  test('no more than is asked for: a bomb of 1 GB is left after its first chunk', async () => {
    const bomb = gzipSync(new Uint8Array(64 * 1024 * 1024));
    const bombs = Buffer.concat(Array.from({ length: 16 }, () => bomb));
    const before = process.memoryUsage().arrayBuffers;
    for await (const chunk of byteChunks(sourceOf(bombs), { format: 'csv' })) {
      expect(chunk.length).toBeLessThanOrEqual(8 * 1024 * 1024);
      break;
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
  });

  test('nothing more once its signal says so', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(read(sourceOf(text), controller.signal)).rejects.toThrow('enough');
    await expect(read(sourceOf(gzipSync(text)), controller.signal)).rejects.toThrow('enough');
  });
});

describe('byteChunks refuses', () => {
  const packed = gzipSync(Buffer.from('id\n1\n2\n'));

  test('gzip data that end too early', async () => {
    await expect(read(sourceOf(packed.subarray(0, -3)))).rejects.toThrow(
      /^csv x\.gz is truncated in its gzip data: received unexpected end of file behind byte \d+, expected gzip data with the right checksum$/,
    );
  });

  test('a wrong checksum', async () => {
    const damaged = Buffer.from(packed);
    damaged[damaged.length - 8] ^= 1;
    await expect(read(sourceOf(damaged))).rejects.toThrow(
      /^csv x\.gz has damaged gzip data: received incorrect data check/,
    );
  });

  test('bytes behind the data', async () => {
    await expect(read(sourceOf(Buffer.concat([packed, Buffer.from('3\n4\n')])))).rejects.toThrow(
      'csv x.gz has damaged gzip data: received incorrect header check',
    );
  });

  test('zeros behind the data, which zlib leaves out without a word', async () => {
    const longer = Buffer.concat([packed, new Uint8Array(4)]);
    await expect(read(sourceOf(longer))).rejects.toThrow(
      `csv x.gz has bytes behind its gzip data: received ${longer.length} bytes, expected ${packed.length}`,
    );
  });

  test('what is not there, and folders', async () => {
    await expect(read(join(folder, 'nowhere'))).rejects.toThrow(SourceError);
    await expect(read(folder)).rejects.toThrow('received a folder, expected a file');
  });

  test('a source that fails in the middle, with its own error', async () => {
    const failing: Source = {
      byteLength: 3 * 1024 * 1024,
      slice: start =>
        start > 0
          ? Promise.reject(new SourceError('gone', { url: 'x' }))
          : Promise.resolve(new Uint8Array(1024 * 1024)),
    };
    await expect(read(failing)).rejects.toThrow('gone');
  });
});

test('unpackedLength says how long a file is, as far as it can be known', async () => {
  expect(await unpackedLength(sourceOf(Buffer.from('id\n1\n')))).toBe(5);
  expect(await unpackedLength(sourceOf(gzipSync(Buffer.from('id\n'.repeat(99)))))).toBe(297);
  const lying = gzipSync(Buffer.from('id\n'.repeat(99)));
  lying.writeUInt32LE(0xffffffff, lying.length - 4);
  expect(await unpackedLength(sourceOf(lying))).toBeUndefined();
  expect(await unpackedLength(join(folder, 'nowhere'))).toBeUndefined();
});

test('hostile gzip data end in a FormatError, never in other bytes', async () => {
  const content = Buffer.from('id,size\n864691135571546917,5\n');
  const outcomes = await survivesHostileBytes<{ given: Uint8Array; read: Buffer }>({
    format: 'csv',
    valid: [new Uint8Array(gzipSync(content))],
    parse: async given => ({ given, read: await read(sourceOf(given)) }),
    // what does not begin as gzip is given as it is
    check: ({ given, read }) => {
      const expected = given[0] === 0x1f && given[1] === 0x8b ? content : given;
      if (!read.equals(expected)) throw new Error('other bytes');
    },
    wholeAt: (_, length) => length < 2,
    runs: 1_000,
  });
  expect(outcomes.truncated.refused).toBeGreaterThan(30);
  expect(outcomes.flipped.refused).toBeGreaterThan(50);
  expect(outcomes['hostile count'].refused).toBeGreaterThan(50);
  expect(outcomes.random.refused).toBeGreaterThan(300);
});

test('a damaged member is told as an error of this library', async () => {
  await expect(read(sourceOf(Uint8Array.of(0x1f, 0x8b, 9, 9)))).rejects.toThrow(FormatError);
});
