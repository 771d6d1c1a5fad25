import { expect, test } from 'vitest';
import { heightOf, limitsOf, signedLimits } from '../../../../extension/matrix/model/limits';

test('a linear scale goes from 0 to the greatest', () => {
  expect(limitsOf(Float32Array.of(0, 3, 5, Number.NaN), 'linear')).toEqual({ low: 0, high: 5, clipped: false });
});

test('a logarithmic one from the least above 0; one value alone has a decade', () => {
  expect(limitsOf(Float32Array.of(0, 2, 50), 'log')).toEqual({ low: 2, high: 50, clipped: false });
  expect(limitsOf(Float32Array.of(0, 7), 'log')).toEqual({ low: Math.fround(7) / 10, high: 7, clipped: false });
});

test('a few values far above all others do not take the colours from the rest, and that is told', () => {
  const values = Float32Array.from({ length: 1000 }, (_, i) => (i === 999 ? 1000 : 1 + (i % 10)));
  expect(limitsOf(values, 'linear')).toEqual({ low: 0, high: 10, clipped: true });
});

test('of millions of values a share is looked at, and all of them for the ends', () => {
  const values = Float32Array.from({ length: 1_000_001 }, (_, i) => 1 + ((i * 7919) % 1000));
  values[500_003] = 1e6;
  const { high, clipped } = limitsOf(values, 'linear');
  expect(clipped).toBe(true);
  expect(high).toBeGreaterThanOrEqual(990);
  expect(high).toBeLessThanOrEqual(1000);
  expect(limitsOf(values.subarray(0, 500_000), 'log')).toEqual({ low: 1, high: 1000, clipped: false });
});

test('nothing at all still has two ends', () => {
  expect(limitsOf(new Float32Array(3), 'linear')).toEqual({ low: 0, high: 1, clipped: false });
  expect(limitsOf(new Float32Array(3), 'log').low).toBeGreaterThan(0);
});

test('a value stands between the ends; zeros and no value have no colour', () => {
  const limits = { low: 0, high: 10 };
  expect([0, 5, 10, 20, Number.NaN].map(value => heightOf(value, limits, 'linear'))).toEqual([
    undefined,
    0.5,
    1,
    1,
    undefined,
  ]);
  const decades = { low: 1, high: 100 };
  expect([0, 1, 10, 100, 0.1].map(value => heightOf(value, decades, 'log'))).toEqual([undefined, 0, 0.5, 1, 0]);
});

test('what goes both ways ends as far below 0 as above it, and 0 has the colour in the middle', () => {
  const limits = signedLimits(Float32Array.of(-1, Number.NaN, 4, 0));
  expect(limits).toEqual({ low: -4, high: 4, clipped: false });
  expect([-4, 0, 2, Number.NaN].map(value => heightOf(value, limits, 'linear'))).toEqual([0, 0.5, 0.75, undefined]);
  expect(signedLimits(Float32Array.of(0, Number.NaN))).toEqual({ low: -1, high: 1, clipped: false });
});
