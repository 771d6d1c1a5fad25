import { expect, test } from 'vitest';
import { withNull } from '../../../../extension/matrix/model/with-null.js';
import { MATRIX_LIMITS } from '../../../../kernel-helpers/contract/matrix/matrix.js';
import { type MatrixNull, packDoubles } from '../../../../kernel-helpers/contract/matrix/null.js';
import type { NullChoice } from '../../../../kernel-helpers/contract/matrix/null-choice.js';
import { inPage, someWiring } from './wirings.js';

const matrix = inPage(someWiring('with null', 4, 0.5), { groups: { type: ['a', 'b', 'a', 'b'] } });
const choice: NullChoice = { model: 'erdosRenyi', grouping: 'type', of: 'connections', draws: 50, seed: 1 };
const numbers = packDoubles([1, 2, 3, 4]);
const result = (seed: number, isChosen = true): MatrixNull => ({
  model: 'erdosRenyi',
  grouping: 'type',
  of: 'connections',
  draws: 50,
  seed,
  adjustment: 'none',
  ...(isChosen ? { choice: { ...choice, seed } } : {}),
  values: { observed: numbers, expected: numbers, low: numbers, high: numbers, z: numbers, p: numbers },
});
const with_ = (...all: readonly MatrixNull[]) => all.reduce((before, one) => withNull(before, one).decoded, matrix);
const seedsOf = ({ nulls }: typeof matrix): number[] => nulls.map(({ seed }) => seed);

test('a comparison comes last, and is stored with the matrix', () => {
  const { decoded, index } = withNull(with_(result(1, false)), result(2));
  expect(index).toBe(1);
  expect(seedsOf(decoded)).toEqual([1, 2]);
  expect(decoded.payload.nulls).toEqual([result(1, false), result(2)]);
  expect([...decoded.nulls[1].values.z]).toEqual([1, 2, 3, 4]);
  expect(matrix.nulls).toEqual([]);
});

test('one that is asked for again takes the place of the last; what code made stays', () => {
  const again = withNull(with_(result(1, false), result(1), result(2)), result(1));
  expect(seedsOf(again.decoded)).toEqual([1, 2, 1]);
  expect(again.decoded.nulls.map(one => one.choice !== undefined)).toEqual([false, true, true]);
  expect(again.index).toBe(2);
});

test('of too many the oldest that a reader chose goes; code alone may have taken all the room', () => {
  const most = MATRIX_LIMITS.nulls;
  const chosen = with_(result(0, false), ...Array.from({ length: most - 1 }, (_, i) => result(i + 1)));
  const more = withNull(chosen, result(most));
  expect(seedsOf(more.decoded)).toEqual([0, ...Array.from({ length: most - 1 }, (_, i) => i + 2)]);
  expect(more.index).toBe(most - 1);
  const inCode = { ...matrix, nulls: Array.from({ length: most }, () => with_(result(1, false)).nulls[0]) };
  expect(() => withNull(inCode, result(1))).toThrow(/a matrix has room for 20 comparisons/);
});

test('what is no comparison of these groups is refused', () => {
  expect(() => withNull(matrix, { ...result(1), grouping: 'layer' })).toThrow(
    /comparison.grouping is not known: received layer/,
  );
  expect(() => withNull(matrix, { ...result(1), values: {} })).toThrow(/comparison.values.observed/);
  expect(() => withNull(matrix, null)).toThrow(/comparison is not valid: received null, expected an object/);
});
