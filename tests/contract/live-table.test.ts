import { describe, expect, test } from 'vitest';
import { checkLiveTableNews, checkLiveTableRequest } from '../../kernel-helpers/contract/live-table.js';
import { FormatError } from '../../kernel-helpers/errors.js';

test('what is said is taken without what else stands there', () => {
  expect(checkLiveTableRequest({ op: 'rows', from: 7, more: 1 })).toEqual({ op: 'rows', from: 7 });
  for (const news of [
    { op: 'here' },
    { op: 'gone' },
    { op: 'rows', from: 0, rows: 3 },
    { op: 'failed', message: 'the disk is gone' },
  ]) {
    expect(checkLiveTableNews({ ...news, more: 1 })).toEqual(news);
  }
});

describe('what is no message is refused', () => {
  test.each([null, {}, { op: 'rows' }, { op: 'rows', from: -1 }, { op: 'all', from: 0 }])('request %j', request => {
    expect(() => checkLiveTableRequest(request)).toThrow(FormatError);
  });

  test.each([null, { op: 'rows', from: 0 }, { op: 'rows', from: 0, rows: 0 }, { op: 'failed' }, { op: 'other' }])(
    'news %j',
    news => {
      expect(() => checkLiveTableNews(news)).toThrow(FormatError);
    },
  );
});
