import { describe, expect, test } from 'vitest';
import { FormatError } from '../../kernel-helpers/errors.js';
import { ByteReader } from '../../kernel-helpers/formats/byte-reader.js';

const BYTES = Uint8Array.of(1, 2, 0, 4, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0x80, 0x3f);

const readerAt = (start: number, end?: number): ByteReader =>
  new ByteReader(BYTES.subarray(start, end), { format: 'thing', file: 'a.bin' });

describe('ByteReader', () => {
  test('reads little-endian numbers one after the other', () => {
    const reader = readerAt(0);
    expect(reader.u8('a')).toBe(1);
    expect(reader.u16('b')).toBe(2);
    expect(reader.u32('c')).toBe(4);
    expect(reader.u64('d')).toBe(2n ** 64n - 1n);
    expect(reader.f32('e')).toBe(1);
    expect(reader.remaining).toBe(0);
    expect(() => reader.end('e')).not.toThrow();
  });

  test('reads arrays from unaligned offsets, as copies', () => {
    const reader = readerAt(3);
    const counts = reader.u32s(2, 'counts');
    expect([...counts]).toEqual([4, 2 ** 32 - 1]);
    counts[0] = 9;
    expect(BYTES[3]).toBe(4);
    expect([...readerAt(15).f32s(1, 'values')]).toEqual([1]);
    expect([...readerAt(7, 15).u64s(1, 'ids')]).toEqual([2n ** 64n - 1n]);
    expect([...readerAt(0).take(2, 'name')]).toEqual([1, 2]);
  });

  test('names format, file, byte and what was expected when the bytes end', () => {
    const reader = readerAt(0, 6);
    reader.u8('a');
    const error = errorOf(() => reader.f64('length'));
    expect(error.message).toBe('thing a.bin byte 1 ends inside length: received 5 bytes, expected 8');
    expect(error).toMatchObject({ format: 'thing', at: 'byte 1', file: 'a.bin' });
  });

  test('refuses a hostile count before it allocates', () => {
    expect(errorOf(() => readerAt(0).f32s(3 * (2 ** 32 - 1), 'vertices')).message).toBe(
      'thing a.bin byte 0 ends inside vertices: received 19 bytes, expected 12884901885 × 4 = 51539607540',
    );
  });

  test('says what follows after the end', () => {
    expect(errorOf(() => readerAt(4).end('header')).message).toBe(
      'thing a.bin byte 0 goes on after header: received 15 bytes, expected none',
    );
  });
});

function errorOf(run: () => unknown): FormatError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
    return error as FormatError;
  }
  throw new Error('nothing was thrown');
}
