import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { Mesh } from '../../../kernel-helpers/core/mesh.js';

const folder = fileURLToPath(new URL('../../fixtures/mesh-files/', import.meta.url));

/** A mesh file, and what trimesh reads of it. */
export interface MeshFixture {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly positions: readonly number[];
  readonly triangles: readonly number[];
}

export function meshFixtures(ending: string): MeshFixture[] {
  const names = readdirSync(folder).filter(name => name.endsWith(ending));
  return names.map(name => ({
    name,
    bytes: new Uint8Array(readFileSync(folder + name)),
    ...JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')),
  }));
}

/** Triangles as text, each from its smallest corner on: the same however a polygon was cut from its first corner. */
export function turned(triangles: ArrayLike<number>): string[] {
  return Array.from({ length: triangles.length / 3 }, (_, i) => {
    const corners = [triangles[3 * i], triangles[3 * i + 1], triangles[3 * i + 2]];
    const least = corners.indexOf(Math.min(...corners));
    return [...corners.slice(least), ...corners.slice(0, least)].join(' ');
  }).sort();
}

const position = fc.oneof(
  fc.float({ min: -(2 ** 20), max: 2 ** 20, noNaN: true }),
  fc.integer({ min: -999, max: 999 }),
);

/** One to twelve vertices anywhere, and up to twenty triangles between them. */
export const meshes: fc.Arbitrary<Mesh> = fc
  .tuple(
    fc.array(fc.tuple(position, position, position), { minLength: 1, maxLength: 12 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength: 20 }),
  )
  .map(([vertices, corners]) => ({
    vertexCount: vertices.length,
    triangleCount: corners.length,
    positionsNm: Float32Array.from(vertices.flat()),
    triangles: Uint32Array.from(corners.flat(), corner => corner % vertices.length),
  }));

/** Throws when a mesh breaks its own promises. */
export function checkPromises({ vertexCount, triangleCount, positionsNm, triangles }: Mesh): void {
  if (positionsNm.length !== 3 * vertexCount || triangles.length !== 3 * triangleCount)
    throw new Error('wrong lengths');
  if (!positionsNm.every(Number.isFinite)) throw new Error('a position that is not finite');
  if (triangles.some(corner => corner >= vertexCount)) throw new Error('a corner without a vertex');
}
