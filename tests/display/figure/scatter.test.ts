import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scatter } from '../../../kernel-helpers/display/figure/scatter.js';

interface Trace {
  readonly mode: string;
  readonly x: number[];
  readonly y: number[];
  readonly yaxis?: string;
  readonly customdata?: string[];
}
const tracesOf = (...args: Parameters<typeof scatter>) => scatter(...args).payload.data as unknown as Trace[];
const points = {
  x: [1, 2, 3, 4, null],
  y: [2, 1, 4, 3, 1],
  groups: ['BC', 'MC', 'BC', 'MC', 'BC'],
  ids: [11n, 12n, 13n, 14n, 15n],
};

test('points stand in their group with their ids', () => {
  const dots = tracesOf(points).filter(trace => trace.mode === 'markers');
  expect(dots.map(({ x, y, customdata }) => [x, y, customdata])).toEqual([
    [
      [1, 3],
      [2, 4],
      ['11', '13'],
    ],
    [
      [2, 4],
      [1, 3],
      ['12', '14'],
    ],
  ]);
});

test('histograms step from edge to edge, as high as 1', () => {
  const top = tracesOf({ x: [0, 0, 1, 4], y: [0, 0, 0, 1] }, { bins: 2 }).find(trace => trace.yaxis === 'y2') as Trace;
  expect(top.x).toEqual([0, 0, 2, 2, 4, 4]);
  expect(top.y).toEqual([0, 1, 1, 1 / 3, 1 / 3, 0]);
});

test('every point is in one bin of the histogram', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 }), x => {
      const { y } = tracesOf({ x, y: x }, { bins: 7 }).find(trace => trace.yaxis === 'y2') as Trace;
      const heights = y.filter((_, i) => i % 2 === 1).slice(0, 7);
      expect(Math.max(...heights)).toBe(1);
      // Heights are counts over the largest count, so some whole number makes them add up to all points.
      const sum = heights.reduce((a, b) => a + b, 0);
      expect(Math.abs(x.length / sum - Math.round(x.length / sum))).toBeLessThan(1e-9);
    }),
  );
});

test('the correlation is told over all and in each group', () => {
  const { summary } = scatter(points);
  expect(summary).toContain('All points: Pearson r = 0.600, p = 0.400 (n = 4).');
  expect(summary).toContain('BC: Pearson r = 1.000 (n = 2).');
  expect(summary).toContain('Rows without both values are left out: 1.');
});

test('what cannot be drawn is refused', () => {
  expect(() => scatter({ x: [1], y: [1, 2] })).toThrow('scatter y has the wrong length: received 2, expected 1');
  expect(() => scatter({ x: [null], y: [1] })).toThrow('scatter points have no values: received 1 rows');
  expect(() => scatter({ x: [1], y: [1] }, { bins: 0 })).toThrow('scatter bins is out of range: received 0');
});
