import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdIndex } from '../../../kernel-helpers/core/connectivity/id-index.js';
import { always } from '../../reference/properties.js';

const ids = fc.array(fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.bigInt({ min: 0n, max: 9n })), {
  maxLength: 200,
});

test('IdIndex numbers ids in the order they come, as a map of bigints does, and grows as it must', () => {
  always(
    fc.property(ids, ids, (list, others) => {
      const slow = new Map<bigint, number>();
      for (const id of list) if (!slow.has(id)) slow.set(id, slow.size);
      const index = new IdIndex();
      index.add(BigUint64Array.from(list));
      expect(index.size).toBe(slow.size);
      expect([...index.ids()]).toEqual([...slow.keys()]);
      const asked = [...list, ...others];
      expect([...index.numbersOf(BigUint64Array.from(asked))]).toEqual(asked.map(id => slow.get(id) ?? -1));
      const other = new IdIndex();
      expect([...other.addAll(BigUint64Array.from(list))]).toEqual(list.map(id => slow.get(id)));
      expect(other.ids()).toEqual(index.ids());
    }),
  );
});

test('IdIndex tells the first row that repeats an id', () => {
  const index = new IdIndex(3);
  expect(index.add(BigUint64Array.of(5n, 6n))).toBe(-1);
  expect(index.add(BigUint64Array.of(7n, 6n, 5n))).toBe(1);
});

test('IdIndex reads ids from the middle of a buffer', () => {
  const index = new IdIndex();
  index.add(BigUint64Array.of(1n, 2n, 3n).subarray(1));
  expect([...index.ids()]).toEqual([2n, 3n]);
});
