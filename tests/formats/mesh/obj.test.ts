import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError, InvalidArgumentError, UnsupportedError } from '../../../kernel-helpers/errors.js';
import { parseObj, writeObj } from '../../../kernel-helpers/formats/mesh/obj.js';
import { survivesHostileBytes } from '../../io/hostile.js';
import { checkPromises, meshes, meshFixtures, turned } from '../../io/mesh/mesh-fixtures.js';
import { always } from '../../reference/properties.js';

const fixtures = meshFixtures('.obj');
const triangles = (text: string): number[] => [...parseObj(text, { units: 'nm' }).triangles];
const square = 'v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\n';

describe('parseObj', () => {
  test('finds its fixtures', () => expect(fixtures.map(f => f.name)).toEqual(['quads.obj', 'trimesh.obj']));

  test.each(fixtures)('reads $name as trimesh does', fixture => {
    const mesh = parseObj(fixture.bytes, { units: 'nm' });
    expect([...mesh.positionsNm]).toEqual(fixture.positions);
    expect(turned(mesh.triangles)).toEqual(turned(fixture.triangles));
  });

  test('takes corners in every way they are written, from both ends', () => {
    expect(triangles(`${square}f 1 2/7 3//8\nf 1/2/3 -2 -1\n`)).toEqual([0, 1, 2, 0, 2, 3]);
  });

  test('counts backwards from where the face stands, and forwards to what comes later', () => {
    const text = 'v 0 0 0\nv 0 0 1\nv 0 0 2\nf -3 -2 -1\nf 2 3 4\nv 0 0 3\nf -1 -2 -3';
    expect(triangles(text)).toEqual([0, 1, 2, 1, 2, 3, 3, 2, 1]);
  });

  test('makes a fan of a polygon', () => {
    expect(triangles(`${square}v 5 5 5\nf 1 2 3 4 5 # five\n`)).toEqual([0, 1, 2, 0, 2, 3, 0, 3, 4]);
  });

  test('joins lines behind a backslash, and takes every end of line and a byte order mark', () => {
    expect(triangles('\ufeffv 0 0 \\\n0\r\nv 1 0 0\rv 1 1 0\n\n  f\t1 \\\r\n 2 3')).toEqual([0, 1, 2]);
  });

  test('passes over what says nothing of triangles, and colours behind a vertex', () => {
    const mesh = parseObj('o a\ns off\nusemtl b\nv 1 2 3 0.5 0.5 0.5\nvt 0\nvn 0 0 1\nl 1 1\np 1\n', { units: 'um' });
    expect(mesh).toMatchObject({ vertexCount: 1, triangleCount: 0 });
    expect([...mesh.positionsNm]).toEqual([1000, 2000, 3000]);
  });

  test.each([
    ['v 0 0', 'line 1 coordinate is not a finite number: received the end of the line, expected a decimal number'],
    ['v 0 0 nan', 'line 1 coordinate is not a finite number: received "nan", expected a decimal number'],
    ['v 0 0 1e39', 'line 1 coordinate is not a finite number: received "1e39", expected a decimal number'],
    [`${square}f 1 2\n`, 'line 5 face has too few corners: received 2, expected 3 or more'],
    [`${square}f 0 1 2\n`, 'line 5 corner is not a vertex: received "0", expected 1 to the number of vertices'],
    [`${square}f 1 2 -5\n`, 'line 5 corner is not a vertex: received "-5"'],
    [`${square}f 1 2 x\n`, 'line 5 corner is not a vertex: received "x"'],
    [`${square}f 1 2 3.5\n`, 'line 5 corner is not a vertex: received "3.5"'],
    [`${square}f 1 2 5\n`, 'line 5 names a vertex that is not there: received 5, expected at most 4'],
    [`${square}f 1 2 99999999999999999999\n`, 'line 5 corner is not a vertex'],
    [`${square}face 1 2 3\n`, 'line 5 begins with a word that is none of OBJ\'s: received "face", expected v or f'],
    ['# nothing\n', 'holds no vertices: received 10 bytes, expected lines "v x y z"'],
  ])('refuses %j', (text, message) => {
    expect(() => parseObj(text, { units: 'nm', file: 'a.obj' })).toThrow(`obj a.obj ${message}`);
    expect(() => parseObj(text, { units: 'nm' })).toThrow(FormatError);
  });

  test('refuses curved surfaces rather than leaving them out', () => {
    expect(() => triangles(`${square}curv2 1 2\n`)).toThrow(UnsupportedError);
  });

  test('refuses a unit that is none', () => {
    expect(() => parseObj(square, {} as { units: 'nm' })).toThrow(
      'parseObj units are not known: received undefined, expected nm or um',
    );
  });

  test('any bytes end in a mesh or in an error that names the line', async () => {
    const valid = [
      `${square}vn 0 0 1\nf 1/1 2 -2//4\nf 1 2 3 4 # x\n`,
      'v 1e2 -.5 +3\r\nv 0 \\\n0 745.4080000000001\nv 1 1 1\nf 3 2 1',
    ];
    const outcomes = await survivesHostileBytes({
      format: 'obj',
      valid: valid.map(text => new TextEncoder().encode(text)),
      parse: bytes => parseObj(bytes, { units: 'nm' }),
      check: checkPromises,
      // lines of text, the end of which cannot be known
      wholeAt: () => true,
    });
    for (const kind of ['truncated', 'flipped', 'hostile count']) expect(outcomes[kind].refused).toBeGreaterThan(30);
    expect(outcomes.random.refused).toBeGreaterThan(5000);
  });
});

describe('writeObj', () => {
  test('is read back bit for bit, in both units', () => {
    always(
      fc.property(meshes, fc.constantFrom('nm' as const, 'um' as const), (mesh, units) => {
        expect(parseObj(writeObj(mesh, { units }), { units })).toEqual(mesh);
      }),
    );
  });

  test('writes short decimals', () => {
    const positionsNm = Float32Array.of(0.1, -1500, 745408.06);
    const mesh = { vertexCount: 1, triangleCount: 1, positionsNm, triangles: Uint32Array.of(0, 0, 0) };
    expect(writeObj(mesh, { units: 'nm' })).toBe('# units: nm\nv 0.1 -1500 745408.06\nf 1 1 1\n');
    expect(writeObj(mesh, { units: 'um' })).toBe('# units: um\nv 0.0001 -1.5 745.40806\nf 1 1 1\n');
  });

  test.each([
    [{ vertexCount: 2 }, 'does not fit its counts'],
    [{ triangles: Uint32Array.of(0, 0, 1) }, 'has a corner without a vertex: received 1, expected below 1'],
    [{ positionsNm: Float32Array.of(0, Number.NaN, 0) }, 'position 1 is not finite: received NaN, expected a number'],
  ])('refuses a mesh that breaks its promises: %j', (change, message) => {
    const mesh = { vertexCount: 1, triangleCount: 1, positionsNm: new Float32Array(3), triangles: new Uint32Array(3) };
    expect(() => writeObj({ ...mesh, ...change }, { units: 'nm' })).toThrow(`writeObj mesh ${message}`);
    expect(() => writeObj({ ...mesh, ...change }, { units: 'nm' })).toThrow(InvalidArgumentError);
  });
});
