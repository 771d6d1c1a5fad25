import type { TranslationBundle } from '@jupyterlab/translation';
import type { IProblem } from './model/rows';

/** Why a filter is passed over. */
export function problemText({ column, condition: { problem, word } }: IProblem, trans: TranslationBundle): string {
  switch (problem) {
    case 'number':
      return trans.__('%1: “%2” is no number. Write a number, > 100, 1..5 or null.', column, word);
    case 'whole':
      return trans.__('%1: “%2” is no whole number. Write all its digits, > 100, 1..5 or null.', column, word);
    case 'boolean':
      return trans.__('%1: “%2” is neither true nor false.', column, word);
    default:
      return trans.__('%1: “%2” is for numbers. Write a word, = the whole text, or null.', column, word);
  }
}

/** How many rows are shown of how many, and what is not here at all. */
export function rowsText(shown: number, stored: number, all: number, trans: TranslationBundle): string {
  const words = [
    shown === stored
      ? trans._n('%2 row', '%2 rows', stored, stored.toLocaleString())
      : trans.__('%1 of %2 rows', shown.toLocaleString(), stored.toLocaleString()),
  ];
  if (stored < all) {
    words.push(
      trans.__(
        'the first of %1: the rest is not stored in this notebook (see maxBytes), and is not searched',
        all.toLocaleString(),
      ),
    );
  }
  return words.join(', ');
}
