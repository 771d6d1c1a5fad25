/** k-means with bounds beside Lloyd's rounds as they are written down. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as stats from '../../../../kernel-helpers/core/stats/index.js';
import { always } from '../../../reference/properties.js';

/** Every distance in every round; `undefined` when a cluster loses all its rows. */
function slowRounds(rows: number[][], initial: number[][]): { labels: number[]; iterations: number } | undefined {
  let centers = initial;
  let labels: number[] = [];
  for (let iterations = 1; ; iterations++) {
    const next = rows.map(row => {
      const squares = centers.map(center => row.reduce((sum, x, c) => sum + (x - center[c]) ** 2, 0));
      return squares.indexOf(Math.min(...squares));
    });
    if (next.every((label, r) => label === labels[r])) return { labels, iterations };
    labels = next;
    const members = centers.map((_, k) => rows.filter((_, r) => labels[r] === k));
    if (members.some(found => found.length === 0)) return undefined;
    centers = members.map(found => found[0].map((_, c) => found.reduce((sum, row) => sum + row[c], 0) / found.length));
  }
}

test('gives the labels of rounds that look at every distance, ties and repeated rows included', () => {
  let compared = 0;
  always(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 5 })), {
        minLength: 6,
        maxLength: 60,
      }),
      (clusters, rows) => {
        const initial = rows.slice(0, clusters);
        const expected = slowRounds(rows, initial);
        if (expected === undefined) return;
        compared++;
        const { labels, iterations, converged } = stats.kMeans(rows, { clusters, initial });
        expect({ labels: [...labels], iterations, converged }).toEqual({ ...expected, converged: true });
      },
    ),
  );
  expect(compared).toBeGreaterThan(30);
});

test('an empty cluster takes the row farthest from its centre', () => {
  const found = stats.kMeans([[0], [1], [2], [10]], { clusters: 2, initial: [[1], [-50]] });
  expect([...found.labels]).toEqual([0, 0, 0, 1]);
  expect([...found.centers]).toEqual([1, 10]);
});

test('stops after the rounds it is given, with labels that fit the centres', () => {
  const rows = [[0], [1], [2], [9], [10]];
  const found = stats.kMeans(rows, { clusters: 2, initial: [[0], [1]], maxIterations: 1 });
  expect(found).toMatchObject({ iterations: 1, converged: false });
  expect([...found.centers]).toEqual([0, 5.5]);
  expect([...found.labels]).toEqual([0, 0, 0, 1, 1]);
});
