import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToBase64, packBytes } from '../../../kernel-helpers/contract/bytes.js';
import { checkScene } from '../../../kernel-helpers/contract/scene/check.js';
import { decodeScene } from '../../../kernel-helpers/contract/scene/decode.js';
import { SCENE_LIMITS } from '../../../kernel-helpers/contract/scene/limits.js';
import type { Scene } from '../../../kernel-helpers/contract/scene/scene.js';
import { FormatError } from '../../../kernel-helpers/errors.js';
import { box, bumpySphere, cell, meshes, paint, points, rod, sceneOf, skeletons } from '../../ui/viewer/scenes.js';

/** One of everything. */
const scene: Scene = sceneOf(
  [cell(0), cell(1)],
  [
    skeletons([rod(1000, 100, 3)], { paint: paint([0, 1, 1], { colors: ['#000000', '#ffffff'], labels: ['a', 'b'] }) }),
    await meshes([bumpySphere([0, 0, 0], 1000, 3)]),
    points({
      positionsNm: Float32Array.of(0, 0, 0, 1, 1, 1),
      radiiNm: Float32Array.of(10, 20),
      ids: BigUint64Array.of(1n, 2n ** 64n - 1n),
      partners: BigUint64Array.of(864691135396580129n, 0n),
      cells: Int32Array.of(-1, 1),
      sides: Uint8Array.of(1, 2),
    }),
    box([0, 0, 0], [1, 1, 1]),
  ],
  {
    title: 'one of everything',
    notes: ['a note'],
    layers: [{ name: 'pia', depthNm: 0 }],
    colorBar: { label: 'size', min: 1, max: 10, scale: 'log', colors: ['#000000', '#ffffff'] },
    view: {
      camera: { target: [0, 0, 0], azimuth: 0, elevation: 0, roll: 1, distance: 10, projection: 'orthographic' },
      hidden: [cell(1).id],
      hiddenItems: ['box'],
      selected: [cell(0).id],
    },
    source: { voxelSizeNm: [4, 4, 40], image: 'precomputed://gs://a/em', segmentation: 'precomputed://gs://a/seg' },
    live: 'key.1',
  },
);

/** The scene as a notebook gives it back, with the value at a path put in place of what is there. */
function changed(path: string, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(scene));
  const steps = path.split('.');
  const last = steps.pop() as string;
  let at = copy;
  for (const step of steps) at = at[step];
  at[last] = value;
  return copy;
}

/** By chance, or where only padding was cut, it is still a scene. */
async function expectSceneOrFormatError(given: unknown): Promise<void> {
  try {
    expect((await decodeScene(given)).items).toHaveLength(scene.items.length);
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
  }
}

test('a scene of everything comes back as it was', async () => {
  const decoded = await decodeScene(JSON.parse(JSON.stringify(scene)));
  expect(decoded.scene).toEqual(scene);
  const dots = decoded.items[2];
  if (dots.kind !== 'points') throw new Error('points were expected');
  expect([...(dots.ids ?? [])]).toEqual([1n, 2n ** 64n - 1n]);
  expect([...(dots.partners ?? [])]).toEqual([864691135396580129n, 0n]);
  expect([...(dots.cells ?? [])]).toEqual([-1, 1]);
  expect([...(dots.sides ?? [])]).toEqual([1, 2]);
  expect([...dots.positionsNm]).toEqual([0, 0, 0, 1, 1, 1]);
});

