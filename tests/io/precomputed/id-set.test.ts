import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdSet } from '../../../kernel-helpers/io/precomputed/id-set.js';
import { always } from '../../reference/properties.js';

test('IdSet tells new ids from those it has, as a Set of bigints does', () => {
  // few different halves, so that ids collide in each
  const half = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(2 ** 32 - 1, 2 ** 31), fc.nat(100));
  always(
    fc.property(fc.array(fc.tuple(half, half), { maxLength: 200 }), pairs => {
      const ids = new IdSet();
      const reference = new Set<bigint>();
      for (const [low, high] of pairs) {
        const id = (BigInt(high) << 32n) | BigInt(low);
        expect(ids.add(low, high)).toBe(!reference.has(id));
        reference.add(id);
      }
      expect(ids.size).toBe(reference.size);
    }),
  );
});
