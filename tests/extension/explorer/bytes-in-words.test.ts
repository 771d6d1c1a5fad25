import { expect, test } from 'vitest';
import { bytesInWords } from '../../../extension/explorer/bytes-in-words';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.00 kB'],
  [46_215, '46.2 kB'],
  [999_499, '999 kB'],
  [999_500, '1.00 MB'],
  [50e9, '50.0 GB'],
  [1.3e12, '1.30 TB'],
  [5e18, '5.00e+3 PB'],
])('%j bytes are %j', (bytes, words) => {
  expect(bytesInWords(bytes)).toBe(words);
});
