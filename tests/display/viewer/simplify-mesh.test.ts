import { describe, expect, test } from 'vitest';
import type { Mesh } from '../../../kernel-helpers/core/mesh.js';
import { viewer } from '../../../kernel-helpers/display/viewer/index.js';
import { simplifyMesh } from '../../../kernel-helpers/display/viewer/simplify-mesh.js';
import { bumpySphere } from '../../ui/viewer/scenes.js';

type Point = readonly [number, number, number];

function joined(meshes: readonly Mesh[]): Mesh {
  const positions: number[] = [];
  const triangles: number[] = [];
  for (const mesh of meshes) {
    const first = positions.length / 3;
    positions.push(...mesh.positionsNm);
    triangles.push(...Array.from(mesh.triangles, corner => corner + first));
  }
  return {
    vertexCount: positions.length / 3,
    triangleCount: triangles.length / 3,
    positionsNm: Float32Array.from(positions),
    triangles: Uint32Array.from(triangles),
  };
}

/** A thousand spheres of 64 triangles each, 2 µm apart along x. */
const cloud = joined(Array.from({ length: 1000 }, (_, i) => bumpySphere([2000 * i, 0, 0], 50, 4)));
/** A soma at 0, and 200 boutons up to 209 µm away. */
const somaAndBoutons = joined([
  bumpySphere([0, 0, 0], 5000, 60),
  ...Array.from({ length: 200 }, (_, i) => bumpySphere([10_000 + 1000 * i, 0, 0], 300, 10)),
]);

/** The numbers of pieces that some triangle is of, told by where its first corner lies. */
function piecesOf({ positionsNm, triangles }: Mesh, pieceAt: (xNm: number) => number): Set<number> {
  const pieces = new Set<number>();
  for (let t = 0; t < triangles.length; t += 3) pieces.add(pieceAt(positionsNm[3 * triangles[t]]));
  return pieces;
}

const inCloud = (xNm: number): number => Math.round(xNm / 2000);

/** How far the point lies from the triangle, tried at many places of it: never less than it is. */
function distanceNm(p: Point, corners: readonly Point[]): number {
  let least = Infinity;
  for (let i = 0; i <= 12; i += 1) {
    for (let j = 0; i + j <= 12; j += 1) {
      const weights = [i / 12, j / 12, 1 - (i + j) / 12];
      const at = [0, 1, 2].map(k => corners.reduce((sum, corner, c) => sum + weights[c] * corner[k], 0));
      least = Math.min(least, Math.hypot(at[0] - p[0], at[1] - p[1], at[2] - p[2]));
    }
  }
  return least;
}

function pointOf({ positionsNm }: Mesh, vertex: number): Point {
  return [positionsNm[3 * vertex], positionsNm[3 * vertex + 1], positionsNm[3 * vertex + 2]];
}

describe('a surface of many separate pieces', () => {
  test('keeps them all, and with them more triangles than it should', async () => {
    const { mesh, leftOut } = await simplifyMesh(cloud, 100);
    expect(piecesOf(mesh, inCloud).size).toBe(1000);
    expect([mesh.triangleCount < 20_000, leftOut]).toEqual([true, undefined]);
  });

  test('is not squashed for their sake', async () => {
    const { mesh } = await simplifyMesh(somaAndBoutons, 900);
    const [x, y, z] = [0, 1, 2].map(k => {
      const soma = [...mesh.triangles]
        .map(corner => mesh.positionsNm[3 * corner + k])
        .filter(at => Math.abs(at) < 7000);
      return Math.max(...soma) - Math.min(...soma);
    });
    expect(Math.min(x, y, z)).toBeGreaterThan(8000);
  });

  test('loses some only when told to, the small ones first, those that stay from everywhere', async () => {
    const { mesh, leftOut } = await simplifyMesh(cloud, 100, 0.1);
    const left = piecesOf(mesh, inCloud);
    expect(leftOut).toEqual({ pieces: 1000 - left.size, of: 1000 });
    for (let from = 0; from < 1000; from += 100) {
      expect([...left].some(piece => piece >= from && piece < from + 100)).toBe(true);
    }
    const soma = await simplifyMesh(somaAndBoutons, 900, 1e-9);
    expect(soma.leftOut).toEqual({ pieces: 200, of: 201 });
    expect([...piecesOf(soma.mesh, xNm => Number(xNm > 9000))]).toEqual([0]);
  });
});

test('the deviation that is told is no less than the deviation that there is', async () => {
  const before = bumpySphere([0, 0, 0], 10_000, 24);
  for (const triangles of [600, 300, 150]) {
    const { mesh, deviationNm } = await simplifyMesh(before, triangles);
    let most = 0;
    for (let vertex = 0; vertex < before.vertexCount; vertex += 7) {
      let least = Infinity;
      for (let t = 0; t < mesh.triangles.length; t += 3) {
        const corners = [...mesh.triangles.subarray(t, t + 3)].map(corner => pointOf(mesh, corner));
        least = Math.min(least, distanceNm(pointOf(before, vertex), corners));
      }
      most = Math.max(most, least);
    }
    expect(deviationNm).toBeGreaterThan(0.9 * most);
  }
});

test('a view too small for all pieces says how many are left out', async () => {
  const whole = await viewer({ id: 1n, mesh: cloud }, { maxBytes: 20_000 }).scene();
  expect(whole.items).toMatchObject([{ parts: [{ fullTriangleCount: 64_000 }] }]);
  expect(whole.notes.join()).toMatch(/^Surfaces are drawn with [\d,]+ of 64,000 triangles/);
  expect(whole.notes.join()).not.toContain(' 0 of 64,000');
  const { items, notes } = await viewer({ id: 1n, mesh: cloud }, { maxBytes: 5000 }).scene();
  expect(notes).toEqual([expect.stringMatching(/nm; of 1,000 separate pieces, [\d,]+ small ones are left out\)\.$/)]);
  expect(JSON.stringify(items).length).toBeGreaterThan(2500);
});
