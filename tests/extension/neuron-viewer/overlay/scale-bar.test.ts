import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthLabel, scaleBar } from '../../../../extension/neuron-viewer/overlay/scale-bar';

test('the bar is the longest of 1, 2 or 5 times a power of ten that fits', () => {
  expect(scaleBar(1, 120)).toEqual({ lengthUm: 100, widthPx: 100, label: '100 µm' });
  expect(scaleBar(2, 120)).toEqual({ lengthUm: 200, widthPx: 100, label: '200 µm' });
  expect(scaleBar(0.01, 120).label).toBe('1 µm');
  expect(scaleBar(0.005, 120).label).toBe('500 nm');
  expect(scaleBar(12, 120).label).toBe('1 mm');
});

test('the bar is never longer than allowed and never shorter than two fifths of it', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-4, max: 1e4, noNaN: true }), fc.integer({ min: 20, max: 300 }), (um, longest) => {
      const { widthPx, lengthUm } = scaleBar(um, longest);
      expect(widthPx).toBeLessThanOrEqual(longest * (1 + 1e-6));
      expect(widthPx).toBeGreaterThan(longest * 0.39);
      expect(widthPx * um).toBeCloseTo(lengthUm, 6);
    }),
  );
});

test('the label has no digits that a binary fraction left behind', () => {
  expect(lengthLabel(0.30000000000000004)).toBe('300 nm');
  expect(lengthLabel(5000)).toBe('5 mm');
});
