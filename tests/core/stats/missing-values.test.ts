import { Float16, Float32, Float64, Int16, vectorFromArray } from 'apache-arrow';
import { expect, test } from 'vitest';
import * as stats from '../../../kernel-helpers/core/stats/index.js';
import { InvalidArgumentError } from '../../../kernel-helpers/errors.js';

const reducers = {
  mean: stats.mean,
  variance: stats.variance,
  sem: stats.sem,
  quantile: (values: stats.Numbers) => stats.quantile(values, 0.5),
};

test.each(Object.entries(reducers))('%s names the index of a missing value and skips none', (name, reduce) => {
  expect(() => reduce([1, Number.NaN, 3])).toThrow(
    `${name} values at index 1 is missing or not finite: received NaN, expected a number`,
  );
  expect(() => reduce([1, 2, null as unknown as number])).toThrow('at index 2 is missing or not finite: received null');
  expect(() => reduce([Number.POSITIVE_INFINITY])).toThrow(InvalidArgumentError);
  expect(() => reduce([5n as unknown as number])).toThrow('received 5n');
});

test.each(Object.entries(reducers))('%s takes arrays, typed arrays and anything that can be walked', (_, reduce) => {
  const expected = reduce([1, 2, 4]);
  expect(reduce(Float64Array.of(1, 2, 4))).toBe(expected);
  expect(reduce(Uint8Array.of(1, 2, 4))).toBe(expected);
  expect(reduce(new Set([1, 2, 4]))).toBe(expected);
});

test('pairedTTest says which side misses a value', () => {
  expect(() => stats.pairedTTest([1, 2], [1, Number.NaN])).toThrow('pairedTTest b at index 1 is missing or not finite');
});

test('Arrow columns are taken as they are, with their nulls refused by index', () => {
  expect(stats.mean(vectorFromArray([1, 2, 6], new Float32()))).toBe(3);
  expect(stats.mean(vectorFromArray([1, 2, 6], new Int16()))).toBe(3);
  expect(stats.mean(vectorFromArray([1.5, 2.5], new Float16()))).toBe(2);
  expect(() => stats.mean(vectorFromArray([1, null, 6], new Float64()))).toThrow('mean values at index 1 is missing');
});
