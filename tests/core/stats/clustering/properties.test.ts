/** Clustering by its definitions, written out and slow, and at its edges. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as stats from '../../../../kernel-helpers/core/stats/index.js';
import { InvalidArgumentError } from '../../../../kernel-helpers/errors.js';
import { always } from '../../../reference/properties.js';

const points = (least: number, most: number): fc.Arbitrary<number[][]> =>
  fc.array(
    fc.array(
      fc.integer({ min: -100_000, max: 100_000 }).map(x => x / 1000),
      { minLength: 2, maxLength: 2 },
    ),
    {
      minLength: least,
      maxLength: most,
    },
  );
const apart = (a: readonly number[], b: readonly number[]): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Heights by looking at all pairs of clusters for every merge. */
function slowHeights(rows: number[][], between: (a: number[][], b: number[][]) => number): number[] {
  let clusters = rows.map(row => [row]);
  const heights: number[] = [];
  while (clusters.length > 1) {
    const pairs = clusters.flatMap((a, i) => clusters.slice(i + 1).map(b => [a, b, between(a, b)] as const));
    const [a, b, height] = pairs.reduce((best, pair) => (pair[2] < best[2] ? pair : best));
    heights.push(height);
    clusters = [...clusters.filter(cluster => cluster !== a && cluster !== b), [...a, ...b]];
  }
  return heights;
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const middle = (rows: number[][]): number[] => [0, 1].map(c => mean(rows.map(row => row[c])));

describe('linkage', () => {
  test.each([
    ['average', (a: number[][], b: number[][]) => mean(a.flatMap(p => b.map(q => apart(p, q))))],
    ['complete', (a: number[][], b: number[][]) => Math.max(...a.flatMap(p => b.map(q => apart(p, q))))],
    ['single', (a: number[][], b: number[][]) => Math.min(...a.flatMap(p => b.map(q => apart(p, q))))],
    [
      'ward',
      (a: number[][], b: number[][]) =>
        Math.sqrt((2 * a.length * b.length) / (a.length + b.length)) * apart(middle(a), middle(b)),
    ],
  ] as const)('%s merges what lies closest by its definition', (method, between) => {
    always(
      fc.property(points(2, 9), rows => {
        const heights = stats.linkage(rows, { method }).height;
        const expected = slowHeights(rows, between).sort((a, b) => a - b);
        heights.forEach((height, m) => {
          expect(Math.abs(height - expected[m])).toBeLessThan(1e-6 + 1e-9 * expected[m]);
        });
      }),
    );
  });

  test('of one thing is a tree without merges', () => {
    expect(stats.linkage([[1, 2]])).toMatchObject({ n: 1, height: new Float64Array(0) });
    expect([...stats.leafOrder(stats.linkage([[1, 2]]))]).toEqual([0]);
  });

  test('refuses nothing to cluster, ragged rows, missing values and Ward of other distances', () => {
    expect(() => stats.linkage([])).toThrow('linkage has nothing to cluster: received 0 things');
    expect(() => stats.linkage([[1, 2], [1]])).toThrow(
      'linkage row 1 has the wrong length: received 1 values, expected 2',
    );
    expect(() =>
      stats.linkage([
        [1, 2],
        [1, Number.NaN],
      ]),
    ).toThrow('linkage row 1 column 1 is missing or not finite');
    expect(() => stats.linkage({ values: [1, 2, Number.POSITIVE_INFINITY, 3], rows: 2, columns: 2 })).toThrow(
      'linkage row 1 column 0 is missing or not finite',
    );
    expect(() => stats.linkage([[1], [2]], { method: 'ward', metric: 'cosine' })).toThrow('does not go with ward');
    expect(() => stats.linkage({ n: 3, values: Float64Array.of(1, 2) })).toThrow('expected 3 for 3 things');
    expect(() =>
      stats.linkage(
        [
          [0, 0],
          [1, 1],
        ],
        { method: 'average', metric: 'cosine' },
      ),
    ).toThrow('is missing, infinite or below 0: received NaN');
    expect(() => stats.linkage([[1]], { method: 'median' as 'ward' })).toThrow(InvalidArgumentError);
  });
});

describe('the optimal leaf order', () => {
  /** Every order that turning merges round can give. */
  function allOrders(tree: stats.Linkage, cluster: number): number[][] {
    if (cluster < tree.n) return [[cluster]];
    const left = allOrders(tree, tree.left[cluster - tree.n]);
    const right = allOrders(tree, tree.right[cluster - tree.n]);
    return left.flatMap(a =>
      right.flatMap(b => [
        [...a, ...b],
        [...b, ...a],
      ]),
    );
  }
  const along = (order: ArrayLike<number>, rows: number[][]): number =>
    Array.from(order, (thing, i) => (i === 0 ? 0 : apart(rows[thing], rows[order[i - 1]]))).reduce((a, b) => a + b, 0);

  test('is the shortest of all orders of the tree, and one of them', () => {
    always(
      fc.property(points(1, 7), rows => {
        const tree = stats.linkage(rows, { method: 'average' });
        const orders = allOrders(tree, 2 * tree.n - 2);
        const found = [...stats.optimalLeafOrder(tree, rows)];
        expect(orders).toContainEqual(found);
        const least = Math.min(...orders.map(order => along(order, rows)));
        expect(along(found, rows)).toBeLessThanOrEqual(least + 1e-9 * (1 + least));
        expect(found[0]).toBeLessThanOrEqual(found.at(-1) as number);
      }),
    );
  });

  test('refuses things that are not those of the tree', () => {
    expect(() => stats.optimalLeafOrder(stats.linkage([[1], [2], [3]]), [[1], [2]])).toThrow('received 2, expected 3');
  });
});

test('trees of a hundred thousand levels need no stack', () => {
  const rows = Array.from({ length: 3000 }, (_, i) => [1.01 ** i]);
  const tree = stats.linkage(rows, { method: 'single' });
  expect(stats.leafOrder(tree)).toHaveLength(3000);
  expect(new Set(stats.cutTree(tree, { clusters: 7 })).size).toBe(7);
});

describe('k-means', () => {
  test('gives every row to its nearest centre and puts centres in the middle, the same for the same seed', () => {
    always(
      fc.property(points(3, 12), fc.integer({ min: 1, max: 3 }), fc.nat(1000), (rows, clusters, seed) => {
        const found = stats.kMeans(rows, { clusters, seed });
        expect(stats.kMeans(rows, { clusters, seed })).toEqual(found);
        const centers = Array.from({ length: clusters }, (_, k) => [...found.centers.subarray(2 * k, 2 * k + 2)]);
        rows.forEach((row, r) => {
          const least = Math.min(...centers.map(center => apart(row, center)));
          expect(apart(row, centers[found.labels[r]])).toBeLessThanOrEqual(least + 1e-9);
        });
        centers.forEach((center, k) => {
          const members = rows.filter((_, r) => found.labels[r] === k);
          if (members.length > 0) expect(apart(center, middle(members))).toBeLessThan(1e-9);
        });
      }),
    );
  });

  test('refuses more clusters than rows', () => {
    expect(() => stats.kMeans([[1], [2]], { clusters: 3 })).toThrow(
      'kMeans clusters is out of range: received 3, expected 1 to 2',
    );
  });
});

test('the silhouette is (b - a) / max(a, b), and 0 for a thing alone', () => {
  always(
    fc.property(
      points(4, 10),
      fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 10, maxLength: 10 }),
      (rows, all) => {
        const labels = all.slice(0, rows.length);
        const found = stats.silhouette(rows, labels);
        const groups = [...new Set(labels)];
        if (groups.length < 2 || groups.length === rows.length) {
          expect(found).toBeUndefined();
          return;
        }
        rows.forEach((row, i) => {
          const meanTo = (group: number): number => {
            const others = rows.filter((_, j) => labels[j] === group && j !== i);
            return others.length === 0 ? Number.NaN : mean(others.map(other => apart(row, other)));
          };
          const a = meanTo(labels[i]);
          const b = Math.min(...groups.filter(group => group !== labels[i]).map(meanTo));
          const expected = Number.isNaN(a) || Math.max(a, b) === 0 ? 0 : (b - a) / Math.max(a, b);
          expect(found?.values[i]).toBeCloseTo(expected, 9);
        });
      },
    ),
  );
});

