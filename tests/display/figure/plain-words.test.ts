import { expect, test } from 'vitest';
import { textFault } from '../../../kernel-helpers/contract/figure-text.js';
import { plainWords } from '../../../kernel-helpers/display/figure/plain-words.js';

test('markup and templates become words that every figure may hold', () => {
  const words = plainWords('<img src=x> %{y:99999d} < 3');
  expect(words).toBe('‹img src=x› ％{y:99999d} ‹ 3');
  expect(textFault(words)).toBeNull();
});
