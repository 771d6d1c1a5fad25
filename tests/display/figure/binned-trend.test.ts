import { expect, test } from 'vitest';
import type { BinnedTrend } from '../../../kernel-helpers/core/functional/binned-trend.js';
import { binnedTrend } from '../../../kernel-helpers/display/figure/binned-trend.js';

const bin = (from: number, value: number | undefined, shown = true) => ({
  from,
  to: from + 1,
  value,
  mean: value,
  standardDeviation: 0.1,
  ci95: value === undefined ? undefined : ([value - 0.25, value + 0.25] as const),
  pairs: value === undefined ? 0 : 12,
  preCells: 11,
  synapses: 20,
  shown,
});
const trend: BinnedTrend = {
  bins: [bin(-1, -0.5), bin(0, 0.5), bin(1, 2, false), bin(2, undefined, false)],
  outside: 3,
  draws: 1000,
  seed: 7,
};

interface Trace {
  readonly mode: string;
  readonly x: number[];
  readonly y: number[];
  readonly fill?: string;
  readonly text?: string[];
}

test('points stand at the middle of the bins that are shown, in their band', () => {
  const data = binnedTrend(trend).payload.data as unknown as Trace[];
  const points = data.find(t => t.mode === 'lines+markers') as Trace;
  expect([points.x, points.y]).toEqual([
    [-0.5, 0.5],
    [-0.5, 0.5],
  ]);
  const band = data.find(t => t.fill === 'toself') as Trace;
  expect(band.y).toEqual([-0.25, 0.75, 0.25, -0.75]);
  expect((data.find(t => t.mode === 'text') as Trace).text).toEqual(['12', '12']);
});

test('a fit runs across the bins shown', () => {
  const data = binnedTrend([{ name: 'a', trend, fit: { slope: 2, intercept: 1 } }]).payload.data as unknown as Trace[];
  const line = data.find(t => t.mode === 'lines' && !t.fill) as Trace;
  expect([line.x, line.y]).toEqual([
    [-1, 1],
    [-1, 3],
  ]);
});

test('the caption says draws, seed, n and what is left out', () => {
  const { payload, summary } = binnedTrend(trend, { xTitle: 'Δ r', yTitle: 'Δ synapses' });
  expect(payload.caption).toBe(
    'Points: Σ numerator / Σ denominator per bin. Bands: 95 % interval of 1000 bootstrap draws of pairs (seed 7). n = 39 pairs. Numbers: pairs per bin. Bins with too few synapses or cells are left out: 1.',
  );
  expect(summary).toContain('2 bins, from -0.5000 at -0.500 (95 % -0.7500 to -0.2500) to 0.5000 at 0.500');
});

test('what cannot be drawn is refused', () => {
  expect(() => binnedTrend([])).toThrow('binnedTrend lines is empty: received 0, expected at least 1');
  expect(() =>
    binnedTrend([
      { name: 'a', trend },
      { name: 'a', trend },
    ]),
  ).toThrow('binnedTrend name comes twice: received a, expected one line a name');
  expect(() => binnedTrend({ ...trend, bins: [bin(0, 1, false)] })).toThrow(
    'binnedTrend line has no bin to show: received 1 bins',
  );
  expect(() => binnedTrend([{ name: 'a', trend, fit: { slope: Number.NaN } }])).toThrow(
    'binnedTrend fit is not a line',
  );
});

test('bins that are given need no draws, and stand in panels of their own with a fitted curve', () => {
  const bin = (from: number, value: number) => ({
    from,
    to: from + 1,
    value,
    mean: value,
    standardDeviation: 0.1,
    ci95: [value - 1, value + 1] as const,
    pairs: 20,
    preCells: 12,
    synapses: 30,
    shown: true,
  });
  const lines = ['one', 'two', 'three'].map((name, i) => ({
    name,
    trend: { bins: [bin(0, i), bin(1, i + 1)] },
    curve: (x: number) => x * x,
  }));
  const { payload } = binnedTrend(lines, { panels: true, xTitle: 'x (°)', yTitle: 'y (mm)' });
  expect(payload.caption).toContain('Bands: their intervals, as given. Thin lines: the fit.');
  const axes = new Set(payload.data.map(trace => trace.xaxis));
  expect([...axes]).toEqual(['x', 'x2', 'x3']);
  const layout = payload.layout as unknown as Record<string, { domain: number[]; range: number[] }>;
  expect(layout.xaxis3.domain[1]).toBeCloseTo(1, 12);
  expect(layout.xaxis.range).toEqual([-0.08, 2.08]);
  expect((payload.layout.annotations as { text: string }[]).map(({ text }) => text)).toEqual([
    'x (°)',
    '<b>one</b>',
    '<b>two</b>',
    '<b>three</b>',
  ]);
  const curve = payload.data.find(trace => (trace.line as { dash?: string })?.dash === 'dash') as {
    x: number[];
    y: number[];
  };
  expect([curve.x[0], curve.x.at(-1), curve.y.at(-1)]).toEqual([0, 2, 4]);
});
