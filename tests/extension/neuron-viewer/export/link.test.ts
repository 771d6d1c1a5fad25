import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ICamera } from '../../../../extension/neuron-viewer/camera/camera.js';
import { cameraAxes } from '../../../../extension/neuron-viewer/camera/camera.js';
import { fromSceneCamera } from '../../../../extension/neuron-viewer/camera/stored-camera.js';
import type { IExportedScene } from '../../../../extension/neuron-viewer/export/exported-scene.js';
import { exportLink, neuroglancerState } from '../../../../extension/neuron-viewer/export/link.js';
import { decodeScene } from '../../../../kernel-helpers/contract/scene/decode.js';
import type { Scene } from '../../../../kernel-helpers/contract/scene/scene.js';
import { parse, type View } from '../../../../kernel-helpers/core/neuroglancer/index.js';
import { box, cell, paint, points, rod, sceneOf, skeletons } from '../../../ui/viewer/scenes.js';
import { untranslated } from '../translation.js';

const cells = [cell(0), cell(1), cell(2)];
const camera: ICamera = {
  target: [700, 300, 850],
  azimuth: 0.4,
  elevation: 0.2,
  roll: 0.1,
  distance: 500,
  projection: 'perspective',
};

async function exported(scene: Partial<Scene>, given: Partial<IExportedScene> = {}): Promise<IExportedScene> {
  const items = scene.items ?? [skeletons([rod(1000, 100, 3)])];
  const decoded = await decodeScene({ ...sceneOf(cells, items, { synthetic: false, axes: 'volume', ...scene }) });
  return { decoded, camera, hidden: new Set(), hiddenItems: new Set(), view: {}, ...given };
}

const usual = { source: undefined, site: 'neuroglancer' };
const linked = (scene: IExportedScene, transform?: 'minnie65'): View =>
  parse(String(exportLink(scene, usual, untranslated).content), { ...(transform ? { transform } : {}) });
const source = { voxelSizeNm: [8, 8, 33], segmentation: 'precomputed://gs://h01-release/seg' } as const;

test('a link and the state of the tab hold the same', async () => {
  const scene = await exported({ title: 'Three cells' }, { hidden: new Set([1]) });
  const { state } = neuroglancerState(scene, undefined, untranslated);
  expect(linked(scene).state).toEqual(JSON.parse(JSON.stringify(state)));
  expect(state.title).toBe('Three cells');
});

