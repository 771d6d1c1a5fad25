import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Scene, SceneCamera } from '../../kernel-helpers/contract/scene/scene.js';
import type { Mesh } from '../../kernel-helpers/core/mesh.js';
import type { Neuron } from '../../kernel-helpers/core/skeleton.js';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import { openMeshes } from '../../kernel-helpers/io/precomputed/meshes.js';
import type { Store } from '../../kernel-helpers/io/source/store.js';
import { folderStore } from '../io/precomputed/folder-stores.js';
import { cloudVolumeFixtures } from '../io/precomputed/shared-fixtures.js';
import { mirror } from '../mirror.js';
import { launchBrowser } from './jupyterlab.js';
import { expectPicture } from './viewer/baseline.js';
import { box, bumpySphere, cell, meshes, paint, points, rod, sceneOf, skeletons } from './viewer/scenes.js';
import { openViewerPage, type ViewerPage } from './viewer-page.js';

/** Pictures are small: what they show is the same, and the repository stays light. */
const size = [420, 280] as const;

let browser: Browser;
let viewer: ViewerPage;
let neurons: readonly Neuron[];
let layers: Scene['layers'];

beforeAll(async () => {
  vi.stubEnv('CONNECTOME_MIRROR', mirror);
  browser = await launchBrowser();
  viewer = await openViewerPage(browser);
  const column = await datasets.open('synthetic-column');
  // One of each of five types, from the top down.
  const types = ['23P', '4P', '5P-ET', 'BC', 'MC'];
  neurons = types.map(type => column.neurons.find(neuron => neuron.type === type) as Neuron);
  layers = column.layers.map(layer => ({ name: layer.name, depthNm: layer.topUm * 1000 }));
});

afterAll(async () => {
  await viewer?.close();
  await browser?.close();
  vi.unstubAllEnvs();
});

/** The picture alone, without what stands on it in letters: fonts differ from machine to machine. */
async function picture(): Promise<Buffer> {
  const base64 = await viewer.page.evaluate(() =>
    (document.querySelector('.jp-ConnectomeViewer-canvas') as HTMLCanvasElement).toDataURL('image/png'),
  );
  return Buffer.from(base64.slice(base64.indexOf(',') + 1), 'base64');
}

async function expectScene(name: string, scene: Scene, { dark = false } = {}): Promise<void> {
  await viewer.show(scene, { dark, size });
  expectPicture(name, await picture());
}

const cells = () => neurons.map((neuron, n) => cell(n, { type: neuron.type }));
const trees = () => neurons.map(neuron => neuron.skeleton);
const five = (given: Partial<Scene> = {}, item: Parameters<typeof skeletons>[1] = {}): Scene =>
  sceneOf(cells(), [skeletons(trees(), item)], { layers, ...given });

/** Looks at a neuron's soma from so near that its neurites have a width. */
function near(neuron: Neuron, given: Partial<SceneCamera> = {}): SceneCamera {
  const [x, y, z] = neuron.skeleton.positionsNm;
  return { target: [x, y, z], azimuth: 0.4, elevation: 0.1, distance: 250_000, ...given };
}

describe('neurites and somata', () => {
  test('far away, on white', () => expectScene('skeletons-far-light', five()));
  test('far away, on dark', () => expectScene('skeletons-far-dark', five(), { dark: true }));
  test('near, on white', () => expectScene('skeletons-near-light', five({ view: { camera: near(neurons[2]) } })));
  test('near, on dark', () =>
    expectScene('skeletons-near-dark', five({ view: { camera: near(neurons[2]) } }), { dark: true }));
  test('as lines a pixel wide', () => expectScene('lines', five({}, { radiusScale: 0 })));
  test('three times as thick', () => expectScene('thick', five({}, { radiusScale: 3 })));
  test('see-through', () =>
    expectScene('skeletons-translucent', five({ view: { camera: near(neurons[2]) } }, { opacity: 0.35 })));
});

describe('colours of nodes', () => {
  const codes = () => trees().flatMap(tree => [...tree.compartments]);
  const compartments = () =>
    paint(codes(), {
      colors: ['#888888', '#222222', '#d55e00', '#0072b2', '#cc79a7'],
      labels: ['?', 'soma', 'axon', 'basal', 'apical'],
    });
  test('by compartment, on white', () => expectScene('compartments-light', five({}, { paint: compartments() })));
  test('by compartment, on dark', () =>
    expectScene('compartments-dark', five({}, { paint: compartments() }), { dark: true }));
  test('by a value along the tree', () => {
    const colors = Array.from(
      { length: 256 },
      (_, i) => `#${i.toString(16).padStart(2, '0')}40${(255 - i).toString(16).padStart(2, '0')}`,
    );
    const values = trees().flatMap(tree =>
      Array.from({ length: tree.nodeCount }, (_, i) => (255 * i) / tree.nodeCount),
    );
    return expectScene('values', five({}, { paint: paint(values, { colors }) }));
  });
});

