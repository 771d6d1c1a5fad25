import { expect, test } from 'vitest';
import { csvOf, tsvOf } from '../../../extension/outputs/separated-values';

test('comma-separated values quote what would be read as something else', () => {
  expect(
    csvOf([
      ['a', 'b,c'],
      ['say "hi"', 'two\nlines'],
    ]),
  ).toBe('a,"b,c"\r\n"say ""hi""","two\nlines"\r\n');
  expect(csvOf([])).toBe('');
});

test('tab-separated values have one row a line', () => {
  expect(
    tsvOf([
      ['a\tb', 'c'],
      ['d\r\ne', ''],
    ]),
  ).toBe('a b\tc\nd e\t');
});
