import { describe, expect, test } from 'vitest';
import { paired } from '../../../kernel-helpers/display/figure/paired.js';

const panels = [
  {
    name: 'V1 → V1',
    first: [1, 2, 3, 4, 5],
    second: [2, 2, 2, 2, 7],
    ids: [11n, 12n, 13n, 14n, 15n],
    pAdjusted: 0.004,
  },
  { name: 'HVA', first: [1, 3], second: [0, 1], pAdjusted: 0.4 },
];

describe('paired values', () => {
  const { payload, summary } = paired(panels, { columns: ['Observed', 'Expected'], yTitle: 'correlation' });

  test('are joined, one line each, with their ids to hover', () => {
    const [lines] = payload.data as { x: unknown[]; y: unknown[]; customdata: unknown[] }[];
    expect(lines.y.slice(0, 6)).toEqual([1, 2, null, 2, 2, null]);
    expect(lines.customdata.slice(0, 3)).toEqual(['11', '11', null]);
  });

  test('have median and quartiles over them', () => {
    const ofFirst = payload.data.slice(1, 3) as { y: number[] }[];
    expect(ofFirst.map(({ y }) => y)).toEqual([[2, 4], [3]]);
    expect(payload.data).toHaveLength(10);
  });

  test('carry stars for the p values, and a sentence for those who cannot see', () => {
    const words = (payload.layout.annotations as { text: string }[]).map(({ text }) => text);
    expect(words).toEqual(['<b>V1 → V1</b><br>n = 5', '<b>HVA</b><br>n = 2', '**', 'n.s.']);
    expect(summary).toContain('V1 → V1 (n = 5): Observed median 3.0000, Expected median 2.0000, p = 0.00400.');
  });
});

test.each([
  [[], /panels is empty/],
  [[{ name: 'a', first: [], second: [] }], /panel a is empty/],
  [[{ name: 'a', first: [1], second: [1, 2] }], /panel a is not paired: received 1 and 2 values/],
  [[{ name: 'a', first: [Number.NaN], second: [1] }], /paired a first at index 0 is missing/],
  [[{ name: 'a', first: [1], second: [1], pAdjusted: 2 }], /pAdjusted is no p value: received 2/],
])('what cannot be drawn is refused: %j', (bad, message) => {
  expect(() => paired(bad)).toThrow(message);
});