describe('the way back from a link', () => {
  const angle = fc.double({ min: -3, max: 3, noNaN: true });
  const um = fc.double({ min: -2000, max: 2000, noNaN: true });
  const anyCamera: fc.Arbitrary<ICamera> = fc.record({
    target: fc.tuple(um, um, um),
    azimuth: angle,
    elevation: fc.double({ min: -1.5, max: 1.5, noNaN: true }),
    roll: angle,
    distance: fc.double({ min: 0.1, max: 20_000, noNaN: true }),
    projection: fc.constantFrom<ICamera['projection'][]>('perspective', 'orthographic'),
  });

  test.each(['volume', 'cortex'] as const)('leads to the same ids, colours and place of a %s', async axes => {
    const one = await exported({ axes });
    const frame = axes === 'cortex' ? 'minnie65' : undefined;
    fc.assert(
      fc.property(anyCamera, fc.subarray([0, 1, 2]), (looked, hidden) => {
        const view = linked({ ...one, camera: looked, hidden: new Set(hidden) }, frame);
        const isHidden = (_: unknown, n: number): boolean => hidden.includes(n);
        expect(view.hiddenIds.map(String)).toEqual(cells.filter(isHidden).map(({ id }) => id));
        const shown = cells.filter((_, n) => !isHidden(_, n));
        expect(view.ids.map(String)).toEqual(shown.map(({ id }) => id));
        expect([...view.colors.values()]).toEqual(shown.map(({ color }) => color));
        if (!view.camera) throw new Error('the link has no camera');
        const back = fromSceneCamera(view.camera);
        expect(back.projection).toBe(looked.projection);
        expect(back.distance / looked.distance).toBeCloseTo(1, 9);
        back.target.forEach((at, k) => void expect(at).toBeCloseTo(looked.target[k], 6));
        const [axesBack, axesLooked] = [cameraAxes(back), cameraAxes(looked)];
        for (const name of ['right', 'up', 'forward'] as const) {
          axesBack[name].forEach((at, k) => void expect(at).toBeCloseTo(axesLooked[name][k], 6));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('leads to boxes and a few points', async () => {
    const synapses = points({
      positionsNm: Float32Array.of(0, 0, 0, 8, 16, 33),
      ids: BigUint64Array.of(5n, 2n ** 60n + 1n),
      cells: Int32Array.of(-1, 2),
    });
    const items = [{ ...synapses, color: '#cc0000' }, box([0, 0, 0], [80, 80, 330])];
    const scene = await exported({ items, source });
    expect(linked(scene).annotations).toEqual([
      {
        name: 'synapses',
        color: '#cc0000',
        annotations: [
          { kind: 'point', positionNm: [0, 0, 0], id: '5' },
          { kind: 'point', positionNm: [8, 16, 33], id: '1152921504606846977', cells: [BigInt(cells[2].id)] },
        ],
      },
      { name: 'imaged volume', annotations: [{ kind: 'box', minNm: [0, 0, 0], maxNm: [80, 80, 330], id: '0' }] },
    ]);
    const twins = [box([0, 0, 0], [8, 8, 33]), { ...box([0, 0, 0], [8, 8, 33]), key: 'b', name: 'image' }];
    const named = [...twins, { ...twins[0], key: 'c' }];
    const layers = linked(await exported({ items: named, source })).annotations.map(({ name }) => name);
    expect(layers).toEqual(['imaged volume', 'image 2', 'imaged volume 2']);
    expect(linked({ ...scene, hiddenItems: new Set(['points', 'box']) }).annotations).toEqual([]);
  });
});

describe('the volume', () => {
  const layersOf = (scene: IExportedScene): readonly string[] =>
    linked(scene).layers.flatMap(({ sources }) => sources.map(({ url }) => url));

  test('is the one that the scene knows', async () => {
    const scene = await exported({ source });
    expect(layersOf(scene)).toEqual(['precomputed://gs://h01-release/seg']);
    expect(linked(scene).voxelSizeNm).toEqual([8, 8, 33]);
    expect(exportLink(scene, usual, untranslated).notes).toEqual([]);
  });

  test('is minnie65 where nothing says it, and the reader is told so', async () => {
    const scene = await exported({});
    expect(layersOf(scene)[1]).toBe('precomputed://gs://iarpa_microns/minnie/minnie65/seg_m1300');
    expect(exportLink(scene, usual, untranslated).notes).toEqual(['ids taken for those of minnie65']);
    const named = exportLink(scene, { ...usual, source: 'minnie65-v943' }, untranslated);
    expect(named.notes).toEqual([]);
    expect(decodeURIComponent(String(named.content))).toContain('seg_m943');
    expect(() => exportLink(scene, { ...usual, source: 'moon' }, untranslated)).toThrow(
      'export-view source cannot be meant: received "moon"',
    );
  });

  test('is none for neurons that are made up', async () => {
    const scene = await exported({ synthetic: true });
    expect(() => neuroglancerState(scene, undefined, untranslated)).toThrow('these neurons are synthetic');
  });

  test('that is a folder of this computer is no link for others, but the tab shows it', async () => {
    const scene = await exported({ source: { ...source, segmentation: 'data/seg' } });
    expect(() => exportLink(scene, usual, untranslated)).toThrow('is a folder of this computer');
    const { state } = neuroglancerState(scene, undefined, untranslated);
    expect(parse(state).layers[0].sources[0].location).toBe('jupyter:data/seg');
  });
});

test('what a state has no place for is named', async () => {
  const many = points({ positionsNm: new Float32Array(3 * 201) });
  const painted = skeletons([rod(1000, 100, 3)], { paint: paint([0, 1, 1], { colors: ['#000000', '#ffffff'] }) });
  const items = [painted, many, box([0, 0, 0], [80, 80, 330])];
  const scene = await exported(
    { items, source, axes: 'cortex', layers: [{ name: 'L1 | L2/3', depthNm: 91_806 }] },
    { view: { selected: [cells[0].id] } },
  );
  expect(neuroglancerState(scene, undefined, untranslated).notes).toEqual([
    'without 201 synapses, imaged volume, colors along the neurons, layer planes, what is selected',
  ]);
});
