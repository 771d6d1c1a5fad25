import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hinton } from '../../../kernel-helpers/display/figure/hinton.js';

const cells = {
  rows: ['L2/3', 'L2/3', 'L4', 'L4'],
  columns: ['L2/3', 'L4', 'L2/3', 'L4'],
  values: [0.4, 0.1, -0.2, null],
  sizes: [4, 1, 2, 1],
  pAdjusted: [0.001, 0.3, 0.04, 0.01],
};

interface Square {
  readonly x: number[];
  readonly y: number[];
  readonly fillcolor: string;
  readonly line: { color: string; width: number };
}
const squares = (...args: Parameters<typeof hinton>) => hinton(...args).payload.data as unknown as Square[];
const side = ({ x }: Square) => Math.max(...x) - Math.min(...x);

test('a square stands at its row and column, counted from the top left', () => {
  const [first, second, third] = squares(cells);
  const middle = (at: number[]) => (Math.max(...at) + Math.min(...at)) / 2;
  expect([middle(first.x), middle(first.y)]).toEqual([0, 0]);
  expect([middle(second.x), middle(second.y)]).toEqual([1, 0]);
  expect([middle(third.x), middle(third.y)]).toEqual([0, 1]);
});

test('areas are as the sizes, the largest 0.9 of a cell wide', () => {
  const [four, one, two] = squares(cells).map(side);
  expect(four).toBeCloseTo(0.9, 12);
  expect(one).toBeCloseTo(0.45, 12);
  expect(two).toBeCloseTo(0.9 / Math.SQRT2, 12);
});

test('areas keep the proportions of any sizes', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 9 }), sizes => {
      const names = sizes.map((_, i) => `g${i}`);
      const drawn = squares({ rows: names, columns: names, values: sizes.map(() => 1), sizes }).map(s => side(s) ** 2);
      const most = Math.max(...sizes);
      drawn.forEach((area, i) => {
        expect(area / 0.81).toBeCloseTo(sizes[i] / most, 9);
      });
    }),
  );
});

test('colour is orange above 0 and blue below, full at the limit and beyond', () => {
  expect(squares(cells).map(s => s.fillcolor)).toEqual(['#d55e00ff', '#d55e0057', '#0072b28f']);
  expect(squares(cells, { limit: 0.2 })[0].fillcolor).toBe('#d55e00ff');
});

test('cells with a p below alpha are outlined', () => {
  expect(squares(cells).map(s => s.line.color)).toEqual(['ink:strong', 'ink:faint', 'ink:strong']);
  expect(squares(cells, { alpha: 0.01 }).map(s => s.line.color)).toEqual(['ink:strong', 'ink:faint', 'ink:faint']);
});

test('the result is told in words, and cells without a value are counted', () => {
  const { summary } = hinton(cells, { valueName: 'Slope' });
  expect(summary).toContain('3 cells, 2 above 0 and 1 below; 2 significant (p < 0.05).');
  expect(summary).toContain('Largest: L2/3 → L2/3 0.4; smallest: L4 → L2/3 -0.2.');
  expect(summary).toContain('Not drawn for want of a value: 1.');
});

test('rows and columns follow the orders given', () => {
  const { layout } = hinton(cells, { rowOrder: ['L4', 'L2/3'] }).payload;
  expect((layout.yaxis as { ticktext: string[] }).ticktext).toEqual(['L4', 'L2/3']);
});

test('what cannot be drawn is refused', () => {
  expect(() => hinton({ ...cells, columns: ['L4'] })).toThrow(
    'hinton columns has the wrong length: received 1, expected 4',
  );
  expect(() => hinton({ ...cells, rows: ['L4', 'L4', 'L4', 'L4'] })).toThrow(
    'hinton cell comes twice: received L4 → L2/3, expected each pair once',
  );
  expect(() => hinton({ ...cells, sizes: [1, -1, 1, 1] })).toThrow(
    'hinton size of L2/3 → L4 is out of range: received -1, expected 0 or more',
  );
  expect(() => hinton({ ...cells, pAdjusted: [1.5, 0, 0, 0] })).toThrow('hinton p of L2/3 → L2/3 is out of range');
  expect(() => hinton(cells, { rowOrder: ['L4'] })).toThrow(
    'hinton row is not in rowOrder: received L2/3, expected one of L4',
  );
  expect(() => hinton({ rows: ['a'], columns: ['b'], values: [null] })).toThrow(
    'hinton cells have no values: received 1 cells, expected at least 1 number',
  );
  expect(() => hinton(cells, { limit: 0 })).toThrow('hinton limit is out of range: received 0, expected above 0');
});

test('a name that looks like markup is drawn as words', () => {
  const { layout } = hinton({ rows: ['<img>'], columns: ['%{x}'], values: [1] }).payload;
  expect((layout.yaxis as { ticktext: string[] }).ticktext).toEqual(['‹img›']);
});
