import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clustering } from '../../../kernel-helpers/core/graph/index.js';
import { slowClustering } from '../../reference/graph.js';
import { always } from '../../reference/properties.js';
import { agrees, anyMatrix, described, disagreements, ofMatrix, wired } from './graphs.js';

describe('clustering', () => {
  test.each(described)('agrees with networkx on: $name', ({ n, edges, clustering: expected, transitivity }) => {
    const found = clustering(wired(n, edges));
    expect(disagreements(found.coefficients, expected)).toEqual([]);
    expect(agrees(found.transitivity, transitivity)).toBe(true);
    const defined = expected.filter(value => value !== null);
    const mean = defined.length === 0 ? null : defined.reduce((a, b) => a + b) / defined.length;
    expect(agrees(found.mean, mean)).toBe(true);
  });

  test("agrees with Fagiolo's formula on matrices", () => {
    always(
      fc.property(anyMatrix, matrix => {
        const { coefficients } = clustering(ofMatrix(matrix));
        expect(
          disagreements(
            coefficients,
            slowClustering(matrix).map(c => (Number.isNaN(c) ? null : c)),
          ),
        ).toEqual([]);
      }),
    );
  });

  test('has no value for a cell that can have no triangle', () => {
    const chain = wired(3, [
      [0, 1, 1],
      [1, 0, 1],
      [1, 2, 1],
    ]);
    expect([...clustering(chain).coefficients]).toEqual([Number.NaN, 0, Number.NaN]);
    expect(clustering(wired(2, [[0, 1, 1]]))).toMatchObject({ mean: undefined, transitivity: undefined });
  });
});
