import fc from 'fast-check';
import { expect, test } from 'vitest';
import { niceAbove, niceBelow } from '../../../kernel-helpers/display/morphology-figure/nice-step.js';

test('lengths of scale bars are 1, 2 or 5 of a power of ten, at most what is asked', () => {
  expect([99, 100, 199, 200, 499, 500, 999, 1000, 0.3].map(niceBelow)).toEqual([
    50, 100, 100, 200, 200, 500, 500, 1000, 0.2,
  ]);
});

test('steps of rulers are at least what is asked', () => {
  expect([34, 50, 51, 100, 101, 0.3, 1000].map(niceAbove)).toEqual([50, 50, 100, 100, 200, 0.5, 1000]);
});

test('both hold for any size', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), value => {
      expect(niceBelow(value)).toBeLessThanOrEqual(value * (1 + 1e-8));
      expect(niceBelow(value)).toBeGreaterThan(value / 2.5001);
      expect(niceAbove(value)).toBeGreaterThanOrEqual(value * (1 - 1e-8));
      expect(niceAbove(value)).toBeLessThan(value * 2.5001);
    }),
  );
});
