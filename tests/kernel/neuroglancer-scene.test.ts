import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkScene } from '../../kernel-helpers/contract/scene/check.js';
import { unpackPoints } from '../../kernel-helpers/contract/scene/points.js';
import { minnie65 } from '../../kernel-helpers/core/transforms.js';
import { viewer } from '../../kernel-helpers/display/viewer/index.js';
import { InvalidArgumentError, NotFoundError, UnsupportedError } from '../../kernel-helpers/errors.js';
import * as neuroglancer from '../../kernel-helpers/kernel/neuroglancer.js';
import { type FileServer, serveFolder, startFileServer } from '../io/source/file-server.js';
import { VOLUME, writePrecomputed } from '../ui/precomputed-folder.js';

const [FIRST, SECOND] = VOLUME.ids.map(BigInt);
/** Has a surface and no skeleton. */
const SURFACE = 77n;
/** Has a skeleton that promises more than there is. */
const DAMAGED = 78n;

let server: FileServer;
let folder: string;

beforeAll(async () => {
  server = await startFileServer();
  folder = mkdtempSync(join(tmpdir(), 'connectome-link-'));
  process.env.CONNECTOME_CACHE = join(folder, 'cache');
  writePrecomputed(join(folder, 'data'));
  const seg = join(folder, 'data', 'seg');
  const info = JSON.parse(readFileSync(join(seg, 'info'), 'utf8'));
  writeFileSync(join(seg, 'info'), JSON.stringify({ ...info, mesh: 'mesh' }));
  mkdirSync(join(seg, 'mesh'));
  writeFileSync(join(seg, 'mesh', 'info'), '{"@type":"neuroglancer_legacy_mesh"}');
  const fragment = new Uint32Array([3, ...new Array(9).fill(0), 0, 1, 2]);
  new Float32Array(fragment.buffer).set([8, 0, 0, 0, 8, 0, 0, 0, 40], 1);
  for (const id of [FIRST, SURFACE]) {
    writeFileSync(join(seg, 'mesh', `${id}:0`), JSON.stringify({ fragments: [`${id}:0:0`] }));
    writeFileSync(join(seg, 'mesh', `${id}:0:0`), new Uint8Array(fragment.buffer));
  }
  writeFileSync(join(seg, 'skeletons', DAMAGED.toString()), Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0));
  serveFolder(server, folder);
});

