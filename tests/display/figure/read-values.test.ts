import { vectorFromArray } from 'apache-arrow';
import { expect, test } from 'vitest';
import { readTexts, readValues } from '../../../kernel-helpers/display/figure/read-values.js';

test('arrays, typed arrays and Arrow columns are read alike, what is missing as NaN', () => {
  const expected = Float64Array.of(1, Number.NaN, 3);
  expect(readValues([1, null, 3], 'f', 'x')).toEqual(expected);
  expect(readValues(Float32Array.of(1, Number.POSITIVE_INFINITY, 3), 'f', 'x')).toEqual(expected);
  expect(readValues(vectorFromArray([1n, null, 3n]) as Iterable<never>, 'f', 'x')).toEqual(expected);
  expect(readValues(vectorFromArray([1, null, 3]), 'f', 'x')).toEqual(expected);
});

test('ids become decimal text, whole', () => {
  expect(readTexts(BigUint64Array.of(864691135122603047n), 'f', 'ids')).toEqual(['864691135122603047']);
  expect(readTexts(vectorFromArray(['a', 'b']), 'f', 'ids')).toEqual(['a', 'b']);
});

test('what is no number, no label or no list is refused with its place', () => {
  expect(() => readValues([1, '2' as unknown as number], 'f', 'x')).toThrow(
    'f x at index 1 is not a number: received "2", expected a number or null',
  );
  expect(() => readValues([2n ** 60n] as unknown as number[], 'f', 'x')).toThrow(
    'f x at index 0 is not a number: received 1152921504606846976n, expected a number or null',
  );
  expect(() => readTexts([null as unknown as string], 'f', 'ids')).toThrow(
    'f ids at index 0 is missing: received null, expected a name or an id',
  );
  expect(() => readTexts('abc', 'f', 'ids')).toThrow('f ids is no list: received "abc", expected an array or a column');
});
