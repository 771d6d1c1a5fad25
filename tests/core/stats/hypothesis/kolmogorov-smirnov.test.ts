import { expect, test } from 'vitest';
import { kolmogorovSmirnov } from '../../../../kernel-helpers/core/stats/index.js';

test('an exact test that would take minutes is refused, with what to do', () => {
  const many = Float64Array.from({ length: 40_000 }, (_, i) => i);
  expect(() => kolmogorovSmirnov(many, many, { method: 'exact' })).toThrow("use the method 'asymptotic'");
  expect(kolmogorovSmirnov(many, many)).toMatchObject({ method: 'asymptotic', d: 0, p: 1 });
});
