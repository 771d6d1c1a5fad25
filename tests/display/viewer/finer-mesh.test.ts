import { describe, expect, test } from 'vitest';
import type { LiveSource } from '../../../kernel-helpers/contract/live-view.js';
import type { Mesh } from '../../../kernel-helpers/core/mesh.js';
import { type MeshLevels, rememberLevels } from '../../../kernel-helpers/core/mesh-levels.js';
import { finerMesh, fullTriangleCountOf, MOST_LEVEL_BYTES } from '../../../kernel-helpers/display/viewer/finer-mesh.js';
import { viewer } from '../../../kernel-helpers/display/viewer/index.js';
import { bumpySphere } from '../../ui/viewer/scenes.js';

const never = new AbortController().signal;

/** A sphere of 400 triangles, level 2 of those of 25,600, 6,400 and 400; `read` says which were read. */
function coarseSphere(bytesOfFinest = 256_000, rings = [80, 40, 10]): { mesh: Mesh; read: number[] } {
  const mesh = bumpySphere([0, 0, 0], 10_000, 10);
  const read: number[] = [];
  const levels: MeshLevels = {
    lod: 2,
    levels: [
      { triangleCount: 25_600, byteLength: bytesOfFinest },
      { triangleCount: 6_400, byteLength: 64_000 },
      { triangleCount: 400, byteLength: 4_000 },
    ],
    async read(lod, signal) {
      signal.throwIfAborted();
      read.push(lod);
      return bumpySphere([0, 0, 0], 10_000, rings[lod]);
    },
  };
  rememberLevels(mesh, levels);
  return { mesh, read };
}

describe('a surface that was read in a coarse level', () => {
  test('is read in the coarsest level that has enough, and simplified to what is asked for', async () => {
    const { mesh, read } = coarseSphere();
    const fine = await finerMesh(mesh, 3_000, never);
    expect(read).toEqual([1]);
    expect(fine.mesh.triangleCount).toBeGreaterThan(2_000);
    expect(fine.mesh.triangleCount).toBeLessThanOrEqual(3_000);
    expect(fine).toMatchObject({ fullTriangleCount: 25_600, isLimited: false });
    await finerMesh(mesh, 6_401, never);
    expect(read).toEqual([1, 0]);
  });

  test('is read in the next finer level where one has fewer triangles than its bytes let hope', async () => {
    const { mesh, read } = coarseSphere(undefined, [80, 20, 10]);
    const fine = await finerMesh(mesh, 6_000, never);
    expect(read).toEqual([1, 0]);
    expect(fine.mesh.triangleCount).toBeGreaterThan(4_000);
  });

  test('is not read for what it has itself', async () => {
    const { mesh, read } = coarseSphere();
    expect((await finerMesh(mesh, 200, never)).mesh.triangleCount).toBeLessThanOrEqual(200);
    expect((await finerMesh({ ...mesh }, 400, never)).mesh.triangleCount).toBe(400);
    expect(read).toEqual([]);
  });

  test('is not read in a level of too many bytes, and says that there is more', async () => {
    const { mesh, read } = coarseSphere(MOST_LEVEL_BYTES + 1);
    expect(fullTriangleCountOf(mesh)).toBe(6_400);
    expect(await finerMesh(mesh, 20_000, never)).toMatchObject({ fullTriangleCount: 6_400, isLimited: true });
    expect(read).toEqual([1]);
  });

  test('is not read any further when the reader has moved on', async () => {
    const { mesh } = coarseSphere();
    const stop = new AbortController();
    stop.abort(new Error('moved on'));
    await expect(finerMesh(mesh, 3_000, stop.signal)).rejects.toThrow('moved on');
  });

  test('tells the page that there is more, which asks for it through the view', async () => {
    const { mesh, read } = coarseSphere();
    const v = viewer({ id: 1n, mesh });
    const { items } = await v.scene();
    expect(items).toMatchObject([{ parts: [{ triangleCount: 400, fullTriangleCount: 25_600 }] }]);
    const source = v as unknown as LiveSource;
    const finer = await source.finer('meshes', [0], 25_600);
    expect(read).toEqual([0]);
    expect(finer.parts).toMatchObject([{ cell: 0, triangleCount: 25_600 }]);
    expect(finer.parts[0].fullTriangleCount).toBeUndefined();
  });
});

test('a surface of no levels is simplified from what is held', async () => {
  const mesh = bumpySphere([0, 0, 0], 10_000, 40);
  const fine = await finerMesh(mesh, 1_000, never);
  expect(fine).toMatchObject({ fullTriangleCount: 6_400, isLimited: false });
  expect(fine.mesh.triangleCount).toBeLessThanOrEqual(1_000);
});