describe('surfaces', () => {
  const balls = (): Mesh[] => [
    bumpySphere([0, 0, 0], 20_000, 40),
    bumpySphere([45_000, 5_000, 10_000], 14_000, 32, 0.25),
  ];
  const scene = async (given: Partial<Scene> = {}, item: Parameters<typeof meshes>[1] = {}): Promise<Scene> =>
    sceneOf([cell(0), cell(1)], [await meshes(balls(), item)], given);
  test('on white', async () => expectScene('meshes-light', await scene()));
  test('on dark', async () => expectScene('meshes-dark', await scene(), { dark: true }));
  test('see-through, with neurites inside, on white', async () => {
    const inside = skeletons([rod(70_000, 1500)], { key: 'inside' });
    const shell = await meshes(balls(), { opacity: 0.3 });
    await expectScene('meshes-translucent-light', sceneOf([cell(0), cell(1)], [inside, shell]));
  });
  test('see-through, with neurites inside, on dark', async () => {
    const inside = skeletons([rod(70_000, 1500)], { key: 'inside' });
    const shell = await meshes(balls(), { opacity: 0.3 });
    await expectScene('meshes-translucent-dark', sceneOf([cell(0), cell(1)], [inside, shell]), { dark: true });
  });
});

describe('points', () => {
  const columns = () => ({
    positionsNm: Float32Array.from({ length: 60 * 3 }, (_, i) => {
      const n = Math.floor(i / 3);
      return [(n - 30) * 1500, ((n % 3) - 1) * 2500, 0][i % 3];
    }),
    cells: Int32Array.from({ length: 60 }, (_, n) => n % 2),
    sides: Uint8Array.from({ length: 60 }, (_, n) => 1 + (n % 2)),
  });
  const both = [cell(0), cell(1)];
  const on = (given: Parameters<typeof points>[1] = {}): Scene =>
    sceneOf(both, [skeletons([rod(90_000, 500)]), points(columns(), { radiusNm: 600, ...given })]);
  test('synapses, outputs and inputs, on white', () => expectScene('synapses-light', on()));
  test('synapses, outputs and inputs, on dark', () => expectScene('synapses-dark', on(), { dark: true }));
  test('synapses, near', () =>
    expectScene('synapses-near', {
      ...on(),
      view: { camera: { target: [0, 0, 0], azimuth: 0, elevation: 0, distance: 40_000 } },
    }));
  test('somata, each with its radius', () => {
    const radiiNm = Float32Array.from({ length: 60 }, (_, n) => 300 + 40 * n);
    const somata = points({ ...columns(), radiiNm }, { role: 'somata' });
    return expectScene('somata', sceneOf(both, [somata]));
  });
  test('annotations, painted by category', () => {
    const codes = Array.from({ length: 60 }, (_, n) => n % 3);
    const marks = { role: 'points', paint: paint(codes, { colors: ['#0072b2', '#e69f00', '#cc79a7'] }) } as const;
    return expectScene('annotations', on(marks));
  });
});

describe('around the neurons', () => {
  test('layer planes and the box of a volume', () => {
    const [x, y, z] = neurons[1].skeleton.positionsNm;
    const about = box([x - 2e5, y - 2e5, z - 1e5], [x + 2e5, y + 2e5, z + 1e5]);
    return expectScene('planes-and-box', sceneOf(cells(), [skeletons(trees()), about], { layers }));
  });
});

describe('how it is looked at', () => {
  const camera = { target: [0, 0, 0], azimuth: 0.5, elevation: 0.2, distance: 400_000 } as const;
  const rods = () =>
    sceneOf(
      [0, 1, 2].map(n => cell(n)),
      [skeletons([0, 1, 2].map(n => rod(100_000, 2000, 2, [(n - 1) * 30_000, (n - 1) * 60_000])))],
    );
  test('orthographic: what is behind is as large as what is in front', () =>
    expectScene('orthographic', { ...rods(), view: { camera: { ...camera, projection: 'orthographic' } } }));
  test('rolled', () => expectScene('rolled', { ...rods(), view: { camera: { ...camera, roll: 0.6 } } }));
  test('hidden cells are not there, and the selected one stands out, on white', () =>
    expectScene('selected-light', five({ view: { selected: [cell(2).id], hidden: [cell(3).id] } })));
  test('hidden cells are not there, and the selected one stands out, on dark', () =>
    expectScene('selected-dark', five({ view: { selected: [cell(2).id], hidden: [cell(3).id] } }), { dark: true }));
});

