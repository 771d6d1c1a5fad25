import { expect, test } from 'vitest';
import { mannWhitney } from '../../../../kernel-helpers/core/stats/index.js';

test('a few values against thousands are exact, whichever sample is the larger', () => {
  const many = Float64Array.from({ length: 4000 }, (_, i) => i + 1);
  // One of the C(4002, 2) choices of two places.
  const expected = 2 / (4002 * 4001);
  expect(mannWhitney([0.1, 0.2], many, { alternative: 'less' })?.p).toBeCloseTo(expected, 15);
  expect(mannWhitney(many, [0.1, 0.2], { alternative: 'greater' })?.p).toBeCloseTo(expected, 15);
});
