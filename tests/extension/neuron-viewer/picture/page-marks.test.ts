import { expect, test } from 'vitest';
import type { ICamera } from '../../../../extension/neuron-viewer/camera/camera';
import { layerPlanes } from '../../../../extension/neuron-viewer/overlay/layer-planes';
import { type IPageParts, PARTS, pageOf } from '../../../../extension/neuron-viewer/picture/page-marks';
import { decodeScene } from '../../../../kernel-helpers/contract/scene/decode.js';
import type { Scene, SceneColorBar } from '../../../../kernel-helpers/contract/scene/scene.js';
import { cell, paint, points, rod, sceneOf, skeletons } from '../../../ui/viewer/scenes';

const bar: SceneColorBar = { label: 'nodes', min: 0, max: 1, scale: 'linear', colors: ['#000000', '#ffffff'] };
const camera: ICamera = {
  target: [0, 0, 0],
  distance: 100,
  azimuth: 0,
  elevation: 0,
  roll: 0,
  projection: 'perspective',
};
const fill = (text: string, ...values: unknown[]): string => text.replace(/%(\d+)/g, (_, n) => String(values[n - 1]));
// A translator that translates nothing.
const trans = {
  __: fill,
  _n: (one: string, many: string, n: number, ...values: unknown[]) => fill(n === 1 ? one : many, n, ...values),
} as unknown as IPageParts['trans'];

async function page(scene: Scene) {
  const decoded = await decodeScene(scene);
  const planes = layerPlanes([], { min: [0, 0, 0], max: [1, 1, 1] });
  const parts = { decoded, planes, parts: new Set(PARTS), background: 'white', dark: false, trans } as const;
  return pageOf({ ...parts, measure: text => 6 * text.length }, 800, 560, () => camera);
}

const words = ({ marks }: Awaited<ReturnType<typeof page>>): string[] =>
  marks.flatMap(mark => (mark.kind === 'text' ? [mark.text] : []));

test('a picture names its cells where they are drawn in their own colours', async () => {
  const plain = sceneOf([cell(0), cell(1)], [skeletons([rod(1000, 10), rod(1000, 10)])]);
  expect(words(await page(plain))).toEqual(expect.arrayContaining(plain.cells.map(({ label }) => label)));
});

test('colours that measure something have their bar alone', async () => {
  const measured = sceneOf([cell(0)], [skeletons([rod(1000, 10)])], { colorBar: bar });
  expect(words(await page(measured))).toEqual(expect.arrayContaining(['nodes']));
  expect(words(await page(measured))).not.toContain(measured.cells[0].label);
});

test('where every node is painted, a cell has no colour to name, until points are drawn in it', async () => {
  const painted = skeletons([rod(1000, 10)], {
    paint: paint([0, 1], { colors: ['#111111', '#222222'], labels: ['soma', 'axon'] }),
  });
  const alone = sceneOf([cell(0)], [painted]);
  expect(words(await page(alone))).toEqual(expect.arrayContaining(['soma', 'axon']));
  expect(words(await page(alone))).not.toContain(alone.cells[0].label);
  const marked = points({ positionsNm: new Float32Array(3), cells: Int32Array.of(0) }, { key: 'marks' });
  const both = sceneOf([cell(0)], [painted, marked]);
  expect(words(await page(both))).toContain(both.cells[0].label);
});

test('what a view leaves out is said below its picture', async () => {
  const scene = sceneOf([cell(0)], [skeletons([rod(1000, 10)])], {
    caption: 'Grown by code.',
    notes: ['Of 9 synapses, 2.'],
  });
  expect(words(await page(scene))).toContain('Grown by code. Of 9 synapses, 2.');
});

test('small spheres are named, and outputs told from inputs by a dark core', async () => {
  const positionsNm = new Float32Array(6);
  const both = points({ positionsNm, sides: Uint8Array.of(1, 2) }, { key: 'all', color: '#123456' });
  const made = await page(sceneOf([cell(0)], [skeletons([rod(1000, 10)]), both]));
  expect(words(made)).toEqual(expect.arrayContaining(['synapses, output (pre)', 'synapses, input (post)']));
  const dots = made.marks.flatMap(mark => (mark.kind === 'dot' ? [mark.color] : []));
  expect(dots.slice(-3)).toEqual(['#123456', '#123456', '#000000']);
});

test('small spheres are named where they are all there is, and by their side where it is one', async () => {
  const positionsNm = new Float32Array(6);
  expect(words(await page(sceneOf([cell(0)], [points({ positionsNm })])))).toContain('synapses');
  const one = async (side: number) =>
    words(await page(sceneOf([cell(0)], [points({ positionsNm, sides: Uint8Array.of(side, side) })])));
  expect(await one(1)).toContain('synapses, output (pre)');
  expect(await one(2)).toContain('synapses, input (post)');
});

test('a side is no word of other items', async () => {
  const positionsNm = new Float32Array(6);
  const both = points({ positionsNm, sides: Uint8Array.of(1, 2) }, { key: 'both' });
  const neither = points({ positionsNm, sides: Uint8Array.of(0, 0) }, { key: 'neither', name: 'others' });
  const said = words(await page(sceneOf([cell(0)], [both, neither])));
  expect(said).toEqual(expect.arrayContaining(['synapses, output (pre)', 'synapses, input (post)', 'others']));
  expect(said.filter(word => word.startsWith('others'))).toEqual(['others']);
});

test('words that colours stand for are listed, with how many cells each', async () => {
  const scene = sceneOf([cell(0), cell(1)], [skeletons([rod(1000, 10), rod(1000, 10)])], { colorWords: ['V1', null] });
  expect(words(await page(scene))).toEqual(expect.arrayContaining(['V1', '1', 'no value']));
});
