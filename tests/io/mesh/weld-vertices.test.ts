import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Mesh } from '../../../kernel-helpers/core/mesh.js';
import { mergeMeshes } from '../../../kernel-helpers/formats/mesh/merge-meshes.js';
import { weldVertices } from '../../../kernel-helpers/io/mesh/weld-vertices.js';
import { always } from '../../reference/properties.js';

const mesh = (positions: number[], triangles: number[]): Mesh => ({
  vertexCount: positions.length / 3,
  triangleCount: triangles.length / 3,
  positionsNm: Float32Array.from(positions),
  triangles: Uint32Array.from(triangles),
});

test('two pieces that share an edge hang together, in the order of the vertices that are kept', () => {
  const left = mesh([0, 0, 0, 8, 0, 0, 0, 8, 0], [0, 1, 2]);
  const right = mesh([8, 8, 0, 0, 8, 0, 8, 0, -0], [0, 1, 2]);
  const both = mergeMeshes([left, right]);
  expect(both).toEqual(mesh([0, 0, 0, 8, 0, 0, 0, 8, 0, 8, 8, 0, 0, 8, 0, 8, 0, -0], [0, 1, 2, 3, 4, 5]));
  expect(weldVertices(both)).toEqual(mesh([0, 0, 0, 8, 0, 0, 0, 8, 0, 8, 8, 0], [0, 1, 2, 3, 2, 1]));
});

test('a mesh whose vertices are all apart stays the one it is; nothing stays nothing', () => {
  const apart = mesh([0, 0, 0, 1, 0, 0, 0, 1, 0], [0, 1, 2]);
  expect(weldVertices(apart)).toBe(apart);
  expect(weldVertices(mergeMeshes([]))).toEqual(mesh([], []));
  expect(mergeMeshes([apart])).toBe(apart);
});

test('every corner stays where it was, and no two vertices are left at one place', () => {
  const coordinate = fc.integer({ min: -2, max: 2 });
  const vertices = fc.array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 1, maxLength: 80 });
  always(
    fc.property(vertices, places => {
      const before = mesh(places.flat(), [...places.keys(), ...places.keys(), ...places.keys()]);
      const after = weldVertices(before);
      const place = ({ positionsNm }: Mesh, vertex: number): string =>
        [...positionsNm.slice(3 * vertex, 3 * vertex + 3)].map(x => x + 0).join(' ');
      const cornersOf = (of: Mesh): string[] => [...of.triangles].map(vertex => place(of, vertex));
      expect(cornersOf(after)).toEqual(cornersOf(before));
      const left = Array.from({ length: after.vertexCount }, (_, vertex) => place(after, vertex));
      expect(new Set(left).size).toBe(left.length);
      expect(left.length).toBe(new Set(places.map(String)).size);
    }),
  );
});
