import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simplify } from '../../../kernel-helpers/display/morphology-figure/simplify.js';
import { distanceToLine } from './paths';

test('points on a straight line are left out, corners stay', () => {
  expect(simplify([0, 1, 2, 3, 3, 3], [0, 0, 0, 0, 1, 2], 0.1)).toEqual([0, 3, 5]);
});

test('a point farther than the tolerance stays, one at it goes', () => {
  expect(simplify([0, 5, 10], [0, 0.2, 0], 0.1)).toEqual([0, 1, 2]);
  expect(simplify([0, 5, 10], [0, 0.1, 0], 0.1)).toEqual([0, 2]);
});

test('a line that turns back on itself keeps how far it went', () => {
  expect(simplify([0, 10, 1], [0, 0, 0], 0.5)).toEqual([0, 1, 2]);
  expect(simplify([0, 10, 0], [0, 0, 0], 0.5)).toEqual([0, 1, 2]);
});

test('two points and one point stay as they are', () => {
  expect(simplify([4, 4], [5, 5], 1)).toEqual([0, 1]);
  expect(simplify([4], [5], 1)).toEqual([0]);
});

test('no point left out is farther from the line than the tolerance', () => {
  const coordinate = fc.double({ min: -100, max: 100, noNaN: true });
  const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 60 });
  fc.assert(
    fc.property(points, fc.double({ min: 0, max: 20, noNaN: true }), (all, tolerance) => {
      const kept = simplify(
        all.map(([x]) => x),
        all.map(([, y]) => y),
        tolerance,
      );
      const line = kept.map(i => all[i]);
      for (const point of all) expect(distanceToLine(point, line)).toBeLessThanOrEqual(tolerance + 1e-9);
      expect([kept[0], kept[kept.length - 1]]).toEqual([0, all.length - 1]);
    }),
  );
});

test('a spiral of 20,000 points overflows no stack', () => {
  const angle = Array.from({ length: 20_000 }, (_, i) => i / 50);
  const kept = simplify(
    angle.map(a => a * Math.cos(a)),
    angle.map(a => a * Math.sin(a)),
    0.25,
  );
  expect(kept.length).toBeLessThan(12_000);
  expect(kept.length).toBeGreaterThan(500);
});
