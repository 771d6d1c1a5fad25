import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError, UnsupportedError } from '../../../kernel-helpers/errors.js';
import { crc32 } from '../../../kernel-helpers/io/table/crc32.js';
import type { NpyArray } from '../../../kernel-helpers/io/table/npy.js';
import { parseNpz } from '../../../kernel-helpers/io/table/npz.js';
import { always } from '../../reference/properties.js';
import { survivesHostileBytes } from '../hostile.js';

const bytesOf = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/npy/${name}`, import.meta.url)));

test.each(['stored.npz', 'deflated.npz'])('parseNpz reads %s as numpy wrote it', name => {
  const { vertices, edges } = parseNpz(bytesOf(name));
  expect(vertices.shape).toEqual([200, 3]);
  expect(vertices.data).toEqual(Float64Array.from({ length: 600 }, (_, i) => i));
  expect(edges).toEqual({ shape: [2, 2], dtype: 'i8', data: BigInt64Array.of(0n, 1n, 1n, 2n) });
});

test('an array may have any name', () => {
  const arrays = parseNpz(zip([['__proto__.npy', bytesOf('one-axis.npy')]]));
  expect(Object.keys(arrays)).toEqual(['__proto__']);
  expect(arrays.__proto__.shape).toEqual([5]);
});

describe('parseNpz refuses', () => {
  const stored = zip([['a.npy', bytesOf('one-axis.npy')]]);

  test.each([
    ['nothing', new Uint8Array(0), 'npz x byte 0 has no zip directory at its end: it is truncated or no .npz file'],
    [
      'a file cut off',
      stored.subarray(0, -1),
      `npz x byte ${stored.length - 1} has no zip directory at its end: it is truncated or no .npz file`,
    ],
    [
      'a wrong checksum',
      changed(stored, 35 + 130, 99),
      /^npz x byte 35 has a damaged member a\.npy: received checksum [0-9a-f]+, expected [0-9a-f]+$/,
    ],
    [
      'two members of one name',
      zip([
        ['a.npy', bytesOf('one-axis.npy')],
        ['a.npy', bytesOf('one-axis.npy')],
      ]),
      'npz x byte 173 repeats a member: received a.npy again, expected another name',
    ],
    [
      'a member that is no array inside',
      zip([['a.npy', new TextEncoder().encode('text')]]),
      'npz x byte 0 has a damaged member: received npy a.npy byte 0 is no NumPy array: received first bytes 74 65 78 74, ' +
        'expected 93 4e 55 4d 50 59',
    ],
  ])('%s', (_, bytes, message) => {
    const error = errorOf(() => parseNpz(bytes, { file: 'x' }));
    expect(error).toBeInstanceOf(FormatError);
    expect(error.message).toMatch(message);
  });

  test('a bomb, before it is unpacked: 1 GB of zeros said to be in 10 bytes', () => {
    const bomb = zip([['a.npy', deflateRawSync(new Uint8Array(100))]], { method: 8, size: 1_000_000_000 });
    expect(() => parseNpz(bomb, { file: 'x' })).toThrow(
      /^npz x byte \d+ has a wrong size: received 1,000,000,000 bytes packed in \d+, expected at most [\d,]+$/,
    );
  });

  test('a member that unpacks to more than it says', () => {
    const longer = zip([['a.npy', deflateRawSync(new Uint8Array(1000))]], { method: 8, size: 100 });
    expect(() => parseNpz(longer)).toThrow(/has a damaged member a\.npy: received .*, expected deflate data$/);
  });

  test.each([
    ['refused-bzip2.npz', /member a\.npy is packed in a way this library does not read: received method 12/],
    ['refused-note.npz', /^npz member note\.txt is no array: received another file, expected names ending in \.npy$/],
  ])('%s', (name, message) => {
    const error = errorOf(() => parseNpz(bytesOf(name)));
    expect(error).toBeInstanceOf(UnsupportedError);
    expect(error.message).toMatch(message);
  });

  test('encryption, zip64 and arrays of objects, as what they are', () => {
    expect(() => parseNpz(zip([['a.npy', bytesOf('u1.npy')]], { flags: 1 }))).toThrow('member a.npy is encrypted');
    expect(() => parseNpz(zip([['a.npy', bytesOf('u1.npy')]], { size: 0xffffffff }))).toThrow('npz is a zip64 file');
    expect(() => parseNpz(zip([['a.npy', bytesOf('refused-object.npy')]]))).toThrow(/^npz npy a\.npy holds Python objects/);
  });
});

test('what is packed is read again', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z/]{1,8}$/), { maxLength: 4 });
  always(
    fc.property(names, fc.boolean(), (members, packed) => {
      const content = bytesOf('one-axis.npy');
      const options = packed ? { method: 8, size: content.length, checksum: crc32(content) } : {};
      const files = members.map((name): [string, Uint8Array] => [`${name}.npy`, packed ? deflateRawSync(content) : content]);
      const arrays = parseNpz(zip(files, options));
      expect(Object.keys(arrays)).toEqual(members);
      for (const { data } of Object.values(arrays)) expect(data).toEqual(Int16Array.of(0, 1, 2, 3, 4));
    }),
  );
});

test('hostile bytes end in a FormatError or in arrays that keep their shape', async () => {
  const outcomes = await survivesHostileBytes<Record<string, NpyArray>>({
    format: 'npz',
    valid: [
      zip([
        ['a.npy', bytesOf('one-axis.npy')],
        ['b.npy', bytesOf('u1.npy')],
      ]),
      bytesOf('deflated.npz'),
    ],
    parse: bytes => parseNpz(bytes),
    check: arrays => {
      for (const { shape, data } of Object.values(arrays)) {
        if (shape.reduce((a, b) => a * b, 1) !== data.length) throw new Error(`${data.length} numbers in ${shape}`);
      }
    },
  });
  expect(outcomes.truncated).toEqual({ refused: expect.any(Number), accepted: 0 });
  expect(outcomes.flipped.refused).toBeGreaterThan(2_000);
  expect(outcomes.flipped.accepted).toBeGreaterThan(100); // names, dates and attributes of members
  expect(outcomes['hostile count'].refused).toBeGreaterThan(1_000);
  expect(outcomes.random.accepted).toBe(0);
});

/** A zip file; `size`, `checksum` and `flags` as said instead of as they are. */
function zip(
  files: readonly (readonly [name: string, content: Uint8Array])[],
  said: { method?: number; size?: number; flags?: number; checksum?: number } = {},
): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of files) {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(said.flags ?? 0, 2);
    fields.writeUInt16LE(said.method ?? 0, 4);
    fields.writeUInt32LE(said.checksum ?? crc32(content), 10);
    fields.writeUInt32LE(content.length, 14);
    fields.writeUInt32LE(said.size ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    parts.push(Buffer.from('PK\x03\x04'), fields, Buffer.from(name), Buffer.from(content));
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, Buffer.from(name));
    at += 30 + name.length + content.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...parts, listed, end]));
}

function changed(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = value;
  return copy;
}

function errorOf(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
