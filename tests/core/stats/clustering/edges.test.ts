/** Clustering of what is odd: infinities, missing values, too few different things, very many labels. */
import { describe, expect, test } from 'vitest';
import * as stats from '../../../../kernel-helpers/core/stats/index.js';

describe('distances', () => {
  test('that are infinite are refused, also when squares of finite ones are', () => {
    const infinite = { n: 3, values: Float64Array.of(1, Number.POSITIVE_INFINITY, 2) };
    expect(() => stats.linkage(infinite, { method: 'average' })).toThrow(
      'linkage distances at index 1 is missing, inf',
    );
    expect(() => stats.linkage([[0], [1e200], [-1e200]])).toThrow('linkage distances at index 0');
    expect(() => stats.linkage({ n: 2, values: Float64Array.of(1e200) })).toThrow('linkage distances at index 0');
    expect(() => stats.silhouette([[0], [1e200], [1]], [0, 1, 0])).toThrow('silhouette distances at index 0');
  });

  test('may be plain numbers, and errors name the function they were given to', () => {
    const plain = { n: 3, values: [1, 2, 3] as unknown as Float64Array };
    expect(stats.linkage(plain, { method: 'single' }).height).toEqual(Float64Array.of(1, 2));
    expect(() => stats.silhouette({ n: 3, values: Float64Array.of(1, 2) }, [0, 0, 1])).toThrow('silhouette distances');
  });

  test('by an unknown metric are refused by linkage as by pairwiseDistances', () => {
    const metric = 'minkowski' as stats.Metric;
    expect(() => stats.pairwiseDistances([[0], [1]], { metric })).toThrow('pairwiseDistances metric is unknown');
    expect(() => stats.linkage([[0], [1]], { method: 'average', metric })).toThrow('linkage metric is unknown');
  });
});

describe('rows', () => {
  test('in one array miss no value unseen', () => {
    const values = [1, null as unknown as number, 3, 4];
    expect(() => stats.pca({ values, rows: 2, columns: 2 })).toThrow('pca row 0 column 1 is missing or not finite');
  });

  test('that can be walked only once are walked once', () => {
    const rows = [[1, 2].values(), [4, 6].values()];
    expect(stats.pairwiseDistances(rows).values).toEqual(Float64Array.of(5));
  });
});

test('cutTree needs clusters or a height', () => {
  const tree = stats.linkage([[0], [1], [5]]);
  expect(() => stats.cutTree(tree, {} as stats.Cut)).toThrow('cutTree height is no number: received undefined');
});

describe('kMeans', () => {
  test('of fewer different rows than clusters ends, with finite centres', () => {
    const found = stats.kMeans([[1], [1], [1], [1]], { clusters: 3 });
    expect(found).toMatchObject({ converged: true, inertia: 0 });
    expect(found.centers.every(Number.isFinite)).toBe(true);
  });

  test('does not take the only row of a cluster for an empty one', () => {
    const rows = [[0], [1], [2], [100]];
    const found = stats.kMeans(rows, { clusters: 3, initial: [[60], [1], [-500]], maxIterations: 1 });
    expect(found.centers.every(Number.isFinite)).toBe(true);
  });
});

test('agreement of as many labels as things needs no table of their product', () => {
  const each = Array.from({ length: 60_000 }, (_, i) => i);
  const halves = each.map(i => i % 30_000);
  expect(stats.adjustedRandIndex(each, each)).toBe(1);
  expect(stats.adjustedRandIndex(each, halves)).toBe(0);
  const mutual = (Math.log(30_000) * 2) / (Math.log(30_000) + Math.log(60_000));
  expect(stats.normalizedMutualInformation(each, halves)).toBeCloseTo(mutual, 9);
});

describe('columns that do not vary', () => {
  test('are not scaled by the rounding of their mean', () => {
    const rows = Array.from({ length: 10 }, (_, i) => [0.1, i]);
    const found = stats.pca(rows, { scale: true });
    expect(found?.scales[0]).toBe(1);
    expect(found?.fractions[0]).toBeCloseTo(1, 12);
  });

  test('within any group leave nothing to analyse', () => {
    expect(stats.lda([[0], [0], [1], [1]], ['a', 'a', 'b', 'b'])).toBeUndefined();
    expect(stats.lda([[], [], [], []], ['a', 'a', 'b', 'b'])).toBeUndefined();
  });
});
