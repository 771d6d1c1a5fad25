import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spatialOrder } from '../../../kernel-helpers/display/viewer/synapse-points.js';

/** Bit by bit, and sorted by comparing. */
function slowOrder(positionsNm: Float32Array, cells: Int32Array | undefined, rows: number[]): number[] {
  const axes = [0, 1, 2].map(k => [...positionsNm].filter((_, i) => i % 3 === k));
  const low = axes.map(axis => axis.reduce((a, b) => Math.min(a, b), Infinity));
  const extent = Math.max(0, ...axes.map((axis, k) => axis.reduce((a, b) => Math.max(a, b), -Infinity) - low[k]));
  const morton = (i: number): number => {
    let code = 0;
    for (let bit = 9; bit >= 0; bit -= 1) {
      for (let k = 2; k >= 0; k -= 1) {
        const q = extent > 0 ? Math.min(1023, Math.floor((1023 * (positionsNm[3 * i + k] - low[k])) / extent)) : 0;
        code = 2 * code + (Math.floor(q / 2 ** bit) % 2);
      }
    }
    return code;
  };
  const cellOf = (i: number): number => cells?.[i] ?? -1;
  return [...rows].sort((a, b) => cellOf(a) - cellOf(b) || morton(a) - morton(b) || a - b);
}

const row = fc.record({
  place: fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 2000 })),
  cell: fc.integer({ min: -1, max: 4 }),
  chosen: fc.boolean(),
});

test('rows are in order of their cell, then along the curve, then as they were', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), fc.boolean(), fc.boolean(), (given, byCell, some) => {
      const positionsNm = Float32Array.from(given.flatMap(({ place }) => place));
      const cells = byCell ? Int32Array.from(given, ({ cell }) => cell) : undefined;
      const rows = given.flatMap(({ chosen }, i) => (chosen || !some ? [i] : []));
      expect([...spatialOrder(positionsNm, cells, some ? Uint32Array.from(rows) : undefined)]).toEqual(
        slowOrder(positionsNm, cells, rows),
      );
    }),
  );
});
