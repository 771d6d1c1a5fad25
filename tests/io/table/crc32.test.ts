import { expect, test } from 'vitest';
import { crc32 } from '../../../kernel-helpers/io/table/crc32.js';

test('the check value of the standard, and of nothing', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});
