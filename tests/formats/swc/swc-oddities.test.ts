import { describe, expect, test } from 'vitest';
import { parseSwc, type SwcOptions } from '../../../kernel-helpers/formats/swc/swc.js';
import { knownUnits, swcHeader } from '../../../kernel-helpers/formats/swc/swc-header.js';

const parents = (text: string, options: Partial<SwcOptions> = {}): number[] => [
  ...parseSwc(text, { units: 'um', ...options }).parents,
];

describe('roots', () => {
  test('parent 0 marks a root in a file without -1 and without node 0', () => {
    expect(parents('1 1 0 0 0 5 0\n2 2 0 0 0 1 1\n3 2 0 0 0 1 0\n')).toEqual([-1, 0, -1]);
  });

  test('parent 0 is node 0 where there is one', () => {
    expect(parents('0 1 0 0 0 5 -1\n1 2 0 0 0 1 0\n')).toEqual([-1, 0]);
  });

  test('parent 0 beside -1 is a node that is missing', () => {
    expect(() => parents('1 1 0 0 0 5 -1\n2 2 0 0 0 1 0\n')).toThrow(
      'swc line 2 has an unknown parent: received 0, expected the id of a node in the file or -1',
    );
  });
});

describe('separators and comments', () => {
  test('tabs, several spaces, spaces at both ends, and CR alone as the end of a line', () => {
    expect(parents('\t1\t1  0 0\t\t0 5 -1 \t\r 2 2 0 0 0 1 1')).toEqual([-1, 0]);
  });

  test('a comment behind a node, and one in Latin-1', () => {
    const latin1 = Uint8Array.from('# 5 \xb5m\n1 1 0 0 0 5 -1 # soma\n2 2 0 0 0 1 1#', c => c.charCodeAt(0));
    expect([...parseSwc(latin1, { units: 'um' }).parents]).toEqual([-1, 0]);
  });

  test('commas between fields are named as what is wrong', () => {
    expect(() => parents('1,1,0,0,0,5,-1\n')).toThrow(
      'swc line 1 has the wrong number of fields: received 1, expected 7 (id type x y z radius parent) between spaces or tabs, not commas',
    );
  });

  test('UTF-16 is named as what is wrong', () => {
    expect(() => parseSwc(Buffer.from('\ufeff1 1 0 0 0 5 -1\n', 'utf16le'), { units: 'um' })).toThrow(
      'swc line 1 is UTF-16: received its byte order mark, expected ASCII or UTF-8; save the file as UTF-8',
    );
  });

  test('a file of bytes without nodes says how many', () => {
    expect(() => parseSwc(new Uint8Array(0), { units: 'um' })).toThrow(
      'swc holds no nodes: received 0 bytes, expected lines "id type x y z radius parent"',
    );
  });
});

describe('ids', () => {
  test('far apart, in any order, are the same tree as ids in a row', () => {
    const far = '5000000000 2 0 3 0 1 70\n70 2 0 2 0 1 9\n9 1 0 1 0 5 -1\n';
    const skeleton = parseSwc(far, { units: 'nm' });
    expect([...skeleton.parents]).toEqual([-1, 0, 1]);
    expect([...skeleton.positionsNm]).toEqual([0, 1, 0, 0, 2, 0, 0, 3, 0]);
  });

  test('far apart, and one of them twice', () => {
    expect(() => parents('9 1 0 0 0 5 -1\n5000000000 2 0 0 0 1 9\n9 2 0 0 0 1 9\n')).toThrow(
      'swc line 3 repeats an id: received 9 again, expected it only on line 1',
    );
  });
});

describe('the header', () => {
  const node = '1 1 0 0 0 5 -1\n';

  test('gives its comments, unit and scale', () => {
    const header = swcHeader(`# ORIGINAL_SOURCE cvapp\n#SCALE 0.5 0.5 1\n\n# units: nm\n${node}# behind\n`);
    expect(header).toEqual({
      comments: ['ORIGINAL_SOURCE cvapp', 'SCALE 0.5 0.5 1', 'units: nm'],
      units: 'nm',
      scale: [0.5, 0.5, 1],
    });
  });

  test.each([
    ['# Meta: {"id": "7", "units": "1 nanometer"}', '1 nanometer', 'nm'],
    ['# Meta: {"units": "8 nanometer"}', '8 nanometer', 'other'],
    ['# Meta: {"units": "1 dimensionless"}', '1 dimensionless', undefined],
    ['# Meta: {"units"', undefined, undefined],
    ['# All positions and radii in microns', 'microns', 'um'],
    ['# UNIT = µm', 'µm', 'um'],
    ['# unit of the world', undefined, undefined],
  ])('%s', (line, units, known) => {
    expect(swcHeader(new TextEncoder().encode(`${line}\n${node}`)).units).toBe(units);
    expect(knownUnits(units)).toBe(known);
  });

  test('that names another unit than the one asked for stops the reader, unless told not to', () => {
    const file = `# Meta: {"units": "1 nanometer"}\n${node}`;
    expect(() => parents(file, { file: 'a.swc' })).toThrow(
      'swc a.swc header names another unit: received "1 nanometer", expected um as asked for; pass { units: \'nm\' }, or pass { ignoreHeaderUnits: true } if the header is wrong',
    );
    expect(parents(file, { units: 'nm' })).toEqual([-1]);
    expect(parents(file, { ignoreHeaderUnits: true })).toEqual([-1]);
    expect(() => parents(`# units: 8 nm\n${node}`)).toThrow('scale the file first');
  });

  test('scale is told, not applied', () => {
    expect(parseSwc('# SCALE 2 2 2\n1 1 3 0 0 5 -1\n', { units: 'um' }).positionsNm[0]).toBe(3000);
  });
});

test('comments of a megabyte are read at once', () => {
  const start = performance.now();
  const header = `# all positions and radii in ${'.'.repeat(300_000)}${' '.repeat(300_000)}x\n`;
  expect(swcHeader(header).units).toBeUndefined();
  const many = `# units: ${'. '.repeat(400)}x\n`.repeat(1200);
  expect(swcHeader(many).comments.length).toBe(1200);
  expect(performance.now() - start).toBeLessThan(1000);
});
