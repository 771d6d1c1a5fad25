/** What many runs agree on. */
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../kernel-helpers/core/random.js';
import * as stats from '../../../../kernel-helpers/core/stats/index.js';

const random = createRandom(11);
const groupOf = Array.from({ length: 36 }, (_, i) => ['BC', 'MC', 'NGC'][i % 3]);
const rows = groupOf.map(group => {
  const [x, y] = { BC: [0, 0], MC: [9, 1], NGC: [4, 9] }[group] as [number, number];
  return [x + random.normal(), y + random.normal()];
});

describe('consensusClustering', () => {
  test('chooses the number of groups there are, and finds them', () => {
    const found = stats.consensusClustering(rows, { clusters: [5, 2, 3, 4], runs: 60, seed: 2 });
    expect(found?.clusters).toBe(3);
    expect(found?.candidates.map(candidate => candidate.clusters)).toEqual([2, 3, 4, 5]);
    expect(stats.adjustedRandIndex(found?.labels ?? [], groupOf)).toBe(1);
    for (const { ambiguous, distances } of found?.candidates ?? []) {
      expect(ambiguous).toBeGreaterThanOrEqual(found?.ambiguous as number);
      const unsure = distances.values.filter(value => value > 0.1 && value < 0.9).length;
      expect(ambiguous).toBe(unsure / distances.values.length);
    }
  });

  test('is the same for the same seed', () => {
    const options = { clusters: 3, runs: 20, seed: 5 };
    expect(stats.consensusClustering(rows, options)).toEqual(stats.consensusClustering(rows, options));
    const other = stats.consensusClustering(rows, { ...options, seed: 6, clusters: 4 });
    expect(other?.distances).not.toEqual(stats.consensusClustering(rows, { ...options, clusters: 4 })?.distances);
  });

  test('counts the runs that have both rows, with whatever clusters them', () => {
    const sizes: number[] = [];
    const found = stats.consensusClustering(rows, {
      clusters: 2,
      runs: 30,
      fraction: 0.5,
      cluster: ({ values, rows: n, columns }, clusters) => {
        sizes.push(n);
        expect(clusters).toBe(2);
        return Array.from({ length: n }, (_, r) => values[r * columns] > 6);
      },
    });
    expect(sizes).toEqual(new Array(30).fill(18));
    // Every run agrees, so the distances are 0 and 1 only.
    expect(new Set(found?.distances.values)).toEqual(new Set([0, 1]));
    expect(found).toMatchObject({ ambiguous: 0, silhouette: 1 });
    expect([...(found?.labels ?? [])]).toEqual(rows.map(([x]) => (x > 6 === rows[0][0] > 6 ? 0 : 1)));
  });

  test('refuses numbers of clusters that a sample cannot have, and pairs that never met', () => {
    expect(() => stats.consensusClustering(rows, { clusters: 30 })).toThrow(
      'consensusClustering clusters is out of range: received 30, expected 2 to 29',
    );
    expect(() => stats.consensusClustering(rows, { clusters: [] })).toThrow('clusters is out of range: received none');
    expect(() => stats.consensusClustering(rows, { clusters: 3, runs: 1 })).toThrow('every two rows are once');
    expect(() => stats.consensusClustering(rows, { clusters: 3, fraction: 1.1 })).toThrow('fraction is out of range');
    expect(() => stats.consensusClustering(rows, { clusters: 3, cluster: () => [1, 2] })).toThrow('received 2, exp');
    expect(stats.consensusClustering([[1]], { clusters: 2 })).toBeUndefined();
  });
});
