import { expect, test } from 'vitest';
import { nullTest } from '../../kernel-helpers/core/nulls/null-test.js';
import { check } from '../../kernel-helpers/published/check.js';
import { layer23Network, layer23Reciprocity } from '../../kernel-helpers/published/turner2022.js';

const counts = { cells: 111, edges: 659, reciprocalPairs: 29 };
const test0 = (mean: number, sd: number, expected?: number) => ({
  ...nullTest(29, Float64Array.of(mean - sd / Math.SQRT2, mean + sd / Math.SQRT2), expected),
});

test('every number has its own name, and its value is what its digits say', () => {
  for (const { numbers } of [layer23Network, layer23Reciprocity(1000)]) {
    expect(new Set(numbers.map(number => number.quantity)).size).toBe(numbers.length);
    for (const { printed, value, provenance } of numbers) {
      expect(value).toBe(Number(printed));
      expect(provenance).toBe('computed');
    }
  }
});

test('the configuration model may be off by what draws differ by, and no more: Erdős–Rényi is not taken for it', () => {
  const printed = layer23Reciprocity(1000);
  const passes = (mean: number, sd: number): string[] =>
    check(printed.quantities(counts, test0(17.76, 4, 17.758), test0(mean, sd)), printed)
      .payload.rows.filter(row => !row.pass)
      .map(row => row.quantity);
  expect(passes(21.2, 4.3)).toEqual([]);
  expect(passes(21.11, 4.08)).toEqual([]);
  expect(passes(17.76, 4.3)).toEqual(['reciprocal pairs · configuration model · mean']);
  // 4 · 4.3 · √(2 / 1000) + 0.05 = 0.819
  expect(passes(22.05, 4.3)).toEqual(['reciprocal pairs · configuration model · mean']);
  expect(passes(21.2, 3.6)).toEqual(['reciprocal pairs · configuration model · s.d.']);
});

test('one pair more or less does not agree', () => {
  const quantities = layer23Network.quantities({ ...counts, reciprocalPairs: 30 });
  expect(check(quantities, layer23Network).passCount).toBe(2);
});
