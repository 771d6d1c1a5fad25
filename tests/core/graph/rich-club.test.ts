import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { richClub } from '../../../kernel-helpers/core/graph/index.js';
import { slowRichClub, symmetric, transposed } from '../../reference/graph.js';
import { always } from '../../reference/properties.js';
import { anyMatrix, described, disagreements, ofMatrix, wired } from './graphs.js';

const partnersIn = (matrix: readonly (readonly number[])[]): number[] =>
  matrix.map(row => row.filter(count => count > 0).length);

describe('richClub', () => {
  test.each(described)('agrees with networkx on: $name', ({ n, edges, richClub: expected }) => {
    expect(disagreements(richClub(wired(n, edges)).coefficient, expected)).toEqual([]);
  });

  test('agrees with its definition, directed or not', () => {
    always(
      fc.property(anyMatrix, fc.boolean(), (matrix, directed) => {
        const [out, into] = [partnersIn(matrix), partnersIn(transposed(matrix))];
        const degrees = directed ? out.map((count, i) => count + into[i]) : partnersIn(symmetric(matrix));
        const { coefficient, degree, cellCounts } = richClub(ofMatrix(matrix), { directed });
        expect(disagreements(coefficient, slowRichClub(matrix, degrees, directed))).toEqual([]);
        expect([...cellCounts]).toEqual([...degree].map(k => degrees.filter(d => d > k).length));
      }),
    );
  });

  test('is compared with the mean of draws, where they have such a club', () => {
    const wiring = wired(4, [
      [0, 1, 1],
      [1, 2, 1],
      [2, 0, 1],
      [2, 3, 1],
    ]);
    const lone = wired(4, [[0, 1, 1]]);
    const { coefficient, expected, normalised } = richClub(wiring, { draws: [lone, wiring] });
    expect([...coefficient]).toEqual([4 / 6, 1]);
    expect([...expected]).toEqual([(4 / 6 + 1) / 2, 1]);
    expect([...normalised]).toEqual([4 / 6 / ((4 / 6 + 1) / 2), 1]);
    expect([...richClub(wiring).normalised]).toEqual([Number.NaN, Number.NaN]);
    expect(() => richClub(wiring, { draws: [wired(3, [])] })).toThrow(
      'richClub draws has another number of cells: received 3, expected 4',
    );
  });
});
