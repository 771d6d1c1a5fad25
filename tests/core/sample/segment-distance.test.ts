import { expect, test } from 'vitest';
import { createRandom } from '../../../kernel-helpers/core/random.js';
import { closestApproach } from '../../../kernel-helpers/core/sample/segment-distance.js';
import { distanceBetweenSegments } from '../../reference/point-segment.js';

const approach = (a: readonly number[], b: readonly number[]) => {
  const out = { along: 0, across: 0, distance: 0 };
  closestApproach(Float64Array.from(a), 0, Float64Array.from(b), 0, out);
  return out;
};

test('segments that cross at a distance come closest at the crossing', () => {
  expect(approach([0, 0, 0, 4, 0, 0], [1, -1, 2, 1, 3, 2])).toEqual({ along: 0.25, across: 0.25, distance: 2 });
});

test('segments that do not overlap come closest at their ends', () => {
  expect(approach([0, 0, 0, 1, 0, 0], [4, 4, 0, 4, 8, 0])).toEqual({ along: 1, across: 0, distance: 5 });
});

test('parallel segments and points have a distance too', () => {
  expect(approach([0, 0, 0, 1, 0, 0], [0, 3, 0, 1, 3, 0]).distance).toBe(3);
  expect(approach([0, 0, 0, 2, 0, 0], [1, 5, 0, 1, 5, 0])).toEqual({ along: 0.5, across: 0, distance: 5 });
  expect(approach([1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1]).distance).toBe(0);
});

test('the closest approach agrees with searching along both segments', () => {
  const random = createRandom(12);
  const segment = () => Array.from({ length: 6 }, () => random.between(-10, 10));
  for (let i = 0; i < 60; i++) {
    const [a, b] = [segment(), segment()];
    expect(Math.abs(approach(a, b).distance - distanceBetweenSegments(a, b))).toBeLessThan(1e-6);
  }
});
