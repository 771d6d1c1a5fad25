import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { levelsOf } from '../../../kernel-helpers/core/mesh-levels.js';
import { FormatError, InvalidArgumentError, NotFoundError, SourceError } from '../../../kernel-helpers/errors.js';
import { openMeshes } from '../../../kernel-helpers/io/precomputed/meshes.js';
import type { Store } from '../../../kernel-helpers/io/source/store.js';
import { folderStore, memoryStore } from './folder-stores.js';
import {
  boxOf,
  expected,
  facesOf,
  meshFixtures,
  multilodFolders,
  packedStore,
  sha256,
  triangleSet,
  verticesOf,
} from './mesh-fixtures.js';
import { cloudVolumeFixtures } from './shared-fixtures.js';

const LARGE_ID = 9223372036854775813n;
const never = new AbortController().signal;
const folder = (name: string): Store => folderStore(join(meshFixtures, name));

describe('multi-resolution meshes, as cloud-volume reads them', () => {
  const cases = multilodFolders.flatMap(([name, segments]) =>
    Object.entries(segments).flatMap(([id, lods]) => lods.map((packed, lod) => ({ name, id, lod, packed }))),
  );
  test('four folders, nine segments, seventeen levels are found', () => expect(cases).toHaveLength(17));

  test.each(cases)('$name, id $id, level $lod', async ({ name, id, lod, packed }) => {
    const meshes = await openMeshes(folder(name));
    const mesh = await meshes.read(id, { lod });
    const vertices = verticesOf(packed);
    expect({ id: mesh.id, lod: mesh.lod, vertices: 3 * mesh.vertexCount }).toEqual({
      id: BigInt(id),
      lod,
      vertices: vertices.length,
    });
    expect(mesh.triangles).toEqual(facesOf(packed));
    expect(mesh.triangleCount).toBe(mesh.triangles.length / 3);
    // cloud-volume divides and adds in float32, we in double: a quarter of the smallest step there is, which is 0.003 nm
    const worst = mesh.positionsNm.reduce((most, x, i) => Math.max(most, Math.abs(x - vertices[i])), 0);
    expect(worst).toBeLessThan(0.00075);
  });

  test('the pieces of a level meet: welded, its surface is closed', async () => {
    const meshes = await openMeshes(folder('files-16'));
    for (const lod of [0, 1]) {
      const stored = await meshes.read(1n, { lod });
      const welded = await meshes.read(1n, { lod, weld: true });
      expect(triangleSet(welded.positionsNm, welded.triangles)).toEqual(
        triangleSet(stored.positionsNm, stored.triangles),
      );
      expect(openEdges(stored.triangles)).toBeGreaterThan(100);
      expect(openEdges(welded.triangles)).toBe(0);
    }
  });

  test('levels are told with their scale in nm, their pieces and their bytes', async () => {
    const lods = await (await openMeshes(folder('files-16'))).lods(1n);
    const unitNm = Math.cbrt(8 * 8 * 40) * 2.5;
    expect(lods.map(({ lod, spacingNm }) => [lod, spacingNm])).toEqual([
      [0, unitNm],
      [1, 2 * unitNm],
      [2, 4 * unitNm],
    ]);
    expect(lods.map(({ fragmentCount }) => fragmentCount)).toEqual([53, 8, 1]);
    expect(lods.reduce((sum, { byteLength = 0 }) => sum + byteLength, 0)).toBe(11_696);
  });

  test('a mesh remembers its levels, about how many triangles they have, and reads them', async () => {
    const store = folderStore(join(meshFixtures, 'files-16'));
    const meshes = await openMeshes(store);
    const [coarse, fine] = [
      await meshes.read(1n, { lod: -1, weld: true }),
      await meshes.read(1n, { lod: 0, weld: true }),
    ];
    const levels = levelsOf(coarse);
    expect(levels?.lod).toBe(2);
    const counts = levels?.levels.map(({ triangleCount }) => triangleCount) ?? [];
    expect(counts[2]).toBe(coarse.triangleCount);
    // Told by their bytes, which are not all triangles.
    expect(counts[0] / fine.triangleCount).toBeGreaterThan(0.5);
    expect(counts[0] / fine.triangleCount).toBeLessThan(2);
    expect(await levels?.read(0, never)).toEqual(fine);
    const before = store.requests.length;
    await expect(levels?.read(0, AbortSignal.abort(new Error('moved on')))).rejects.toThrow('moved on');
    expect(store.requests.length).toBe(before);
  });

  test('one level is one request for its manifest and one for its bytes', async () => {
    const store = folderStore(join(meshFixtures, 'files-10'));
    await (await openMeshes(store)).read(1n, { lod: 1 });
    expect(store.requests).toEqual([
      'get info',
      'get mesh/info',
      'get mesh/1.index',
      expect.stringMatching(/^range mesh\/1 \d+-1886$/),
    ]);
  });
});

