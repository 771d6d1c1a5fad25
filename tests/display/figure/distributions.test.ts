import { expect, test } from 'vitest';
import { strip, violin } from '../../../kernel-helpers/display/figure/distributions.js';

const values = [3, 4, 5, 6, null, 9, 8, 7, 7.5];
const groups = ['BC', 'BC', 'BC', 'BC', 'BC', 'MC', 'MC', 'MC', 'MC'];

interface Trace {
  readonly mode: string;
  readonly fill?: string;
  readonly x: number[];
  readonly y: number[];
  readonly customdata?: string[];
}
const tracesOf = ({ payload }: ReturnType<typeof violin>) => payload.data as unknown as Trace[];

test('an outline runs from the lowest to the highest value, as wide on both sides', () => {
  const [outline] = tracesOf(violin(values, groups)).filter(trace => trace.fill);
  expect([Math.min(...outline.y), Math.max(...outline.y)]).toEqual([3, 6]);
  expect(Math.max(...outline.x)).toBeCloseTo(0.4, 10);
  expect(Math.min(...outline.x)).toBeCloseTo(-0.4, 10);
});

test('points stay in their outline, and carry their ids', () => {
  const ids = values.map((_, i) => BigInt(100 + i));
  const points = tracesOf(strip(values, groups, { ids })).filter(trace => trace.mode === 'markers');
  expect(points.map(trace => trace.y)).toEqual([
    [3, 4, 5, 6],
    [7, 7.5, 8, 9],
  ]);
  expect(points[1].customdata).toEqual(['107', '108', '106', '105']);
  points.forEach((trace, i) => {
    for (const x of trace.x) expect(Math.abs(x - i)).toBeLessThan(0.4);
  });
});

test('medians, quartiles and the corrected test stand in the summary', () => {
  const { summary, payload } = violin(values, groups, { compare: [['MC', 'BC']], yTitle: 'Synapses' });
  expect(summary).toContain('BC median 4.5 (quartiles 3.75 to 5.25, n = 4), MC median 7.75');
  // All 16 pairs one way: 2 of the 70 ways to deal 8 ranks to two groups of 4.
  expect(summary).toContain('BC vs MC p = 0.0286.');
  expect((payload.layout.annotations as { text: string }[])[0].text).toBe('*');
  expect(summary).toContain('Rows without a value are left out: 1.');
});

test('values that do not vary make no division by zero', () => {
  const outline = tracesOf(violin([2, 2], ['a', 'a'])).find(trace => trace.fill) as Trace;
  expect(outline.y.every(y => y === 2)).toBe(true);
});

test('a violin of many values shows its outline only', () => {
  const many = Float64Array.from({ length: 5000 }, (_, i) => i);
  const data = tracesOf(
    violin(
      many,
      Array.from(many, () => 'a'),
    ),
  );
  expect(data.some(trace => trace.mode === 'markers')).toBe(false);
});

test('what cannot be drawn is refused', () => {
  expect(() => violin([], [])).toThrow('violin groups have no values: received 0, expected at least 1');
  expect(() => violin([null], ['a'])).toThrow('violin groups have no values');
  expect(() => violin([1], ['a'], { order: ['b'] })).toThrow(
    'violin group is not in order: received a, expected one of b',
  );
  expect(() => violin([1], ['a'], { order: ['a', 'b'] })).toThrow('violin group b has no values');
  expect(() => strip([1], ['a'], { compare: [['a', 'c']] })).toThrow(
    'strip compare names no group: received c, expected one of a',
  );
  const many = new Float64Array(50_001);
  expect(() =>
    strip(
      many,
      Array.from(many, () => 'a'),
    ),
  ).toThrow('strip values are too many: received 50001, expected at most 50000');
});

test('groups have the field’s colours, or those that are given; many names lean', () => {
  const names = Array.from({ length: 13 }, (_, i) => (i === 0 ? 'BC' : `L${i}`));
  const { data, layout } = strip(
    names.map((_, i) => i),
    names,
    { colors: { L1: '#ABC' } },
  ).payload as unknown as {
    data: { marker?: { color: string } }[];
    layout: { xaxis: { ticktext: string[]; tickangle?: number } };
  };
  const colors = data.flatMap(trace => (trace.marker === undefined ? [] : [trace.marker.color]));
  expect(colors.slice(0, 2)).toEqual(['#008cf9', '#aabbcc']);
  expect(layout.xaxis.ticktext.slice(0, 2)).toEqual(['BC (1)', 'L1 (1)']);
  expect(layout.xaxis.tickangle).toBe(-45);
  expect(strip([1, 2], ['BC', 'MC']).payload.layout).not.toHaveProperty('xaxis.tickangle');
  expect(() => strip([1], ['BC'], { colors: { BC: 'red' } })).toThrow(/color of BC is not valid/);
});
