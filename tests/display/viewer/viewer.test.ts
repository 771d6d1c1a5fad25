import { describe, expect, test } from 'vitest';
import { jupyterDisplay, type MimeBundle, SCENE_MIME } from '../../../kernel-helpers/contract/mime.js';
import { checkScene } from '../../../kernel-helpers/contract/scene/check.js';
import type { Scene } from '../../../kernel-helpers/contract/scene/scene.js';
import type { Neuron } from '../../../kernel-helpers/core/skeleton.js';
import { minnie65 } from '../../../kernel-helpers/core/transforms.js';
import { CELL_TYPE_COLORS, categoricalColor, UNKNOWN_TYPE_COLOR } from '../../../kernel-helpers/display/palette.js';
import { viewer } from '../../../kernel-helpers/display/viewer/index.js';
import { InvalidArgumentError } from '../../../kernel-helpers/errors.js';
import { neuronOf, smallRows } from '../../contract/neurons.js';

const cell = (type: string | null, id: bigint, synthetic = false): Neuron =>
  neuronOf(smallRows, { type, id, label: `cell ${id}`, synthetic });
const bundle = async (...given: Parameters<typeof viewer>): Promise<MimeBundle> => viewer(...given)[jupyterDisplay]();
const text = async (...given: Parameters<typeof viewer>): Promise<string> => (await bundle(...given))['text/plain'];
const sceneOf = (...given: Parameters<typeof viewer>): Promise<Scene> => viewer(...given).scene();
const colors = async (...given: Parameters<typeof viewer>): Promise<string[]> =>
  (await sceneOf(...given)).cells.map(n => n.color);

describe('the bundle', () => {
  test('holds a valid scene and a summary, and survives JSON', async () => {
    const sent = JSON.parse(JSON.stringify(await bundle([cell('BC', 1n)])));
    expect(Object.keys(sent)).toEqual([SCENE_MIME, 'text/plain']);
    expect(checkScene(sent[SCENE_MIME]).cells[0]).toEqual({
      id: '1',
      label: 'cell 1',
      type: 'BC',
      color: CELL_TYPE_COLORS.BC,
    });
  });

  test('is the same for one neuron as for a list of it, and takes any iterable', async () => {
    const one = cell('BC', 1n);
    const listed = await sceneOf([one]);
    // Each view has a key of its own.
    expect({ ...(await sceneOf(one)), live: '' }).toEqual({ ...listed, live: '' });
    expect({ ...(await sceneOf(new Set([one]))), live: '' }).toEqual({ ...listed, live: '' });
  });

  test('keeps 64-bit ids to the last digit', async () => {
    expect((await sceneOf(cell('BC', 864691135396580129n))).cells[0].id).toBe('864691135396580129');
  });
});

describe('the summary', () => {
  test('counts neurons, types from the most frequent, nodes, neurite and planes', async () => {
    const neurons = [cell('BC', 1n, true), cell('23P', 2n, true), cell('23P', 3n, true), cell(null, 4n, true)];
    const layers = [{ name: 'L1 | L2/3', depthNm: 91_806 }];
    expect((await text(neurons, { layers })).split('\n')).toEqual([
      '3D view of 4 synthetic neurons (23P 2, BC 1, unknown 1), 12 nodes, 120.0 µm of neurite; 1 layer plane',
    ]);
  });

  test('names a single neuron', async () => {
    expect(await text(cell('BC', 7n))).toBe('3D view of neuron cell 7 (BC), 3 nodes, 30.0 µm of neurite');
  });

  test('calls synapses synapses, and counts those that show', async () => {
    const [x_nm, y_nm, z_nm] = [
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ];
    const synapses = { pre_id: [7n, 8n, 7n], post_id: [9n, 9n, 9n], x_nm, y_nm, z_nm };
    expect(await text([cell('BC', 7n), { synapses }])).toContain('30.0 µm of neurite; 2 synapses\n');
  });

  test('calls synapses of any name synapses, and one of them a synapse', async () => {
    const synapses = { pre_id: [7n], post_id: [9n], x_nm: [1], y_nm: [1], z_nm: [1] };
    expect(await text([cell('BC', 7n), { synapses }])).toContain('30.0 µm of neurite; 1 synapse');
    expect(await text([cell('BC', 7n), { synapses, name: 'from L4' }])).toContain('; 1 synapse (from L4)');
    expect(await text({ synapses, name: 'from L4' })).toContain('3D view of 1 synapse (from L4)');
    const points = new Float32Array(6);
    expect(await text([cell('BC', 7n), { points, role: 'somata' }])).toContain('; 2 somata');
    expect(await text([cell('BC', 7n), { points: new Float32Array(3) }])).toContain('; 1 point');
  });

  test('says the given title and caption', async () => {
    expect(await text(cell('BC', 7n), { title: 'One cell', caption: 'From minnie65.' })).toContain(
      '\nOne cell\nFrom minnie65.',
    );
  });

  test('gives long neurite in mm and groups digits', async () => {
    const long = neuronOf([
      [0, 0, 0, 100, -1, 3],
      [2_345_678_000, 0, 0, 100, 0, 3],
    ]);
    expect(await text(long)).toContain('2,345.7 mm of neurite');
  });
});

