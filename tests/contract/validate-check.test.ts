import { expect, test } from 'vitest';
import { isDoi, validateCheck } from '../../kernel-helpers/contract/validate-check.js';
import { FormatError } from '../../kernel-helpers/errors.js';

const row = {
  quantity: 'n',
  printed: '35',
  ours: '35',
  difference: '0',
  tolerance: 'none',
  why: 'a count',
  pass: true,
};
const check = {
  version: 1,
  title: 'Fig. 2d',
  source: 'Ding et al. 2025',
  doi: '10.1038/s41586-025-08840-3',
  caption: '',
  rows: [row],
};

test('a whole check is returned as it is', () => {
  expect(validateCheck(check)).toBe(check);
});

test('a row without a verdict is refused by its number', () => {
  const payload = { ...check, rows: [row, { ...row, pass: 'yes' }] };
  expect(() => validateCheck(payload)).toThrow(FormatError);
  expect(() => validateCheck(payload)).toThrow(
    'check rows[1].pass is not readable: received yes, expected true or false; run the cell again',
  );
});

test('a row with a number where its text should be is refused', () => {
  expect(() => validateCheck({ ...check, rows: [{ ...row, ours: 35 }] })).toThrow('check rows[0].ours is not readable');
});

test('more rows than a page can hold are refused', () => {
  expect(() => validateCheck({ ...check, rows: new Array(5001).fill(row) })).toThrow('received 5001 rows');
});

test('what is not a DOI is refused, so that the link leads to doi.org and nowhere else', () => {
  for (const doi of [
    '',
    '10.1038',
    'javascript:alert(1)',
    '10.1038/x" onclick="',
    '10.1038/a b',
    '10.1038/<b>',
    '../10.1/x',
  ]) {
    expect(isDoi(doi), doi).toBe(false);
    expect(() => validateCheck({ ...check, doi })).toThrow('check doi is not readable');
  }
  expect(isDoi('10.1002/(SICI)1097-0258(19980815/30)17:15')).toBe(true);
});