describe.skipIf(mirror === undefined)('real cells', () => {
  const side = { azimuth: 0, elevation: 0 };
  const whole = (neuron: Neuron): SceneCamera => {
    const { positionsNm, nodeCount } = neuron.skeleton;
    const middle = [0, 1, 2].map(k => {
      let [least, most] = [Infinity, -Infinity];
      for (let i = 0; i < nodeCount; i += 1) {
        least = Math.min(least, positionsNm[3 * i + k]);
        most = Math.max(most, positionsNm[3 * i + k]);
      }
      return (least + most) / 2;
    });
    return { target: [middle[0], middle[1], middle[2]], ...side, distance: 2_000_000, projection: 'orthographic' };
  };
  const one = (neuron: Neuron): Scene =>
    sceneOf([cell(0, { id: String(neuron.id) })], [skeletons([neuron.skeleton])], {
      axes: 'volume',
      synthetic: false,
      view: { camera: whole(neuron) },
    });
  test('a basket cell', async () =>
    expectScene('real-basket-cell', one(await datasets.open('minnie65/basket-cell-296758'))));
  test('a Martinotti cell', async () =>
    expectScene('real-martinotti-cell', one(await datasets.open('minnie65/martinotti-cell-264824'))));
  test('three axons and three dendrites that run side by side', async () => {
    const { neurons: six } = await datasets.open('ding2025/sample-skeletons');
    const skeletonsOfSix = six.map(neuron => neuron.skeleton);
    await expectScene(
      'real-proximity',
      sceneOf(
        six.map((_, n) => cell(n)),
        [skeletons(skeletonsOfSix)],
        { axes: 'volume' },
      ),
    );
  });
});

describe.skipIf(cloudVolumeFixtures === undefined)("cloud-volume's own fixtures", () => {
  const id = 648518346349515986n;
  const shown = async (store: Store): Promise<Scene> => {
    const mesh = await (await openMeshes(store)).read(id, { weld: true });
    return sceneOf([cell(0)], [await meshes([mesh])], { axes: 'volume' });
  };

  test('a legacy mesh', async () => {
    await expectScene('real-legacy-mesh', await shown(folderStore(`${cloudVolumeFixtures}/legacy_mesh`)));
  });

  test('a Draco mesh of a chunked graph', async () => {
    const { get, getRange } = folderStore(`${cloudVolumeFixtures}/graphene_draco_mesh`);
    const inside = (path: string): string => path.replace(/^mesh_mip_2_draco_sv16\//, '');
    const scene = await shown({
      url: 'fixture:',
      get: path => get(inside(path)),
      getRange: (path, start, end) => getRange(inside(path), start, end),
    });
    await expectScene('real-draco-mesh', scene);
  });
});

describe('the scale bar', () => {
  /** From the first to the last pixel of ink in the picture's middle row, in CSS pixels. */
  const inkWidth = (): Promise<number> =>
    viewer.page.evaluate(() => {
      const canvas = document.querySelector('.jp-ConnectomeViewer-canvas') as HTMLCanvasElement;
      const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
        0,
        canvas.height / 2,
        canvas.width,
        1,
      );
      const inked = Array.from({ length: canvas.width }, (_, x) => x).filter(x => data[4 * x + 3] > 127);
      return ((inked[inked.length - 1] - inked[0] + 1) * canvas.clientWidth) / canvas.width;
    });
  const bar = (): Promise<{ label: string; width: number }> =>
    viewer.page.evaluate(() => ({
      label: document.querySelector('.jp-ConnectomeViewer-scaleBarLabel')?.textContent ?? '',
      width: document.querySelector('.jp-ConnectomeViewer-scaleBarLine')?.getBoundingClientRect().width ?? 0,
    }));

  for (const projection of ['perspective', 'orthographic'] as const) {
    test(`is right where one looks, ${projection}: a rod of 100 µm`, async () => {
      const camera = { target: [0, 0, 0], azimuth: 0, elevation: 0, distance: 600_000, projection } as const;
      await viewer.show(sceneOf([cell(0)], [skeletons([rod(100_000, 1000)])], { view: { camera } }), { size });
      const { label, width } = await bar();
      expect(label).toBe('50 µm');
      // The rod ends in half spheres of 1 µm.
      expect((await inkWidth()) / width).toBeCloseTo(102 / 50, 1);
    });
  }
});
