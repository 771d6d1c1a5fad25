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
  readonly correlation?: number | null;
  readonly cut: number[];
}
interface Case {
  readonly rows: number[][];
  readonly distances: Record<stats.Metric, (number | null)[]>;
  readonly linkage: Record<stats.LinkageMethod, Tree>;
}
interface Axes {
  /** Which case. */
  readonly rows: number;
  readonly kmeans: {
    readonly labels: number[];
    readonly centers: number[];
    readonly inertia: number;
    iterations: number;
  };
  readonly pca: Record<'components' | 'variances' | 'fractions' | 'scores', number[]>;
  readonly lda: Record<
    'labels' | 'predicted' | 'probabilities' | 'coefficients' | 'intercepts' | 'scalings' | 'places' | 'fractions',
    number[]
  >;
  readonly silhouette: { readonly labels: number[]; readonly values: number[] };
}
const cases = fixture<Case[]>('clustering/trees');
const axes = fixture<Axes[]>('clustering/axes');
const { labellings, embeddings } = fixture<{
  labellings: { a: number[]; b: number[]; ari: number; nmi: number; mi: number; ami: number }[];
  embeddings: { weights: number[][]; places: number[]; eigenvalues: number[] }[];
}>('clustering/agreement');

/** To 1e-9 of the largest of them: what cancels out is left with the rounding of what it came from. */
function expectNear(actual: ArrayLike<number>, expected: readonly number[], what: string): void {
  expect(actual.length, what).toBe(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  expected.forEach((value, i) => {
    if (!(Math.abs(actual[i] - value) <= 1e-9 * scale)) expect(actual[i], `${what}[${i}]`).toBe(value);
  });
}

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
    expectNear(
      tree.height,
      expected.z.map(row => row[2]),
      'heights',
    );
    expect(Array.from(tree.left, (left, m) => [left, tree.right[m], tree.size[m]])).toEqual(
      expected.z.map(([left, right, , size]) => [left, right, size]),
    );
    expect([...stats.leafOrder(tree)]).toEqual(expected.leaves);
    if (expected.cophenetic) expectNear(stats.copheneticDistances(tree).values, expected.cophenetic, 'cophenetic');
    if (expected.correlation !== undefined) {
      const distances = stats.pairwiseDistances(rows);
      expectClose(stats.copheneticCorrelation(tree, distances), expected.correlation, 'cophenetic correlation');
    }
    // scipy 1.17 does not always find the shortest order; `properties.test.ts` compares ours with all there are.
    expect(lengthAlong(stats.optimalLeafOrder(tree, rows), rows)).toBeLessThanOrEqual(expected.optimal * (1 + 1e-9));
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
});

describe.each(axes.map(found => [found.rows, found] as const))('axes of case %i', (which, expected) => {
  const { rows } = cases[which];

  test('k-means from given centres', () => {
    const { labels, centers, inertia, iterations, converged } = stats.kMeans(rows, {
      clusters: 3,
      initial: [rows[0], rows[3], rows[7]],
    });
    expect([...labels]).toEqual(expected.kmeans.labels);
    expectNear(centers, expected.kmeans.centers, 'centers');
    expectClose(inertia, expected.kmeans.inertia, 'inertia');
    expect({ iterations, converged }).toEqual({ iterations: expected.kmeans.iterations, converged: true });
  });

  test('principal components', () => {
    const { components, variances, fractions, scores } = stats.pca(rows) as stats.Pca;
    expectNear(components, expected.pca.components, 'components');
    expectNear(variances, expected.pca.variances, 'variances');
    expectNear(fractions, expected.pca.fractions, 'fractions');
    expectNear(scores, expected.pca.scores, 'scores');
  });

  test('linear discriminants', () => {
    const fitted = stats.lda(rows, expected.lda.labels) as stats.Lda;
    expect(fitted.predict(rows)).toEqual(expected.lda.predicted);
    const groups = fitted.groups as number[];
    // scikit-learn sorts groups; ours are as they first come.
    const sorted = (values: Float64Array, each: number): number[] =>
      [...groups.keys()]
        .sort((a, b) => groups[a] - groups[b])
        .flatMap(g => [...values.subarray(g * each, (g + 1) * each)]);
    expectNear(sorted(fitted.coefficients, fitted.columns), expected.lda.coefficients, 'coefficients');
    expectNear(sorted(fitted.intercepts, 1), expected.lda.intercepts, 'intercepts');
    const p = fitted.probabilities(rows);
    const byRow = rows.flatMap((_, r) => sorted(p.subarray(r * groups.length, (r + 1) * groups.length), 1));
    expectNear(byRow, expected.lda.probabilities, 'probabilities');
    expectNear(fitted.scalings, expected.lda.scalings, 'scalings');
    expectNear(fitted.transform(rows), expected.lda.places, 'places');
    expectNear(fitted.fractions, expected.lda.fractions, 'fractions');
  });

  test('silhouettes', () => {
    const { labels, values } = expected.silhouette;
    const expectedMean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expectAllClose(stats.silhouette(rows, labels)?.values ?? [], values, 'silhouette');
    expectClose(stats.silhouette(rows, labels)?.mean, expectedMean, 'mean');
  });
});

test('agreement of labellings', () => {
  for (const { a, b, ari, nmi, mi, ami } of labellings) {
    // One thing cannot be put together with another: what scikit-learn calls 1 is not defined here.
    if (a.length > 1) expect(stats.adjustedRandIndex(a, b)).toBeCloseTo(ari, 12);
    expect(stats.normalizedMutualInformation(a, b)).toBeCloseTo(nmi, 12);
    expect(stats.mutualInformation(a, b)).toBeCloseTo(mi, 12);
    expect(stats.adjustedMutualInformation(a, b)).toBeCloseTo(ami, 10);
  }
});

test.each(embeddings)('places by the links of graph %#', ({ weights, places, eigenvalues }) => {
  const found = stats.spectralEmbedding(weights, { components: 3 }) as stats.SpectralEmbedding;
  expectNear(found.eigenvalues, eigenvalues, 'eigenvalues');
  expect([...found.parts].every(part => part === 0)).toBe(true);
  expect(found.residual).toBeLessThan(1e-11);
  for (let k = 0; k < 3; k++) {
    const axis = (from: ArrayLike<number>): number[] => weights.map((_, i) => from[i * 3 + k]);
    // Of two places as far from the middle rounding chooses which is positive.
    const expected = axis(places);
    const sizes = expected.map(Math.abs).sort((a, b) => b - a);
    const side = sizes[0] - sizes[1] < 1e-9 && axis(found.places)[0] * expected[0] < 0 ? -1 : 1;
    expectNear(
      axis(found.places).map(place => side * place),
      expected,
      `axis ${k}`,
    );
  }
});
