import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { DecodedScene } from '../../../../kernel-helpers/contract/scene/decode.js';
import type { DecodedSkeletons } from '../../../../kernel-helpers/contract/scene/skeletons.js';
import { fixture, memory, sceneFrom } from './disk-source';

const read = (path: string): Record<string, Record<string, never>> =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../../fixtures/precomputed/${path}`, import.meta.url)), 'utf8'));
/** What cloud-volume reads. */
const expected = read('skeletons/expected.json') as unknown as Record<
  string,
  Record<string, { positionsNm: number[]; attributes: { radius: number[] } }>
>;
/** Ascending as numbers, beyond 2^53 and 2^63. */
const ids = ['1', '864691135571546917', '9223372036854775813', '18446744073709551614'];

const skeletonsOf = (decoded: DecodedScene): DecodedSkeletons =>
  decoded.items.find(item => item.kind === 'skeletons') as DecodedSkeletons;

/** Rows of x, y, z, radius, in an order of their own. */
function sorted(positionsNm: ArrayLike<number>, radiiNm: ArrayLike<number>): number[][] {
  return Array.from({ length: radiiNm.length }, (_, i) => [
    positionsNm[3 * i],
    positionsNm[3 * i + 1],
    positionsNm[3 * i + 2],
    radiiNm[i],
  ]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

describe('a folder of skeletons', () => {
  test.each([
    ['compartment', 1],
    // packed by gzip
    ['files', 1],
    // turned, shifted, and 16 nm a unit
    ['all-types', 16],
  ])('%s is drawn as cloud-volume reads it, positions and radii in nm', async (folder, unitNm) => {
    const { scene, decoded } = await sceneFrom(fixture(`skeletons/${folder}`));
    expect(scene.cells.map(({ id, label }) => [id, label])).toEqual(ids.map(id => [id, id]));
    expect(new Set(scene.cells.map(({ color }) => color)).size).toBe(4);
    expect(scene).toMatchObject({ title: 'seg', axes: 'volume', notes: [] });
    const { item, positionsNm, radiiNm, firstNode } = skeletonsOf(decoded);
    const steps = item.packed.stepNm;
    ids.forEach((id, n) => {
      const own = expected[folder][id];
      const [from, to] = [firstNode[n], firstNode[n + 1]];
      const drawn = sorted(positionsNm.slice(3 * from, 3 * to), radiiNm.slice(from, to));
      const told = sorted(
        own.positionsNm,
        own.attributes.radius.map(radius => Math.max(1, radius * unitNm)),
      );
      expect(drawn.length).toBe(told.length);
      drawn.forEach((row, i) => {
        for (const k of [0, 1, 2]) expect(Math.abs(row[k] - told[i][k])).toBeLessThanOrEqual(0.51 * steps[k] + 1e-3);
        expect(Math.abs(Math.log(row[3] / told[i][3]))).toBeLessThan(0.02);
      });
    });
  });

  test('in shards is not read: the message has the code that does', async () => {
    const error = await sceneFrom(fixture('skeletons/sharded')).catch(error => error);
    expect(error.message).toMatch(/^data\/seg lies in shards, of which JupyterLab can send no part/);
    expect(error.code).toEqual([
      'const skeletons = await precomputed.openSkeletons(precomputed.openStore("data/seg"));',
      "const read = await skeletons.readMany(['ID']);",
      'viewer(read.map(one => ({ id: one.id, skeleton: one.toSkeleton() })))',
    ]);
  });

  test('of more than a tab takes shows the first, and says how to see the others', async () => {
    const { scene } = await sceneFrom(fixture('skeletons/compartment'), { limits: { neurons: 2 } });
    expect(scene.cells.map(({ id }) => id)).toEqual(['1', '864691135571546917']);
    expect(scene.notes[0]).toMatch(/^2 of 4 skeletons are shown: a tab takes no more\. Others, in a notebook/);
    expect(scene.notes[0]).toContain("readMany(['9223372036854775813'])");
    const few = await sceneFrom(fixture('skeletons/files'), { limits: { bytes: 500 } });
    expect(few.scene.cells.length).toBeLessThan(4);
    expect(few.scene.notes[0]).toMatch(/of 4 skeletons are shown/);
  });

  test('shows what was read when the reader stops it, and nothing when that is nothing', async () => {
    const stop = new AbortController();
    const source = fixture('skeletons/compartment');
    const { scene } = await sceneFrom(
      {
        ...source,
        // the last three never come
        read: path => (path === 'info' || path === '1' ? source.read(path) : new Promise(() => {})),
      },
      { signal: stop.signal, onProgress: ({ done }) => done === 1 && stop.abort() },
    );
    expect(scene.cells.map(({ id }) => id)).toEqual(['1']);
    expect(scene.notes).toEqual(['Reading was stopped: 1 of 4 skeletons are shown.']);
    await expect(sceneFrom(source, { signal: AbortSignal.abort() })).rejects.toThrow();
  });
});

/** Little-endian words: nodes, edges, positions, edges. */
function encoded(positions: number[], edges: number[]): Uint8Array {
  const words = [
    positions.length / 3,
    edges.length / 2,
    ...new Uint32Array(Float32Array.from(positions).buffer),
    ...edges,
  ];
  return new Uint8Array(Uint32Array.from(words).buffer);
}

describe('a folder of skeletons with damage', () => {
  const info = { '@type': 'neuroglancer_skeletons' };
  const whole = encoded([0, 0, 0, 9, 0, 0, 9, 9, 0], [0, 1, 1, 2]);

  test('shows the others, and names the first that is broken', async () => {
    const lying = Uint8Array.from(whole);
    lying.set([255, 255, 255, 255]);
    const nan = encoded([0, 0, Number.NaN, 9, 0, 0], [0, 1]);
    const { scene } = await sceneFrom(memory({ info, 5: whole, 6: lying, 7: nan, 8: encoded([], []), notes: info }));
    expect(scene.cells.map(({ id }) => id)).toEqual(['5']);
    expect(scene.notes).toEqual([
      expect.stringMatching(/^3 of 4 skeletons cannot be read\. The first: precomputed skeleton 6 byte 8 ends inside/),
    ]);
    await expect(sceneFrom(memory({ info, 7: nan }))).rejects.toThrow('skeleton 7 byte 16 z of node 0 is not finite');
    await expect(sceneFrom(memory({ info }))).rejects.toThrow('data/seg holds no skeleton');
    // 34 bytes of info, 60 of the skeleton
    const tooMuch = sceneFrom(memory({ info, 5: whole }), { limits: { bytes: 90 } });
    await expect(tooMuch).rejects.toThrow('5 is too large to be read into a tab, which takes 0 MiB');
  });

  test('leaves out edges that close a loop, and says so', async () => {
    const ring = encoded([0, 0, 0, 9, 0, 0, 9, 9, 0], [0, 1, 1, 2, 2, 0]);
    const { scene, decoded } = await sceneFrom(memory({ info, 5: ring, 6: whole }));
    expect(skeletonsOf(decoded).nodeCount).toBe(6);
    expect(scene.notes).toEqual(['An edge of 1 skeleton closes a loop, and is not drawn.']);
  });

  test('takes as ids what are 64-bit numbers, and lines where there are no radii', async () => {
    const source = memory({ info, 18446744073709551616: whole, '007': whole, '1.txt': whole, '-1': whole, 0: whole });
    const { scene, decoded } = await sceneFrom(source);
    expect(scene.cells.map(({ id }) => id)).toEqual(['0']);
    expect(skeletonsOf(decoded).item.radiusScale).toBe(0);
  });
});

/** One triangle, its corner shifted along x. */
function fragment(x = 0): Uint8Array {
  const words = Uint32Array.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]);
  new Float32Array(words.buffer).set([x, 0, 0, x + 8, 0, 0, x, 8, 0], 1);
  return new Uint8Array(words.buffer);
}

async function extentOfMeshes(
  files: Record<string, object>,
): Promise<{ ids: string[]; triangles: number[]; xNm: number[] }> {
  const { scene, decoded } = await sceneFrom(memory(files));
  const [item] = decoded.items;
  if (item.kind !== 'meshes') throw new Error(item.kind);
  const ends = item.meshes.map(({ part, quantised }) => {
    const xs = quantised.filter((_, i) => i % 4 === 0);
    return part.originNm[0] + Math.max(...xs) * part.stepNm[0];
  });
  return {
    ids: item.item.parts.map(({ cell }) => scene.cells[cell].id),
    triangles: item.item.parts.map(({ triangleCount }) => triangleCount),
    xNm: ends.map(Math.round),
  };
}

describe('a folder of surfaces', () => {
  const info = { '@type': 'neuroglancer_legacy_mesh' };
  const lists = { '7:0': { fragments: ['7:0:a', 'deep/b'] }, '7:0:a': fragment(), 'deep/b': fragment(100) };

  test('joins the fragments of each list', async () => {
    const two = { ...lists, info, '18446744073709551614:0': { fragments: ['7:0:a'] } };
    expect(await extentOfMeshes(two)).toEqual({ ids: ['7', '18446744073709551614'], triangles: [2, 1], xNm: [108, 8] });
  });

  test('may be without info, or have a transform to nm', async () => {
    expect((await extentOfMeshes(lists)).xNm).toEqual([108]);
    const transform = [4, 0, 0, 10, 0, 4, 0, 0, 0, 0, 40, 0];
    expect((await extentOfMeshes({ ...lists, info: { ...info, transform } })).xNm).toEqual([442]);
  });

  test('cannot lead out of itself', async () => {
    for (const name of ['../secret', '/etc/passwd', 'a/../../b', 'a\\b', '']) {
      const source = memory({ info, '7:0': { fragments: [name] } });
      await expect(sceneFrom(source), name).rejects.toThrow('7:0 names what is not in its folder');
      expect(source.reads).toEqual(['info', '7:0']);
    }
  });

  test('says what is missing, wrong, or for a notebook only', async () => {
    const gone = memory({ info, '7:0': { fragments: ['a'] } });
    await expect(sceneFrom(gone)).rejects.toThrow(
      'a is not there: received no file, expected the fragment that 7:0 names',
    );
    await expect(sceneFrom(memory({ info, '7:0': { fragments: [7] } }))).rejects.toThrow(
      '7:0 fragments[0] is not valid',
    );
    await expect(sceneFrom(memory({ info, '7:0': { fragments: [] } }))).rejects.toThrow('surface 7 is empty');
    const draco = { info, '7:0': { fragments: ['a'] }, a: new TextEncoder().encode('DRACO and so on') };
    await expect(sceneFrom(memory(draco))).rejects.toMatchObject({
      message: expect.stringContaining('packed by Draco'),
      code: [expect.stringContaining('openMeshes'), "viewer(await meshes.readMany(['7']))"],
    });
    const lods = { '@type': 'neuroglancer_multilod_draco', vertex_quantization_bits: 10, lod_scale_multiplier: 1 };
    await expect(sceneFrom(memory({ info: lods, 7: fragment() }))).rejects.toMatchObject({
      message: expect.stringContaining('several levels of detail'),
      code: [expect.stringContaining('openMeshes(precomputed.openStore("data/seg"))'), expect.any(String)],
    });
  });
});

describe('a volume', () => {
  const scale = {
    key: '8_8_40',
    encoding: 'raw',
    resolution: [8, 8, 40],
    size: [100, 50, 10],
    voxel_offset: [10, 0, -5],
    chunk_sizes: [[64, 64, 64]],
  };
  const volume = {
    '@type': 'neuroglancer_multiscale_volume',
    type: 'segmentation',
    data_type: 'uint64',
    num_channels: 1,
    scales: [scale],
  };
  const skeleton = encoded([0, 0, 0, 9, 0, 0], [0, 1]);

  test('is its box, with the skeletons and surfaces it names, one neuron where they have one id', async () => {
    const { scene } = await sceneFrom(
      memory({
        info: { ...volume, mesh: 'mesh/', skeletons: './skel' },
        'mesh/7:0': { fragments: ['f'] },
        'mesh/f': fragment(),
        'skel/info': { '@type': 'neuroglancer_skeletons' },
        'skel/7': skeleton,
        'skel/8': skeleton,
      }),
    );
    expect(scene.cells.map(({ id }) => id)).toEqual(['7', '8']);
    expect(scene.items.map(({ kind }) => kind)).toEqual(['skeletons', 'meshes', 'box']);
    expect(scene.items[2]).toMatchObject({ minNm: [80, 0, -200], maxNm: [880, 400, 200] });
    expect(scene.items[1]).toMatchObject({ opacity: 0.35, parts: [{ cell: 0 }] });
    expect(scene.notes).toEqual([expect.stringContaining('precomputed.openVolume(precomputed.openStore("data/seg"))')]);
  });

  test('says of each part why it is not shown, and stays in its folder', async () => {
    const source = memory({
      info: { ...volume, mesh: '../../other', skeletons: 'skel' },
      'skel/info': { '@type': 'x' },
    });
    const { scene } = await sceneFrom(source);
    expect(scene.items.map(({ kind }) => kind)).toEqual(['box']);
    expect(scene.notes.slice(1)).toEqual([
      expect.stringContaining('skel/info @type is not valid: received "x"'),
      'info mesh names what is not in its folder: received "../../other", expected a path below it',
    ]);
    expect(source.reads).toEqual(['info', 'skel/info']);
  });

  test('without scales is what it names, or the reason why that cannot be shown', async () => {
    const own = { 'skel/info': { '@type': 'neuroglancer_skeletons' }, 'skel/7': skeleton };
    const { scene } = await sceneFrom(memory({ info: { skeletons: 'skel' }, ...own }));
    expect(scene.items.map(({ kind }) => kind)).toEqual(['skeletons']);
    await expect(sceneFrom(memory({ info: { skeletons: 'none' } }))).rejects.toThrow('none/info is not there');
  });
});

test('other folders say what they are, or that they are none', async () => {
  const properties = { '@type': 'neuroglancer_segment_properties' };
  await expect(sceneFrom(memory({ info: properties }))).rejects.toMatchObject({
    code: ['(await precomputed.openSegmentProperties(precomputed.openStore("data/seg"))).table'],
  });
  await expect(sceneFrom(memory({ info: { '@type': '__proto__' } }))).rejects.toThrow('received @type "__proto__"');
  await expect(sceneFrom(memory({ info: [1] }))).rejects.toThrow('precomputed info info is not valid: received [1]');
  await expect(sceneFrom(memory({ info: new TextEncoder().encode('hello') }))).rejects.toThrow('is not JSON');
  await expect(sceneFrom(memory({ 'readme.md': {} }))).rejects.toThrow('data/seg has no file "info"');
  await expect(sceneFrom(memory({}))).rejects.toThrow('data/seg is not there');
});
