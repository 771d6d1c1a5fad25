import { expect, test } from 'vitest';
import { checkTable } from '../../../kernel-helpers/contract/matrix/table.js';
import { FormatError } from '../../../kernel-helpers/errors.js';

const table = { rowCount: 3, rowTitle: 'Rows', columnTitle: 'Columns' };

test('a table has rows and columns', () => {
  expect(checkTable(table, 4)).toEqual(table);
});

test.each<[string, unknown, RegExp]>([
  ['no rows', { ...table, rowCount: 0 }, /table.rowCount is out of range: received 0/],
  ['no columns', { ...table, rowCount: 4 }, /table.rowCount is out of range: received 4/],
  ['no title', { ...table, rowTitle: 7 }, /table.rowTitle is not valid: received 7/],
  ['no object', 'table', /table is not valid: received table, expected an object/],
])('a table with %s is refused', (_, value, words) => {
  expect(() => checkTable(value, 4)).toThrow(FormatError);
  expect(() => checkTable(value, 4)).toThrow(words);
});
