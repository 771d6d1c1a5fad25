import { expect, test } from 'vitest';
import { caption } from '../../../kernel-helpers/display/figure/caption.js';

test('facts stand in one order, and those not given are not written', () => {
  expect(
    caption({
      what: 'Signal correlation.',
      n: { cells: 148, pairs: 2411 },
      version: 1507,
      filters: ['proofread axons', 'no autapses'],
      test: 'paired t-test',
      correction: 'Benjamini–Hochberg',
      seed: 0,
      citation: 'Ding et al. 2025',
    }),
  ).toBe(
    'Signal correlation. n = 148 cells, 2,411 pairs. Data version 1507. Filters: proofread axons; no autapses. Test: paired t-test, corrected by Benjamini–Hochberg. Seed 0. Source: Ding et al. 2025.',
  );
  expect(caption({})).toBe('');
  expect(caption({ correction: 'Holm' })).toBe('Corrected by Holm.');
});

test('a count that is none is refused', () => {
  expect(() => caption({ n: { cells: 1.5 } })).toThrow(
    'caption n of cells is not a count: received 1.5, expected a whole number of 0 or more',
  );
});