describe('choice of a level', () => {
  const lodOf = async (lod: Parameters<Awaited<ReturnType<typeof openMeshes>>['read']>[1]): Promise<number> =>
    (await (await openMeshes(folder('files-16'))).read(1n, lod)).lod;

  test('the finest is the default, and negative numbers count from the coarsest', async () => {
    expect(await lodOf(undefined)).toBe(0);
    expect(await lodOf({ lod: -1 })).toBe(2);
    expect(await lodOf({ lod: -3 })).toBe(0);
  });

  // triangles of the levels: 706, 674, 110
  test.each([
    [10_000, 0],
    [706, 0],
    [705, 1],
    [674, 1],
    [673, 2],
    [110, 2],
    [1, 2],
  ])('at most %i triangles are in level %i', async (maxTriangles, lod) => {
    expect(await lodOf({ lod: { maxTriangles } })).toBe(lod);
  });

  test('a choice by triangles reads every level once, and none that is finer than needed', async () => {
    const store = folderStore(join(meshFixtures, 'files-16'));
    await (await openMeshes(store)).read(1n, { lod: { maxTriangles: 200 } });
    expect(store.requests.filter(request => request.startsWith('range'))).toHaveLength(2);
  });

  // a unit of the stored model is 13.68 nm, the levels' scales are 2.5, 5 and 10 of them
  test.each([
    [1, 0],
    [34, 0],
    [68.3, 0],
    [68.4, 1],
    [137, 2],
    [1e9, 2],
  ])('a spacing of %d nm is level %i', async (spacingNm, lod) => {
    expect(await lodOf({ lod: { spacingNm } })).toBe(lod);
  });

  test('a spacing that is just met is met', async () => {
    const meshes = await openMeshes(folder('files-10'));
    expect((await meshes.lods(1n)).map(({ spacingNm }) => spacingNm)).toEqual([1, 2]);
    expect((await meshes.read(1n, { lod: { spacingNm: 2 } })).lod).toBe(1);
  });

  test('cells that are empty at a level count for nothing', async () => {
    const meshes = await openMeshes(folder('files-10'));
    const [, second] = await meshes.lods(2n);
    expect(second.fragmentCount).toBe(8);
    expect(await meshes.read(2n, { lod: { maxTriangles: 200 } })).toMatchObject({ lod: 1, triangleCount: 110 });
  });

  test.each([
    [3, 'mesh lod is not there: received 3, expected 0 (finest) to 2 (coarsest)'],
    [-4, 'mesh lod is not there: received -4, expected 0 (finest) to 2 (coarsest)'],
    [0.5, 'mesh lod is not there: received 0.5, expected 0 (finest) to 2 (coarsest)'],
    [{ maxTriangles: 0 }, 'mesh lod maxTriangles is no target: received 0, expected a number above 0'],
    [{ spacingNm: Number.NaN }, 'mesh lod spacingNm is no target: received NaN, expected a number above 0'],
  ])('%j is refused', async (lod, message) => {
    await expect(lodOf({ lod })).rejects.toThrow(new InvalidArgumentError(message, { argument: 'lod' }));
  });
});

describe('many meshes', () => {
  test('come in the order of the ids, with progress', async () => {
    const meshes = await openMeshes(folder('sharded-raw'));
    const told: number[] = [];
    const ids = [LARGE_ID, 17n, '23', 18];
    const found = await meshes.readMany(ids, { onProgress: ({ done }) => told.push(done) });
    expect(found.map(({ id }) => id)).toEqual([LARGE_ID, 17n, 23n, 18n]);
    expect(told).toEqual([1, 2, 3, 4]);
    expect(found[1].positionsNm).toEqual((await meshes.read(17n)).positionsNm);
  });

  test('ids that have none are named, or left out when that is wanted', async () => {
    const meshes = await openMeshes(folder('sharded-raw'));
    await expect(meshes.readMany([17n, 99n, 98n])).rejects.toThrow(/has no meshes of 2 ids: 99, 98, expected/);
    expect((await meshes.readMany([99n, 23n], { missing: 'skip' })).map(({ id }) => id)).toEqual([23n]);
    await expect(meshes.read(99n)).rejects.toThrow(NotFoundError);
    await expect(meshes.lods(99n)).rejects.toThrow(NotFoundError);
  });

  test('a signal that has fired stops them', async () => {
    const meshes = await openMeshes(folder('sharded-raw'));
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(meshes.read(17n, { signal })).rejects.toThrow('enough');
    await expect(meshes.readMany([17n], { signal })).rejects.toThrow('enough');
  });
});

