import { expect, test } from 'vitest';
import { anchorOf, pointsOfCells, selectedPlaces } from '../../../extension/neuron-viewer/cell-points';
import { decodeScene } from '../../../kernel-helpers/contract/scene/decode.js';
import { bumpySphere, cell, meshes, points, rod, sceneOf, skeletons } from '../../ui/viewer/scenes';

async function twoCells() {
  const surface = await meshes([bumpySphere([0, 0, 0], 1000, 4)]);
  const synapses = points({
    positionsNm: Float32Array.of(1000, 2000, 3000, 4000, 5000, 6000),
    cells: Int32Array.of(1, 0),
    ids: BigUint64Array.of(9_007_199_254_740_993n, 7n),
  });
  const trees = skeletons([rod(10_000, 100, 3), rod(20_000, 100, 5, [50_000, 0])]);
  return decodeScene(sceneOf([cell(0), cell(1)], [trees, surface, synapses]));
}

test('a cell has the points of all that is shown of it, and no others', async () => {
  const { items } = await twoCells();
  const second = pointsOfCells(items, new Set([1]), [0, 0, 0]);
  expect(second.length / 3).toBe(5 + 1);
  for (let i = 0; i < 5; i += 1) expect(second[3 * i + 1]).toBeCloseTo(50, 2);
  expect([...second.slice(15)].map(value => Math.round(value))).toEqual([1, 2, 3]);
  expect(pointsOfCells(items, new Set([0]), [0, 0, 0]).length / 3).toBeGreaterThan(3 + 20);
});

test('a cell is pointed at by its soma, or by what there is of it', async () => {
  const marked = { ...rod(10_000, 100, 3), compartments: Uint8Array.of(2, 2, 1) };
  const { items } = await decodeScene(sceneOf([cell(0), cell(1)], [skeletons([marked])]));
  expect(anchorOf(items, 0)?.[0]).toBeCloseTo(marked.positionsNm[6] / 1000, 2);
  expect(anchorOf(items, 1)).toBeUndefined();
});

test('selected synapses and nodes of this scene have places, those of others none', async () => {
  const decoded = await twoCells();
  const node = { node: 3, positionNm: [1000, 2000, 3000] } as const;
  const places = selectedPlaces(decoded, {
    neurons: [],
    synapses: ['9007199254740993', '9007199254740992'],
    nodes: [
      { neuron: decoded.scene.cells[0].id, ...node },
      { neuron: '5', ...node },
    ],
  });
  expect(places.map(place => place.map(value => Math.round(value)))).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
});
