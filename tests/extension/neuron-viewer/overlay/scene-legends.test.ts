import { expect, test } from 'vitest';
import { sceneLegends, usesCellColors } from '../../../../extension/neuron-viewer/overlay/scene-legends';
import { decodeScene } from '../../../../kernel-helpers/contract/scene/decode.js';
import type { SceneColorBar } from '../../../../kernel-helpers/contract/scene/scene.js';
import { cell, paint, points, rod, sceneOf, skeletons } from '../../../ui/viewer/scenes';

const bar: SceneColorBar = { label: 'depth (µm)', min: 0, max: 1, scale: 'linear', colors: ['#000000', '#ffffff'] };

test('one item needs no switch, several have one each, synapses marked by their side', async () => {
  const rods = skeletons([rod(1000, 10)]);
  const positionsNm = new Float32Array(6);
  const inputs = points({ positionsNm, sides: Uint8Array.of(2, 2) }, { key: 'in', name: 'inputs', color: '#ff0000' });
  const both = points({ positionsNm, sides: Uint8Array.of(1, 2) }, { key: 'all' });
  expect(sceneLegends(await decodeScene(sceneOf([cell(0)], [rods]))).items).toEqual([]);
  expect(sceneLegends(await decodeScene(sceneOf([cell(0)], [rods, inputs, both]))).items).toEqual([
    { key: 'skeletons', name: 'neurons', mark: 'skeletons', color: null },
    { key: 'in', name: 'inputs', mark: 'inputs', color: '#ff0000' },
    { key: 'all', name: 'synapses', mark: 'synapses', color: null },
  ]);
});

test('categories in use are listed once, and colour bars', async () => {
  const colors = ['#111111', '#222222', '#333333'];
  const labelled = { paint: paint([0, 2], { colors, labels: ['soma', 'axon', 'dendrite'] }) };
  const measured = { key: 'b', paint: paint([0, 1], { colors, bar }) };
  const items = [
    skeletons([rod(1000, 10)], labelled),
    skeletons([rod(1000, 10)], { ...labelled, key: 'c' }),
    skeletons([rod(1000, 10)], measured),
  ];
  const legends = sceneLegends(await decodeScene(sceneOf([cell(0)], items, { colorBar: bar })));
  expect(legends.categories).toEqual([
    { label: 'soma', color: '#111111' },
    { label: 'dendrite', color: '#333333' },
  ]);
  expect(legends.bars).toEqual([bar]);
});

test('the sides that synapses stand for are told, be there one item or several', async () => {
  const positionsNm = new Float32Array(6);
  const sidesOf = async (...sides: number[]) =>
    sceneLegends(await decodeScene(sceneOf([cell(0)], [points({ positionsNm, sides: Uint8Array.from(sides) })]))).sides;
  expect(await sidesOf(2, 1)).toEqual(['outputs', 'inputs']);
  expect(await sidesOf(1, 1)).toEqual(['outputs']);
  expect(await sidesOf(2, 0)).toEqual(['inputs']);
  expect(await sidesOf(0, 0)).toEqual([]);
});

test('points are told for pictures even where there is one item', async () => {
  const positionsNm = new Float32Array(6);
  const legends = sceneLegends(await decodeScene(sceneOf([cell(0)], [points({ positionsNm })])));
  expect(legends.items).toEqual([]);
  expect(legends.spheres.map(({ item }) => item.name)).toEqual(['synapses']);
});

test('painted neurites are not in the colours of their cells', async () => {
  const painted = { paint: paint([0, 1], { colors: ['#111111', '#222222'], labels: ['soma', 'axon'] }) };
  const uses = async (item: ReturnType<typeof skeletons>) =>
    usesCellColors(await decodeScene(sceneOf([cell(0)], [item])));
  expect(await uses(skeletons([rod(1000, 10)], painted))).toBe(false);
  expect(await uses(skeletons([rod(1000, 10)]))).toBe(true);
});
