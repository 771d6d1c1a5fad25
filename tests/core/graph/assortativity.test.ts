import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  degreeAssortativity,
  groupAssortativity,
  numericAssortativity,
} from '../../../kernel-helpers/core/graph/index.js';
import { slowAssortativity, transposed } from '../../reference/graph.js';
import { always } from '../../reference/properties.js';
import { agrees, anyMatrix, described, ofMatrix, wired } from './graphs.js';

const wiring = wired(4, [
  [0, 1, 3],
  [1, 0, 1],
  [2, 3, 2],
  [0, 2, 2],
]);

describe('assortativity', () => {
  test('by group is 1 where all connections are within groups, and has the mixing of groups', () => {
    const { coefficient, groups, mixing } = groupAssortativity(wiring, ['a', 'a', 'b', 'b']);
    expect(groups).toEqual(['a', 'b']);
    expect([...mixing]).toEqual([0.5, 0.25, 0, 0.25]);
    expect(coefficient).toBeCloseTo((0.75 - 0.5) / (1 - 0.5), 15);
    const apart = wired(4, [
      [0, 1, 1],
      [2, 3, 1],
    ]);
    expect(groupAssortativity(apart, ['a', 'a', 'b', 'b']).coefficient).toBe(1);
    expect(groupAssortativity(apart, ['a', 'b', 'b', 'a']).coefficient).toBe(-1);
  });

  test('by group counts synapses when told', () => {
    const { mixing } = groupAssortativity(wiring, ['a', 'a', 'b', 'b'], { weight: 'synapses' });
    expect([...mixing]).toEqual([0.5, 0.25, 0, 0.25]);
    const { mixing: other } = groupAssortativity(wiring, ['a', 'b', 'b', 'b'], { weight: 'synapses' });
    expect([...other]).toEqual([0, 5 / 8, 1 / 8, 2 / 8]);
  });

  test('is undefined where all are alike, or nothing is connected', () => {
    expect(groupAssortativity(wiring, ['a', 'a', 'a', 'a']).coefficient).toBeUndefined();
    expect(groupAssortativity(wired(0, []), []).coefficient).toBeUndefined();
    expect(numericAssortativity(wiring, [0.1, 0.1, 0.1, 0.1])).toBeUndefined();
    expect(numericAssortativity(wired(2, []), [1, 2])).toBeUndefined();
    expect(degreeAssortativity(wired(2, [[0, 1, 1]]))).toBeUndefined();
  });

  test('refuses values that are missing or too few', () => {
    expect(() => numericAssortativity(wiring, [1, 2, Number.NaN, 4])).toThrow(
      'numericAssortativity values at index 2 is missing or not finite: received NaN, expected a number',
    );
    expect(() => numericAssortativity(wiring, [1, 2])).toThrow('received 2, expected 4, one for each cell');
    expect(() => degreeAssortativity(wiring, { pre: 'total' as 'in' })).toThrow(
      'degreeAssortativity pre is unknown: received total, expected one of out, in',
    );
  });

  test.each(described)('agrees with networkx on: $name', fixture => {
    const built = wired(fixture.n, fixture.edges);
    expect(agrees(groupAssortativity(built, fixture.groups).coefficient, fixture.groupAssortativity)).toBe(true);
    expect(agrees(numericAssortativity(built, fixture.values), fixture.numericAssortativity)).toBe(true);
    for (const pre of ['out', 'in'] as const) {
      for (const post of ['out', 'in'] as const) {
        const [partners, synapses] = [fixture.degreeAssortativity, fixture.strengthAssortativity];
        expect(agrees(degreeAssortativity(built, { pre, post }), partners[`${pre} ${post}`])).toBe(true);
        expect(agrees(degreeAssortativity(built, { pre, post, degree: 'synapses' }), synapses[`${pre} ${post}`])).toBe(
          true,
        );
      }
    }
  });

  test('agrees with listing both ends of every edge, or of every synapse', () => {
    const weights = fc.constantFrom('edges' as const, 'synapses' as const);
    always(
      fc.property(anyMatrix, weights, (matrix, weight) => {
        const built = ofMatrix(matrix);
        const weigh = (synapses: number): number => (weight === 'edges' ? 1 : synapses);
        const depths = matrix.map((_, i) => (i * 7) % 5);
        const slow = slowAssortativity(matrix, depths, depths, weigh);
        expect(agrees(numericAssortativity(built, depths, { weight }), slow ?? null)).toBe(true);
        const degree = (m: readonly (readonly number[])[]): number[] => m.map(row => row.filter(c => c > 0).length);
        const byDegree = slowAssortativity(matrix, degree(transposed(matrix)), degree(matrix), weigh);
        const found = degreeAssortativity(built, { pre: 'in', post: 'out', weight });
        expect(agrees(found, byDegree ?? null)).toBe(true);
      }),
    );
  });
});