describe('legacy meshes', () => {
  test('fragments, one of them packed, become one mesh as cloud-volume makes it', async () => {
    const meshes = await openMeshes(packedStore('legacy'));
    expect(meshes.info).toMatchObject({ kind: 'legacy', folder: 'mesh' });
    const mesh = await meshes.read(7);
    expect(mesh.positionsNm).toEqual(verticesOf(expected.legacy.stored));
    expect(mesh.triangles).toEqual(facesOf(expected.legacy.stored));
    expect(await meshes.lods(7)).toEqual([{ lod: 0, spacingNm: undefined, fragmentCount: 2, byteLength: undefined }]);
  });

  test('welded, they hang together as cloud-volume joins them', async () => {
    const mesh = await (await openMeshes(packedStore('legacy'))).read(7, { weld: true });
    const welded = verticesOf(expected.legacy.welded);
    expect(mesh.vertexCount).toBe(welded.length / 3);
    expect(triangleSet(mesh.positionsNm, mesh.triangles)).toEqual(triangleSet(welded, facesOf(expected.legacy.welded)));
  });

  test('a folder without an info file is one of legacy meshes', async () => {
    const { get, getRange } = packedStore('legacy');
    const below = (path: string): string => `mesh/${path}`;
    const store: Store = {
      url: 'memory:',
      get: async path => (path === 'info' ? undefined : get(below(path))),
      getRange: (path, start, end) => getRange(below(path), start, end),
    };
    expect((await (await openMeshes(store)).read(7)).triangleCount).toBe(facesOf(expected.legacy.stored).length / 3);
  });

  test('a transform in the info is applied, as cloud-volume applies it', async () => {
    const info = { '@type': 'neuroglancer_legacy_mesh', transform: [2, 0, 0, 1, 0, 3, 0, 2, 0, 0, 4, 3] };
    const mesh = await (await openMeshes(packedStore('legacy', { 'mesh/info': info }))).read(7);
    const [x, y, z] = verticesOf(expected.legacy.stored);
    expect([...mesh.positionsNm.slice(0, 3)]).toEqual([2 * x + 1, 3 * y + 2, 4 * z + 3]);
  });

  test('a transform to where no number reaches is an error', async () => {
    const info = { '@type': 'neuroglancer_legacy_mesh', transform: [1, 0, 0, 0, 0, 1, 0, 1e39, 0, 0, 1, 0] };
    await expect((await openMeshes(packedStore('legacy', { 'mesh/info': info }))).read(7)).rejects.toThrow(
      'mesh/7 y of vertex 0, transformed, is not finite: received Infinity nm, expected a finite number; see the transform',
    );
  });

  test('a fragment that is not there is an error: half a mesh is none', async () => {
    const store = packedStore('legacy', { 'mesh/7:0': { fragments: ['7:0:0', '7:0:2'] } });
    const reading = (await openMeshes(store)).read(7);
    await expect(reading).rejects.toThrow(SourceError);
    await expect(reading).rejects.toThrow(/^mesh fragment memory:\/mesh\/7:0:2 is not there: received no file/);
  });

  test('a fragment that is packed where nothing says so is unpacked', async () => {
    const packed = await packedStore('legacy').get('mesh/7:0:1.gz');
    const store = packedStore('legacy', { 'mesh/7:0:1': packed ?? '' });
    expect((await (await openMeshes(store)).read(7)).positionsNm).toEqual(verticesOf(expected.legacy.stored));
    const damaged = packedStore('legacy', { 'mesh/7:0:1': packed?.slice(0, 100) ?? '' });
    await expect((await openMeshes(damaged)).read(7)).rejects.toThrow(
      /^legacy mesh memory:\/mesh\/7:0:1 does not unpack: received unexpected end of file, expected a gzip member/,
    );
  });

  test('only level 0 is there', async () => {
    const meshes = await openMeshes(packedStore('legacy'));
    await expect(meshes.read(7, { lod: 1 })).rejects.toThrow('received 1, expected 0, the only level');
    expect((await meshes.read(7, { lod: { maxTriangles: 5 } })).lod).toBe(0);
  });

  test.skipIf(cloudVolumeFixtures === undefined)('a segment of cloud-volume’s own: 22 packed fragments', async () => {
    const store = folderStore(join(cloudVolumeFixtures ?? '', 'legacy_mesh'));
    const meshes = await openMeshes(store);
    const mesh = await meshes.read(648518346349515986n);
    expect({ vertices: mesh.vertexCount, triangles: mesh.triangleCount }).toEqual({
      vertices: 11_963,
      triangles: 21_696,
    });
    expect(sha256(mesh.positionsNm)).toBe('8635636f4ed6f56fbb2881f72eb5baa0cf6318422cd2d077c49abfef35c643c2');
    expect(sha256(mesh.triangles)).toBe('281649146c3a3759fc089f76a39acc32a7a30348cca40a03fdc6d9f1a9aaf618');
    expect((await meshes.read(648518346349515986n, { weld: true })).vertexCount).toBe(11_176);
  });
});

