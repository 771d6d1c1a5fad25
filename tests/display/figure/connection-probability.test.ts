import { expect, test } from 'vitest';
import { connectionProbability as figureOf } from '../../../kernel-helpers/display/figure/connection-probability.js';

interface Trace {
  readonly mode: string;
  readonly x: number[];
  readonly y: number[];
  readonly fill?: string;
  readonly text?: string[];
}

const found = {
  edgesNm: Float64Array.of(0, 20_000, 40_000, 60_000, 80_000),
  pairs: Float64Array.of(1200, 400, 12, 0),
  connected: Float64Array.of(120, 20, 1, 0),
  probability: Float64Array.of(0.1, 0.05, 1 / 12, Number.NaN),
  low: Float64Array.of(0.08, 0.03, 0.01, Number.NaN),
  high: Float64Array.of(0.12, 0.08, 0.4, Number.NaN),
  confidence: 0.95,
};

test('a point a bin in µm, in its band, and the pairs below; bins of few pairs are counted only', () => {
  const { payload, summary } = figureOf(found);
  const data = payload.data as unknown as Trace[];
  const points = data.find(trace => trace.mode === 'lines+markers') as Trace;
  expect([points.x, points.y]).toEqual([
    [10, 30],
    [0.1, 0.05],
  ]);
  expect((data.find(trace => trace.fill === 'toself') as Trace).y).toEqual([0.12, 0.08, 0.03, 0.08]);
  expect((data.find(trace => trace.mode === 'text') as Trace).text).toEqual(['1,200', '400']);
  expect(payload.caption).toBe(
    'n = 1,612 ordered pairs. Points: connected pairs / pairs in a bin; band: 95 % Wilson interval; numbers: pairs. Bins of fewer than 100 pairs are left out: 1.',
  );
  expect(summary).toContain('10 µm: 0.1000 (0.0800 to 0.1200), 30 µm: 0.0500 (0.0300 to 0.0800)');
});

test('a curve is sorted by distance, thinned when it is long, and named', () => {
  const distanceUm = Float64Array.from({ length: 5000 }, (_, i) => (i * 37) % 5000);
  const { payload } = figureOf(found, { curve: { name: 'released', distanceUm, probability: distanceUm } });
  const { x, y } = (payload.data as unknown as Trace[])[1];
  expect(x.length).toBeLessThanOrEqual(600);
  expect(x).toEqual([...x].sort((a, b) => a - b));
  expect(y).toEqual(x);
  expect(JSON.stringify(payload.layout)).toContain('<b>released</b>');
});

test('what cannot be drawn is refused', () => {
  expect(() => figureOf(found, { minPairs: 5000 })).toThrow(
    'connectionProbability has no bin to show: received 3 bins of fewer than 5000 pairs',
  );
  expect(() => figureOf(found, { curve: { name: 'a', distanceUm: [1, 2], probability: [1] } })).toThrow(
    /curve.probability/,
  );
});
