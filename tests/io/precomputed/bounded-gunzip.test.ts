import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gunzipBounded, gunzipBoundedInThread, isGzip } from '../../../kernel-helpers/io/precomputed/bounded-gunzip.js';
import { always } from '../../reference/properties.js';

describe('gunzipBounded', () => {
  test('gives back what was packed, as bytes whose slice is a copy', async () => {
    always(
      fc.property(fc.uint8Array({ maxLength: 3000 }), bytes => {
        const unpacked = gunzipBounded(gzipSync(bytes), 3000);
        expect(unpacked).toEqual(bytes);
        expect(Buffer.isBuffer(unpacked)).toBe(false);
      }),
    );
    const zeros = new Uint8Array(50_000);
    expect(await gunzipBoundedInThread(gzipSync(zeros), 50_000)).toEqual(zeros);
    const two = Buffer.concat([gzipSync(Uint8Array.of(1, 2)), gzipSync(Uint8Array.of(3))]);
    expect([...gunzipBounded(two, 10)]).toEqual([1, 2, 3]);
  });

  test('isGzip knows how a member begins', () => {
    expect(isGzip(gzipSync(new Uint8Array()))).toBe(true);
    expect(isGzip(Uint8Array.of(0x1f, 0x8b))).toBe(false);
    expect(isGzip(Uint8Array.of(0x1f, 0x8b, 7, 0))).toBe(false);
  });

  test('stops at the limit, and at damage', async () => {
    const packed = gzipSync(new Uint8Array(5000));
    expect(() => gunzipBounded(packed, 4999)).toThrow(expect.objectContaining({ code: 'ERR_BUFFER_TOO_LARGE' }));
    await expect(gunzipBoundedInThread(packed, 4999)).rejects.toMatchObject({ code: 'ERR_BUFFER_TOO_LARGE' });
    expect(gunzipBounded(packed, 5000)).toHaveLength(5000);
    for (const length of [0, 1, 5, 10, packed.length - 1]) {
      expect(() => gunzipBounded(packed.subarray(0, length), 5000)).toThrow('unexpected end of file');
    }
    const wrong = Uint8Array.from(packed);
    wrong[packed.length - 6] ^= 1;
    expect(() => gunzipBounded(wrong, 5000)).toThrow('incorrect data check');
  });
});
