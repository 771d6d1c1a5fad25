import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Mesh } from '../../../kernel-helpers/core/mesh.js';
import { FormatError } from '../../../kernel-helpers/errors.js';
import { parseLegacyMesh } from '../../../kernel-helpers/formats/mesh/legacy-mesh.js';
import { survivesHostileBytes } from '../../io/hostile.js';
import { always } from '../../reference/properties.js';

const square = encode([0, 0, 0, 8, 0, 0, 0, 8, 0, 8, 8, 40], [0, 1, 2, 1, 3, 2]);

test('a fragment is its vertices in nanometres and its triangles', () => {
  expect(parseLegacyMesh(square)).toEqual({
    vertexCount: 4,
    triangleCount: 2,
    positionsNm: Float32Array.of(0, 0, 0, 8, 0, 0, 0, 8, 0, 8, 8, 40),
    triangles: Uint32Array.of(0, 1, 2, 1, 3, 2),
  });
});

test('a fragment without triangles, or without anything, is one', () => {
  expect(parseLegacyMesh(encode([1, 2, 3], []))).toMatchObject({ vertexCount: 1, triangleCount: 0 });
  expect(parseLegacyMesh(encode([], []))).toMatchObject({ vertexCount: 0, triangleCount: 0 });
});

describe('bytes that are no fragment', () => {
  test.each([
    ['nothing', new Uint8Array(), 'byte 0 ends inside the number of vertices: received 0 bytes, expected 4'],
    [
      'four billion vertices',
      Uint8Array.of(255, 255, 255, 255, 0),
      'byte 4 ends inside the vertices: received 1 bytes, expected 4294967295 × 12 = 51539607540',
    ],
    [
      'half a triangle',
      square.slice(0, -4),
      'byte 52 has no whole number of triangles: received 20 bytes, expected a multiple of 12',
    ],
    [
      'a corner that is no vertex',
      encode([0, 0, 0, 1, 1, 1], [0, 1, 2]),
      'byte 36 triangle 0 has a corner that is no vertex: received 2, expected 0 to 1',
    ],
    [
      'a triangle of no vertices',
      encode([], [0, 0, 0]),
      'byte 4 triangle 0 has a corner that is no vertex: received 0, expected none',
    ],
    [
      'a coordinate that is no number',
      encode([0, 0, 0, 1, Number.NaN, 1], []),
      'byte 20 coordinate 1 of vertex 1 is not finite: received NaN, expected a finite number',
    ],
  ])('%s', (_, bytes, message) => {
    expect(() => parseLegacyMesh(bytes, { file: '7:0:0' })).toThrow(
      new FormatError(`legacy mesh 7:0:0 ${message}`, {
        format: 'legacy mesh',
        at: message.slice(0, message.indexOf(' ', 5)),
        file: '7:0:0',
      }),
    );
  });

  test('hostile ones end in a typed error or a mesh that holds together', async () => {
    const outcomes = await survivesHostileBytes({
      format: 'legacy mesh',
      valid: [square, encode([1, 2, 3], [])],
      parse: bytes => parseLegacyMesh(bytes),
      check: holdsTogether,
      // triangles have no count: a file that ends between two of them is a whole one
      wholeAt: (bytes, length) => length >= 4 + 12 * bytes[0] && (length - 4) % 12 === 0,
    });
    expect(outcomes.truncated.refused).toBeGreaterThan(80);
    expect(outcomes.flipped.accepted).toBeGreaterThan(20);
    expect(outcomes['hostile count'].refused).toBeGreaterThan(80);
    expect(outcomes.random.refused).toBeGreaterThan(9000);
  });
});

test('what is written is read', () => {
  const meshes = fc
    .array(fc.float({ noNaN: true, noDefaultInfinity: true }), { maxLength: 60 })
    .map(values => values.slice(0, values.length - (values.length % 3)))
    .chain(positions =>
      fc.record({
        positions: fc.constant(positions),
        triangles: positions.length === 0 ? fc.constant<number[]>([]) : corners(positions.length / 3),
      }),
    );
  always(
    fc.property(meshes, ({ positions, triangles }) => {
      expect(parseLegacyMesh(encode(positions, triangles))).toEqual({
        vertexCount: positions.length / 3,
        triangleCount: triangles.length / 3,
        positionsNm: Float32Array.from(positions),
        triangles: Uint32Array.from(triangles),
      });
    }),
  );
});

function corners(vertexCount: number): fc.Arbitrary<number[]> {
  const corner = fc.nat({ max: vertexCount - 1 });
  return fc.array(fc.tuple(corner, corner, corner)).map(triangles => triangles.flat());
}

function encode(positions: number[], triangles: number[]): Uint8Array {
  const words = new Uint32Array(1 + positions.length + triangles.length);
  words[0] = positions.length / 3;
  new Float32Array(words.buffer).set(positions, 1);
  words.set(triangles, 1 + positions.length);
  return new Uint8Array(words.buffer);
}

function holdsTogether({ vertexCount, triangleCount, positionsNm, triangles }: Mesh): void {
  if (positionsNm.length !== 3 * vertexCount || triangles.length !== 3 * triangleCount) throw new Error('lengths');
  if (!triangles.every(corner => corner < vertexCount)) throw new Error('a corner that is no vertex');
  if (!positionsNm.every(Number.isFinite)) throw new Error('a position that is not finite');
}
