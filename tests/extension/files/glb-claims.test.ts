import { describe, expect, test } from 'vitest';
import { glbClaims } from '../../../extension/files/glb-claims.js';
import { glb, triangle } from './glb-file.js';

const claims = (change: Readonly<Record<string, unknown>>) => glbClaims('a.glb', glb(triangle(1), change));
const zeros = { componentType: 5126, type: 'VEC3' };
const twice = (count: number) => Array.from({ length: count }, () => ({ mesh: 0 }));

test('the trees of a file are told by their roots', () => {
  expect(claims({})).toEqual({ roots: [0], hasScene: true });
  const nodes = [{ children: [1] }, {}, { children: [0] }, {}];
  expect(claims({ nodes, scenes: undefined })).toEqual({ roots: [2, 3], hasScene: false });
});

describe('a small file that claims much is refused before anything is made of it', () => {
  const deep = Array.from({ length: 1000 }, (_, n) => (n < 999 ? { children: [n + 1] } : {}));
  const ladder = Array.from({ length: 40 }, (_, n) => (n < 39 ? { children: [n + 1, n + 1] } : {}));
  test.each([
    [
      { accessors: [{ ...zeros, count: 1e9 }] },
      'claims more than a file may hold: received 12000000036 bytes, expected 268435456',
    ],
    [
      { accessors: [{ ...zeros, bufferView: 0, count: 4 }] },
      'accessors[0] claims more than is there: received 48 bytes, expected 36',
    ],
    [{ accessors: [{ ...zeros, count: -1 }] }, 'accessors[0].count is no count: received -1'],
    [
      { accessors: [{ ...zeros, type: 'constructor', count: 1 }] },
      'accessors[0] is of no known type: received constructor',
    ],
    [{ bufferViews: Array(10_000).fill({ buffer: 0, byteLength: 1e6 }) }, 'claims more than a file may hold'],
    [{ nodes: twice(60_000), scenes: [{ nodes: [0] }] }, 'received more nodes and surfaces than 100000'],
    [{ nodes: twice(200_000) }, 'received 200000 nodes, expected 100000 at most'],
    [
      { meshes: [{ primitives: Array(99_999).fill({}) }], nodes: twice(2), scenes: [] },
      'more nodes and surfaces than 100000',
    ],
    [{ scenes: Array(60_000).fill({ nodes: [0] }) }, 'more nodes and surfaces than 100000'],
    [{ nodes: ladder, scenes: [{ nodes: [0] }] }, 'nodes[1] is in more than one node'],
    [{ nodes: deep, scenes: [{ nodes: [0] }] }, 'nodes[501] is too deep: expected 500 nodes above it at most'],
    [{ nodes: [{}, { children: [2] }, { children: [1] }] }, '2 nodes are in one another in a ring'],
    [
      { nodes: [{ children: [1] }, {}], scenes: [{ nodes: [1] }] },
      'scenes[0].nodes has a node of another node: received 1',
    ],
    [{ nodes: [{ children: [7] }] }, 'nodes[0].children names what is not there: received 7, expected less than 1'],
    [
      { nodes: [{ mesh: 0, extensions: { EXT_mesh_gpu_instancing: {} } }] },
      'repeats a surface by EXT_mesh_gpu_instancing',
    ],
    [
      {
        accessors: [{ ...zeros, count: 20_000_000 }],
        meshes: [{ primitives: Array(2).fill({ mode: 5, attributes: { POSITION: 0 } }) }],
      },
      'received 40000000 triangles in strips, expected 32000000',
    ],
    [{ nodes: 7 }, 'nodes is no list of objects'],
    [{ meshes: [null] }, 'meshes is no list of objects'],
  ])('%#', (change, words) => {
    expect(() => claims(change)).toThrow('a.glb cannot be read as glTF: ');
    expect(() => claims(change)).toThrow(words);
  });
});

test('what is no glTF is told from its head', () => {
  const whole = glb(triangle(1));
  const changed = (at: number, value: number): Uint8Array => {
    const other = Uint8Array.from(whole);
    new DataView(other.buffer).setUint32(at, value, true);
    return other;
  };
  for (const [bytes, words] of [
    [new Uint8Array(3), 'its head is another: received 3 bytes'],
    [changed(0, 0), 'its head is another'],
    [changed(4, 1), 'its version is another: received 1, expected 2'],
    [changed(12, 2 ** 31), 'it does not begin with JSON'],
    [changed(16, 0), 'it does not begin with JSON'],
    [changed(20, 0), 'its JSON is none'],
  ] as const) {
    expect(() => glbClaims('a.glb', bytes)).toThrow(`a.glb cannot be read as glTF: ${words}`);
  }
});
