import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError, UnsupportedError } from '../../../kernel-helpers/errors.js';
import { type NpyArray, npyTable, parseNpy } from '../../../kernel-helpers/io/table/npy.js';
import { always } from '../../reference/properties.js';
import { survivesHostileBytes } from '../hostile.js';

const folder = fileURLToPath(new URL('../../fixtures/npy/', import.meta.url));
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(folder + name));
const expected: Record<string, unknown> = JSON.parse(readFileSync(`${folder}expected.json`, 'utf8'));

describe('parseNpy reads what numpy wrote', () => {
  const names = Object.keys(expected);
  test('25 fixtures are found', () => expect(names).toHaveLength(25));

  test.each(names)('%s', name => {
    const { shape, dtype, data } = parseNpy(bytesOf(`${name}.npy`));
    expect({ shape, dtype, data: Array.from<number | bigint, unknown>(data, value => plain(value, dtype)) }).toEqual(
      expected[name],
    );
  });

  test('64-bit integers, exact at both ends', () => {
    expect(parseNpy(bytesOf('be-i8.npy')).data.slice(0, 2)).toEqual(BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n));
    expect(parseNpy(bytesOf('le-u8.npy')).data.slice(0, 2)).toEqual(BigUint64Array.of(0n, 2n ** 64n - 1n));
  });

  test('bytes that start anywhere in a larger buffer', () => {
    const bytes = bytesOf('le-f8.npy');
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect(parseNpy(larger.subarray(3)).data).toEqual(parseNpy(bytes).data);
  });

  test('big-endian numbers without changing the bytes given', () => {
    const bytes = bytesOf('be-f8.npy');
    parseNpy(bytes);
    expect(bytes).toEqual(bytesOf('be-f8.npy'));
  });
});

const neuroglancer = fileURLToPath(new URL('../../../../shared/data/fixtures/neuroglancer/npy/', import.meta.url));
const theirs = ((): string[] => {
  try {
    return readdirSync(neuroglancer).filter(name => name.endsWith('.npy'));
  } catch {
    return [];
  }
})();

describe.skipIf(theirs.length === 0)('parseNpy reads the arrays that neuroglancer tests with', () => {
  test('nine are found', () => expect(theirs).toHaveLength(9));
  test.each(theirs)('%s', name => {
    const { shape, data } = parseNpy(new Uint8Array(readFileSync(neuroglancer + name)));
    const json = `${neuroglancer}${name.replace(/(?:-[bl]e)?\.npy$/, '.json')}`;
    const expected: { shape: number[]; data: (number | string)[] } = JSON.parse(readFileSync(json, 'utf8'));
    expect(shape).toEqual(expected.shape);
    // integers of 64 bits stand there as decimal strings
    expect(Array.from<number | bigint, string>(data, String)).toEqual(expected.data.map(String));
  });
});

describe('parseNpy refuses', () => {
  test.each([
    ['object', 'holds Python objects, which are a pickle that can run any code when it is read'],
    ['record', 'holds records of several fields'],
    ['complex', 'holds complex numbers'],
    ['text', 'holds text'],
    ['bytes', 'holds byte strings'],
    ['date', 'holds dates'],
    ['span', 'holds time spans'],
    ['long-double', 'holds numbers of extended precision'],
    ['raw', 'holds raw records'],
  ])('%s', (name, problem) => {
    const error = errorOf(() => parseNpy(bytesOf(`refused-${name}.npy`), { file: 'x.npy' }));
    expect(error).toBeInstanceOf(UnsupportedError);
    expect(error.message).toContain(`npy x.npy ${problem}: received type `);
  });

  test.each([
    [
      'nothing',
      new Uint8Array(0),
      'npy x byte 0 is no NumPy array: received first bytes (none), expected 93 4e 55 4d 50 59',
    ],
    [
      'numbers cut off',
      bytesOf('le-f8.npy').subarray(0, 150),
      'npy x byte 150 ends inside its numbers: received 22 bytes, expected 8 × 8 = 64',
    ],
    [
      'bytes behind the numbers',
      Uint8Array.of(...bytesOf('one-axis.npy'), 0),
      'npy x byte 138 goes on behind its numbers: received 11 bytes, expected 5 × 2 = 10',
    ],
    [
      'a shape of 2^52 numbers, before memory is taken for it',
      withHeader("{'descr': '<f8', 'fortran_order': False, 'shape': (4503599627370496,), }"),
      'npy x byte 128 ends inside its numbers: received 0 bytes, expected 4503599627370496 × 8 = 36028797018963970',
    ],
    [
      'a boolean of 2',
      Uint8Array.of(...bytesOf('bool.npy').subarray(0, -1), 2),
      'npy x byte 136 is no boolean: received 2, expected 0 or 1',
    ],
    [
      'version 4',
      Uint8Array.of(...bytesOf('u1.npy').subarray(0, 6), 4, ...bytesOf('u1.npy').subarray(7)),
      'npy x byte 6 has a version this library does not read: received 4.0, expected 1.0, 2.0 or 3.0',
    ],
    [
      'a header without a shape',
      withHeader("{'descr': '<f8', 'fortran_order': False, }"),
      "npy x byte 10 has a damaged header: received \"{'descr': '<f8', 'fortran_order': False, }\", " +
        "expected {'descr': …, 'fortran_order': …, 'shape': …}",
    ],
  ])('%s', (_, bytes, message) => {
    const error = errorOf(() => parseNpy(bytes, { file: 'x' }));
    expect(error.message).toBe(message);
    expect(error).toBeInstanceOf(FormatError);
  });
});

