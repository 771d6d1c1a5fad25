import { describe, expect, test } from 'vitest';
import { checkScene } from '../../../kernel-helpers/contract/scene/check.js';
import type { Mesh } from '../../../kernel-helpers/core/mesh.js';
import type { Neuron, Skeleton } from '../../../kernel-helpers/core/skeleton.js';
import { viewer } from '../../../kernel-helpers/display/viewer/index.js';
import { InvalidArgumentError } from '../../../kernel-helpers/errors.js';
import { neuronOf, smallRows } from '../../contract/neurons';

const cell: Neuron = neuronOf(smallRows, { id: 1n, type: null, label: 'a' });
const skeleton = (given: object): unknown => ({ ...cell, skeleton: { ...cell.skeleton, ...given } });
const mesh: Mesh = {
  vertexCount: 3,
  triangleCount: 1,
  positionsNm: Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0),
  triangles: Uint32Array.of(0, 1, 2),
};
const points = Float32Array.of(0, 0, 0);
const synapses = { pre_id: [1n], post_id: [2n], x_nm: [1], y_nm: [1], z_nm: [1] };
const box = { minNm: [0, 0, 0], maxNm: [1, 1, 1] };
const long = 'x'.repeat(10_001);

/** The argument that the error names, and its message. */
const refused = (shown: unknown, options?: unknown): [unknown, string] => {
  try {
    viewer(shown as never, options as never);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidArgumentError);
    const { argument, message } = error as InvalidArgumentError;
    return [argument, message];
  }
  return [undefined, 'nothing was refused'];
};

/** Tests are named by what the message says. */
const told = <T>(cases: readonly (readonly [T, string, string])[]): [string, string, T][] =>
  cases.map(([given, argument, part]) => [part, argument, given]);

