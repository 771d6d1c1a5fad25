import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BitPositions, HashedPositions, positionSet } from '../../../kernel-helpers/core/nulls/position-set.js';
import { always } from '../../reference/properties.js';

const step = fc.tuple(fc.constantFrom('add', 'delete', 'has', 'clear'), fc.integer({ min: 0, max: 300 }));

test.each([
  ['bits', () => new BitPositions(301), 1],
  ['hashed', () => new HashedPositions(), 1],
  ['hashed, far apart', () => new HashedPositions(), 2 ** 34 + 1],
] as const)('a set of positions does as a Set does: %s', (_, make, scale) => {
  always(
    fc.property(fc.array(step, { maxLength: 300 }), steps => {
      const [fast, slow] = [make(), new Set<number>()];
      let agree = true;
      for (const [what, at] of steps) {
        const position = at * scale;
        if (what === 'add') {
          agree &&= fast.add(position) === !slow.has(position);
          slow.add(position);
        } else if (what === 'delete') {
          fast.delete(position);
          slow.delete(position);
        } else if (what === 'has') agree &&= fast.has(position) === slow.has(position);
        else if (at < 10) {
          fast.clear();
          slow.clear();
        }
      }
      for (let at = 0; at <= 300; at++) agree &&= fast.has(at * scale) === slow.has(at * scale);
      expect(agree).toBe(true);
    }),
  );
});

test('hashed positions grow, and none gets lost when others go', () => {
  const set = new HashedPositions();
  for (let i = 0; i < 5000; i++) set.add(i * 7919);
  for (let i = 0; i < 5000; i += 3) set.delete(i * 7919);
  const kept = Array.from({ length: 5000 }, (_, i) => i).filter(i => set.has(i * 7919));
  expect(kept).toEqual(Array.from({ length: 5000 }, (_, i) => i).filter(i => i % 3 !== 0));
});

test('large sets are hashed', () => {
  expect(positionSet(2 ** 29)).toBeInstanceOf(BitPositions);
  expect(positionSet(2 ** 40)).toBeInstanceOf(HashedPositions);
});
