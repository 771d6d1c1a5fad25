import { expect, test } from 'vitest';
import { readRanges } from '../../../kernel-helpers/io/precomputed/read-ranges.js';
import { RequestGate } from '../../../kernel-helpers/io/precomputed/request-gate.js';
import type { Store } from '../../../kernel-helpers/io/source/store.js';

const FILE = Uint8Array.from({ length: 100 }, (_, i) => i);

test('readRanges gives every range also when most of its requests have to wait in line', async () => {
  const asked: string[] = [];
  const store: Store = {
    url: 'memory',
    get: async () => FILE,
    async getRange(_, start, end) {
      asked.push(`${start}-${end}`);
      await new Promise(resolve => setImmediate(resolve));
      return FILE.slice(start, end);
    },
  };
  const starts = [90, 0, 40, 5, 41, 70];
  const ends = [92, 2, 43, 6, 44, 70];
  const found: number[][] = [];
  const keep = (i: number, bytes: Uint8Array): void => {
    found[i] = [...bytes];
  };
  await readRanges(store, 'file', { starts, ends }, keep, { gate: new RequestGate(1), gapBytes: 2 });
  expect(found).toEqual([[90, 91], [0, 1], [40, 41, 42], [5], [41, 42, 43], []]);
  expect(asked).toEqual(['0-2', '5-6', '40-44', '90-92']);
});
