import { describe, expect, test } from 'vitest';
import { boundsOf, pointsOf } from '../../../../extension/neuron-viewer/drawables/extent';
import type { DecodedItem } from '../../../../kernel-helpers/contract/scene/decode.js';
import type { ScenePoints } from '../../../../kernel-helpers/contract/scene/scene.js';

const box: DecodedItem = {
  kind: 'box',
  item: { kind: 'box', key: 'b', name: 'volume', color: null, minNm: [0, 0, 0], maxNm: [1000, 2000, 3000] },
};
const points: DecodedItem = {
  kind: 'points',
  item: { radiusNm: 500 } as ScenePoints,
  count: 1,
  positionsNm: Float32Array.of(-5000, 1000, 1000),
};

describe('the box about a scene', () => {
  test('holds every item with its radius, in µm', () => {
    expect(boundsOf([box, points])).toEqual({ min: [-5.5, 0, 0], max: [1, 2, 3] });
  });

  test('has no size when there is nothing', () => {
    expect(boundsOf([])).toEqual({ min: [0, 0, 0], max: [0, 0, 0] });
  });
});

test('the points to fit are all points, from the origin', () => {
  expect([...pointsOf([points], [1, 1, 1])]).toEqual([-6, 0, 0]);
  expect(pointsOf([box], [0, 0, 0])).toHaveLength(24);
});
