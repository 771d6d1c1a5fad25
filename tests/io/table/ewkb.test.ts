import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHexPoint } from '../../../kernel-helpers/io/table/ewkb.js';
import { always } from '../../reference/properties.js';

/** The point in a cell that ends in a comma; `undefined` where it is none. */
function pointIn(text: string): number[] | undefined {
  const to = new Float64Array(6);
  const bytes = new TextEncoder().encode(`${text},1\n`);
  return readHexPoint(bytes, 0, to, 1) === text.length ? [...to.subarray(3)] : undefined;
}

describe('readHexPoint reads a point with z as PostGIS 3.4 prints it', () => {
  test.each([['little-endian', '01010000800000000008320641000000006023074100000000401EFCD2'.slice(0, 58)]])(
    '%s',
    (_, text) => expect(pointIn(text)?.slice(0, 2)).toEqual([181825, 189548]),
  );

  test('with a reference system, big-endian, lower case, and by ISO’s numbering', () => {
    expect(pointIn('00A0000001000010E6410B7770000000004103D7100000000040D3B2C000000000')).toEqual([
      225006, 162530, 20171,
    ]);
    expect(pointIn('008000000141002868000000004101f4900000000040bbd70000000000')).toEqual([132365, 147090, 7127]);
    expect(pointIn('00000003e941002868000000004101f4900000000040bbd70000000000')).toEqual([132365, 147090, 7127]);
  });

  test('an empty point as three NaN', () => {
    expect(pointIn(`0101000080${'000000000000f87f'.repeat(3)}`)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});

describe('readHexPoint refuses', () => {
  const point = '008000000141002868000000004101f4900000000040bbd70000000000';
  test.each([
    ['a point without z', '01010000000000000008320641000000006023074'],
    ['a point with m', `00C0000001${point.slice(10)}`],
    ['a line', `0080000002${point.slice(10)}`],
    ['another byte order', `02${point.slice(2)}`],
    ['a digit that is none', `${point.slice(0, -1)}g`],
    ['a digit too few', point.slice(0, -1)],
    ['nothing', ''],
  ])('%s', (_, text) => expect(pointIn(text)).toBeUndefined());

  test('every truncation, without looking behind the cell', () => {
    for (let length = 0; length < point.length; length++) expect(pointIn(point.slice(0, length))).toBeUndefined();
  });
});

test('what is written is read again', () => {
  const axis = fc.double({ noNaN: true });
  always(
    fc.property(axis, axis, axis, fc.boolean(), fc.option(fc.nat()), (x, y, z, little, srid) => {
      const bytes = Buffer.alloc(srid === null ? 29 : 33);
      bytes[0] = little ? 1 : 0;
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      view.setUint32(1, (0x80000001 | (srid === null ? 0 : 0x20000000)) >>> 0, little);
      if (srid !== null) view.setUint32(5, srid, little);
      for (const [i, value] of [x, y, z].entries()) view.setFloat64(bytes.length - 24 + 8 * i, value, little);
      expect(pointIn(bytes.toString('hex'))).toEqual([x, y, z]);
      expect(pointIn(bytes.toString('hex').toUpperCase())).toEqual([x, y, z]);
    }),
  );
});
