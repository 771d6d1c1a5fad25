import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gunzip } from '../../../../extension/files/folder/gunzip';

test('unpacks up to so many bytes, and not what would be more', async () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i);
  const packed = new Uint8Array(gzipSync(bytes));
  expect(await gunzip(packed, 1000)).toEqual(bytes);
  expect(await gunzip(packed, 999)).toBeUndefined();
  expect(await gunzip(new Uint8Array(gzipSync(new Uint8Array(50_000_000))), 1_000_000)).toBeUndefined();
});

test('refuses what is not packed, or cut off', async () => {
  await expect(gunzip(Uint8Array.of(1, 2, 3), 1000)).rejects.toThrow();
  await expect(gunzip(new Uint8Array(gzipSync(Uint8Array.of(1, 2, 3))).subarray(0, 15), 1000)).rejects.toThrow();
});
