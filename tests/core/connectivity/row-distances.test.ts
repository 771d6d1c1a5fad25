import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowDistances } from '../../../kernel-helpers/core/connectivity/row-distances.js';
import { turnedRows, weightedRows } from '../../../kernel-helpers/core/connectivity/weighted-rows.js';
import { always } from '../../reference/properties.js';

/** Distances of dense rows, each by its definition. */
function slowDistances(rows: readonly (readonly number[])[], scale: 'fraction' | 'none' | 'log'): number[] {
  const scaled = rows.map(row => {
    const sum = row.reduce((a, b) => a + b, 0) || 1;
    return row.map(value => (scale === 'none' ? value : scale === 'log' ? Math.log(1 + value) : value / sum));
  });
  return scaled.flatMap((a, i) => scaled.slice(i + 1).map(b => Math.hypot(...a.map((value, k) => value - b[k]))));
}

test('rowDistances agrees with the distances of dense rows', () => {
  const matrices = fc.integer({ min: 0, max: 8 }).chain(n =>
    fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: n, maxLength: n }), {
      minLength: n,
      maxLength: n,
    }),
  );
  always(
    fc.property(matrices, fc.constantFrom('fraction', 'none', 'log'), fc.boolean(), (rows, scale, both) => {
      const outputs = weightedRows({ cellCount: rows.length, values: rows.flat() }, 'synapses', 'test');
      const sides = both ? [outputs, turnedRows(outputs)] : [outputs];
      const found = rowDistances(sides, scale);
      const columns = rows.map((_, k) => rows.map(row => row[k]));
      const slow = slowDistances(rows, scale);
      const slowIn = slowDistances(columns, scale);
      expect(found).toHaveLength(slow.length);
      // |x|² + |y|² − 2 x·y loses half of the digits where rows are nearly alike
      for (const [i, distance] of found.entries()) {
        expect(distance).toBeCloseTo(both ? Math.hypot(slow[i], slowIn[i]) : slow[i], 7);
      }
    }),
  );
});