describe('meshes of chunked graphs', () => {
  const { fragments, seg_ids: segments, mesh: whole } = expected.graphene;
  const list = async (): Promise<object> => ({ fragments, seg_ids: segments });

  test('fragments in shards and those after an edit become one mesh', async () => {
    const store = packedStore('graphene');
    const meshes = await openMeshes(store, { fragments: list });
    expect(meshes.info).toMatchObject({ kind: 'graphene', dynamicFolder: 'dynamic' });
    const mesh = await meshes.read(864691135571546917n);
    expect(mesh.positionsNm).toEqual(verticesOf(whole));
    expect(mesh.triangles).toEqual(facesOf(whole));
    // neighbours in a shard are one request
    expect(store.requests.filter(request => request.includes('.shard'))).toHaveLength(1);
  });

  test('names with the id of their segment before them are the same fragments', async () => {
    const prefixed = fragments.map((name, i) => `~${segments[i]}:${name}`);
    const meshes = await openMeshes(packedStore('graphene'), { fragments: async () => ({ fragments: prefixed }) });
    expect((await meshes.read(1n)).positionsNm).toEqual(verticesOf(whole));
  });

  test('the folder of a segmentation says where they are, and where those after an edit', async () => {
    const { get, getRange } = packedStore('graphene');
    const inside = (path: string): string => path.replace(/^graphene_meshes\//, '').replace(/^edited\//, 'dynamic/');
    const info = { type: 'segmentation', mesh: 'graphene_meshes', mesh_metadata: { unsharded_mesh_dir: 'edited' } };
    const store: Store = {
      url: 'memory:',
      get: async path => (path === 'info' ? new TextEncoder().encode(JSON.stringify(info)) : get(inside(path))),
      getRange: (path, start, end) => getRange(inside(path), start, end),
    };
    expect((await (await openMeshes(store, { fragments: list })).read(1n)).positionsNm).toEqual(verticesOf(whole));
  });

  test('an id the service does not know has no mesh', async () => {
    const meshes = await openMeshes(packedStore('graphene'), { fragments: async () => undefined });
    await expect(meshes.read(1n)).rejects.toThrow(NotFoundError);
  });

  test('the service is told when to stop', async () => {
    let heard: AbortSignal | undefined;
    const meshes = await openMeshes(packedStore('graphene'), {
      fragments: async (_, { signal }) => {
        heard = signal;
        return { fragments: [] };
      },
    });
    expect(await meshes.read(1n, { signal: never })).toMatchObject({ vertexCount: 0, triangleCount: 0, lod: 0 });
    expect(heard).toBe(never);
  });

  test.each([
    ['../secret', 'the name of a file in the folder'],
    ['/etc/passwd', 'the name of a file in the folder'],
    ['', 'the name of a file in the folder'],
    ['~2/../x.shard:1:2', '~LEVEL/FILE.shard:OFFSET:SIZE; ask the service for a list with verify=1'],
    ['~2/a.shard:1', '~LEVEL/FILE.shard:OFFSET:SIZE; ask the service for a list with verify=1'],
    [
      '~173395595644372020:2:173395595644370944:425884686-0.shard:1',
      '~LEVEL/FILE.shard:OFFSET:SIZE; ask the service for a list with verify=1',
    ],
  ])('%s is no fragment', async (name, wanted) => {
    const meshes = await openMeshes(packedStore('graphene'), { fragments: async () => ({ fragments: [name] }) });
    await expect(meshes.read(1n)).rejects.toThrow(
      new FormatError(
        `mesh fragment list of segment 1 fragments[0] is no fragment's name: received ${JSON.stringify(name)}, expected ${wanted}`,
        { format: 'mesh fragment list', at: 'fragments[0]', file: 'of segment 1' },
      ),
    );
  });

  test('a list of version 2, which names whole buckets, is told apart', async () => {
    const answer = { manifest_version: 2, fragments: { 'gs://bucket/meshes/initial': [] } };
    const meshes = await openMeshes(packedStore('graphene'), { fragments: async () => answer });
    await expect(meshes.read(1n)).rejects.toThrow(/is of another version: received 2, expected 1/);
  });

  test.skipIf(cloudVolumeFixtures === undefined)('a segment of cloud-volume’s own: 21 fragments', async () => {
    const { get, getRange } = folderStore(join(cloudVolumeFixtures ?? '', 'graphene_draco_mesh'));
    const inside = (path: string): string => path.replace(/^mesh_mip_2_draco_sv16\//, '');
    const store: Store = {
      url: 'fixture:',
      get: path => get(inside(path)),
      getRange: (path, start, end) => getRange(inside(path), start, end),
    };
    const meshes = await openMeshes(store);
    const mesh = await meshes.read(648518346349515986n);
    expect({ vertices: mesh.vertexCount, triangles: mesh.triangleCount }).toEqual({
      vertices: 6289,
      triangles: 10_370,
    });
    expect(boxOf(mesh)).toEqual({ min: [442_995, 344_064, 30_723], max: [454_650, 351_624, 40_950] });
    expect(sha256(mesh.positionsNm)).toBe('e1484f4d2b36cd9061b9faf73868906c9c2cc3deb30237e3bb010d9b288213fd');
    expect(sha256(mesh.triangles)).toBe('ce02b0ecd4bb372adfdc98648249eb223ea767b29f74b33e91dbff2c88c08971');
    expect((await meshes.read(648518346349515986n, { weld: true })).vertexCount).toBe(5471);
  });
});

describe('info files that are wrong', () => {
  const multilod = {
    '@type': 'neuroglancer_multilod_draco',
    vertex_quantization_bits: 10,
    transform: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0],
    lod_scale_multiplier: 1,
  };
  test.each([
    [{ ...multilod, vertex_quantization_bits: 12 }, /vertex_quantization_bits .*received 12, expected 10 or 16/],
    [{ ...multilod, transform: [1, 2] }, /transform .*expected an array of 12 numbers/],
    [{ ...multilod, lod_scale_multiplier: 'x' }, /lod_scale_multiplier .*expected a number/],
    [{ ...multilod, sharding: { '@type': 'other' } }, /precomputed sharding memory:\/info @type/],
    [{ type: 'segmentation', scales: [] }, /memory:\/info has no meshes: expected a field "mesh"/],
    [{ '@type': 'neuroglancer_skeletons' }, /names an unknown kind: received neuroglancer_skeletons/],
    ['[]', /received \[\], expected an object/],
    ['{', /is not JSON/],
  ])('%j is refused', async (info, message) => {
    await expect(openMeshes(memoryStore({ info }))).rejects.toThrow(message);
  });

  test('a shard whose manifest claims more meshes than lie before it is told', async () => {
    const store = folderStore(join(meshFixtures, 'sharded-raw'));
    const changed: Store = {
      ...store,
      async getRange(path, start, end, options) {
        const bytes = await store.getRange(path, start, end, options);
        // the manifest of one level and one fragment is 64 bytes; its last word is the fragment's size
        if (bytes?.length === 64) bytes.set([0, 0, 0, 1], 60);
        return bytes;
      },
    };
    await expect((await openMeshes(changed)).read(17n)).rejects.toThrow(/claims more meshes than lie before it/);
  });
});

/** Edges that belong to one triangle only. */
function openEdges(triangles: Uint32Array): number {
  const uses = new Map<string, number>();
  for (let t = 0; t < triangles.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      const edge = [triangles[t + k], triangles[t + ((k + 1) % 3)]].sort((a, b) => a - b).join(' ');
      uses.set(edge, (uses.get(edge) ?? 0) + 1);
    }
  }
  return [...uses.values()].filter(count => count === 1).length;
}
