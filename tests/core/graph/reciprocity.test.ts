import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dyadCensus, reciprocity, reciprocityByGroup } from '../../../kernel-helpers/core/graph/index.js';
import { mirror } from '../../mirror.js';
import { always } from '../../reference/properties.js';
import { openPhase1 } from '../connectivity/phase1.js';
import { agrees, anyMatrix, described, ofMatrix, wired } from './graphs.js';

describe('reciprocity', () => {
  test('counts pairs that are connected both ways, and what part of the connections they are', () => {
    const wiring = wired(4, [
      [0, 1, 2],
      [1, 0, 1],
      [0, 2, 5],
      [3, 0, 1],
    ]);
    expect(reciprocity(wiring)).toEqual({ reciprocalPairs: 1, edges: 4, edgeFraction: 0.5, pairFraction: 1 / 3 });
    expect(dyadCensus(wiring)).toEqual({ mutual: 1, asymmetric: 2, null: 3 });
  });

  test('is undefined without connections', () => {
    const none = { reciprocalPairs: 0, edges: 0, edgeFraction: undefined, pairFraction: undefined };
    for (const n of [0, 1, 2]) expect(reciprocity(wired(n, []))).toEqual(none);
  });

  test.each(described)('agrees with networkx and igraph on: $name', ({ n, edges, reciprocity: expected, dyads }) => {
    const wiring = wired(n, edges);
    const { mutual, asymmetric, null: none } = dyadCensus(wiring);
    expect([mutual, asymmetric, none]).toEqual(dyads);
    expect(agrees(reciprocity(wiring).edgeFraction, expected)).toBe(true);
  });

  test.skipIf(!mirror)('of phase 1: 111 cells with axon > 100 µm, 659 edges, 29 reciprocal pairs', async () => {
    const { wiring } = await openPhase1(mirror);
    expect(wiring.cellCount).toBe(111);
    expect(reciprocity(wiring)).toMatchObject({ edges: 659, reciprocalPairs: 29, edgeFraction: 58 / 659 });
    expect(dyadCensus(wiring)).toEqual({ mutual: 29, asymmetric: 601, null: 5475 });
  });
});

describe('reciprocityByGroup', () => {
  const wiring = wired(4, [
    [0, 1, 1],
    [1, 0, 1],
    [0, 2, 1],
    [2, 0, 1],
    [1, 2, 1],
    [1, 3, 1],
  ]);

  test('tells how many connections of a group to another are answered', () => {
    const { groups, cellCounts, reciprocalPairs, edges, edgeFraction } = reciprocityByGroup(wiring, [
      'E',
      'E',
      'I',
      'I',
    ]);
    expect(groups).toEqual(['E', 'I']);
    expect([...cellCounts]).toEqual([2, 2]);
    expect([...reciprocalPairs]).toEqual([1, 1, 1, 0]);
    expect([...edges]).toEqual([2, 3, 1, 0]);
    expect([...edgeFraction]).toEqual([1, 1 / 3, 1, Number.NaN]);
  });

  test('takes an order, and names a cell without a group', () => {
    expect(reciprocityByGroup(wiring, ['E', 'E', 'I', 'I'], { order: ['I', 'E'] }).groups).toEqual(['I', 'E']);
    expect(() => reciprocityByGroup(wiring, ['E', 'E', 'I', null])).toThrow(
      'reciprocityByGroup cell 1004 has no group: received null, expected a name; connectivity.subset leaves cells out',
    );
  });

  test('agrees with going through every pair of cells', () => {
    always(
      fc.property(anyMatrix, matrix => {
        const groupOf = matrix.map((_, i) => 'ab'[i % 2]);
        const found = reciprocityByGroup(ofMatrix(matrix), groupOf, { order: ['a', 'b'] });
        for (const [r, from] of ['a', 'b'].entries()) {
          for (const [c, to] of ['a', 'b'].entries()) {
            let edges = 0;
            let answered = 0;
            for (const [i, row] of matrix.entries()) {
              for (const [j, count] of row.entries()) {
                if (groupOf[i] !== from || groupOf[j] !== to || count === 0) continue;
                edges++;
                if (matrix[j][i] > 0) answered++;
              }
            }
            expect(found.edges[2 * r + c]).toBe(edges);
            expect(found.reciprocalPairs[2 * r + c]).toBe(r === c ? answered / 2 : answered);
            expect(found.edgeFraction[2 * r + c]).toBe(answered / edges);
          }
        }
      }),
    );
  });
});
