import { expect, test } from 'vitest';
import { arrayText } from '../../kernel-helpers/display/typed-array.js';

const upTo = (length: number): Float64Array => Float64Array.from({ length }, (_, i) => i);

test('a short typed array, and what is none, is left to Node.js', () => {
  expect([upTo(32), [1, 2], {}, 'text', null].map(arrayText)).toEqual(new Array(5).fill(undefined));
});

test('a long one is its two ends and its range', () => {
  expect(arrayText(upTo(1001).map(n => n / 4))).toBe(
    'Float64Array of 1,001 values\n0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, …, 249.25, 249.5, 249.75, 250\n' +
      'min 0, max 250, mean 125',
  );
});

test('ids are exact, and have no mean', () => {
  const ids = BigUint64Array.from({ length: 100 }, (_, i) => 720575940625363900n + BigInt(i));
  expect(arrayText(ids)).toBe(
    'BigUint64Array of 100 values\n720575940625363900, 720575940625363901, 720575940625363902, 720575940625363903, …, ' +
      '720575940625363998, 720575940625363999\nmin 720575940625363900, max 720575940625363999',
  );
});

test('NaN is counted, not averaged', () => {
  const some = upTo(40);
  some[3] = Number.NaN;
  expect(arrayText(some)?.split('\n')[2]).toBe('min 0, max 39, mean 19.92308, without 1 NaN');
  expect(arrayText(some.fill(Number.NaN))?.split('\n')[2]).toBe('all NaN');
});

test('beyond a million values it says that the range is not computed', () => {
  expect(arrayText(new Float32Array(1_000_001))).toMatch(
    /\nmin, max and mean not computed for more than 1,000,000 values$/,
  );
  expect(arrayText(new BigInt64Array(1_000_001))).toMatch(/\nmin and max not computed/);
});

test('buffers are bytes', () => {
  expect(arrayText(Buffer.from('hello'))).toBe('Buffer of 5 bytes\n68 65 6c 6c 6f');
  expect(arrayText(new ArrayBuffer(0))).toBe('ArrayBuffer of 0 bytes');
  expect(arrayText(new SharedArrayBuffer(1))).toBe('SharedArrayBuffer of 1 byte\n00');
  expect(arrayText(new DataView(new ArrayBuffer(100)))).toBe(
    'DataView of 100 bytes\n00 00 00 00 00 00 00 00 … 00 00 00 00',
  );
});