afterAll(async () => {
  delete process.env.CONNECTOME_CACHE;
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const source = (): neuroglancer.VolumeSource => ({
  voxelSizeNm: VOLUME.voxelSizeNm,
  image: `${server.origin}/data/em`,
  segmentation: `${server.origin}/data/seg`,
});
const camera = { target: [768, 640, 800], azimuth: 0.5, elevation: 0.2, roll: 0.1, distance: 9000 } as const;

describe('a link', () => {
  test('is a view of the same neurons, in the same colours, from the same place, the same ones hidden', async () => {
    const link = neuroglancer.link({
      source: source(),
      ids: [FIRST],
      hiddenIds: [SECOND],
      colors: { [FIRST.toString()]: '#ff7700', [SECOND.toString()]: '#00aaff' },
      camera,
      title: 'Two neurites',
    });
    const made = await neuroglancer.scene(link);
    expect(made.neurons.map(({ id, skeleton }) => [id, skeleton.nodeCount])).toEqual([
      [FIRST, 40],
      [SECOND, 40],
    ]);
    // The first node lies in the middle of the neurite: voxels of 16 × 16 × 40 nm.
    expect([...made.neurons[0].skeleton.positionsNm.slice(0, 3)]).toEqual([512, 640, 0]);
    expect(made.missing.size).toBe(0);
    const scene = checkScene(JSON.parse(JSON.stringify(await viewer(made).scene())));
    expect(scene.cells.map(({ id, color }) => [id, color])).toEqual([
      [FIRST.toString(), '#ff7700'],
      [SECOND.toString(), '#00aaff'],
    ]);
    expect([scene.title, scene.axes, scene.synthetic]).toEqual(['Two neurites', 'volume', false]);
    expect(scene.view?.hidden).toEqual([SECOND.toString()]);
    const seen = scene.view?.camera;
    expect(seen?.target).toEqual([768, 640, 800]);
    expect(seen?.distance).toBeCloseTo(9000, 6);
    for (const angle of ['azimuth', 'elevation', 'roll'] as const) expect(seen?.[angle]).toBeCloseTo(camera[angle], 9);
    expect(scene.source).toEqual({
      voxelSizeNm: [16, 16, 40],
      image: `precomputed://${server.origin}/data/em`,
      segmentation: `precomputed://${server.origin}/data/seg`,
    });
    expect(scene.notes).toEqual(['Images are not shown here: "image".']);
  });

  test('has surfaces where there are no skeletons, or where surfaces are asked for', async () => {
    const link = neuroglancer.link({ source: source(), ids: [FIRST, SURFACE] });
    const made = await neuroglancer.scene(link);
    expect([made.neurons.map(({ id }) => id), made.meshes.map(({ id }) => id)]).toEqual([[FIRST], [SURFACE]]);
    expect(made.meshes[0].triangleCount).toBe(1);
    const solid = await neuroglancer.scene(link, { show: 'meshes' });
    expect([solid.neurons, solid.meshes.map(({ id }) => id)]).toEqual([[], [FIRST, SURFACE]]);
    await expect(neuroglancer.scene(link, { show: 'volumes' as never })).rejects.toThrow(InvalidArgumentError);
  });

  test('shows what can be read, and names what cannot, with the reason', async () => {
    const link = neuroglancer.link({ source: source(), ids: [FIRST, 12n, 13n] });
    const { missing, notes, neurons } = await neuroglancer.scene(link);
    expect(neurons.map(({ id }) => id)).toEqual([FIRST]);
    expect([...missing.keys()]).toEqual([12n, 13n]);
    expect(missing.get(12n)).toBe(`not in ${server.origin}/data/seg`);
    expect(notes?.[0]).toBe(`Not read: 2 segments 12, 13 (not in ${server.origin}/data/seg).`);
  });

  test('with a damaged file among its neurons shows the others, and ends with the cell that reads it', async () => {
    const link = neuroglancer.link({ source: source(), ids: [FIRST, DAMAGED] });
    const { missing, neurons } = await neuroglancer.scene(link);
    expect(neurons.map(({ id }) => id)).toEqual([FIRST]);
    expect(missing.get(DAMAGED)).toContain(`/seg/skeletons/${DAMAGED}`);
    const stopped = AbortSignal.abort(new DOMException('the cell was stopped', 'AbortError'));
    await expect(neuroglancer.scene(link, { signal: stopped })).rejects.toThrow('the cell was stopped');
  });

  test('of which nothing can be read is an error that says why of every segment', async () => {
    const gone = neuroglancer.link({
      source: { voxelSizeNm: [4, 4, 40], segmentation: `${server.origin}/nowhere` },
      ids: [5n, 6n],
    });
    const failure = await neuroglancer.scene(gone).catch(error => error);
    expect(failure).toBeInstanceOf(NotFoundError);
    expect(failure.message).toContain('received 2 segments, none of which can be read');
    expect(failure.message).toContain(`Not read: 2 segments 5, 6 (precomputed info ${server.origin}/nowhere/info is`);
    const elsewhere = {
      layers: [{ type: 'segmentation', name: 'a', source: 'dvid://https://host/x', segments: ['1'] }],
    };
    await expect(neuroglancer.scene(elsewhere)).rejects.toThrow('dvid://https://host/x is no precomputed folder');
    const near = {
      layers: [{ type: 'segmentation', name: 'a', source: 'precomputed://file:///etc', segments: ['1'] }],
    };
    await expect(neuroglancer.scene(near)).rejects.toThrow('is no public address');
    await expect(neuroglancer.scene({ layers: [] })).rejects.toThrow('a link without segments and annotations');
  });

  test('of the graph that asks for a login shows what is in its public versions, and says so', async () => {
    const mirror = join(folder, 'mirror');
    const versions = ['seg_m1300', 'seg_m943', 'seg_m343', 'seg'];
    for (const version of versions) {
      const place = join(mirror, 'storage.googleapis.com/iarpa_microns/minnie/minnie65', version);
      mkdirSync(join(place, 'mesh'), { recursive: true });
      writeFileSync(join(place, 'info'), '{"type":"segmentation","scales":[],"mesh":"mesh"}');
      if (version !== 'seg_m1300') continue;
      for (const file of ['info', `${SURFACE}:0`, `${SURFACE}:0:0`]) {
        writeFileSync(join(place, 'mesh', file), readFileSync(join(folder, 'data/seg/mesh', file)));
      }
    }
    process.env.CONNECTOME_MIRROR = mirror;
    try {
      const graph = 'graphene://middleauth+https://minnie.microns-daf.com/segmentation/table/minnie65_public';
      const layer = { type: 'segmentation', name: 'cells', source: graph, segments: [SURFACE.toString()] };
      const made = await neuroglancer.scene({ layers: [layer] });
      expect(made.meshes.map(({ id }) => id)).toEqual([SURFACE]);
      expect(made.notes).toEqual(['1 segment is read from the public copy of version 1300, without a login.']);
    } finally {
      delete process.env.CONNECTOME_MIRROR;
    }
  });

  test('that only a server knows is refused in words', async () => {
    const stored = 'https://spelunker.cave-explorer.org/#!middleauth+https://global.daf-apis.com/nglstate/api/v1/12';
    await expect(neuroglancer.scene(stored)).rejects.toThrow(UnsupportedError);
    await expect(neuroglancer.scene(stored)).rejects.toThrow('keeps its state on a server');
  });

  test('is read under a flat pia where that is asked for, and looked at from the same place there', async () => {
    const link = neuroglancer.link({ source: source(), ids: [FIRST], camera });
    const made = await neuroglancer.scene(link, { transform: 'minnie65' });
    const [x, y, z] = minnie65.toPiaUm([512, 640, 0]);
    const first = made.neurons[0].skeleton.positionsNm;
    for (const [k, um] of [x, y, z].entries()) expect(first[k]).toBeCloseTo(um * 1000, 0);
    const target = minnie65.toPiaUm(camera.target).map(um => um * 1000);
    made.view?.camera?.target.forEach((at, k) => void expect(at).toBeCloseTo(target[k], 3));
    expect(made.options?.axes).toBe('cortex');
  });
});

describe('annotations', () => {
  const layer = (annotations: readonly neuroglancer.Annotation[]): neuroglancer.AnnotationLayer => ({
    name: 'marks',
    color: '#cc0000',
    annotations,
  });

  test('are points, boxes and rows of points of their colour', async () => {
    const made = await neuroglancer.scene(
      neuroglancer.link({
        source: source(),
        camera,
        annotations: [
          layer([
            { kind: 'point', positionNm: [16, 32, 80] },
            { kind: 'point', positionNm: [160, 320, 400] },
            { kind: 'box', minNm: [800, 160, 400], maxNm: [160, 320, 0], description: 'a box' },
            { kind: 'line', startNm: [0, 0, 0], endNm: [0, 0, 4800] },
            { kind: 'ellipsoid', centerNm: [160, 160, 400], radiiNm: [80, 80, 640] },
          ]),
        ],
      }),
    );
    const { items, notes } = await viewer(made).scene();
    expect(items.map(item => [item.kind, item.name, 'color' in item && item.color])).toEqual([
      ['points', 'marks', '#cc0000'],
      ['points', 'marks: lines', '#cc0000'],
      ['points', 'marks: ellipsoids', '#cc0000'],
      ['box', 'a box', '#cc0000'],
    ]);
    const [marks, line, balls, box] = items;
    if (marks.kind !== 'points' || line.kind !== 'points' || balls.kind !== 'points') throw new Error('no points');
    expect([...unpackPoints(marks, '', 0).positionsNm].sort((a, b) => a - b)).toEqual([16, 32, 80, 160, 320, 400]);
    // 9000 nm away a picture is 3174 nm high: a point is 1/150 of it.
    expect(marks.radiusNm).toBeCloseTo(21.16, 2);
    const row = unpackPoints(line, '', 0).positionsNm.filter((_, i) => i % 3 === 2);
    expect([row.length, Math.min(...row), Math.max(...row)]).toEqual([49, 0, 4800]);
    expect(unpackPoints(balls, '', 0).radiiNm?.[0]).toBeCloseTo(160, 0);
    expect(box).toMatchObject({ minNm: [160, 160, 0], maxNm: [800, 320, 400] });
    expect(notes).toEqual([
      'Lines of "marks" are drawn as rows of points.',
      'Ellipsoids of "marks" are drawn as spheres of the same volume.',
      'Images are not shown here: "image".',
    ]);
  });

  test('stand where the transform of their layer puts them', async () => {
    const { state } = neuroglancer.parse(
      neuroglancer.link({ source: source(), annotations: [layer([{ kind: 'point', positionNm: [16, 32, 80] }])] }),
    );
    const marks = (state.layers as neuroglancer.LayerState[]).find(({ type }) => type === 'annotation');
    const { url, transform } = (marks as neuroglancer.LayerState).source as { url: string; transform: object };
    // x and y change places, and all is moved by 10 voxels along z.
    const matrix = [
      [0, 1, 0, 0],
      [1, 0, 0, 0],
      [0, 0, 1, 10],
    ];
    const moved = { ...state, layers: [{ ...marks, source: { url, transform: { ...transform, matrix } } }] };
    const made = await neuroglancer.scene(moved);
    expect(made.shown).toMatchObject([{ points: Float64Array.of(32, 16, 480), name: 'marks' }]);
    expect(made.link.ignored).toEqual([]);
  });

  test('that are switched off, or kept elsewhere, are named', async () => {
    const { state } = neuroglancer.parse(
      neuroglancer.link({
        source: source(),
        ids: [FIRST],
        annotations: [layer([{ kind: 'point', positionNm: [0, 0, 0] }])],
      }),
    );
    const layers = (state.layers as neuroglancer.LayerState[]).map(one =>
      one.type === 'annotation' ? { ...one, visible: false } : one,
    );
    const kept = { type: 'annotation', name: 'synapses', source: 'precomputed://gs://bucket/synapses' };
    const { notes } = await neuroglancer.scene({ ...state, layers: [...layers, kept] });
    expect(notes).toContain('The annotations "marks" are switched off in the link, and left out.');
    expect(notes).toContain('The annotations "synapses" are kept elsewhere: precomputed.openAnnotations reads them.');
  });
});

test('what a link says beyond the limits of a view is cut short, and the view is still one', async () => {
  const boxes = Array.from({ length: 302 }, () => ({ kind: 'box', minNm: [0, 0, 0], maxNm: [8, 8, 40] }) as const);
  const { state } = neuroglancer.parse(
    neuroglancer.link({
      source: source(),
      camera: { ...camera, target: [1e15, 0, 0] },
      annotations: ['a', 'b'].map(name => ({ name: name.repeat(20_000), annotations: boxes })),
      title: 't'.repeat(20_000),
    }),
  );
  const far = {
    type: 'segmentation',
    name: 'far',
    source: `precomputed://${server.origin}/${'x'.repeat(3000)}`,
    segments: ['1'],
  };
  const made = await neuroglancer.scene({ ...state, layers: [far, ...(state.layers as object[])] });
  const scene = checkScene(await viewer(made).scene());
  expect([scene.items.length, scene.title.length, scene.view, scene.source]).toEqual([
    500,
    10_000,
    undefined,
    undefined,
  ]);
  expect(scene.notes).toContain('Of 600 boxes and layers of points, 500 are shown.');
});

test('options of the viewer stand before what the link says', async () => {
  const link = neuroglancer.link({ source: source(), ids: [FIRST], colors: ['#ff7700'], title: 'Theirs' });
  const made = await neuroglancer.scene(link);
  const mine = await viewer(made, { title: 'Mine', colors: { [FIRST.toString()]: '#112233' } }).scene();
  expect([mine.title, mine.cells[0].color]).toEqual(['Mine', '#112233']);
  const typed = await viewer(made, { colorBy: 'neuron' }).scene();
  expect(typed.cells[0].color).not.toBe('#ff7700');
});
