import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tooltipPlace } from '../../../../extension/neuron-viewer/overlay/tooltip';

test('a tooltip stands right of and below the pointer, and on its other side near an edge', () => {
  expect(tooltipPlace([100, 100], [80, 40], [900, 600])).toEqual([114, 114]);
  expect(tooltipPlace([880, 100], [80, 40], [900, 600])).toEqual([786, 114]);
  expect(tooltipPlace([100, 590], [80, 40], [900, 600])).toEqual([114, 536]);
});

test('a tooltip with room on the picture is whole and never under the pointer', () => {
  fc.assert(
    fc.property(fc.nat(900), fc.nat(600), fc.nat(300), fc.nat(200), (x, y, width, height) => {
      const [left, top] = tooltipPlace([x, y], [width, height], [900, 600]);
      expect(left >= 0 && left + width <= 900).toBe(true);
      expect(top >= 0 && top + height <= 600).toBe(true);
      expect(x > left && x < left + width && y > top && y < top + height).toBe(false);
    }),
  );
});
