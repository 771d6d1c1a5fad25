import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measurePath } from '../../../kernel-helpers/contract/drawing-path.js';
import { areaPath, boxPath, isVisible, linePath } from '../../../kernel-helpers/display/morphology-figure/path.js';
import { linesOf } from './paths';

test('a line is a place and steps in tenths of a px, with no more space than needed', () => {
  expect(linePath([1, 2, 2], [3, 2.5, 4])).toBe('M10 30l10-5 0 15');
  expect(linePath([-1, -2], [-3, 2])).toBe('M-10-30l-10 50');
});

test('a point that rounds to the one before is left out', () => {
  expect(linePath([0, 0.04, 1], [0, 0, 0])).toBe('M0 0l10 0');
});

test('one place is a dot', () => {
  expect(linePath([1, 1.01], [1, 1])).toBe('M10 10l0 0');
  expect([isVisible([1, 1.01], [1, 1]), isVisible([1, 1.1], [1, 1])]).toEqual([false, true]);
});

test('an area is closed', () => {
  expect(areaPath([0, 1, 1], [0, 0, 1])).toBe('M0 0l10 0 0 10z');
  expect(boxPath(1, 2, 4, 8)).toBe('M10 20l30 0 0 60-30 0z');
});

test('any line can be read back to half a tenth of a px, and the front end takes it', () => {
  const coordinate = fc.double({ min: -4000, max: 4000, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 50 }), points => {
      const path = linePath(
        points.map(([x]) => x),
        points.map(([, y]) => y),
      );
      expect(measurePath(path)).toHaveProperty('points');
      const [line] = linesOf(path);
      for (const [x, y] of points) {
        const near = line.some(([a, b]) => Math.abs(a - x) <= 0.0501 && Math.abs(b - y) <= 0.0501);
        expect(near).toBe(true);
      }
    }),
  );
});
