import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { FormatError, UnsupportedError } from '../../../kernel-helpers/errors.js';
import { parsePly, writePly } from '../../../kernel-helpers/formats/mesh/ply.js';
import { survivesHostileBytes } from '../../io/hostile.js';
import { checkPromises, meshes, meshFixtures, turned } from '../../io/mesh/mesh-fixtures.js';
import { always } from '../../reference/properties.js';

const fixtures = meshFixtures('.ply');
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const parse = (text: string, units: 'nm' | 'um' = 'nm'): ReturnType<typeof parsePly> =>
  parsePly(bytesOf(text), { units, file: 'a.ply' });

const header = (...lines: string[]): string => ['ply', ...lines, 'end_header', ''].join('\n');
const ascii = 'format ascii 1.0';
const little = 'format binary_little_endian 1.0';
const big = 'format binary_big_endian 1.0';
const xyz = ['property float x', 'property float y', 'property float z'];
const list = 'property list uchar int vertex_indices';
const triangle = header(ascii, 'element vertex 3', ...xyz, 'element face 1', list);
const points = '0 0 0\n1 0 0\n1 1 0\n';

describe('parsePly', () => {
  test('finds its fixtures', () => expect(fixtures).toHaveLength(7));

  test.each(fixtures)('reads $name as trimesh does', fixture => {
    const mesh = parsePly(fixture.bytes, { units: 'nm' });
    expect([...mesh.positionsNm]).toEqual(fixture.positions);
    expect(turned(mesh.triangles)).toEqual(turned(fixture.triangles));
  });

  test('makes nanometres of micrometres', () => {
    const { positionsNm } = parse(`${triangle}0 0 0\n1.5 0 0\n1 1 0\n3 0 1 2\n`, 'um');
    expect([...positionsNm.subarray(3, 6)]).toEqual([1500, 0, 0]);
  });

  test('passes over elements and lists it does not know, in text and in binary', () => {
    const dust = ['element dust 2', 'property list uchar float a'];
    const text = header(
      ascii,
      'comment x',
      ...dust,
      'element vertex 1',
      'property uchar c',
      ...xyz,
      'property list uchar uchar d',
    );
    expect([...parse(`${text}2 0.5 1e3\n0\n9 1 2 3 2 8 8\n`).positionsNm]).toEqual([1, 2, 3]);
    const axes = xyz.map(line => line.replace('float', 'char'));
    const binary = header(little, ...dust.map(line => line.replace('float', 'uchar')), 'element vertex 1', ...axes);
    const data = Uint8Array.of(...bytesOf(binary), 2, 7, 7, 0, 1, 0xff, 3);
    expect([...parsePly(data, { units: 'nm' }).positionsNm]).toEqual([1, -1, 3]);
  });

  test('a file without faces is points, and CRLF ends lines too', () => {
    const text = header(ascii, 'element vertex 1', ...xyz).replaceAll('\n', '\r\n');
    expect(parse(`${text}1 2 3\r\n`)).toMatchObject({ vertexCount: 1, triangleCount: 0 });
  });

  test.each([
    ['plx\n', 'line 1 is no PLY: received "plx", expected ply'],
    [`ply\n${ascii}`, 'line 2 ends inside the header: received 16 bytes without an end of line, expected end_header'],
    [header('format ascii 2.0'), 'line 2 format is not known: received "format ascii 2.0", expected one of ascii'],
    [header('element vertex 1', ...xyz), 'line 6 ends the header too early: received no format'],
    [header(ascii, 'element vertex -1'), 'line 3 is no element: received "element vertex -1"'],
    [header(ascii, 'element vertex 1', 'element vertex 2'), 'line 4 repeats an element'],
    [header(ascii, 'property float x'), 'line 3 is no property: received "property float x"'],
    [header(ascii, 'element vertex 1', 'property real x'), 'line 4 is no property: received "property real x"'],
    [header(ascii, 'element face 1', 'property list float int vertex_indices'), 'line 4 is no property'],
    [header(ascii, 'vertices 1'), 'line 3 begins with a word that is none of PLY\'s: received "vertices 1"'],
    [header(ascii, 'element face 0', list), 'header has no vertices: received no element vertex'],
    [header(ascii, 'element vertex 0', ...xyz), 'header has no vertices: received none, expected some'],
    [header(ascii, 'element vertex 1', ...xyz.slice(1)), 'header has vertices without x: received no such property'],
    [triangle.replace('vertex_indices', 'corners') + points, 'header has faces without corners: received no list'],
    [
      triangle.replace('uchar int', 'uchar float') + points,
      'header has corners that are no integers: received float32',
    ],
    [`${triangle}0 0 0\n1 0 0\n1 x 0\n3 0 1 2\n`, 'line 12 holds a wrong number: received "x", expected float32'],
    [`${triangle}0 0 0\n1 0 0\n1 1e39 0\n3 0 1 2\n`, 'y of vertex 2 is not finite: received Infinity nm'],
    [`${triangle}${points}3 0 1 3\n`, 'line 13 corner is not a vertex: received 3, expected 0 to 2'],
    [`${triangle}${points}3 0 1 -1\n`, 'line 13 corner is not a vertex: received -1, expected 0 to 2'],
    [`${triangle}${points}2 0 1\n`, 'line 13 face has too few corners: received 2, expected 3 or more'],
    [`${triangle}${points}3 0 1`, 'line 13 ends inside a face: received the end of the file, expected a number'],
    [`${triangle}${points}3 0 1 2\n7\n`, 'line 14 goes on after its last element: received "7", expected nothing'],
  ])('refuses %j', (text, message) => {
    expect(() => parse(text)).toThrow('ply a.ply ');
    expect(() => parse(text)).toThrow(message);
    expect(() => parse(text)).toThrow(FormatError);
  });

  test('refuses corners of binary faces that are no vertices', () => {
    const bytes = writePly(
      { vertexCount: 3, triangleCount: 1, positionsNm: new Float32Array(9), triangles: Uint32Array.of(0, 1, 2) },
      { units: 'nm' },
    );
    bytes[bytes.length - 4] = 3;
    const message = `ply byte ${bytes.length - 4} corner is not a vertex: received 3, expected 0 to 2`;
    expect(() => parsePly(bytes, { units: 'nm' })).toThrow(message);
  });

  test('refuses counts that its bytes cannot hold before it takes memory', () => {
    const large = 'element vertex 4294967295';
    expect(() => parse(header(ascii, large, ...xyz) + points)).toThrow(
      'line 8 ends inside element vertex: received 18 bytes, expected 4294967295 rows of 6 or more',
    );
    expect(() => parse(header(big, large, ...xyz) + points)).toThrow(
      'ends inside element vertex: received 18 bytes, expected 4294967295 × 12 or more',
    );
    // rows of nothing take no time, however many
    const nothing = header(ascii, 'element vertex 1', ...xyz, 'element nothing 999999999999999');
    expect(parse(`${nothing}1 2 3`).vertexCount).toBe(1);
  });

  test('refuses triangle strips rather than leaving them out', () => {
    const strips = header(ascii, 'element vertex 3', ...xyz, 'element tristrips 1', list);
    expect(() => parse(`${strips}${points}3 0 1 2\n`)).toThrow(UnsupportedError);
  });

  test('any bytes end in a mesh or in an error that names line or byte', async () => {
    const named = (name: string): Uint8Array => fixtures.find(fixture => fixture.name === name)?.bytes as Uint8Array;
    const shorts = 'property list int ushort vertex_index';
    const bigEndian = bytesOf(header(big, 'element vertex 1', ...xyz, 'element face 1', shorts));
    const body = [...new Array(12).fill(0), 0, 0, 0, 3, ...new Array(6).fill(0)];
    const valid = [named('quads-text.ply'), named('quads-binary.ply'), Uint8Array.of(...bigEndian, ...body)];
    const outcomes = await survivesHostileBytes({
      format: 'ply',
      valid,
      parse: bytes => parsePly(bytes, { units: 'nm' }),
      check: checkPromises,
      // text is whole without its last end of line
      wholeAt: (bytes, length) => bytes === valid[0] && length === bytes.length - 1,
    });
    expect(outcomes.truncated.accepted).toBe(1);
    expect(outcomes.flipped.refused).toBeGreaterThan(500);
    expect(outcomes['hostile count'].refused).toBeGreaterThan(500);
    expect(outcomes.random.refused).toBeGreaterThan(9000);
  });
});

