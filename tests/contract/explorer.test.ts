import { describe, expect, test } from 'vitest';
import { checkExplorerAnswer, checkExplorerQuestion } from '../../kernel-helpers/contract/explorer.js';
import { FormatError } from '../../kernel-helpers/errors.js';

const line = {
  id: 'a/b-c',
  title: 't',
  format: 'f',
  size: 's',
  licence: 'l',
  where: 'cache',
  code: 'c',
  missingBytes: 0,
};
const found = (...datasets: unknown[]) => ({ ask: 1, op: 'datasets', found: { total: 9, datasets } });

describe('questions', () => {
  test('are taken without what else stands there', () => {
    expect(checkExplorerQuestion({ ask: 1, op: 'cache', query: 7 })).toEqual({ ask: 1, op: 'cache' });
    expect(checkExplorerQuestion({ ask: 2, op: 'search', query: 'x' })).toEqual({ ask: 2, op: 'search', query: 'x' });
    expect(checkExplorerQuestion({ ask: 3, op: 'download', id: 'a/b', url: 'x' })).toEqual({
      ask: 3,
      op: 'download',
      id: 'a/b',
    });
    expect(checkExplorerQuestion({ ask: 4, op: 'stop', of: 3 })).toEqual({ ask: 4, op: 'stop', of: 3 });
  });

  test.each([
    null,
    { op: 'cache' },
    { ask: 1.5, op: 'cache' },
    { ask: 1, op: 'clear' },
    { ask: 1, op: 'search' },
    { ask: 1, op: 'search', query: 'x'.repeat(201) },
    { ask: 1, op: 'download' },
    { ask: 1, op: 'download', id: 'https://example.org/x' },
    { ask: 1, op: 'stop' },
  ])('%j is none', question => {
    expect(() => checkExplorerQuestion(question)).toThrow(FormatError);
  });
});

describe('answers', () => {
  test('are taken without what else stands there', () => {
    expect(checkExplorerAnswer(found({ ...line, more: 1 }))).toEqual(found(line));
    const cache = { folder: '/x', files: 1, bytes: 2, limit: null };
    expect(checkExplorerAnswer({ ask: 3, op: 'cache', cache })).toEqual({ ask: 3, op: 'cache', cache });
    for (const said of [
      { ask: 4, op: 'progress', receivedBytes: 1, totalBytes: null },
      { ask: 4, op: 'progress', receivedBytes: 1, totalBytes: 2 },
      { ask: 4, op: 'downloaded', notes: ['a word'] },
      { ask: 4, op: 'stopped' },
    ]) {
      expect(checkExplorerAnswer({ ...said, more: 1 })).toEqual(said);
    }
  });

  test.each([
    found({ ...line, where: 'elsewhere' }),
    found({ ...line, id: "a'); evil('" }),
    found({ ...line, code: 7 }),
    found(...Array.from({ length: 61 }, () => line)),
    { ask: 1, op: 'cache', cache: { folder: '/x', files: -1, bytes: 2, limit: null } },
    { ask: 1, op: 'cache', cache: { folder: '/x', files: 1, bytes: 2 } },
    { ask: 1, op: 'failed' },
    found({ ...line, missingBytes: -1 }),
    { ask: 1, op: 'progress', receivedBytes: 0.5, totalBytes: 1 },
    { ask: 1, op: 'progress', receivedBytes: 1 },
    { ask: 1, op: 'downloaded', notes: [7] },
  ])('%# is none', answer => {
    expect(() => checkExplorerAnswer(answer)).toThrow(FormatError);
  });
});
