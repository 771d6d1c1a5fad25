import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ascendingOrder } from '../../../kernel-helpers/core/stats/ascending-order.js';
import { always } from '../../reference/properties.js';

/** By comparison, equal values by index. */
function orderOf(values: readonly number[]): number[] {
  return values.map((_, i) => i).sort((i, j) => values[i] - values[j] || i - j);
}

test('values in ascending order, equal ones as they come', () => {
  const value = fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(-0, 0, Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE),
  );
  for (const minLength of [0, 399, 400]) {
    always(
      fc.property(fc.array(value, { minLength, maxLength: minLength + 5 }), values => {
        expect(Array.from(ascendingOrder(values))).toEqual(orderOf(values));
      }),
    );
  }
});

test('many values that are all the same stay as they are', () => {
  expect(ascendingOrder(new Float64Array(1000).fill(-7))).toEqual(Uint32Array.from({ length: 1000 }, (_, i) => i));
});
