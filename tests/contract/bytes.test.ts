import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import {
  base64ToBytes,
  bytesToBase64,
  packBytes,
  packedLengthLimit,
  toBytePlanes,
  uint16FromBytePlanes,
  uint32FromBytePlanes,
  unpackBytes,
} from '../../kernel-helpers/contract/bytes.js';
import { FormatError } from '../../kernel-helpers/errors.js';

describe('base64', () => {
  test('is what Node writes, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
        expect(bytesToBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      }),
    );
  });

  test('is read back, also when longer than one call may have arguments', () => {
    const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => i * 7);
    expect(Buffer.compare(base64ToBytes(bytesToBase64(bytes), 'test'), bytes)).toBe(0);
  });

  test('with a foreign character is refused by the name of its field', () => {
    expect(() => base64ToBytes('A*==', 'packed.radii')).toThrow(
      'base64 packed.radii is not readable: expected only A-Z a-z 0-9 + / =',
    );
  });
});

describe('byte planes', () => {
  test('put the lowest bytes of all numbers first', () => {
    expect([...toBytePlanes(Uint16Array.of(0x0102, 0x0304))]).toEqual([0x02, 0x04, 0x01, 0x03]);
    expect([...toBytePlanes(Uint32Array.of(0x01020304))]).toEqual([4, 3, 2, 1]);
  });

  test('are read back as the same numbers, the largest too', () => {
    fc.assert(
      fc.property(fc.uint16Array({ maxLength: 50 }), fc.uint32Array({ maxLength: 50 }), (small, large) => {
        expect(uint16FromBytePlanes(toBytePlanes(small))).toEqual(small);
        expect(uint32FromBytePlanes(toBytePlanes(large))).toEqual(large);
      }),
      { examples: [[Uint16Array.of(65535), Uint32Array.of(4294967295, 2147483648)]] },
    );
  });
});

describe('packed bytes', () => {
  test('come back as they went in and keep under their limit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), bytes => {
        const text = packBytes(bytes);
        expect(text.length).toBeLessThanOrEqual(packedLengthLimit(bytes.length));
        expect(unpackBytes(text, bytes.length, 'test')).toEqual(bytes);
      }),
    );
  });

  test('of 300 kB come back whole, through many slices', () => {
    const noise = Uint8Array.from({ length: 300_000 }, (_, i) => (Math.imul(i, 2654435761) >>> 13) & 255);
    expect(Buffer.compare(unpackBytes(packBytes(noise), noise.length, 'test'), noise)).toBe(0);
  });

  test('are refused where a slice ends in what is not base64', () => {
    const bytes = createHash('shake256', { outputLength: 100_000 }).update('seed').digest();
    const text = packBytes(bytes);
    expect(text.length).toBeGreaterThan(2 * 16_384);
    for (const stray of [' ', '=', '*']) {
      const broken = `${text.slice(0, 20_000)}${stray}${text.slice(20_001)}`;
      expect(() => unpackBytes(broken, bytes.length, 'test')).toThrow('base64 test is not readable');
    }
  });

  test('that inflate to more than expected are refused long before they are all inflated', () => {
    // The last bytes cannot be inflated: to be refused for its size, it must be refused before they are reached.
    const bomb = deflateSync(new Uint8Array(20_000_000), { level: 9 }).fill(0xff, -2000);
    expect(() => unpackBytes(bytesToBase64(bomb), 300_000, 'packed.positions')).toThrow(
      'packed array packed.positions is too large: inflates to more than the expected 300000 bytes',
    );
  });

  test('that inflate to fewer are refused with both counts', () => {
    expect(() => unpackBytes(packBytes(new Uint8Array(9)), 10, 'packed.radii')).toThrow(
      'packed array packed.radii is cut short: received 9 bytes, expected 10',
    );
  });

  test('longer than any deflated form of so few are refused unread', () => {
    expect(() => unpackBytes('A'.repeat(5000), 10, 'packed.radii')).toThrow(
      /^packed array packed.radii is too long: received 5000 characters, expected at most \d+$/,
    );
  });

  test('that are no deflated data are refused as a format error', () => {
    expect(() => unpackBytes(bytesToBase64(Uint8Array.of(255, 255, 255)), 10, 'packed.radii')).toThrow(FormatError);
  });
});
