import { expect, test } from 'vitest';
import { nullTest } from '../../../kernel-helpers/core/nulls/null-test.js';
import { nullDistributions } from '../../../kernel-helpers/display/figure/null-distributions.js';

interface Trace {
  readonly mode: string;
  readonly x: number[];
  readonly y: number[];
  readonly fill?: string;
  readonly text?: string[];
}

const drawn = nullTest(9, Float64Array.of(3, 4, 4, 5, 5, 5), 4.5);
const known = nullTest(9, new Float64Array(0), 6.25);

test('draws of whole numbers are a histogram with a bin for each number, mirrored', () => {
  const data = nullDistributions({ uniform: drawn }).payload.data as unknown as Trace[];
  const outline = data.find(trace => trace.fill === 'toself') as Trace;
  const half = outline.y.length / 2;
  expect(outline.y.slice(0, half)).toEqual([2.5, 2.5, 3.5, 3.5, 4.5, 4.5, 5.5, 5.5]);
  const heights = outline.x.slice(0, half).map(x => -x / 0.36);
  expect(heights.map(h => Math.round(3 * h) || 0)).toEqual([0, 1, 1, 2, 2, 3, 3, 0]);
  expect(
    outline.x
      .slice(half)
      .reverse()
      .map(x => x || 0),
  ).toEqual(outline.x.slice(0, half).map(x => -x || 0));
});

test('every draw is in the histogram, fractions too', () => {
  const draws = Float64Array.from({ length: 500 }, (_, i) => Math.sin(i) * 3);
  const data = nullDistributions({ a: nullTest(0, draws) }).payload.data as unknown as Trace[];
  const { x, y } = data.find(trace => trace.fill === 'toself') as Trace;
  const half = x.length / 2;
  // Areas in proportion: each bin has two points of its height.
  const bins = Array.from({ length: (half - 2) / 2 }, (_, b) => ({
    height: -x[1 + 2 * b],
    from: y[1 + 2 * b],
    to: y[2 + 2 * b],
  }));
  const counts = bins.map(
    ({ from, to }, b) => draws.filter(d => d >= from && (d < to || b === bins.length - 1)).length,
  );
  const peak = Math.max(...counts);
  expect(counts.reduce((a, b) => a + b)).toBe(500);
  expect(bins.map(({ height }) => height / 0.36)).toEqual(counts.map(count => expect.closeTo(count / peak, 10)));
});

test('the observed number is a line across all models, and a model without draws is a diamond', () => {
  const { payload, summary } = nullDistributions({ uniform: drawn, formula: known }, { yTitle: 'reciprocal pairs' });
  const layout = payload.layout as { shapes: { y0: number; y1: number }[]; xaxis: { ticktext: string[] } };
  expect(layout.shapes.map(({ y0, y1 }) => [y0, y1])).toEqual([[9, 9]]);
  expect(layout.xaxis.ticktext).toEqual(['uniform<br>4.33 ± 0.816', 'formula<br>expected 6.25']);
  const diamonds = (payload.data as unknown as Trace[]).filter(trace => trace.mode === 'text');
  expect(diamonds.map(({ x, y, text }) => [x[0], y[0], text?.[0]])).toEqual([
    [0, 4.5, '◇'],
    [1, 6.25, '◆'],
  ]);
  expect(summary).toContain(
    'Observed 9. uniform: 4.33 ± 0.816, exact expectation 4.5, z = 5.72, p = 0.286. formula: expected 6.25.',
  );
  expect(payload.caption).toContain('histogram of the draws (6 each)');
});

test('models of different numbers are not one figure', () => {
  expect(() => nullDistributions({ a: drawn, b: nullTest(8, Float64Array.of(1, 2)) })).toThrow(
    'nullDistributions models are of different numbers: received 8 observed for b, expected 9 as for a',
  );
  expect(() => nullDistributions({})).toThrow('tests are empty: received 0 models, expected at least 1');
  expect(() => nullDistributions({ a: nullTest(9, new Float64Array(0)) })).toThrow('model a has nothing to show');
});

test('a name from data stays text', () => {
  const { payload } = nullDistributions({ '<b>%{x}': drawn });
  const layout = payload.layout as { xaxis: { ticktext: string[] } };
  expect(layout.xaxis.ticktext[0]).toMatch(/^‹b›％\{x}<br>/);
});
