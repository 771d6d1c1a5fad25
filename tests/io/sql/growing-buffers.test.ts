import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingBytes, GrowingValidity } from '../../../kernel-helpers/io/sql/growing-buffers.js';
import { always } from '../../reference/properties.js';

const bit = (mask: Uint8Array, row: number): boolean => ((mask[row >> 3] >> (row & 7)) & 1) === 1;

test('a mask is the rows of its pieces, whatever their lengths and beginnings', () => {
  const piece = fc.record({
    rows: fc.array(fc.boolean(), { maxLength: 70 }),
    from: fc.integer({ min: 0, max: 70 }),
    known: fc.boolean(),
  });
  always(
    fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
      const validity = new GrowingValidity();
      const expected: boolean[] = [];
      for (const { rows, from, known } of pieces) {
        const start = Math.min(from, rows.length);
        const mask = new Uint8Array(((rows.length + 63) >> 6) * 8).fill(0xff);
        for (const [i, row] of rows.entries()) if (!row) mask[i >> 3] &= ~(1 << (i & 7));
        validity.append(known ? mask : null, start, rows.length - start);
        expected.push(...rows.slice(start).map(row => row || !known));
      }
      const nulls = expected.filter(row => !row).length;
      expect(validity.nullCount).toBe(nulls);
      const mask = validity.take();
      expect(mask === null).toBe(nulls === 0);
      if (mask) expect(expected.map((_, row) => bit(mask, row))).toEqual(expected);
      expect(validity.take()).toBeNull();
    }),
  );
});

test('bytes are those that were appended, and begin anew when they were taken', () => {
  always(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), pieces => {
      const bytes = new GrowingBytes(10);
      for (const piece of pieces) bytes.append(piece);
      expect([...bytes.take()]).toEqual(pieces.flatMap(piece => [...piece]));
      bytes.append(Uint8Array.of(7));
      const taken = bytes.take();
      expect([...taken]).toEqual([7]);
      expect(taken.byteOffset).toBe(0);
    }),
  );
});

test('a short rest does not hold on to a large buffer', () => {
  const bytes = new GrowingBytes(100_000);
  bytes.append(Uint8Array.of(1, 2, 3));
  expect(bytes.take().buffer.byteLength).toBe(3);
});
