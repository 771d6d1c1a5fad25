import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crossTabulate } from '../../../kernel-helpers/core/connectivity/cross-tabulate.js';
import { crossTable } from '../../../kernel-helpers/display/figure/cross-table.js';

const counted = crossTabulate(['BC', 'BC', 'BC', 'MC', null], ['PTC', 'PTC', 'DTC', 'DTC', 'DTC'], {
  rowOrder: ['BC', 'NGC', 'MC'],
  columnOrder: ['PTC', 'STC', 'DTC'],
});

interface Heatmap {
  readonly z: (number | null)[][];
  readonly customdata: string[][];
}
interface Written {
  readonly x: number[];
  readonly y: number[];
  readonly text: string[];
  readonly textfont: { readonly color: string[] };
}
const parts = (figure = crossTable(counted)) => figure.payload.data as unknown as [Heatmap, Written];

test('colour is the share of the row, and a zero has none', () => {
  expect(parts()[0].z).toEqual([
    [2 / 3, 1 / 3],
    [null, 1],
  ]);
  expect(parts()[0].customdata[0]).toEqual(['BC, PTC<br>2 cells, 66.7 % of 3', 'BC, DTC<br>1 cells, 33.3 % of 3']);
});

test('counts stand in their cells, readable on strong and faint ones', () => {
  const { x, y, text, textfont } = parts()[1];
  expect([x, y, text]).toEqual([
    [0, 1, 1],
    [0, 0, 1],
    ['2', '1', '1'],
  ]);
  expect(textfont.color).toEqual(['ink:paper', 'ink:strong', 'ink:paper']);
});

test('rows and columns without a count are left out; names have their totals', () => {
  const { xaxis, yaxis } = crossTable(counted).payload.layout as Record<'xaxis' | 'yaxis', { ticktext: string[] }>;
  expect(xaxis.ticktext).toEqual(['PTC (2)', 'DTC (2)']);
  expect(yaxis.ticktext).toEqual(['BC (3)', 'MC (1)']);
});

test('the result is told in words, with what is in no cell', () => {
  const { summary } = crossTable(counted, { rowTitle: 'By hand', columnTitle: 'Morphological' });
  expect(summary).toBe(
    'By hand against morphological. 2 × 2 groups; most of each row: BC 2 of 3 in PTC, MC 1 of 1 in DTC. ' +
      'n = 4 cells. Written: cells; colour: share of the row. In brackets: totals. With one name missing, and in no cell: 1.',
  );
});

test('whatever is tabulated, the written counts add up to it', () => {
  const label = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(fc.array(fc.tuple(label, label), { minLength: 1, maxLength: 40 }), pairs => {
      const [first, second] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
      const [heat, { text }] = parts(crossTable(crossTabulate(first, second)));
      expect(text.reduce((sum, count) => sum + Number(count), 0)).toBe(pairs.length);
      for (const row of heat.z) expect(row.reduce<number>((sum, z) => sum + (z ?? 0), 0)).toBeCloseTo(1, 12);
    }),
  );
});

test('an empty table is refused', () => {
  expect(() => crossTable(crossTabulate([], []))).toThrow(
    'crossTable table cannot be drawn: received nothing counted, expected a count above 0 and at most 4096 cells',
  );
});
