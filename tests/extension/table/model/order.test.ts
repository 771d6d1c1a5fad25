import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CellValue, isMissing } from '../../../../extension/table/model/column.js';
import { sortRows } from '../../../../extension/table/model/order.js';

const rowsOf = (values: readonly CellValue[]): Uint32Array => Uint32Array.from(values.keys());
const sorted = (values: readonly CellValue[], descending = false): number[] => [
  ...sortRows(rowsOf(values), row => values[row], descending),
];

test('ids are ordered by all their digits, and what is missing is last both ways', () => {
  const ids = [864691135000000002n, null, 864691135000000001n, 99n];
  expect(sorted(ids)).toEqual([3, 2, 0, 1]);
  expect(sorted(ids, true)).toEqual([0, 2, 3, 1]);
  expect(sorted([2, Number.NaN, 1, null, 10])).toEqual([2, 0, 4, 1, 3]);
});

test('text is ordered by code units: capitals first, digits before them', () => {
  expect(sorted(['b', 'B', 'a', '10', '9'])).toEqual([3, 4, 1, 2, 0]);
});

/** Insertion, one after the other, behind all that are not larger. */
function slow(values: readonly CellValue[], descending: boolean): number[] {
  const order: number[] = [];
  values.forEach((value, row) => {
    const goesBefore = (other: number): boolean => {
      if (isMissing(value)) return false;
      if (isMissing(values[other])) return true;
      const [a, b] = [value as number, values[other] as number];
      return descending ? a > b : a < b;
    };
    const at = order.findIndex(goesBefore);
    order.splice(at === -1 ? order.length : at, 0, row);
  });
  return order;
}

test('any column is ordered as by inserting one value after the other', () => {
  const column = fc.oneof(
    fc.array(fc.option(fc.integer({ min: 0, max: 9 }))),
    fc.array(fc.option(fc.oneof(fc.constant(Number.NaN), fc.double({ noNaN: false })))),
    fc.array(fc.option(fc.bigInt({ min: -(1n << 63n), max: (1n << 64n) - 1n }))),
    fc.array(fc.option(fc.string({ maxLength: 2 }))),
    fc.array(fc.option(fc.boolean())),
  );
  fc.assert(
    fc.property(column, fc.boolean(), (values: CellValue[], descending) => {
      expect(sorted(values, descending)).toEqual(slow(values, descending));
    }),
  );
});
