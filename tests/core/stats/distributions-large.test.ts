/** Tails of thousands of degrees of freedom; expected values of scipy 1.17.1, `chi2.sf` and `f.sf`. */
import { expect, test } from 'vitest';
import { chiSquareUpper, fUpper } from '../../../kernel-helpers/core/stats/index.js';
import { expectClose } from '../../reference/close.js';

test.each([
  [380, 401, 0.7676845381178862],
  [500, 401, 0.0005441337812871077],
  [1010, 1000, 0.40603315094773595],
  [2900, 3000, 0.9026832809699057],
  [3000, 3000, 0.49656643883965135],
  [3100, 3000, 0.09930779797969452],
  [4500, 3000, 5.347799079081091e-64],
  [999000, 1000000, 0.7601767314598727],
  [1000000, 1000000, 0.4998119368033945],
  [1001000, 1000000, 0.2396768048255214],
  [10030000, 10000000, 1.0303501300675782e-11],
])('chi-square of %s with %s degrees of freedom', (x, df, expected) => {
  expectClose(chiSquareUpper(x, df), expected, 'p');
});

test('a tiny F keeps its digits', () => {
  expectClose(fUpper(1e-10, 1, 1000), 0.9999920231488538, 'p');
  expect(fUpper(0, 1, 1000)).toBe(1);
});
