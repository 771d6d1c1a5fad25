import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../kernel-helpers/errors.js';
import { decodeLz4Frame } from '../../../kernel-helpers/io/table/lz4-frame.js';
import { xxh32 } from '../../../kernel-helpers/io/table/xxh32.js';

const folder = fileURLToPath(new URL('../../fixtures/lz4/', import.meta.url));
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(folder + name));
const layouts = readdirSync(folder).filter(name => name.endsWith('.lz4') && name !== 'empty.lz4');

describe('xxh32', () => {
  test.each([
    ['', 0x02cc5d05],
    ['a', 0x550d7456],
    ['abc', 0x32d153ff],
    ['Nobody inspects the spammish repetition', 0xe2293b2f],
  ])('of %j is the published value', (text, hash) => expect(xxh32(new TextEncoder().encode(text))).toBe(hash));
});

describe('decodeLz4Frame', () => {
  test('nine layouts are found', () => expect(layouts).toHaveLength(9));

  test.each(layouts)('unpacks %s as the reference library does', name => {
    const unpacked = decodeLz4Frame(bytesOf(name));
    expect(unpacked.length).toBe(150_000);
    expect(createHash('sha256').update(unpacked).digest('hex')).toBe(
      'ecaa20d4e3aafcac31913dc8b696b661a2d9f5c2de83e2a091ac0ab240e12869',
    );
  });

  test('unpacks a frame of nothing to nothing', () => expect(decodeLz4Frame(bytesOf('empty.lz4'))).toHaveLength(0));

  // a match of length 19 at distance 1 repeats the byte before it
  const RUN = [0x13, 0x41, 0x01, 0x00, 0x10, 0x42];
  test('repeats bytes where a match overlaps what it writes', () => {
    expect(Buffer.from(decodeLz4Frame(frameOf(RUN))).toString()).toBe('AAAAAAAAB');
  });

  test.each([
    [
      'a match before the start',
      [0x10, 0x41, 0x02, 0x00, 0x10, 0x42],
      'byte 13 match offset: received 2, expected 1 to 1',
    ],
    [
      'a match at distance 0',
      [0x10, 0x41, 0x00, 0x00, 0x10, 0x42],
      'byte 13 match offset: received 0, expected 1 to 1',
    ],
    ['half a match offset', [0x10, 0x41, 0x01], 'byte 13 match offset: received 1 bytes, expected 2 bytes'],
    ['too few literals', [0x50, 0x41], 'byte 12 literals: received 5, expected at most 1, the rest of the block'],
    [
      'a length without end',
      [0xf0, 0xff, 0xff],
      'byte 14 length runs: received over the end of its block, expected a last byte below 255',
    ],
  ])('refuses %s', (_, block, message) => {
    expect(() => decodeLz4Frame(frameOf(block))).toThrow(`lz4 frame ${message}`);
  });

  test.each(layouts.filter(name => name !== 'two-frames.lz4' && name !== 'skippable-frame.lz4'))(
    'refuses %s cut off at any byte',
    name => {
      const bytes = bytesOf(name);
      for (let length = 0; length < bytes.length; length += length < 64 || bytes.length - length < 64 ? 1 : 997) {
        expect(() => decodeLz4Frame(bytes.subarray(0, length)), `${length} bytes`).toThrow(FormatError);
      }
    },
  );

  test.each(['content-checksum.lz4', 'block-checksum.lz4', 'high-compression.lz4'])(
    'a flipped bit in %s, which carries checksums, is an error or changes nothing',
    name => {
      const bytes = bytesOf(name);
      const whole = decodeLz4Frame(bytes);
      fc.assert(
        fc.property(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 7 }), (at, bit) => {
          const damaged = bytes.slice();
          damaged[at] ^= 1 << bit;
          try {
            // a match at distance 2 in a run of zeros copies what one at distance 1 does
            expect(Buffer.compare(decodeLz4Frame(damaged), whole)).toBe(0);
          } catch (error) {
            expect((error as Error).message).toMatch(/^lz4 frame /);
          }
        }),
        { numRuns: 100 },
      );
    },
  );
});

/** A frame of one packed block and no checksums, which its writer may leave out but for the header's. */
function frameOf(block: number[]): Uint8Array {
  const descriptor = [0x60, 0x40];
  const headerChecksum = (xxh32(Uint8Array.from(descriptor)) >>> 8) & 0xff;
  return Uint8Array.from([
    0x04,
    0x22,
    0x4d,
    0x18,
    ...descriptor,
    headerChecksum,
    block.length,
    0,
    0,
    0,
    ...block,
    0,
    0,
    0,
    0,
  ]);
}