describe('JSON that is no scene is refused by the name of the field', () => {
  test.each([
    ['version', 1, 'neuron scene version is not known: received 1, expected 2 (run the cell again'],
    ['title', { html: '' }, 'neuron scene title is not valid'],
    [
      'caption',
      'x'.repeat(1e6),
      'neuron scene caption is too long: received 1000000 characters, expected at most 10000',
    ],
    ['notes', 'text', 'neuron scene notes is not valid'],
    ['axes', 'brain', 'neuron scene axes is not known: received brain, expected cortex or volume'],
    ['cells.0.id', 5, 'neuron scene cells[0].id is not valid: received 5'],
    ['cells.0.color', 'url(x)', 'neuron scene cells[0].color is not valid: received url(x), expected #rrggbb'],
    ['items.0.kind', 'script', 'neuron scene items[0].kind is not known: received script'],
    ['items.1.key', 'skeletons', 'neuron scene items share a key: received skeletons'],
    ['items.0.opacity', 2, 'neuron scene items[0].opacity is out of range'],
    ['items.0.radiusScale', -1, 'neuron scene items[0].radiusScale is out of range'],
    ['items.0.trees.0.nodeCount', 2, 'neuron scene items[0].trees do not add up: received 2 nodes, expected 3'],
    ['items.0.trees.0.nodeCount', -1, 'neuron scene items[0].trees[0].nodeCount is out of range'],
    ['items.0.trees.0.cell', 2, 'neuron scene items[0].trees[0].cell is out of range'],
    ['items.0.packed.nodeCount', 2.5, 'neuron scene items[0].packed.nodeCount is not valid'],
    ['items.0.packed.nodeCount', SCENE_LIMITS.nodes + 1, 'neuron scene items[0].packed.nodeCount is out of range'],
    ['items.0.packed.nodeCount', 2 ** 32 - 1, 'neuron scene items[0].packed.nodeCount is out of range'],
    ['items.0.packed.stepNm.1', null, 'neuron scene items[0].packed.stepNm[1] is out of range: received null'],
    ['items.0.packed.radiusMaxNm', 1e-9, 'neuron scene items[0].packed.radiusMaxNm is out of range'],
    ['items.0.packed.positions', 'A'.repeat(1e5), 'neuron scene items[0].packed.positions is too long'],
    ['items.0.packed', undefined, 'neuron scene items[0].packed is not valid: received undefined, expected an object'],
    ['items.0.paint.labels', ['a'], 'neuron scene items[0].paint.labels do not fit: received 1 labels'],
    ['items.1.parts.0.vertexCount', 2 ** 32 - 1, 'neuron scene items[1].parts[0].vertexCount is out of range'],
    ['items.1.parts.0.indexBytes', 0, 'neuron scene items[1].parts[0].indexBytes is out of range'],
    ['items.2.packed.count', 2 ** 32 - 1, 'neuron scene items[2].packed.count is out of range'],
    ['items.2.color', 'red', 'neuron scene items[2].color is not valid'],
    ['items.3.maxNm', [1, 2], 'neuron scene items[3].maxNm is not valid: received [1,2], expected three numbers'],
    ['layers.0.depthNm', undefined, 'neuron scene layers[0].depthNm is out of range'],
    ['colorBar.min', 0, 'neuron scene colorBar.min is out of range: received 0, expected a positive number'],
    ['colorWords', ['V1'], 'neuron scene colorWords do not fit: received 1'],
    ['colorWords', [1, 2], 'neuron scene colorWords[0] is not valid: received 1, expected a string'],
    ['view.camera.distance', 0, 'neuron scene view.camera.distance is out of range'],
    ['view.camera.projection', 'fisheye', 'neuron scene view.camera.projection is not known'],
    ['source.voxelSizeNm', [4, 4, 0], 'neuron scene source.voxelSizeNm[2] is out of range'],
    ['source.segmentation', 7, 'neuron scene source.segmentation is not valid: received 7, expected a string'],
    ['source.image', 'x'.repeat(2001), 'neuron scene source.image is too long'],
    ['view.hidden', ['<b>'], 'neuron scene view.hidden[0] is not valid: received <b>'],
  ])('%s', (path, value, message) => {
    expect(() => checkScene(changed(path, value))).toThrow(message);
  });

  test.each([null, undefined, 3, 'text', []])('%j in place of a scene', value => {
    expect(() => checkScene(value)).toThrow(FormatError);
  });
});

describe('arrays that are not what they should be are refused by the name of the field', () => {
  test.each([
    [
      'a parent outside its tree',
      'items.0.packed.parents',
      packBytes(Uint8Array.of(0, 1, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
      'neuron scene items[0].packed.parents leaves its tree at node 2: received 9, expected at most 2',
    ],
    [
      'a colour that is not in the palette',
      'items.0.paint.codes',
      packBytes(Uint8Array.of(0, 1, 2)),
      'neuron scene items[0].paint.codes names no color at 2: received 2, expected less than 2',
    ],
    [
      'a cell that is not there',
      'items.2.packed.cells',
      packBytes(Uint8Array.of(0, 9, 0, 0, 0, 0, 0, 0)),
      'neuron scene items[2].packed.cells is out of range at 1: received 8, expected less than 2',
    ],
    [
      'a side that is none',
      'items.2.packed.sides',
      packBytes(Uint8Array.of(0, 3)),
      'neuron scene items[2].packed.sides is out of range at 1: received 3, expected 0, 1 or 2',
    ],
  ])('%s', async (_, path, value, message) => {
    await expect(decodeScene(changed(path, value))).rejects.toThrow(message);
  });

  test('a corner of a triangle that is no vertex', async () => {
    const part = (scene.items[1] as Extract<Scene['items'][number], { kind: 'meshes' }>).parts[0];
    const fewer = { ...part, vertexCount: part.vertexCount - 1 };
    await expect(decodeScene(changed('items.1.parts.0', fewer))).rejects.toThrow(FormatError);
  });

  const packedFields = [
    'items.0.packed.positions',
    'items.0.packed.parents',
    'items.0.paint.codes',
    'items.1.packed.vertices',
    'items.1.packed.indices',
    'items.2.packed.positions',
    'items.2.packed.ids',
  ];
  test('any bytes in place of an array: a scene or an error that names a field, never another', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...packedFields),
        fc.uint8Array({ maxLength: 200 }),
        fc.boolean(),
        async (path, bytes, deflated) => {
          const given = changed(path, deflated ? packBytes(bytes) : bytesToBase64(bytes));
          await expectSceneOrFormatError(given);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('an array cut short anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...packedFields),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        async (path, share) => {
          const text = path
            .split('.')
            .reduce((at, step) => (at as Record<string, unknown>)[step], scene as unknown) as string;
          const given = changed(path, text.slice(0, Math.floor(text.length * share)));
          await expectSceneOrFormatError(given);
        },
      ),
    );
  });

  test('any JSON at all, without another kind of error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async value => {
        await expect(decodeScene(value)).rejects.toThrow(FormatError);
      }),
    );
  });
});
