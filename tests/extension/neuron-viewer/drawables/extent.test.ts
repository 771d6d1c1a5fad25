import { describe, expect, test } from 'vitest';
import { boundsOf, pointsOf, withRoom } from '../../../../extension/neuron-viewer/drawables/extent';
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

test('things thicker than they are apart get room about them, and others stay as they are', () => {
  const alone = withRoom(Float32Array.of(10, 20, 30), 5);
  expect(alone.length / 3).toBe(1 + 8);
  expect([...alone.slice(3, 6)]).toEqual([5, 15, 25]);
  expect([...alone.slice(-3)]).toEqual([15, 25, 35]);
  const far = Float32Array.of(0, 0, 0, 0, 5, 0);
  expect(withRoom(far, 5)).toBe(far);
  const none = new Float32Array(0);
  expect(withRoom(none, 5)).toBe(none);
});
