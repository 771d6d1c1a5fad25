import fc from 'fast-check';
import { expect, test } from 'vitest';
import { benjaminiHochberg } from '../../../../kernel-helpers/core/stats/multiple-testing/benjamini-hochberg.js';
import { always } from '../../../reference/properties.js';
import { benjaminiHochbergOf } from '../../../reference/statistics.js';

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 });

test('adjusted p values are as scipy.stats.false_discovery_control of SciPy 1.17.1 has them, in the order given', () => {
  const adjusted = benjaminiHochberg([0.01, 0.04, 0.03, 0.005, 0.55, 0.04, 1, 1e-9]);
  const expected = [
    0.026666666666666665, 0.05333333333333333, 0.05333333333333333, 0.02, 0.6285714285714286, 0.05333333333333333, 1,
    8e-9,
  ];
  for (const [i, p] of expected.entries()) expect(adjusted[i]).toBeCloseTo(p, 15);
});

test('one p value stays as it is, and none gives none', () => {
  expect([...benjaminiHochberg([0.3])]).toEqual([0.3]);
  expect([...benjaminiHochberg([])]).toEqual([]);
});

test('a p value outside 0 to 1 is refused by its index', () => {
  expect(() => benjaminiHochberg([0.5, 1.2])).toThrow(
    'benjaminiHochberg pValues at index 1 is out of range: received 1.2, expected 0 to 1',
  );
  expect(() => benjaminiHochberg([Number.NaN])).toThrow('benjaminiHochberg pValues at index 0 is missing');
});

test('adjusted p values agree with their definition', () => {
  always(
    fc.property(pValues, p => {
      const adjusted = benjaminiHochberg(p);
      for (const [i, expected] of benjaminiHochbergOf(p).entries()) expect(adjusted[i]).toBeCloseTo(expected, 12);
    }),
  );
});

test('adjusted p values are never below p, never above 1, and keep its order', () => {
  always(
    fc.property(pValues, p => {
      const adjusted = benjaminiHochberg(p);
      const order = p.map((_, i) => i).sort((i, j) => p[i] - p[j]);
      order.forEach((index, rank) => {
        expect(adjusted[index]).toBeGreaterThanOrEqual(p[index]);
        expect(adjusted[index]).toBeLessThanOrEqual(1);
        if (rank > 0) expect(adjusted[index]).toBeGreaterThanOrEqual(adjusted[order[rank - 1]]);
      });
    }),
  );
});

test('adjusted p values follow their tests when these are shuffled', () => {
  always(
    fc.property(pValues, p => {
      expect([...benjaminiHochberg([...p].reverse())].reverse()).toEqual([...benjaminiHochberg(p)]);
    }),
  );
});