test('the adjusted Rand index counts pairs', () => {
  const labels = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 12 });
  always(
    fc.property(labels, labels, (left, right) => {
      const n = Math.min(left.length, right.length);
      const [a, b] = [left.slice(0, n), right.slice(0, n)];
      const pairs = a.flatMap((_, i) => a.slice(i + 1).map((_, k) => [i, i + 1 + k] as const));
      const inA = pairs.filter(([i, j]) => a[i] === a[j]).length;
      const inB = pairs.filter(([i, j]) => b[i] === b[j]).length;
      const both = pairs.filter(([i, j]) => a[i] === a[j] && b[i] === b[j]).length;
      const chance = (inA * inB) / pairs.length;
      const most = (inA + inB) / 2;
      expect(stats.adjustedRandIndex(a, b)).toBeCloseTo(most === chance ? 1 : (both - chance) / (most - chance), 9);
    }),
  );
});

test('what too few rows leave undefined is undefined', () => {
  expect(stats.pca([[1, 2]])).toBeUndefined();
  expect(stats.pca([])).toBeUndefined();
  expect(stats.lda([[1], [2]], ['a', 'a'])).toBeUndefined();
  expect(stats.lda([[1], [2]], ['a', 'b'])).toBeUndefined();
  expect(stats.silhouette([[1], [2]], [0, 1])).toBeUndefined();
  expect(stats.adjustedRandIndex([1], [1])).toBeUndefined();
  expect(stats.normalizedMutualInformation([], [])).toBeUndefined();
});

test('groups far apart are told apart by rows that were not fitted', () => {
  const rows = Array.from({ length: 30 }, (_, i) => [(i % 3) * 10 + (i % 7) / 7, (i % 5) / 5]);
  const labels = rows.map((_, i) => ['BC', 'MC', 'NGC'][i % 3]);
  const found = stats.ldaCrossValidation(rows, labels, { folds: 5, seed: 1 });
  expect(found?.accuracy).toBe(1);
  expect(found?.predicted).toEqual(labels);
});
