import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packMeshes, unpackMeshes } from '../../../kernel-helpers/contract/scene/meshes.js';
import type { Mesh } from '../../../kernel-helpers/core/mesh.js';
import { bumpySphere } from '../../ui/viewer/scenes.js';

const coordinate = fc.float({ min: -1e6, max: 1e6, noNaN: true });
const anyMesh: fc.Arbitrary<Mesh> = fc
  .array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 3, maxLength: 30 })
  .chain(vertices =>
    fc
      .array(fc.tuple(...[0, 1, 2].map(() => fc.nat(vertices.length - 1))), { minLength: 0, maxLength: 40 })
      .map(triangles => ({
        vertexCount: vertices.length,
        triangleCount: triangles.length,
        positionsNm: Float32Array.from(vertices.flat()),
        triangles: Uint32Array.from(triangles.flat()),
      })),
  );

async function through(meshes: readonly Mesh[]) {
  const { parts, packed, vertexOrder } = await packMeshes(meshes);
  const item = {
    kind: 'meshes',
    key: 'm',
    name: 'm',
    opacity: 1,
    parts: parts.map(part => ({ ...part, cell: 0 })),
    packed,
  } as const;
  return { decoded: await unpackMeshes(JSON.parse(JSON.stringify(item)), 'items[0]'), vertexOrder };
}

/** Triangles by where their corners were, however they are turned and ordered. */
const corners = (triangles: ArrayLike<number>, name: (vertex: number) => number): string[] =>
  Array.from({ length: triangles.length / 3 }, (_, t) => {
    const [a, b, c] = [0, 1, 2].map(k => name(triangles[3 * t + k]));
    return [`${a} ${b} ${c}`, `${b} ${c} ${a}`, `${c} ${a} ${b}`].sort()[0];
  }).sort();

test('surfaces that went through a notebook have the same triangles, the same way round', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyMesh, { minLength: 1, maxLength: 3 }), async meshes => {
      const { decoded, vertexOrder } = await through(meshes);
      meshes.forEach((mesh, n) => {
        const { triangles } = decoded.meshes[n];
        expect(corners(triangles, vertex => vertexOrder[n][vertex])).toEqual(corners(mesh.triangles, vertex => vertex));
      });
    }),
  );
});

test('vertices lie within half a step of where they were', async () => {
  await fc.assert(
    fc.asyncProperty(anyMesh, async mesh => {
      const { decoded, vertexOrder } = await through([mesh]);
      const [{ part, quantised }] = decoded.meshes;
      vertexOrder[0].forEach((from, to) => {
        for (let k = 0; k < 3; k += 1) {
          const nm = part.originNm[k] + quantised[4 * to + k] * part.stepNm[k];
          expect(Math.abs(nm - mesh.positionsNm[3 * from + k])).toBeLessThanOrEqual(part.stepNm[k] / 2 + 1e-3);
        }
      });
    }),
  );
});

test('a smooth surface takes under 3 bytes of text a triangle', async () => {
  const mesh = bumpySphere([0, 0, 0], 10_000, 100);
  const { packed } = await packMeshes([mesh]);
  expect((packed.vertices.length + packed.indices.length) / mesh.triangleCount).toBeLessThan(3);
});
