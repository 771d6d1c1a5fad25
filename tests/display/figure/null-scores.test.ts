import { expect, test } from 'vitest';
import { nullTest } from '../../../kernel-helpers/core/nulls/null-test.js';
import { nullScores } from '../../../kernel-helpers/display/figure/null-scores.js';

interface Trace {
  readonly mode: string;
  readonly x: (number | null)[];
  readonly y: (number | null)[];
  readonly marker?: { color: string[] };
}

const draws = Float64Array.of(2, 4, 6, 8);
const rows = [
  { name: '021D', ...nullTest(20, draws), pAdjusted: 0.004 },
  { name: '021U', ...nullTest(5, draws), pAdjusted: 1 },
  { name: '021C', ...nullTest(-9, draws), pAdjusted: 0.03 },
  { name: '300', ...nullTest(1, Float64Array.of(0, 0, 0)), pAdjusted: 0.5 },
];

test('a dot at z over the middle of the draws in their standard deviations, from top to bottom', () => {
  const data = nullScores(rows).payload.data as unknown as Trace[];
  const sd = Math.sqrt(20 / 3);
  const dots = data.find(trace => trace.mode === 'markers') as Trace;
  expect(dots.x.map(z => (z as number) * sd)).toEqual([15, 0, -14].map(d => expect.closeTo(d, 10)));
  expect(dots.y).toEqual([2, 1, 0]);
  const bars = data.find(trace => trace.mode === 'lines') as Trace;
  // Quantiles 0.025 and 0.975 of 2, 4, 6, 8 are 2.15 and 7.85.
  expect(bars.x.slice(0, 3)).toEqual([expect.closeTo(-2.85 / sd, 10), expect.closeTo(2.85 / sd, 10), null]);
});

test('colour and stars tell more, fewer and neither', () => {
  const { payload } = nullScores(rows, { correction: 'Holm' });
  const dots = (payload.data as unknown as Trace[]).find(trace => trace.mode === 'markers') as Trace;
  expect(dots.marker?.color).toEqual(['#d55e00', 'ink:muted', '#0072b2']);
  const texts = (payload.layout as { annotations: { text: string }[] }).annotations.map(({ text }) => text);
  expect(texts.filter(text => text.startsWith('*'))).toEqual(['**', '*']);
  expect(payload.caption).toContain('corrected by Holm');
});

test('a row whose draws are all the same is left out and named', () => {
  const { payload, summary } = nullScores(rows, { labels: { '021D': 'divergence', '300': 'clique' } });
  expect(payload.caption).toContain('Left out, since no draw differs from another: clique (1).');
  expect(summary).toContain('divergence: 20, by chance 5 ± 2.58, z = 5.81, p = 0.00400.');
  expect(() => nullScores([rows[3]])).toThrow('nullScores tests have no z: received 1 rows');
  expect(() => nullScores(Array.from({ length: 61 }, () => rows[0]))).toThrow('are too many: received 61 rows');
});
