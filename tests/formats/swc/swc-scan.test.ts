import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../kernel-helpers/errors.js';
import { parseSwc } from '../../../kernel-helpers/formats/swc/swc.js';
import { survivesHostileBytes } from '../../io/hostile.js';
import { always } from '../../reference/properties.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Decimal numbers of every length a file may hold, as text. */
const digits = (most: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: most });
const decimals: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(fc.constantFrom('', '-'), digits(12), fc.option(digits(10)))
    .map(([sign, whole, part]) => sign + whole + (part === null ? '' : `.${part}`)),
  fc.double({ min: -1e7, max: 1e7, noNaN: true }).map(String),
  fc.float({ min: -1e6, max: 1e6, noNaN: true }).map(value => String(Math.fround(value))),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(value => value.toFixed(12)),
  fc.tuple(digits(3), digits(17)).map(([whole, part]) => `${whole}.${part}`),
  fc.tuple(digits(25), digits(3)).map(([long, part]) => `.${long}${part}`),
  fc.tuple(digits(3), fc.integer({ min: -30, max: 12 })).map(([whole, power]) => `${whole}e${power}`),
);

/** Halfway between two float32 neighbours, or a hair beside it: where a rounding that is off by one shows. */
const ties: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 2 ** 23, max: 2 ** 24 - 1 }), fc.constantFrom('5', '49999999999', '50000000001'))
  .map(([whole, fraction]) => `${whole}.${fraction}`);

describe('a number of an SWC file', () => {
  test('is what Number makes of its text, times the unit, as float32: for any way of writing it', () => {
    always(
      fc.property(fc.array(fc.oneof(decimals, ties), { minLength: 3, maxLength: 3 }), decimals, (xyz, radius) => {
        const size = radius.replace(/^-/, '');
        for (const [units, nmPerUnit] of [
          ['um', 1000],
          ['nm', 1],
        ] as const) {
          const skeleton = parseSwc(bytesOf(`1 1 ${xyz.join(' ')} ${size} -1\n`), { units });
          expect([...skeleton.positionsNm]).toEqual(xyz.map(text => Math.fround(Number(text) * nmPerUnit)));
          expect(skeleton.radiiNm[0]).toBe(Math.fround(Number(size) * nmPerUnit));
        }
      }),
    );
  });

  test('with sixteen and more digits is read exactly too', () => {
    const skeleton = parseSwc(
      '1 1 745.4080000000001 0.30000000000000004 123456789.123456789 2.5000000000000000000 -1',
      {
        units: 'nm',
      },
    );
    const [x, y, z] = [745.4080000000001, 0.30000000000000004, Number('123456789.123456789')].map(Math.fround);
    expect([...skeleton.positionsNm]).toEqual([x, y, z]);
    expect(skeleton.radiiNm[0]).toBe(2.5);
  });

  test('an id beside 2^53 is exact, and one above is refused', () => {
    const file = (id: string): string => `${id} 1 0 0 0 5 -1\n7 2 0 0 0 1 ${id}\n`;
    expect([...parseSwc(file('9007199254740991'), { units: 'um' }).parents]).toEqual([-1, 0]);
    expect(() => parseSwc(file('9007199254740993'), { units: 'um' })).toThrow(
      'swc line 1 id is not a valid integer: received "9007199254740993", expected 0 or more',
    );
  });
});

describe('any bytes', () => {
  const valid = [
    '# units: um\r\n1 1 10.5 -2.25 0 5 -1\r\n2 2 1e1 +2 .5 1 1 # branch\r\n\r\n3.0 3 745.4080000000001 0 0 1 2.0\r\n',
    '\ufeff5 1 0 0 0 5 4\n4 1 0 0 0 5 -1\n900719925474099 2 1 1 1 1 5\n# µ\n',
    '1\t1\t0\t0\t0\t5\t0\n2\t1\t0\t0\t0\t5\t1',
  ].map(bytesOf);

  test('end in a tree or in an error that names the line', async () => {
    const outcomes = await survivesHostileBytes({
      format: 'swc',
      valid,
      parse: bytes => parseSwc(bytes, { units: 'um', file: 'x.swc' }),
      check: ({ nodeCount, positionsNm, radiiNm, parents, compartments }) => {
        expect(positionsNm.length).toBe(3 * nodeCount);
        expect([radiiNm.length, parents.length, compartments.length]).toEqual([nodeCount, nodeCount, nodeCount]);
        expect(positionsNm.every(Number.isFinite)).toBe(true);
        expect(radiiNm.every(radius => radius >= 0)).toBe(true);
        expect(parents.every((parent, i) => parent >= -1 && parent < i)).toBe(true);
      },
      // lines of text: a file that ends behind a field may have ended there
      wholeAt: () => true,
    });
    for (const kind of ['truncated', 'flipped', 'random']) expect(outcomes[kind].refused).toBeGreaterThan(50);
    expect(outcomes['hostile count'].refused).toBeGreaterThan(200);
    expect(outcomes.flipped.accepted).toBeGreaterThan(20);
  });

  test('a file cut off inside a line is refused, unless it ends in a whole line', () => {
    const [text] = valid;
    const cut = text.subarray(0, text.lastIndexOf(46)); // in `2.0`, the parent of the last node, behind its 2
    expect(parseSwc(cut, { units: 'um' }).nodeCount).toBe(3);
    expect(() => parseSwc(text.subarray(0, cut.length - 2), { units: 'um' })).toThrow(FormatError);
  });
});
