import { expect, test } from 'vitest';
import { History } from '../../kernel-helpers/kernel/history.js';

const history = new History();
['const a = 1', 'a + 1', 'f(a)'].forEach((source, i) => {
  history.add(i + 1, source);
});

test('the tail is the last inputs', () => {
  expect(history.select({ hist_access_type: 'tail', n: 2 })).toEqual([
    [0, 2, 'a + 1'],
    [0, 3, 'f(a)'],
  ]);
});

test('a range is by execution count, its end left out', () => {
  expect(history.select({ hist_access_type: 'range', start: 1, stop: 3 }).map(entry => entry[1])).toEqual([1, 2]);
});

test('a search knows * and ?, and takes everything else literally', () => {
  const found = (pattern: string): number[] =>
    history.select({ hist_access_type: 'search', pattern }).map(entry => entry[1]);
  expect(found('*a*')).toEqual([1, 2, 3]);
  expect(found('f(?)')).toEqual([3]);
  expect(found('a + 1')).toEqual([2]);
});
