import { expect, test } from 'vitest';
import { comparePairs, groupValues } from '../../../kernel-helpers/display/figure/group-values.js';

test('groups keep their order, their values ascend with the row of each', () => {
  const { groups, missing } = groupValues([3, 1, null, 2], ['b', 'a', 'a', 'b'], undefined, 'f');
  expect(groups.map(group => [group.name, [...group.values], [...group.rows]])).toEqual([
    ['b', [2, 3], [3, 0]],
    ['a', [1], [1]],
  ]);
  expect(missing).toBe(1);
});

test('p values are corrected over all pairs named', () => {
  const { groups } = groupValues(
    [1, 2, 3, 4, 5, 6, 2.5, 4.5],
    ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c'],
    undefined,
    'f',
  );
  const tests = comparePairs(
    groups,
    [
      ['b', 'a'],
      ['a', 'c'],
    ],
    'f',
  );
  expect(tests.map(({ first, second, test }) => [first, second, Number(test.p?.toFixed(10))])).toEqual([
    [0, 1, 0.1],
    [0, 2, 0.4],
  ]);
  expect(tests.map(({ pAdjusted }) => Number(pAdjusted.toFixed(10)))).toEqual([0.2, 0.4]);
});
