/** Places by links: by hand, over graphs that fall apart, and with eigenvalues that come many times. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { largestEigenvectors } from '../../../../kernel-helpers/core/stats/clustering/lanczos.js';
import * as stats from '../../../../kernel-helpers/core/stats/index.js';
import { EigenvalueDecomposition, Matrix } from '../../../../kernel-helpers/core/stats/linear-algebra.js';
import { always } from '../../../reference/properties.js';

const square = (n: number, weight: (i: number, j: number) => number): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => weight(i, j)));
const embed = (weights: number[][], components: number): stats.SpectralEmbedding =>
  stats.spectralEmbedding(weights, { components }) as stats.SpectralEmbedding;

describe('spectralEmbedding', () => {
  test('has the eigenvalues of a chain and of a ring, two by two', () => {
    const chain = embed(
      square(6, (i, j) => (j === i + 1 ? 3 : 0)),
      5,
    );
    chain.eigenvalues.forEach((value, k) => {
      expect(value).toBeCloseTo(1 - Math.cos((Math.PI * (k + 1)) / 5), 12);
    });
    const ring = embed(
      square(40, (i, j) => (j === (i + 1) % 40 ? 1 : 0)),
      6,
    );
    ring.eigenvalues.forEach((value, k) => {
      expect(value).toBeCloseTo(1 - Math.cos((2 * Math.PI * (1 + Math.floor(k / 2))) / 40), 12);
    });
  });

  test('finds every copy of an eigenvalue: all things linked to all', () => {
    const found = embed(
      square(30, () => 1),
      29,
    );
    for (const value of found.eigenvalues) expect(value).toBeCloseTo(30 / 29, 12);
  });

  test('keeps the order of a chain of 300 things', () => {
    const { places } = embed(
      square(300, (i, j) => (j === i + 1 ? 1 : 0)),
      1,
    );
    const steps = Array.from(places.subarray(1), (place, i) => Math.sign(place - places[i]));
    expect(new Set(steps).size).toBe(1);
  });

  test('sets each part of a graph that falls apart against those after it, and a thing without links alone', () => {
    // 1-3-4 are a triangle, 0-2 a pair, 5 is alone.
    const links = [
      [1, 3],
      [3, 4],
      [1, 4],
      [0, 2],
    ];
    const found = embed(
      square(6, (i, j) => (links.some(([a, b]) => a === i && b === j) ? 2 : 0)),
      2,
    );
    expect([...found.parts]).toEqual([1, 0, 1, 0, 0, 2]);
    expect([...found.eigenvalues]).toEqual([0, 0]);
    const along = (k: number): number[] => Array.from({ length: 6 }, (_, i) => found.places[i * 2 + k]);
    const [first, second] = [along(0), along(1)];
    expect(new Set([1, 3, 4].map(i => first[i])).size).toBe(1);
    expect(first[1] * first[0]).toBeLessThan(0);
    expect(first[0]).toBeCloseTo(first[5], 12);
    expect([1, 3, 4].map(i => Math.abs(second[i]))).toEqual([0, 0, 0]);
    expect(second[0] * second[5]).toBeLessThan(0);
  });

  test('is undefined for too few things, and refuses what is no table of weights', () => {
    expect(stats.spectralEmbedding([])).toBeUndefined();
    expect(stats.spectralEmbedding([[1]])).toBeUndefined();
    expect(stats.spectralEmbedding(square(2, () => 1))).toBeUndefined();
    expect(() => stats.spectralEmbedding([[1, 2]])).toThrow('weights are not square: received 1 × 2');
    expect(() => stats.spectralEmbedding(square(3, (i, j) => (i === 2 && j === 1 ? -1 : 1)))).toThrow(
      'weights row 2 column 1 is below 0: received -1',
    );
    expect(() => stats.spectralEmbedding(square(3, (i, j) => (i * j === 2 ? Number.NaN : 1)))).toThrow(
      'row 1 column 2 is missing or not finite',
    );
    expect(() => embed([[1]], 0)).toThrow('components is out of range');
  });
});

test('spectralClustering tells apart rings that no straight line does', () => {
  const rows = Array.from({ length: 80 }, (_, i) => {
    const [radius, angle] = [i % 2 === 0 ? 1 : 4, (i * Math.PI) / 40];
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  const weights = stats.gaussianWeights(stats.pairwiseDistances(rows), { width: 0.4 });
  const labels = stats.spectralClustering(weights, { clusters: 2, seed: 3 })?.labels ?? [];
  expect(
    stats.adjustedRandIndex(
      labels,
      rows.map((_, i) => i % 2),
    ),
  ).toBe(1);
  expect(() => stats.spectralClustering(weights, { clusters: 81 })).toThrow('expected 2 to 80');
  expect(() => stats.gaussianWeights(stats.pairwiseDistances(rows), { width: 0 })).toThrow('width is out of range');
});

test('the largest eigenvectors are those of the whole decomposition', () => {
  always(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc
        .integer({ min: 2, max: 24 })
        .chain(n =>
          fc.tuple(fc.constant(n), fc.array(fc.integer({ min: -4, max: 4 }), { minLength: n * n, maxLength: n * n })),
        ),
      (count, [n, entries]) => {
        const matrix = Matrix.zeros(n, n);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) matrix.set(i, j, (entries[i * n + j] + entries[j * n + i]) / (8 * n));
        }
        const { values, vectors, residual } = largestEigenvectors(
          n,
          (vector, product) => {
            product.set(matrix.mmul(Matrix.columnVector(vector)).to1DArray());
          },
          count,
        );
        const all = new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues;
        const expected = all.sort((a, b) => b - a).slice(0, count);
        expect(values).toHaveLength(expected.length);
        expected.forEach((value, k) => {
          expect(Math.abs(values[k] - value)).toBeLessThan(1e-11);
        });
        expect(residual).toBeLessThan(1e-10);
        vectors.forEach((a, i) => {
          vectors.forEach((b, j) => {
            const along = a.reduce((sum, value, k) => sum + value * b[k], 0);
            expect(Math.abs(along - (i === j ? 1 : 0))).toBeLessThan(1e-10);
          });
        });
      },
    ),
  );
});