describe('synthetic neurons', () => {
  test('are called so in title, caption and summary', async () => {
    const scene = await sceneOf([cell('BC', 1n, true), cell('MC', 2n, true)]);
    expect([scene.title, scene.caption]).toEqual([
      '2 synthetic neurons',
      'Synthetic data: these neurons were grown by code, not measured.',
    ]);
  });

  test('are counted when they are among measured ones', async () => {
    const mixed = [cell('BC', 1n), cell('MC', 2n, true)];
    expect((await sceneOf(mixed)).title).toBe('2 neurons, 1 of them synthetic');
    expect((await sceneOf(mixed)).caption).toContain('1 of these 2 neurons');
    expect(await text(mixed)).toContain('1 of them synthetic');
  });

  test('are not mentioned where there are none', async () => {
    const { title, caption } = await sceneOf(cell('BC', 1n));
    expect([title, caption]).toEqual(['Neuron cell 1', '']);
  });
});

describe('colours', () => {
  test("are the field's own by type when any type is known", async () => {
    expect(await colors([cell('5P-ET', 1n), cell('MC', 2n), cell(null, 3n)])).toEqual([
      '#b80058',
      '#88e6fd',
      UNKNOWN_TYPE_COLOR,
    ]);
  });

  test('of types the field has no colour for come from the safe set, one a type', async () => {
    const [a, b, again] = await colors([cell('PV', 1n), cell('SST', 2n), cell('PV', 3n)]);
    expect([a, b, again]).toEqual([categoricalColor(0), categoricalColor(1), categoricalColor(0)]);
  });

  test('of types named like what every object has are colours, too', async () => {
    const neurons = ['constructor', 'toString', '__proto__'].map((type, i) => cell(type, BigInt(i)));
    expect(await colors(neurons)).toEqual([0, 1, 2].map(categoricalColor));
    const words = { label: 'layer', cells: ({ type }: Neuron) => type };
    expect(await colors(neurons, { colorBy: words })).toEqual([0, 1, 2].map(categoricalColor));
  });

  test('differ from neuron to neuron when there are no types or when asked', async () => {
    expect(await colors([cell(null, 1n), cell(null, 2n)])).toEqual([categoricalColor(0), categoricalColor(1)]);
    expect(await colors([cell('BC', 1n), cell('BC', 2n)], { colorBy: 'neuron' })).toEqual([
      categoricalColor(0),
      categoricalColor(1),
    ]);
  });

  test('of 21 neurons are all different', async () => {
    const many = Array.from({ length: 21 }, (_, i) => categoricalColor(i));
    expect(new Set(many).size).toBe(21);
    expect(many.every(color => /^#[0-9a-f]{6}$/.test(color))).toBe(true);
  });

  test('may be given by id, label or type, in that order of precedence', async () => {
    const neurons = [cell('BC', 1n), cell('BC', 2n), cell('BC', 3n)];
    expect(await colors(neurons, { colors: { BC: '#ABC', 'cell 2': '#000001', 3: '#000002' } })).toEqual([
      '#aabbcc',
      '#000001',
      '#000002',
    ]);
  });

  test('that are not colours are refused', async () => {
    expect(() => viewer(cell('BC', 1n), { colors: { BC: 'red' } })).toThrow(
      'color of BC is not valid: received red, expected #rgb or #rrggbb',
    );
  });

  test('for something that is not shown are refused with the types that are', async () => {
    expect(() => viewer([cell('BC', 1n)], { colors: { PB: '#fff' } })).toThrow(
      'viewer color belongs to nothing shown: received a color for PB, expected a type, label or id of a neuron (types here: BC)',
    );
  });
});

describe('what cannot be shown', () => {
  test('no neuron', async () => {
    expect(() => viewer([])).toThrow(
      new InvalidArgumentError('viewer neurons are not valid: received an empty list, expected a Neuron or several', {
        argument: 'shown',
      }),
    );
  });

  test('something that is no neuron', async () => {
    expect(() => viewer(undefined as never)).toThrow('received undefined');
    expect(() => viewer([cell('BC', 1n), {} as never])).toThrow(
      'viewer entry 1 is not valid: received an empty object, expected a Neuron',
    );
  });

  test('a layer without a finite depth', async () => {
    expect(() => viewer(cell('BC', 1n), { layers: ['L1' as never] })).toThrow(
      'viewer layers[0] is not valid: received L1, expected { name, topUm, bottomUm } or { name, depthNm }',
    );
    expect(() => viewer(cell('BC', 1n), { layers: [{ name: 'WM', depthNm: Number.POSITIVE_INFINITY }] })).toThrow(
      'viewer layer WM is not valid: received depth Infinity, expected a name and a finite depthNm',
    );
  });

  test('a colorBy that does not exist', async () => {
    expect(() => viewer(cell('BC', 1n), { colorBy: 'layer' as never })).toThrow(
      'viewer colorBy is not known: received layer, expected type, neuron, compartment',
    );
  });
});

describe('layers', () => {
  const { layers } = minnie65;

  test('of a transform become the pia, the borders between layers and the border to the white matter', async () => {
    const scene = await sceneOf(cell('BC', 1n), { layers });
    expect(scene.layers.map(plane => plane.name)).toEqual([
      'pia',
      'L1 | L2/3',
      'L2/3 | L4',
      'L4 | L5',
      'L5 | L6',
      'L6 | WM',
    ]);
    expect(scene.layers.map(plane => Math.round(plane.depthNm))).toEqual([
      0, 91_806, 261_219, 391_863, 537_050, 753_580,
    ]);
  });

  test('without a finite bottom end at the last border', async () => {
    const open = layers.map((layer, i) => (i === layers.length - 1 ? { ...layer, bottomUm: Infinity } : layer));
    expect((await sceneOf(cell('BC', 1n), { layers: open })).layers.at(-1)?.name).toBe('L5 | L6');
  });
});

test('the volume that ids are of is kept with the scene, its addresses as Neuroglancer writes them', async () => {
  const source = { voxelSizeNm: [8, 8, 33], segmentation: 'gs://h01-release/seg' } as const;
  expect((await sceneOf(cell('BC', 1n), { source })).source).toEqual({
    voxelSizeNm: [8, 8, 33],
    segmentation: 'precomputed://gs://h01-release/seg',
  });
  expect((await sceneOf(cell('BC', 1n), { source: 'minnie65' })).source?.voxelSizeNm).toEqual([4, 4, 40]);
  expect((await sceneOf(cell('BC', 1n))).source).toBeUndefined();
  expect(() => viewer(cell('BC', 1n), { source: 'moon' as never })).toThrow(
    'neuroglancer source is not known: received "moon", expected minnie65',
  );
});