test('what is written is read again', () => {
  const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
  always(
    fc.property(shapes, fc.boolean(), fc.double({ noNaN: true }), (shape, fortran, first) => {
      const count = shape.reduce((a, b) => a * b, 1);
      const values = Float64Array.from({ length: count }, (_, i) => first + i);
      const axes = shape.map(length => `${length},`).join(' ');
      const header = `{'descr': '<f8', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${axes}), }`;
      const bytes = withHeader(header, new Uint8Array((fortran ? firstAxisFastest(values, shape) : values).buffer));
      const read = parseNpy(bytes);
      expect(read.shape).toEqual(shape);
      expect(read.data).toEqual(values);
    }),
  );
});

describe('npyTable', () => {
  test('one axis is a column, two are a column for each place on the second', () => {
    const one = npyTable(parseNpy(bytesOf('one-axis.npy')), { columns: ['depth_um'] });
    expect(one.getChild('depth_um')?.toArray()).toEqual(Int16Array.of(0, 1, 2, 3, 4));
    const two = npyTable({ shape: [2, 2], dtype: 'i8', data: BigInt64Array.of(1n, 2n, 3n, 2n ** 60n) });
    expect(two.schema.fields.map(String)).toEqual(['column_1: Int64', 'column_2: Int64']);
    expect(two.getChild('column_2')?.toArray()).toEqual(BigInt64Array.of(2n, 2n ** 60n));
  });

  test('NaN is null', () => {
    const column = npyTable({ shape: [2], dtype: 'f4', data: Float32Array.of(Number.NaN, 1) }).getChildAt(0);
    expect([column?.get(0), column?.get(1), column?.nullCount]).toEqual([null, 1, 1]);
  });

  test('refuses three axes, and names that are not as many as the columns', () => {
    expect(() => npyTable(parseNpy(bytesOf('fortran.npy')))).toThrow(
      'npy array cannot be a table: received 3 axes (2 × 3 × 4), expected 1 or 2',
    );
    expect(() => npyTable(parseNpy(bytesOf('bool.npy')), { columns: ['a', 'b'] })).toThrow(
      'npy table columns have the wrong names: received 2 (a, b), expected 3 different ones',
    );
  });
});

test('hostile bytes end in a FormatError or an array of as many numbers as its shape says', async () => {
  const outcomes = await survivesHostileBytes<NpyArray>({
    format: 'npy',
    valid: ['le-f4.npy', 'be-i8.npy', 'fortran.npy', 'version-3.npy', 'bool.npy'].map(bytesOf),
    parse: bytes => parseNpy(bytes),
    check: ({ shape, data }) => {
      if (shape.reduce((a, b) => a * b, 1) !== data.length) throw new Error(`${data.length} numbers in ${shape}`);
    },
  });
  expect(outcomes.truncated.accepted).toBe(0);
  expect(outcomes.flipped.refused).toBeGreaterThan(500);
  expect(outcomes.flipped.accepted).toBeGreaterThan(100); // other numbers, and other spaces in the header
  expect(outcomes['hostile count'].refused).toBeGreaterThan(500);
  expect(outcomes.random.refused).toBeGreaterThan(9_000);
});

function withHeader(text: string, body: Uint8Array = new Uint8Array(0)): Uint8Array {
  const padded = `${text.padEnd(117)}\n`;
  const head = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, padded.length & 255, padded.length >> 8]);
  return new Uint8Array(Buffer.concat([head, Buffer.from(padded, 'latin1'), body]));
}

/** The same numbers in Fortran's order, by the definition of it. */
function firstAxisFastest(values: Float64Array, shape: readonly number[]): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    let rest = i;
    const place = shape.map(() => 0);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place[axis] = rest % shape[axis];
      rest = Math.floor(rest / shape[axis]);
    }
    let to = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) to = to * shape[axis] + place[axis];
    out[to] = values[i];
  }
  return out;
}

function plain(value: number | bigint, dtype: string): unknown {
  if (dtype === 'b1') return value === 1;
  if (typeof value === 'bigint') return value >= 2n ** 53n || value <= -(2n ** 53n) ? String(value) : Number(value);
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? value : value > 0 ? 'inf' : '-inf';
}

function errorOf(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

test('a shape of sixty thousand spaces is refused at once', () => {
  const start = performance.now();
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${' '.repeat(60_000)}x), }\n`;
  expect(() => parseNpy(withHeader(header, new Uint8Array(0)))).toThrow(FormatError);
  expect(performance.now() - start).toBeLessThan(1000);
});
