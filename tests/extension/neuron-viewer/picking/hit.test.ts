import { expect, test } from 'vitest';
import { describeHit } from '../../../../extension/neuron-viewer/picking/hit';
import type { DecodedPoints } from '../../../../kernel-helpers/contract/scene/points.js';
import { unpackSkeletons } from '../../../../kernel-helpers/contract/scene/skeletons.js';
import { paint, points, rod, skeletons } from '../../../ui/viewer/scenes';

const positionUm = [1, 2, 3] as const;

test('a node is known by its index within its own tree, with its compartment', () => {
  const decoded = unpackSkeletons(skeletons([rod(1000, 10, 4), rod(1000, 10, 3)]), 'items[0]');
  const hit = describeHit(decoded, { cell: 1, index: 5, positionUm });
  expect(hit).toEqual({
    cell: 1,
    itemName: 'neurons',
    kind: 'skeletons',
    positionUm,
    node: { index: 1, compartment: decoded.compartments[5] },
  });
  expect(describeHit(decoded, { cell: 0, index: 3, positionUm }).node?.index).toBe(3);
  expect(describeHit(decoded, { cell: 1, index: 4, positionUm }).node?.index).toBe(0);
});

test('a painted node tells what its colour stands for', () => {
  const painted = skeletons([rod(1000, 10, 2)], {
    paint: paint([1, 0], { colors: ['#000000', '#ffffff'], labels: ['axon', 'dendrite'] }),
  });
  const decoded = unpackSkeletons(painted, 'items[0]');
  expect(describeHit(decoded, { cell: 0, index: 0, positionUm }).category).toBe('dendrite');
});

test('a synapse has its exact id, its side and its partner', () => {
  const columns = {
    positionsNm: new Float32Array(6),
    ids: BigUint64Array.of(9_007_199_254_740_993n, 18_446_744_073_709_551_615n),
    partners: BigUint64Array.of(864691135396580129n, 0n),
    sides: Uint8Array.of(1, 2),
  };
  const decoded: DecodedPoints = { kind: 'points', item: points(columns), count: 2, ...columns };
  expect(describeHit(decoded, { cell: -1, index: 0, positionUm }).point).toEqual({
    role: 'synapses',
    id: '9007199254740993',
    side: 'output',
    partner: '864691135396580129',
  });
  expect(describeHit(decoded, { cell: -1, index: 1, positionUm }).point).toEqual({
    role: 'synapses',
    id: '18446744073709551615',
    side: 'input',
  });
});
