import { describe, expect, test } from 'vitest';
import { meshesOfGlb } from '../../../extension/files/glb.js';
import { glb, triangle } from './glb-file.js';

const read = (bytes: Uint8Array) => meshesOfGlb('a.glb', bytes, 10);

test('metres become nanometres with depth along y, and each node its own surface', async () => {
  const nodes = [
    { mesh: 0, name: 'axon' },
    { mesh: 0, translation: [0, 0, 1e-6] },
  ];
  const { parts, leftOut } = await read(glb(triangle(1e-6), { nodes, scenes: [{ nodes: [0, 1] }] }));
  expect(parts.map(({ name }) => name)).toEqual(['axon', 'mesh_0_instance_1']);
  expect(Array.from(parts[0].mesh.positionsNm, Math.round).map(Math.abs)).toEqual([0, 0, 0, 1000, 0, 0, 0, 1000, 0]);
  expect(Math.round(parts[0].mesh.positionsNm[7])).toBe(-1000);
  expect(Math.round(parts[1].mesh.positionsNm[2])).toBe(-1000);
  expect([parts[0].mesh.triangleCount, leftOut]).toEqual([1, 0]);
});

describe('a file that is not in metres', () => {
  test.each([
    ['µm', triangle(350), 'received surfaces 350 m across, expected 50 m at most'],
    ['nm', triangle(350_000), 'received surfaces 350000 m across, expected 50 m at most'],
    [
      'far away',
      triangle(1).map(x => x + 2000),
      'received surfaces 2000 m away from the origin, expected 1000 m at most',
    ],
  ])('in %s says how large it is, and what to do', async (_, corners, words) => {
    const opening = read(glb(corners));
    await expect(opening).rejects.toThrow(`a.glb is not in metres, as glTF is: ${words}; write it anew scaled by 1e-6`);
  });

  test('of a corner that is nowhere is told', async () => {
    await expect(read(glb(Float32Array.of(0, 0, 0, 1, Number.NaN, 0, 0, 1, 0)))).rejects.toThrow(
      'a.glb vertex 1 of mesh_0 is nowhere: received NaN, NaN, NaN, expected three finite numbers',
    );
  });
});

describe('a file without a scene', () => {
  test.each([[{ scenes: undefined, scene: undefined }], [{ scenes: [], scene: undefined }]])(
    'shows all of its nodes: %o',
    async change => {
      const nodes = [{ mesh: 0 }, { children: [0] }, { mesh: 0, translation: [2, 0, 0] }];
      const { parts } = await read(glb(triangle(1), { ...change, nodes }));
      expect(parts.map(({ mesh }) => mesh.positionsNm[0])).toEqual([0, 2e9]);
    },
  );

  test('or with one that is not there is refused in words', async () => {
    await expect(read(glb(triangle(1), { scene: 3 }))).rejects.toThrow(
      'a.glb cannot be read as glTF: its scene is not there; name one that is',
    );
  });
});

test('parts beyond those that are shown are counted, and not unpacked', async () => {
  const corners = new Float32Array(9 * 100_000);
  const nodes = Array.from({ length: 2000 }, () => ({ mesh: 0 }));
  const many = glb(corners, { nodes, scenes: [{ nodes: nodes.map((_, n) => n) }] });
  const { parts, leftOut } = await meshesOfGlb('a.glb', many, 2);
  expect([parts.length, leftOut]).toEqual([2, 1998]);
  await expect(meshesOfGlb('a.glb', many, 100)).rejects.toThrow(
    'a.glb holds too much: received 30000000 vertices where they are shown, expected 16000000 at most',
  );
});
