import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { jupyterDisplay, SCENE_MIME } from '../../../kernel-helpers/contract/mime.js';
import { decodeScene } from '../../../kernel-helpers/contract/scene/decode.js';
import type { Scene, ScenePoints, SceneSkeletons } from '../../../kernel-helpers/contract/scene/scene.js';
import { simplify } from '../../../kernel-helpers/core/morphology/index.js';
import type { Neuron } from '../../../kernel-helpers/core/skeleton.js';
import { viewer } from '../../../kernel-helpers/display/viewer/index.js';
import { findView } from '../../../kernel-helpers/display/viewer/live-registry.js';
import { neuronOf, smallRows } from '../../contract/neurons.js';
import { bumpySphere } from '../../ui/viewer/scenes.js';

const neuron = (id: bigint, type: string | null = null): Neuron =>
  neuronOf(smallRows, { id, type, label: `cell ${id}` });
const synapses = {
  id: [11n, 12n, 13n, 14n],
  pre_id: [1n, 9n, 1n, 9n],
  post_id: [2n, 2n, 9n, 9n],
  x_nm: [0, 1000, 2000, 3000],
  y_nm: [0, 0, 0, 0],
  z_nm: [0, 0, 0, 0],
};
/** As it stands in the notebook. */
const bytesOf = (scene: Scene): number => Buffer.byteLength(JSON.stringify(scene), 'utf8');
const kinds = (scene: Scene): string[] => scene.items.map(item => item.kind);

