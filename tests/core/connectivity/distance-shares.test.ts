import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceShares } from '../../../kernel-helpers/core/connectivity/distance-shares.js';
import { InvalidArgumentError } from '../../../kernel-helpers/errors.js';

const synapses = {
  distancesUm: [10, 20, 49.9, 50, 70, 130],
  groups: ['I', 'I', 'E', 'E', 'I', 'E'],
  cells: [7n, 7n, 8n, 8n, 8n, 8n],
};

test('a bin is from its lower edge up to below its upper one, and has the share of every group', () => {
  const { groups, bins } = distanceShares(synapses, { binUm: 50 });
  expect(groups).toEqual(['I', 'E']);
  expect(bins.map(({ fromUm, toUm, synapses: n, cells }) => [fromUm, toUm, n, cells])).toEqual([
    [0, 50, 3, 2],
    [50, 100, 2, 1],
    [100, 150, 1, 1],
  ]);
  expect(bins.map(bin => bin.shares.map(({ share }) => share))).toEqual([
    [2 / 3, 1 / 3],
    [0.5, 0.5],
    [0, 1],
  ]);
});

test('each cell has its own shares, and none where it has no synapse', () => {
  const { perCell } = distanceShares(synapses, { binUm: 50, order: ['E', 'I'] });
  expect(perCell).toEqual([
    [
      [0, Number.NaN, Number.NaN],
      [1, Number.NaN, Number.NaN],
    ],
    [
      [1, 0.5, 1],
      [0, 0.5, 0],
    ],
  ]);
});

test('intervals are of whole cells drawn again: two cells give three values, one cell none', () => {
  const { bins } = distanceShares(synapses, { edgesUm: [0, 50], draws: 400, seed: 3 });
  // I of the first bin: 1 from the first cell alone, 0 from the second, 2/3 from both; a quarter of the draws each end.
  expect(bins[0].shares[0].ci95).toEqual([0, 1]);
  const alone = distanceShares({ ...synapses, cells: undefined }, { edgesUm: [0, 50] });
  expect(alone.cells).toBe(1);
  expect(alone.bins[0].shares[0].ci95).toBeUndefined();
});

test('cells that are alike have an interval of no width, however synapses differ', () => {
  const groups = ['I', 'E', 'E', 'I', 'E', 'E'];
  const { bins } = distanceShares({ distancesUm: [1, 1, 1, 2, 2, 2], groups, cells: [1, 1, 1, 2, 2, 2] });
  expect(bins[0].shares[0].ci95).toEqual([1 / 3, 1 / 3]);
});

test('what is outside the edges is counted', () => {
  const { outside, synapses: inside } = distanceShares(synapses, { edgesUm: [20, 70] });
  expect([inside, outside]).toEqual([3, 3]);
});

test('the same seed gives the same intervals, another one others', () => {
  const many = {
    distancesUm: Array.from({ length: 90 }, (_, i) => i),
    groups: Array.from({ length: 90 }, (_, i) => ((i * 7) % 11 < 4 ? 'I' : 'E')),
    cells: Array.from({ length: 90 }, (_, i) => i % 13),
  };
  const of = (seed: number) => distanceShares(many, { binUm: 30, draws: 50, seed }).bins;
  expect(of(1)).toEqual(of(1));
  expect(of(1)).not.toEqual(of(2));
});

test('shares add up to 1 in every bin with synapses, and synapses to all of them', () => {
  const row = fc.record({
    distance: fc.double({ min: 0, max: 900, noNaN: true }),
    group: fc.constantFrom('BC', 'MC', '23P'),
    cell: fc.integer({ min: 0, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), rows => {
      const { bins, synapses: inside } = distanceShares(
        {
          distancesUm: rows.map(({ distance }) => distance),
          groups: rows.map(({ group }) => group),
          cells: rows.map(({ cell }) => cell),
        },
        { binUm: 75, draws: 5 },
      );
      expect(inside).toBe(rows.length);
      expect(bins.reduce((sum, bin) => sum + bin.synapses, 0)).toBe(rows.length);
      for (const { synapses: n, shares, fromUm, toUm } of bins) {
        expect(n).toBe(rows.filter(({ distance }) => distance >= fromUm && distance < toUm).length);
        if (n > 0) expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
      }
    }),
  );
});

describe('what is refused', () => {
  test.each<[string, unknown, object]>([
    ['distanceShares groups has the wrong length: received 1, expected 6', { ...synapses, groups: ['I'] }, {}],
    ['distanceShares cells has the wrong length: received 1, expected 6', { ...synapses, cells: [7n] }, {}],
    ['distancesUm at index 5 is out of range: received -6', { ...synapses, distancesUm: [1, 2, 3, 4, 5, -6] }, {}],
    ['distanceShares distancesUm at index 5', { ...synapses, distancesUm: [1, 2, 3, 4, 5, Number.NaN] }, {}],
    ['groups has one that is not in order: received E, expected one of I', synapses, { order: ['I'] }],
    ['edgesUm make no bin: received 1', synapses, { edgesUm: [0] }],
    ['edgesUm do not ascend: received 50 after 50', synapses, { edgesUm: [0, 50, 50] }],
    ['takes edgesUm or binUm: received both', synapses, { edgesUm: [0, 50], binUm: 50 }],
    ['binUm is out of range: received 0', synapses, { binUm: 0 }],
    ['binUm is out of range: received 0.001', synapses, { binUm: 0.001 }],
    ['draws is out of range: received -1', synapses, { draws: -1 }],
  ])('%s', (message, given, options) => {
    expect(() => distanceShares(given as never, options)).toThrow(InvalidArgumentError);
    expect(() => distanceShares(given as never, options)).toThrow(message);
  });
});