test('room is made for faces that the file can hold, not for those that it claims', () => {
  const head = bytesOf(header(little, 'element vertex 1', ...xyz, 'element face 90000', list));
  const file = new Uint8Array(head.length + 12 + 90_000);
  file.set(head);
  const lengths: number[] = [];
  class Watched extends Uint32Array {
    constructor(length: number) {
      super(length);
      lengths.push(this.length);
    }
  }
  vi.stubGlobal('Uint32Array', Watched);
  try {
    expect(() => parsePly(file, { units: 'nm' })).toThrow('face has too few corners: received 0, expected 3 or more');
  } finally {
    vi.unstubAllGlobals();
  }
  expect(lengths.length).toBeGreaterThan(0);
  expect(Math.max(...lengths)).toBeLessThan(25_000);
});

describe('writePly', () => {
  test('is read back bit for bit in nanometres, and to single precision in micrometres', () => {
    always(
      fc.property(meshes, mesh => {
        expect(parsePly(writePly(mesh, { units: 'nm' }), { units: 'nm' })).toEqual(mesh);
        const { positionsNm, triangles } = parsePly(writePly(mesh, { units: 'um' }), { units: 'um' });
        expect(triangles).toEqual(mesh.triangles);
        for (const [i, nm] of mesh.positionsNm.entries()) {
          expect(Math.abs(positionsNm[i] - nm)).toBeLessThanOrEqual(2 ** -23 * Math.abs(nm) + 1e-38);
        }
      }),
    );
  });

  test('writes the header other programs know', () => {
    const positionsNm = Float32Array.of(1, 2, 3);
    const bytes = writePly(
      { vertexCount: 1, triangleCount: 0, positionsNm, triangles: new Uint32Array() },
      { units: 'nm' },
    );
    expect(new TextDecoder().decode(bytes.subarray(0, -12)).split('\n')).toEqual([
      'ply',
      'format binary_little_endian 1.0',
      'comment units: nm',
      'element vertex 1',
      ...xyz,
      'element face 0',
      'property list uchar uint vertex_indices',
      'end_header',
      '',
    ]);
    expect([...bytes.subarray(-12)]).toEqual([0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64]);
  });
});