describe('what a page would refuse is refused at the call', () => {
  const shown: [unknown, string, string][] = [
    [{ points, radiusNm: -5 }, 'radiusNm', 'received -5'],
    [{ points, radiusNm: Number.NaN }, 'radiusNm', 'received NaN'],
    [{ points, radiusNm: '5' }, 'radiusNm', 'expected 0 to 1000000000000 nm'],
    [{ points: { x_nm: [1], y_nm: [1], z_nm: [1], radius_nm: [Number.NaN] } }, 'radiusNm', 'radius_nm row 0'],
    [{ synapses, radiusNm: -1 }, 'radiusNm', 'viewer entry 0 radiusNm is not valid: received -1'],
    [{ points, role: 'soma' }, 'role', 'received soma, expected points or somata'],
    [{ points, name: 5 }, 'name', 'viewer entry 0 name is not valid: received 5'],
    [{ synapses, name: long }, 'name', 'received 10001 characters, expected text of at most 10000'],
    [{ box, name: 7 }, 'name', 'received 7'],
    [{ box, color: 'red' }, 'colors', 'received red'],
    [{ ...cell, label: 5 }, 'label', 'received 5'],
    [{ ...cell, label: null }, 'label', 'received null'],
    [{ ...cell, label: long }, 'label', 'received 10001 characters'],
    [{ ...cell, type: 5 }, 'type', 'received 5'],
    [{ id: 1n, mesh, label: null }, 'label', 'received null'],
    [{ points: Float64Array.of(0, 2e12, 0) }, 'points', 'received 2000000000000 at 1'],
    [{ synapses: { ...synapses, y_nm: [-2e12] } }, 'positions', 'received -2000000000000'],
    [{ box: { ...box, maxNm: [2e12, 1, 1] } }, 'box', 'received [2000000000000,1,1]'],
    [{ box: { minNm: ['0', '0', '0'], maxNm: ['1', '1', '1'] } }, 'box', 'received ["0","0","0"]'],
    [Array.from({ length: 1001 }, () => ({ box })), 'shown', 'received 1001 things to show, expected at most 1000'],
    [{ neurons: 5 }, 'shown', 'viewer entry 0 neurons is not valid: received 5'],
  ];
  test.each(told(shown))('%s', (part, argument, given) => {
    const [named, message] = refused(given);
    expect(message).toContain(part);
    expect(named).toBe(argument);
  });

  const skeletons: [Partial<Record<keyof Skeleton, unknown>>, string, string][] = [
    [{ nodeCount: 1.5 }, 'shown', 'nodeCount: received 1.5, expected a whole number from 1 to 16000000'],
    [{ nodeCount: -1 }, 'shown', 'received -1'],
    [{ nodeCount: Number.NaN }, 'shown', 'received NaN'],
    [
      { compartments: undefined },
      'shown',
      'compartments does not fit: received undefined, expected a typed array of 3 numbers',
    ],
    [{ compartments: Uint8Array.of(1) }, 'shown', 'compartments does not fit: received 1 numbers'],
    [{ positionsNm: [0, 0, 0, 0, 0, 0, 0, 0, 0] }, 'shown', 'positionsNm does not fit: received a plain array'],
    [{ parents: [-1, 0, 1] }, 'shown', 'parents does not fit: received a plain array'],
    [{ parents: Float64Array.of(-1, 0, 0.5) }, 'shown', 'node 2 has a bad parent: received 0.5'],
    [{ parents: Int32Array.of(-1, 2, 0) }, 'shown', 'node 1 has a bad parent: received 2'],
    [{ positionsNm: new Float32Array(9).fill(1e13) }, 'shown', 'node 0 has a bad position'],
    [{ radiiNm: new Float32Array(3).fill(1e13) }, 'shown', 'node 0 has a bad radius'],
  ];
  test.each(told(skeletons))('of a skeleton: %s', (part, argument, given) => {
    const [named, message] = refused(skeleton(given));
    expect(message).toContain(part);
    expect(named).toBe(argument);
  });

  const surfaces: [Partial<Record<keyof Mesh, unknown>>, string, string][] = [
    [
      { triangleCount: 2 },
      'mesh',
      'mesh triangles does not fit: received 3 numbers, expected a typed array of 6 numbers',
    ],
    [{ vertexCount: 4 }, 'mesh', 'mesh positionsNm does not fit: received 9 numbers'],
    [{ triangleCount: 0.5 }, 'mesh', 'mesh triangleCount is not valid: received 0.5'],
    [{ positionsNm: new Float32Array(9).fill(1e13) }, 'shown', 'vertex 0 has a bad position'],
  ];
  test.each(told(surfaces))('of a surface: %s', (part, argument, given) => {
    const [named, message] = refused({ id: 1n, mesh: { ...mesh, ...given } });
    expect(message).toContain(part);
    expect(named).toBe(argument);
  });

  const by = { label: 'depth', cells: [3] };
  const options: [unknown, string, string][] = [
    [null, 'options', 'viewer options is not valid: received null'],
    [{ title: 5 }, 'title', 'viewer title is not valid: received 5'],
    [{ title: long }, 'title', 'received 10001 characters'],
    [{ caption: {} }, 'caption', 'received {}'],
    [{ radius: 1e9 }, 'radius', 'received 1000000000, expected'],
    [{ layers: Array.from({ length: 101 }, (_, i) => ({ name: `${i}`, depthNm: i })) }, 'layers', '101 planes'],
    [{ layers: [{ name: 'L1', depthNm: 1e15 }] }, 'layers', 'received depth 1000000000000000'],
    [{ layers: [null] }, 'layers', 'viewer layers[0] is not valid: received null'],
    [{ layers: 5 }, 'layers', 'received 5, expected a list'],
    [{ colorBy: { ...by, domain: ['1', '5'] } }, 'colorBy', 'domain is not valid: received ["1","5"], expected two'],
    [{ colorBy: { ...by, domain: 5 } }, 'colorBy', 'domain is not valid: received 5'],
    [{ colorBy: { ...by, label: long } }, 'colorBy', 'received 10001 characters'],
    [{ colorBy: { ...by, ramp: 5 } }, 'colorBy', 'viewer colorBy ramp is not valid: received 5'],
    [{ source: null }, 'source', 'viewer source is not valid: received null'],
    [{ source: { voxelSizeNm: [4, 4, 40], image: long } }, 'source', 'expected an address of at most 2000'],
    [{ from: {} }, 'from', 'viewer from is not valid: received {}, expected a dataset with neurons'],
  ];
  test.each(told(options))('of the options: %s', (part, argument, given) => {
    const [named, message] = refused(cell, given);
    expect(message).toContain(part);
    expect(named).toBe(argument);
  });
});

test('what is added counts with what is there', () => {
  const v = viewer(Array.from({ length: 1000 }, () => ({ box })));
  expect(() => v.add({ box })).toThrow('add list is not valid: received 1001 things to show');
});

test('what is nothing is refused by every method, by name', () => {
  const v = viewer(cell);
  for (const method of ['remove', 'select', 'hide', 'show', 'isolate', 'color', 'camera', 'add'] as const) {
    expect(() => v[method](null as never)).toThrow(InvalidArgumentError);
  }
  expect(() => v.select(null as never)).toThrow('select id is not an id: received null');
  expect(() => v.camera(5 as never)).toThrow('camera place is not valid: received 5');
  expect(() => v.camera([] as never)).toThrow('camera place is not valid: received []');
});

test('names as long as they may be make a title and notes that a page takes', async () => {
  const name = 'x'.repeat(10_000);
  const few = { pre_id: [1n, 9n], post_id: [2n, 9n], x_nm: [1, 1], y_nm: [1, 1], z_nm: [1, 1] };
  const shown = [{ ...cell, label: name }, ...Array.from({ length: 101 }, () => ({ synapses: few, name }))];
  const { title, notes } = checkScene(JSON.parse(JSON.stringify(await viewer(shown).scene())));
  expect([title.length, notes.length, notes[0].length, notes[99]]).toEqual([
    10_000,
    100,
    10_000,
    '2 more such notes are left out.',
  ]);
});
