import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SourceError } from '../../../kernel-helpers/errors.js';
import { readRanges } from '../../../kernel-helpers/io/precomputed/read-ranges.js';
import { RequestGate } from '../../../kernel-helpers/io/precomputed/request-gate.js';
import { memoryStore } from './folder-stores.js';

const FILE = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);

describe('readRanges', () => {
  test('reads neighbours in one request, others in their own, and nothing for no bytes', async () => {
    const store = memoryStore({ f: FILE });
    const found: Record<number, number> = {};
    const ranges = { starts: [500, 0, 15, 700, 20], ends: [510, 10, 20, 700, 25] };
    const visit = (i: number, bytes: Uint8Array): void => {
      found[i] = bytes.length;
    };
    await readRanges(store, 'f', ranges, visit, { gate: new RequestGate(4), gapBytes: 5 });
    expect(found).toEqual({ 0: 10, 1: 10, 2: 5, 3: 0, 4: 5 });
    expect(store.requests).toEqual(['range f 0-25', 'range f 500-510']);
  });

  test('joins no more than 8 MiB, save what one range asks for', async () => {
    const store = memoryStore({ f: new Uint8Array(20_000_000) });
    const ranges = { starts: [0, 6_000_000, 12_000_000], ends: [6_000_000, 12_000_000, 20_000_000] };
    await readRanges(store, 'f', ranges, () => {}, { gate: new RequestGate(4) });
    expect(store.requests).toHaveLength(3);
  });

  test('gives every range its own bytes, however they lie and however few requests run at once', async () => {
    const range = fc.tuple(fc.nat(900), fc.nat(100));
    await fc.assert(
      fc.asyncProperty(
        fc.array(range, { maxLength: 20 }),
        fc.nat(50),
        fc.integer({ min: 1, max: 3 }),
        async (ranges, gapBytes, places) => {
          const starts = ranges.map(([start]) => start);
          const ends = ranges.map(([start, length]) => start + length);
          const found: Uint8Array[] = [];
          const visit = (i: number, bytes: Uint8Array): void => {
            found[i] = bytes.slice();
          };
          await readRanges(memoryStore({ f: FILE }), 'f', { starts, ends }, visit, {
            gate: new RequestGate(places),
            gapBytes,
          });
          expect(found).toEqual(ranges.map((_, i) => FILE.slice(starts[i], ends[i])));
        },
      ),
      { seed: 20250409 },
    );
  });

  test('a file that is gone, and a visit that fails, end it', async () => {
    const gate = new RequestGate(1);
    await expect(readRanges(memoryStore({}), 'f', { starts: [0], ends: [1] }, () => {}, { gate })).rejects.toThrow(
      new SourceError('memory:/f is gone: received no file, expected the one that was there a moment ago; read again', {
        url: 'memory:/f',
      }),
    );
    const fail = async (): Promise<void> => {
      throw new Error('damaged');
    };
    await expect(readRanges(memoryStore({ f: FILE }), 'f', { starts: [0], ends: [1] }, fail, { gate })).rejects.toThrow(
      'damaged',
    );
  });
});
