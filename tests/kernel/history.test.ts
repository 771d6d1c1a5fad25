import { describe, expect, test } from 'vitest';
import { History, type HistoryEntry } from '../../kernel-helpers/kernel/history.js';

const history = new History();
['const a = 1', 'a + 1', 'f(a)', 'a + 1'].forEach((source, i) => {
  history.add(i + 1, source);
  if (source === 'a + 1') history.addOutput(i + 1, '2');
});

const lines = (request: Record<string, unknown>): number[] => history.select(request).map(entry => entry[1]);

describe('the tail', () => {
  test('is the last inputs, oldest first', () => {
    expect(history.select({ hist_access_type: 'tail', n: 2 })).toEqual([
      [1, 3, 'f(a)'],
      [1, 4, 'a + 1'],
    ] satisfies HistoryEntry[]);
  });

  test.each([
    [0, []],
    [-1, [1, 2, 3, 4]],
    [100, [1, 2, 3, 4]],
    ['two', [1, 2, 3, 4]],
  ])('of %j is %j', (n, expected) => {
    expect(lines({ hist_access_type: 'tail', n })).toEqual(expected);
  });

  test('has inputs with their results, null where there was none, when outputs are wanted', () => {
    expect(history.select({ hist_access_type: 'tail', n: 2, output: true, raw: false })).toEqual([
      [1, 3, ['f(a)', null]],
      [1, 4, ['a + 1', '2']],
    ]);
  });
});

describe('a range', () => {
  test.each([
    [{ session: 0, start: 1, stop: 3 }, [1, 2]],
    [{ session: 1, start: 2 }, [2, 3, 4]],
    [{}, [1, 2, 3, 4]],
    [{ start: -1 }, [4]],
    [{ start: 1, stop: -1 }, [1, 2, 3]],
    [{ session: -1, start: 1 }, []],
    [{ session: 7 }, []],
  ])('%j is %j', (request, expected) => {
    expect(lines({ hist_access_type: 'range', ...request })).toEqual(expected);
  });
});

describe('a search', () => {
  test.each([
    [{ pattern: '*a*' }, [1, 2, 3, 4]],
    [{ pattern: 'f(?)' }, [3]],
    [{ pattern: '*a*', n: 1 }, [4]],
    [{ pattern: 'a*', unique: true }, [4]],
    [{ pattern: '*[0-9]' }, [1, 2, 4]],
    [{ pattern: 'a' }, []],
    [{}, [1, 2, 3, 4]],
  ])('%j finds %j', (request, expected) => {
    expect(lines({ hist_access_type: 'search', ...request })).toEqual(expected);
  });
});

test('a way to ask that nobody knows finds nothing', () => {
  expect(history.select({ hist_access_type: 'guess' })).toEqual([]);
  expect(history.select({})).toEqual([]);
});
