import { expect, test } from 'vitest';
import { wrapLines } from '../../../extension/figure/still-picture';

const measure = (line: string): number => line.length;

test('text breaks at spaces and no line is wider than allowed', () => {
  expect(wrapLines('n = 35 cells of layer 2/3', 10, measure)).toEqual(['n = 35', 'cells of', 'layer 2/3']);
});

test('a word wider than a line keeps whole', () => {
  expect(wrapLines('see doi:10.1038/s41586-025-08840-3 there', 8, measure)).toEqual([
    'see',
    'doi:10.1038/s41586-025-08840-3',
    'there',
  ]);
  expect(wrapLines('864691135571546917 there', 8, measure)).toEqual(['864691135571546917', 'there']);
});

test('line ends in the text are kept, and nothing makes no line', () => {
  expect(wrapLines('one\ntwo', 80, measure)).toEqual(['one', 'two']);
  expect(wrapLines('', 80, measure)).toEqual([]);
});