describe('what is shown', () => {
  test('in any mix, one cell an id', async () => {
    const mesh = bumpySphere([0, 0, 0], 1000, 4);
    const scene = await viewer([
      neuron(1n),
      { id: '1', mesh },
      { id: 2n, ...mesh },
      { synapses },
      { points: Float32Array.of(1, 2, 3), name: 'landmarks' },
      { box: { minNm: [0, 0, 0], maxNm: [1, 1, 1] }, name: 'volume' },
    ]).scene();
    expect(kinds(scene)).toEqual(['skeletons', 'meshes', 'points', 'points', 'box']);
    expect(scene.cells.map(cell => cell.id)).toEqual(['1', '2']);
    // A surface round a skeleton lets it through.
    expect(scene.items.map(item => ('opacity' in item ? item.opacity : undefined))).toEqual([1, 0.35, 1, 1, undefined]);
  });

  test('by id, of the dataset that has them', async () => {
    const from = { neurons: [neuron(1n), neuron(2n ** 63n), neuron(3n)] };
    const v = viewer([2n ** 63n, '3'], { from });
    v.add(1n);
    expect((await v.scene()).cells.map(cell => cell.id)).toEqual(['9223372036854775808', '3', '1']);
    expect((await viewer(3n, { from }).scene()).cells.map(cell => cell.id)).toEqual(['3']);
    expect(() => viewer(4n, { from })).toThrow(
      'viewer entry 0 is not in the dataset: received 4, expected one of its 3',
    );
    expect(() => viewer([neuron(1n), 4n])).toThrow(
      'viewer entry 1 is an id alone: received 4, expected the option from',
    );
    expect(() => viewer('cell 4')).toThrow('viewer entry 0 id is not an id: received');
  });

  test('a dataset is its neurons between its layers', async () => {
    const scene = await viewer({ neurons: [neuron(1n)], layers: [{ name: 'pia', depthNm: 0 }] }).scene();
    expect([scene.cells.length, scene.layers, scene.axes]).toEqual([1, [{ name: 'pia', depthNm: 0 }], 'cortex']);
  });

  test('synapses are outputs of a shown presynaptic neuron, else inputs of a shown postsynaptic one', async () => {
    const scene = await viewer([neuron(1n), neuron(2n), { synapses }]).scene();
    const { items } = await decodeScene(scene);
    const dots = items[1];
    if (dots.kind !== 'points') throw new Error('points were expected');
    const rows = Array.from({ length: dots.count }, (_, i) => [
      dots.ids?.[i],
      dots.cells?.[i],
      dots.sides?.[i],
      dots.partners?.[i],
    ]);
    expect(rows.sort((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
      [11n, 0, 1, 2n],
      [12n, 1, 2, 9n],
      [13n, 0, 1, 9n],
    ]);
    expect(scene.notes).toEqual(['Of 4 synapses, 3 belong to the neurons in view; the others are left out.']);
    expect((await viewer({ synapses }).scene()).notes).toEqual([]);
  });

  test('a neuron given twice is one, as it was given last', async () => {
    const [a, b] = [neuron(1n), { ...neuron(1n), label: 'again' }];
    const { cells, items } = await viewer([a, neuron(2n), b]).scene();
    expect(cells.map(({ id, label }) => [id, label])).toEqual([
      ['1', 'again'],
      ['2', neuron(2n).label],
    ]);
    expect((items[0] as SceneSkeletons).trees).toHaveLength(2);
  });

  test('an id may be a number that is exact', async () => {
    const from = { neurons: [neuron(7n)] };
    expect((await viewer([7, '7', 7n], { from }).scene()).cells).toHaveLength(1);
    expect(() => viewer(8, { from })).toThrow('viewer entry 0 is not in the dataset: received 8');
  });

  test.each([
    [[{ id: 1n }], 'viewer entry 0 is not valid: received an object with id, expected a Neuron'],
    [[{ synapses: { pre_id: [1n], post_id: [2n] } }], 'viewer entry 0 synapses has no positions'],
    [[{ points: Float32Array.of(1, 2) }], 'expected three finite coordinates in nm a point'],
    [[{ points: Float32Array.of(1, 2, Number.NaN) }], 'received NaN at 2'],
    [[{ box: { minNm: [0, 0], maxNm: [1, 1, 1] } }], 'viewer entry 0 box minNm is not valid'],
    [[{ id: 1n, mesh: { ...bumpySphere([0, 0, 0], 1, 2), vertexCount: 3 } }], 'has a corner that is no vertex'],
    [[{ id: 1n, mesh: { ...bumpySphere([Number.NaN, 0, 0], 1, 2) } }], 'viewer entry 0 vertex 0 has a bad position'],
    [[neuronOf([[0, 0, Infinity, 1, -1, 1]])], 'viewer entry 0 node 0 has a bad position: received Infinity'],
    [[neuron(1n), neuronOf([[0, 0, 0, Number.NaN, -1, 1]])], 'viewer entry 1 node 0 has a bad radius: received NaN'],
    [[neuronOf([], { id: 7n })], 'viewer entry 0 has an empty skeleton: received 0 nodes of neuron 7'],
    [
      [
        neuronOf([
          [0, 0, 0, 1, 1, 1],
          [1, 1, 1, 1, 0, 1],
        ]),
      ],
      'viewer entry 0 node 0 has a bad parent: received 1, expected -1',
    ],
    [
      [{ id: 1n, mesh: { ...bumpySphere([0, 0, 0], 1, 2), triangleCount: 0 } }],
      'has an empty mesh: received 0 triangles',
    ],
    [[{ box: { minNm: [0, 5, 0], maxNm: [1, 1, 1] } }], 'viewer entry 0 box is inside out: received 5 to 1 along y'],
    [[2 ** 60], 'viewer entry 0 id'],
    [[7], 'viewer entry 0 is an id alone: received 7, expected the option from'],
    [[{ id: 2 ** 60, mesh: bumpySphere([0, 0, 0], 1, 2) }], 'viewer entry 0 id'],
  ])('what cannot be shown is refused: %#', (shown, message) => {
    expect(() => viewer(shown as never)).toThrow(message);
  });

  test.each([
    [{ radius: 0 }, "viewer radius is not valid: received 0, expected 'true', 'line' or a factor above 0"],
    [{ opacity: 2 }, 'viewer opacity is not valid: received 2, expected 0 to 1'],
    [{ maxBytes: Number.NaN }, 'viewer maxBytes is not valid'],
    [{ axes: 'head' }, 'viewer axes is not valid: received head, expected cortex or volume'],
  ])('an option that is none is refused: %#', (options, message) => {
    expect(() => viewer(neuron(1n), options as never)).toThrow(message);
  });
});

describe('colours', () => {
  test('of a number for each neuron are a ramp with a bar', async () => {
    const cells = new Map([
      [1n, 0],
      [2n, 10],
    ]);
    const scene = await viewer([neuron(1n), neuron(2n), neuron(3n)], {
      colorBy: { label: 'size (µm)', cells, ramp: ['#000000', '#ffffff'] },
    }).scene();
    expect(scene.cells.map(cell => cell.color)).toEqual(['#000000', '#ffffff', '#8c8c8c']);
    expect(scene.colorBar).toMatchObject({ label: 'size (µm)', min: 0, max: 10, scale: 'linear', missing: '#8c8c8c' });
  });

  test('of a column are in the order of the neurons', async () => {
    const scene = await viewer([neuron(3n), neuron(1n)], {
      colorBy: { label: 'size (µm)', cells: Float64Array.of(0, 10), ramp: ['#000000', '#ffffff'] },
    }).scene();
    expect(scene.cells.map(cell => [cell.id, cell.color])).toEqual([
      ['3', '#000000'],
      ['1', '#ffffff'],
    ]);
  });

  test('of a word for each neuron are one colour a word', async () => {
    const words = { label: 'area', cells: (cell: Neuron) => (cell.id === 2n ? 'V1' : 'LM') };
    const { cells, colorWords } = await viewer([neuron(1n), neuron(2n), neuron(3n)], { colorBy: words }).scene();
    expect(colorWords).toEqual(['LM', 'V1', 'LM']);
    const [a, b, c] = cells;
    expect([a.color === c.color, a.color === b.color]).toEqual([true, false]);
  });

  test('of compartments are codes with labels', async () => {
    const scene = await viewer(neuron(1n), { colorBy: 'compartment' }).scene();
    expect((scene.items[0] as SceneSkeletons).paint?.labels?.[2]).toBe('axon');
  });

  test('of numbers along a neuron need one a node, or the call is refused and the view stays as it was', async () => {
    const short = { label: 'depth', nodes: () => [1] };
    const words = 'viewer colorBy depth does not fit neuron 1: received 1 values, expected 3';
    expect(() => viewer(neuron(1n), { colorBy: short })).toThrow(words);
    const v = viewer(neuron(1n));
    const before = (await v.scene()).cells;
    expect(() => v.color(short)).toThrow(words);
    expect(() => v.color({ label: 'depth', nodes: () => [1, 0, 2], scale: 'log' })).toThrow('is not positive');
    expect(() => v.color({ label: 'depth', nodes: [1, 2, 3] as never })).toThrow('expected a function of a neuron');
    expect((await v.scene()).cells).toEqual(before);
  });

  test('of numbers along a neuron are asked for once', async () => {
    let asked = 0;
    const v = viewer(neuron(1n), {
      colorBy: {
        label: 'depth',
        nodes: () => {
          asked += 1;
          return [1, 2, 3];
        },
      },
    });
    await v.scene();
    v.add(neuron(2n));
    await v.scene();
    expect(asked).toBe(2);
  });

  test.each([
    [{ label: 'x', cells: new Map([[1n, Number.NaN]]) }, 'viewer colorBy x has no range: received no number'],
    [{ label: 'x', cells: { 1: 2 } }, 'viewer colorBy x does not fit: received object, expected a Map by id'],
    [{ label: 'x', cells: [1, 2] }, 'viewer colorBy x does not fit: received 2 values'],
    [{ label: 'x', cells: new Map([[1n, 0]]), scale: 'log' }, 'viewer colorBy x is not positive'],
    [{ label: 'x', cells: new Map([[1n, 1]]), ramp: 'rainbow' }, 'viewer colorBy ramp is not known: received rainbow'],
  ])('that cannot be are refused: %#', (colorBy, message) => {
    expect(() => viewer(neuron(1n), { colorBy: colorBy as never })).toThrow(message);
  });
});

describe('a view in hand', () => {
  test('shows more, and less', async () => {
    const v = viewer(neuron(1n));
    v.add([neuron(2n), { synapses }]);
    expect((await v.scene()).cells.length).toBe(2);
    v.remove(1n);
    v.remove({ name: 'synapses' });
    const scene = await v.scene();
    expect([scene.cells.map(cell => cell.id), kinds(scene)]).toEqual([['2'], ['skeletons']]);
    expect(() => v.remove({ name: 'synapses' })).toThrow('remove name is not shown: received synapses');
    expect(() => v.remove(7n)).toThrow('remove id is not shown: received 7, expected one of the 1 neurons in view');
  });

  test('forgets the colours and marks of a neuron that it no longer shows', async () => {
    const v = viewer([neuron(1n, 'BC'), neuron(2n, 'MC')]);
    v.color({ colors: { '1': '#123456', MC: '#abcdef' } });
    v.hide([1n, 2n]);
    v.select(1n);
    v.remove(1n);
    const scene = await v.scene();
    expect([scene.cells.map(cell => cell.color), scene.view]).toEqual([['#abcdef'], { hidden: ['2'], selected: [] }]);
  });

  test('may be left with nothing, and says so', async () => {
    const v = viewer([neuron(1n), { box: { minNm: [0, 0, 0], maxNm: [1, 1, 1] } }]);
    v.remove(1n);
    expect((await v.scene()).title).toBe('A box');
    v.remove({ name: 'volume' });
    v.camera('front');
    const scene = await v.scene();
    expect([scene.items, scene.title, v.camera()?.target]).toEqual([[], 'Nothing', [0, 0, 0]]);
    expect((await decodeScene(JSON.parse(JSON.stringify(scene)))).items).toEqual([]);
  });

  test('takes the layers of a dataset that is added when it has none', async () => {
    const layers = [{ name: 'pia', depthNm: 0 }];
    const v = viewer(neuron(1n));
    v.add({ neurons: [neuron(2n)], layers });
    v.add({ neurons: [neuron(3n)], layers: [{ name: 'other', depthNm: 5 }] });
    expect((await v.scene()).layers).toEqual(layers);
  });

  test('makes no scene that a page would refuse', async () => {
    const view = { hidden: ['all'] };
    await expect(viewer({ shown: [neuron(1n)], view }).scene()).rejects.toThrow(
      'view.hidden[0] is not valid: received all',
    );
  });

  test('keeps the values of a column with their neurons, whatever comes and goes', async () => {
    const mesh = bumpySphere([0, 0, 0], 1000, 4);
    const words = { label: 'area', cells: ['V1', 'LM', 'AL'] };
    const v = viewer([neuron(1n), neuron(2n), { id: 3n, mesh }], { colorBy: words });
    const colors = async (): Promise<Record<string, string>> =>
      Object.fromEntries((await v.scene()).cells.map(({ id, color }) => [id, color]));
    const before = await colors();
    v.add(neuron(1n));
    expect(await colors()).toEqual(before);
    // Neurons come before surfaces: this one changes its place.
    v.add([neuron(4n), neuron(3n)]);
    expect(await colors()).toEqual({ ...before, 4: '#8c8c8c' });
    v.remove([1n, 2n]);
    expect((await colors())[3]).toBe('#0072b2');
  });

  test('shows no colour bar once every neuron that had a number is gone', async () => {
    const v = viewer([neuron(1n), neuron(2n)], { colorBy: { label: 'size (µm)', cells: [1, Number.NaN] } });
    v.remove(1n);
    const scene = await v.scene();
    expect([scene.cells.map(({ color }) => color), scene.colorBar]).toEqual([['#8c8c8c'], undefined]);
    expect(() => v.color({ label: 'size (µm)', cells: [Number.NaN] })).toThrow('has no range: received no number');
  });

  test('replaces a neuron where it is', async () => {
    const v = viewer([neuron(1n), neuron(2n)]);
    v.add({ ...neuron(1n), label: 'again' });
    expect((await v.scene()).cells.map(({ label }) => label)).toEqual(['again', 'cell 2']);
  });

  test('colours by something else in place of colours of your own', async () => {
    const v = viewer([neuron(1n), neuron(2n)], { colors: { '1': '#123456', '2': '#abcdef' } });
    v.color({ label: 'n', cells: [1, 2], ramp: ['#000000', '#ffffff'] });
    expect((await v.scene()).cells.map(({ color }) => color)).toEqual(['#000000', '#ffffff']);
  });

  test('hides what was hidden, not what takes its place', async () => {
    const points = (name: string) => ({ points: Float32Array.of(1, 2, 3), name });
    const v = viewer([points('A'), points('B')]);
    const [a, b] = (await v.scene()).items.map(({ key }) => key);
    const source = findView(((await v.scene()).live ?? '').split('.')[0]);
    source?.seen({ hiddenItems: [a] });
    v.remove({ name: 'A' });
    const scene = await v.scene();
    expect([scene.items.map(({ key }) => key), scene.view?.hiddenItems]).toEqual([[b], []]);
    v.add(points('C'));
    expect(new Set([a, ...(await v.scene()).items.map(({ key }) => key)]).size).toBe(3);
  });

  test('tells its outputs only what changed of how it is looked at', async () => {
    const v = viewer([neuron(1n), neuron(2n)]);
    const source = findView(((await v.scene()).live ?? '').split('.')[0]);
    source?.seen({ camera: { target: [0, 0, 0], azimuth: 0, elevation: 0, distance: 9 }, hidden: ['2'] });
    const told: unknown[] = [];
    const end = source?.listen((what, view) => told.push([what, view]));
    v.select(1n);
    expect(told).toEqual([['view', { selected: ['1'] }]]);
    end?.();
  });

  test('does not pack again what only changes its colour', async () => {
    const mesh = bumpySphere([0, 0, 0], 10_000, 60);
    const v = viewer([neuron(1n), { id: 2n, mesh }, { synapses }, { points: Float32Array.of(1, 2, 3) }], {
      maxBytes: 20_000,
    });
    const packed = async (): Promise<unknown[]> =>
      (await v.scene()).items.map(item => (item.kind === 'box' ? undefined : item.packed));
    const before = await packed();
    v.color({ colors: { 'cell 1': '#123456' } });
    const after = await packed();
    expect(after.map((arrays, n) => arrays === before[n])).toEqual([true, true, true, true]);
    // A surface that takes the whole room is simplified once, whatever its colours.
    expect((await v.scene()).notes[0]).toMatch(/^Surfaces are drawn with/);
  });

  test('packs again what more neurons change, and nothing else', async () => {
    const points = Float32Array.of(1, 2, 3);
    const v = viewer([neuron(1n), { id: 2n, mesh: bumpySphere([0, 0, 0], 1000, 4) }, { points }]);
    const before = (await v.scene()).items;
    v.add(neuron(3n));
    const after = (await v.scene()).items;
    expect(after.map((item, n) => 'packed' in item && item.packed === (before[n] as ScenePoints).packed)).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('is coloured anew, and tells errors at once', async () => {
    const v = viewer([neuron(1n, 'BC'), neuron(2n, 'MC')]);
    v.color('neuron');
    v.color({ colors: { BC: '#123456' } });
    expect((await v.scene()).cells[0].color).toBe('#123456');
    expect(() => v.color({ colors: { XY: '#123456' } })).toThrow('viewer color belongs to nothing shown');
  });

  test('is looked at from a side or a place', () => {
    const v = viewer(neuron(1n));
    expect(v.camera()).toBeUndefined();
    v.camera('top');
    v.camera({ distance: 5000, projection: 'orthographic' });
    expect(v.camera()).toMatchObject({ target: [115_000, 200_000, 50_000], azimuth: 0, distance: 5000 });
    expect(() => v.camera('below' as never)).toThrow(
      'camera side is not known: received below, expected front, right, back, left, top, bottom',
    );
    expect(() => v.camera({ distance: 0 })).toThrow('camera distance is out of range: received 0');
    expect(() => v.camera({ target: [1, 2] as never })).toThrow('camera target is not valid');
    expect(() => v.camera({ projection: 'fisheye' as never })).toThrow(
      'camera projection is not known: received fisheye',
    );
    expect(() => v.camera({ zoom: 2 } as never)).toThrow('camera field is not known: received zoom');
    v.camera('bottom');
    expect(v.camera()?.elevation).toBeCloseTo(-Math.PI / 2, 2);
    v.camera('right');
    expect(v.camera()).toMatchObject({ azimuth: -Math.PI / 2, elevation: 0 });
    v.camera('pia');
    const fromPia = v.camera();
    v.camera('top');
    expect([v.camera(), v.camera()?.distance]).toEqual([fromPia, 5000]);
    expect(() => v.camera({ azimuth: Number.NaN })).toThrow('camera azimuth is out of range: received NaN');
  });

  test('marks a neuron once, however often its id is given', async () => {
    const v = viewer([neuron(1n), neuron(2n)]);
    v.select([1n, '1', 1, neuron(1n), 2n]);
    expect((await v.scene()).view).toEqual({ selected: ['1', '2'] });
  });

  test('selects, hides, shows and isolates', async () => {
    const v = viewer([neuron(1n), neuron(2n), neuron(3n)]);
    v.select([1n, neuron(3n)]);
    v.isolate(2n);
    expect((await v.scene()).view).toEqual({ selected: ['1', '3'], hidden: ['1', '3'] });
    v.show(3n);
    v.hide('2');
    expect((await v.scene()).view?.hidden).toEqual(['1', '2']);
    v.show();
    expect((await v.scene()).view?.hidden).toEqual([]);
  });

  test('is found by the key of its scene, which says how often it was changed', async () => {
    const v = viewer(neuron(1n));
    const [key, revision] = ((await v.scene()).live ?? '').split('.');
    expect([findView(key) === (v as unknown), revision]).toEqual([true, '0']);
    v.add(neuron(2n));
    expect((await v.scene()).live).toBe(`${key}.1`);
  });
});

test('what is removed is let go of at once', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const v = viewer(neuron(1n));
  const removed = await (async () => {
    const mesh = bumpySphere([0, 0, 0], 1000, 4);
    v.add([
      { id: 2n, mesh },
      { synapses, name: 'inputs' },
    ]);
    await v.scene();
    v.remove(2n);
    return new WeakRef(mesh.positionsNm.buffer);
  })();
  // A weak reference holds what it was asked for until the next turn.
  await new Promise(setImmediate);
  collect();
  expect(removed.deref()).toBeUndefined();
  // What is still shown is not packed again.
  const before = await v.scene();
  v.remove({ name: 'inputs' });
  const after = await v.scene();
  expect([kinds(before), kinds(after)]).toEqual([['skeletons', 'points'], ['skeletons']]);
  expect((after.items[0] as SceneSkeletons).packed).toBe((before.items[0] as SceneSkeletons).packed);
});

test('a display tells of what it shows, though it is changed while that is packed', async () => {
  const v = viewer([neuron(1n), neuron(2n)]);
  const shows = v[jupyterDisplay]();
  v.remove(1n);
  const bundle = await shows;
  expect((bundle[SCENE_MIME] as Scene).cells.length).toBe(2);
  expect(bundle['text/plain']).toMatch(/^3D view of 2 neurons/);
});

describe('a view larger than the notebook may hold', () => {
  const crooked = (id: bigint): Neuron =>
    neuronOf(
      Array.from(
        { length: 4000 },
        (_, i) => [i * 300, 80 * Math.sin(i * 1.7), 90 * Math.cos(i * 2.3), 100, i - 1, 3] as const,
      ),
      { id },
    );

  test('keeps neurites within a distance, and says so', async () => {
    const maxBytes = 20_000;
    const scene = await viewer(crooked(1n), { maxBytes }).scene();
    expect(bytesOf(scene)).toBeLessThan(maxBytes);
    const { nodeCount } = (scene.items[0] as SceneSkeletons).packed;
    const tolerance = Number(/none farther than ([\d,]+) nm/.exec(scene.notes[0])?.[1].replace(',', ''));
    expect(simplify(crooked(1n).skeleton, tolerance).nodeCount).toBe(nodeCount);
    expect(scene.notes[0]).toContain(`with ${nodeCount.toLocaleString('en-US')} of 4,000 nodes`);
  });

  test('simplifies surfaces first, and keeps how many triangles they have', async () => {
    const mesh = bumpySphere([0, 0, 0], 10_000, 60);
    const scene = await viewer([crooked(1n), { id: 2n, mesh }], { maxBytes: 40_000 }).scene();
    expect(scene.notes[0]).toMatch(
      /^Surfaces are drawn with [\d,]+ of 14,400 triangles \(deviation up to about [\d,]+ nm\)/,
    );
    const part = scene.items[1].kind === 'meshes' ? scene.items[1].parts[0] : undefined;
    expect(part?.fullTriangleCount).toBe(14_400);
    expect(part?.triangleCount).toBeLessThan(14_400);
  });

  test('takes from each kind, so that none is left in ruins', async () => {
    const mesh = bumpySphere([0, 0, 0], 10_000, 60);
    const points = Float32Array.from({ length: 30_000 }, (_, i) => Math.sin(i * i) * 1e6);
    // Its turns are of every size, so that every distance leaves some of them.
    const wild = neuronOf(
      Array.from(
        { length: 4000 },
        (_, i) => [i * 300, i * Math.sin(i * 1.7), i * Math.cos(i * 2.3), 100, i - 1, 3] as const,
      ),
      { id: 1n },
    );
    const maxBytes = 40_000;
    const scene = await viewer([wild, { id: 2n, mesh }, { points }], { maxBytes }).scene();
    const { items } = scene;
    const sizes = items.map(item => JSON.stringify(item).length);
    expect(Math.min(...sizes)).toBeGreaterThan(maxBytes / 10);
    expect(bytesOf(scene)).toBeLessThan(maxBytes);
  });

  test('draws points by lot, the same every time', async () => {
    const points = Float32Array.from({ length: 30_000 }, (_, i) => Math.sin(i * i) * 1e6);
    const [a, b] = [
      await viewer({ points }, { maxBytes: 20_000 }).scene(),
      await viewer({ points }, { maxBytes: 20_000 }).scene(),
    ];
    expect(a.items).toEqual(b.items);
    const { count } = (a.items[0] as ScenePoints).packed;
    expect(a.notes).toEqual([`Of 10,000 points, ${count.toLocaleString('en-US')} drawn by lot (seed 0) are shown.`]);
  });

  test('counts all that is stored, as bytes: labels and captions too', async () => {
    const told = ({ notes }: Scene): number =>
      1e6 * Number(/^This view takes ([\d.]+) MB in the notebook/.exec(notes.at(-1) ?? '')?.[1]);
    const labelled = Array.from({ length: 50 }, (_, i) => ({ ...neuron(BigInt(i)), label: 'é'.repeat(1000) }));
    const cells = await viewer(labelled, { maxBytes: 50_000 }).scene();
    expect(bytesOf(cells)).toBeGreaterThan(100_000);
    // Two digits are told.
    expect(Math.abs(told(cells) / bytesOf(cells) - 1)).toBeLessThan(0.05);
    const caption = await viewer(neuron(1n), { maxBytes: 2000, caption: 'x'.repeat(9000) }).scene();
    expect(Math.abs(told(caption) - bytesOf(caption))).toBeLessThan(70);
    // What can give way does so for them.
    const both = await viewer(crooked(1n), { maxBytes: 20_000, caption: 'é'.repeat(5000) }).scene();
    expect(bytesOf(both)).toBeLessThan(20_000);
    expect(both.notes.length).toBe(1);
  });

  test('says its size when nothing makes it fit', async () => {
    const { notes } = await viewer(neuron(1n), { maxBytes: 100 }).scene();
    expect(notes.at(-1)).toMatch(/^This view takes 0\.00\d+ MB in the notebook, more than the 0\.0001 MB it may\.$/);
  });
});
