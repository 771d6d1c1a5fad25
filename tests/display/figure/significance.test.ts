import { expect, test } from 'vitest';
import { formatP, stars } from '../../../kernel-helpers/display/figure/significance.js';

test('stars stand for p below 0.05, 0.01 and 0.001', () => {
  expect([0.9, 0.05, 0.0499, 0.01, 0.0099, 0.001, 0.00099].map(stars)).toEqual([
    'n.s.',
    'n.s.',
    '*',
    '*',
    '**',
    '**',
    '***',
  ]);
});

test('a p that is no number is not significant', () => {
  expect(stars(Number.NaN)).toBe('n.s.');
});

test('small p values are written with a power of ten', () => {
  expect([0.0457, 0.0015, 1.569e-5, 4e-12].map(formatP)).toEqual(['0.0457', '0.00150', '1.57 × 10⁻⁵', '4.00 × 10⁻¹²']);
});

test('a p value too small for a double is told as such', () => {
  expect(formatP(0)).toBe('0 (below 10⁻³⁰⁷)');
});
