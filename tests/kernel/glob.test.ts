import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { globToRegExp } from '../../kernel-helpers/kernel/glob.js';

// The answers are those of SQLite's GLOB, which `sqlite3` of Python's standard library gives to the same pairs.
describe('a glob', () => {
  test.each([
    ['*', '', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a*c', 'a\nb\nc', true],
    ['[abc]', 'b', true],
    ['[^abc]', 'b', false],
    ['[^abc]', 'x', true],
    ['[a-c]x', 'bx', true],
    ['[]]', ']', true],
    ['[^]]', ']', false],
    ['[^]]', 'a', true],
    ['[a-]', '-', true],
    ['[c-a]', 'b', false],
    ['a.c', 'abc', false],
    ['f(x)|{2}', 'f(x)|{2}', true],
    ['a\\b', 'a\\b', true],
    ['[\\]', '\\', true],
    ['abc', 'xabcx', false],
  ])('%j on %j: %j', (glob, text, matches) => {
    expect(globToRegExp(glob).test(text)).toBe(matches);
  });

  test('of any text can be asked, and finds the text that it spells when it has no sign of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(globToRegExp(text)).toBeInstanceOf(RegExp);
        if (!/[*?[]/.test(text)) expect(globToRegExp(text).test(text)).toBe(true);
      }),
    );
  });
});
