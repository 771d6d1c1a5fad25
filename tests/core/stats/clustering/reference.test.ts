/** Clustering beside scipy's and scikit-learn's, over ties, duplicates, constant columns and few rows. */
import { describe, expect, test } from 'vitest';
import * as stats from '../../../../kernel-helpers/core/stats/index.js';
import { expectAllClose, expectClose } from '../../../reference/close.js';
import { fixture } from '../../../reference/fixture.js';

interface Tree {
  readonly z: [left: number, right: number, height: number, size: number][];
  readonly leaves: number[];
  readonly optimal: number;
  readonly cophenetic?: number[];
  readonly cut: number[];
}
interface Case {
  readonly rows: number[][];
  readonly distances: Record<stats.Metric, (number | null)[]>;
  readonly linkage: Record<stats.LinkageMethod, Tree>;
  readonly kmeans?: { readonly labels: number[]; readonly centers: number[]; readonly inertia: number };
  readonly pca?: Record<'components' | 'variances' | 'fractions' | 'scores', number[]>;
  readonly lda?: {
    readonly labels: number[];
    readonly predicted: number[];
    readonly probabilities: number[];
    readonly coefficients: number[];
    readonly intercepts: number[];
  };
  readonly silhouette?: { readonly labels: number[]; readonly values: number[] };
}
const { cases, labellings } = fixture<{
  cases: Case[];
  labellings: { a: number[]; b: number[]; ari: number; nmi: number }[];
}>('clustering/clustering');

/** To 1e-9 of the largest of them: what cancels out is left with the rounding of what it came from. */
function expectNear(actual: ArrayLike<number>, expected: readonly number[], what: string): void {
  expect(actual.length, what).toBe(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  expected.forEach((value, i) => {
    if (!(Math.abs(actual[i] - value) <= 1e-9 * scale)) expect(actual[i], `${what}[${i}]`).toBe(value);
  });
}

/** For what a case is too small. */
const noTest = (): void => undefined;

/** Groups by the order in which they first come. */
function renumbered(labels: readonly number[]): number[] {
  const numbers = [...new Set(labels)];
  return labels.map(label => numbers.indexOf(label));
}

function lengthAlong(order: Uint32Array, rows: number[][]): number {
  const along = Array.from(order, thing => rows[thing]);
  return along.slice(1).reduce((sum, row, i) => sum + Math.hypot(...row.map((x, c) => x - along[i][c])), 0);
}

describe.each(cases.map((found, i) => [i, found] as const))('case %i', (_, found) => {
  const { rows } = found;

  test.each(Object.keys(found.distances) as stats.Metric[])('%s distances', metric => {
    const { n, values } = stats.pairwiseDistances(rows, { metric });
    expect(n).toBe(rows.length);
    found.distances[metric].forEach((expected, i) => {
      if (expected === null) expect(values[i]).toBeNaN();
      else expect(Math.abs(values[i] - expected)).toBeLessThanOrEqual(1e-12 + 1e-9 * expected);
    });
  });

  test.each(Object.keys(found.linkage) as stats.LinkageMethod[])('%s linkage', method => {
    const expected = found.linkage[method];
    const tree = stats.linkage(rows, { method });
    expectNear(stats.linkage(stats.pairwiseDistances(rows), { method }).height, [...tree.height], 'from distances');
    // With equal distances single linkage is not unique, and Ward's, computed from squares, rounds them otherwise.
    const apart = stats.pairwiseDistances(rows).values;
    const unique = !['single', 'ward'].includes(method) || new Set(apart).size === apart.length;
    expectNear(
      tree.height,
      expected.z.map(row => row[2]),
      'heights',
    );
    if (unique) {
      expect(Array.from(tree.left, (left, m) => [left, tree.right[m], tree.size[m]])).toEqual(
        expected.z.map(([left, right, , size]) => [left, right, size]),
      );
      expect([...stats.leafOrder(tree)]).toEqual(expected.leaves);
      if (expected.cophenetic) expectNear(stats.copheneticDistances(tree).values, expected.cophenetic, 'cophenetic');
      // scipy 1.17 does not always find the shortest order; `properties.test.ts` compares ours with all there are.
      expect(lengthAlong(stats.optimalLeafOrder(tree, rows), rows)).toBeLessThanOrEqual(expected.optimal * (1 + 1e-9));
    }
    const heights = expected.z.map(row => row[2]).sort((a, b) => a - b);
    const middle = (heights[Math.floor((heights.length - 1) / 2)] + heights[Math.ceil((heights.length - 1) / 2)]) / 2;
    // A cut at a height that is itself the result of rounding is not compared.
    if (heights.every(height => height === middle || Math.abs(height - middle) > 1e-9) && heights.length % 2 === 0) {
      expect([...stats.cutTree(tree, { height: middle })]).toEqual(renumbered(expected.cut));
    }
    for (let clusters = 1; clusters <= rows.length; clusters++) {
      expect(new Set(stats.cutTree(tree, { clusters })).size).toBe(clusters);
    }
  });

  (found.kmeans ? test : noTest)('k-means from given centres', () => {
    const expected = found.kmeans as NonNullable<Case['kmeans']>;
    const { labels, centers, inertia, converged } = stats.kMeans(rows, {
      clusters: 3,
      initial: [rows[0], rows[3], rows[7]],
    });
    expect([...labels]).toEqual(expected.labels);
    expectNear(centers, expected.centers, 'centers');
    expectClose(inertia, expected.inertia, 'inertia');
    expect(converged).toBe(true);
  });

  (found.pca ? test : noTest)('principal components', () => {
    const expected = found.pca as NonNullable<Case['pca']>;
    const { components, variances, fractions, scores } = stats.pca(rows) as stats.Pca;
    expectNear(components, expected.components, 'components');
    expectNear(variances, expected.variances, 'variances');
    expectNear(fractions, expected.fractions, 'fractions');
    expectNear(scores, expected.scores, 'scores');
  });

  (found.lda ? test : noTest)('linear discriminants', () => {
    const expected = found.lda as NonNullable<Case['lda']>;
    const fitted = stats.lda(rows, expected.labels) as stats.Lda;
    expect(fitted.predict(rows)).toEqual(expected.predicted);
    const groups = fitted.groups as number[];
    // scikit-learn sorts groups; ours are as they first come.
    const sorted = (values: Float64Array, each: number): number[] =>
      [...groups.keys()]
        .sort((a, b) => groups[a] - groups[b])
        .flatMap(g => [...values.subarray(g * each, (g + 1) * each)]);
    expectNear(sorted(fitted.coefficients, fitted.columns), expected.coefficients, 'coefficients');
    expectNear(sorted(fitted.intercepts, 1), expected.intercepts, 'intercepts');
    const p = fitted.probabilities(rows);
    const byRow = rows.flatMap((_, r) => sorted(p.subarray(r * groups.length, (r + 1) * groups.length), 1));
    expectNear(byRow, expected.probabilities, 'probabilities');
  });

  (found.silhouette ? test : noTest)('silhouettes', () => {
    const { labels, values } = found.silhouette as NonNullable<Case['silhouette']>;
    const expectedMean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expectAllClose(stats.silhouette(rows, labels)?.values ?? [], values, 'silhouette');
    expectClose(stats.silhouette(rows, labels)?.mean, expectedMean, 'mean');
  });
});

test('agreement of labellings', () => {
  for (const { a, b, ari, nmi } of labellings) {
    expect(stats.adjustedRandIndex(a, b)).toBeCloseTo(ari, 12);
    expect(stats.normalizedMutualInformation(a, b)).toBeCloseTo(nmi, 12);
  }
});
