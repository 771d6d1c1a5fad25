import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectivityOf } from '../../../kernel-helpers/core/connectivity/index.js';
import {
  type Direction,
  pathSummary,
  shortestPath,
  shortestPathLengths,
} from '../../../kernel-helpers/core/graph/index.js';
import { createRandom } from '../../../kernel-helpers/core/random.js';
import { InvalidArgumentError, NotFoundError } from '../../../kernel-helpers/errors.js';
import { type Matrix, slowPathLengths, symmetric, transposed } from '../../reference/graph.js';
import { always } from '../../reference/properties.js';
import { anyMatrix, described, disagreements, type Edge, ofMatrix, wired } from './graphs.js';

/** 0 → 1 → 2 by many synapses, 0 → 2 by one; 3 is reached from nowhere. */
const wiring = wired(4, [
  [0, 1, 4],
  [1, 2, 4],
  [0, 2, 1],
  [3, 0, 1],
]);
const INFINITY = Number.POSITIVE_INFINITY;

const rules = { hops: () => 1, inverse: (synapses: number) => 1 / synapses };
const turned: Record<Direction, (matrix: Matrix) => Matrix> = { out: m => m, in: transposed, both: symmetric };
const anyRule = fc.constantFrom('hops' as const, 'inverse' as const);
/** Lengths so unlike that a heap orders the cells, and some of 0. */
const uneven = [(synapses: number) => 10 ** (2 * synapses), (synapses: number) => (synapses % 2) * synapses];
const anyDirection = fc.constantFrom<Direction>('out', 'in', 'both');

describe('shortestPathLengths', () => {
  test('counts hops along synapses, 0 to the cell itself and Infinity where there is no path', () => {
    const { from, to, values } = shortestPathLengths(wiring, { from: [1001n, 1003n] });
    expect([...from]).toEqual([1001n, 1003n]);
    expect([...to]).toEqual([...wiring.ids]);
    expect([...values]).toEqual([0, 1, 1, INFINITY, INFINITY, INFINITY, 0, INFINITY]);
  });

  test('makes strong connections short, or as long as a function says', () => {
    const row = (length: 'inverse' | ((synapses: number) => number)): number[] => [
      ...shortestPathLengths(wiring, { from: [1001n], length }).values,
    ];
    expect(row('inverse')).toEqual([0, 0.25, 0.5, INFINITY]);
    expect(row(synapses => synapses)).toEqual([0, 4, 1, INFINITY]);
    expect(row(() => 0)).toEqual([0, 0, 0, INFINITY]);
  });

  test.each(described)('agrees with scipy and igraph on: $name', ({ n, edges, hops, lengths }) => {
    const built = wired(n, edges);
    expect(disagreements(shortestPathLengths(built).values, hops.flat())).toEqual([]);
    expect(disagreements(shortestPathLengths(built, { length: 'inverse' }).values, lengths.flat())).toEqual([]);
  });

  test('agrees with Floyd and Warshall in every direction', () => {
    always(
      fc.property(anyMatrix, anyRule, anyDirection, (matrix, length, direction) => {
        const { values } = shortestPathLengths(ofMatrix(matrix), { length, direction });
        const slow = slowPathLengths(turned[direction](matrix), rules[length]);
        expect(disagreements(values, slow.flat())).toEqual([]);
      }),
    );
  });

  test('agrees with Floyd and Warshall on very uneven lengths, and lengths of 0', () => {
    always(
      fc.property(anyMatrix, fc.constantFrom(...uneven), (matrix, length) => {
        const { values } = shortestPathLengths(ofMatrix(matrix), { length });
        expect([...values]).toEqual(slowPathLengths(matrix, length).flat());
      }),
    );
  });

  test('orders scores of cells by very uneven lengths', () => {
    const random = createRandom(5);
    const drawn = Array.from({ length: 60 }, (_, i) =>
      Array.from({ length: 60 }, (_, j) => (i !== j && random.uniform() < 0.2 ? 1 + random.integer(1000) : 0)),
    );
    for (const length of [(synapses: number) => synapses ** 2, (synapses: number) => 1 / synapses]) {
      const { values } = shortestPathLengths(ofMatrix(drawn), { length });
      expect(disagreements(values, slowPathLengths(drawn, length).flat())).toEqual([]);
    }
  });

  test('searches from more cells than go side by side', () => {
    const ring = wired(
      70,
      Array.from({ length: 70 }, (_, i): Edge => [i, (i + 1) % 70, 1 + (i % 3)]),
    );
    const { values } = shortestPathLengths(ring);
    for (let i = 0; i < 70; i++) for (let j = 0; j < 70; j++) expect(values[70 * i + j]).toBe((j - i + 70) % 70);
    const weighted = shortestPathLengths(ring, { length: synapses => synapses }).values;
    expect(weighted[70 * 69 + 68]).toBe(24 + 23 * 2 + 23 * 3 - 3);
  });

  test('reaches the end of a chain of 200,000 cells in time that goes with its length', () => {
    const cells = 200_000;
    const parts = {
      ids: BigUint64Array.from({ length: cells }, (_, i) => BigInt(i + 1)),
      offsets: Uint32Array.from({ length: cells + 1 }, (_, i) => Math.min(i, cells - 1)),
      targets: Uint32Array.from({ length: cells - 1 }, (_, i) => i + 1),
    };
    const chain = connectivityOf(parts);
    for (const length of ['hops', 'inverse'] as const) {
      expect(shortestPathLengths(chain, { from: [1n, 2n], length }).values.subarray(cells - 1, cells + 3)).toEqual(
        Float64Array.of(cells - 1, INFINITY, 0, 1),
      );
    }
    expect(shortestPath(chain, 1n, BigInt(cells))?.hops).toBe(cells - 1);
  });

  test('refuses lengths, directions and cells that cannot be meant', () => {
    expect(() => shortestPathLengths(wiring, { length: synapses => 2 - synapses })).toThrow(
      'shortestPathLengths length of a connection of 4 synapses is not valid: received -2, expected a finite number of at least 0',
    );
    expect(() => shortestPathLengths(wiring, { length: 'weight' as 'hops' })).toThrow(InvalidArgumentError);
    expect(() => shortestPathLengths(wiring, { direction: 'up' as 'out' })).toThrow(
      'shortestPathLengths direction is unknown: received up, expected out, in or both',
    );
    expect(() => shortestPathLengths(wiring, { from: [9n] })).toThrow(NotFoundError);
    expect(() => shortestPathLengths({ ...wiring, cellCount: 20_000 })).toThrow(
      'shortestPathLengths has too many values: received 20000 × 20000, expected at most 100000000',
    );
  });
});

describe('shortestPath', () => {
  test('lists the cells on the way', () => {
    expect(shortestPath(wiring, 1001n, 1003n)).toEqual({ ids: BigUint64Array.of(1001n, 1003n), hops: 1, length: 1 });
    expect(shortestPath(wiring, 1001n, 1003n, { length: 'inverse' })).toEqual({
      ids: BigUint64Array.of(1001n, 1002n, 1003n),
      hops: 2,
      length: 0.5,
    });
    expect(shortestPath(wiring, 1002n, 1002n)).toEqual({ ids: BigUint64Array.of(1002n), hops: 0, length: 0 });
  });

  test('is undefined where there is none, and follows connections backwards or either way when told', () => {
    expect(shortestPath(wiring, 1003n, 1004n)).toBeUndefined();
    expect(shortestPath(wiring, 1003n, 1004n, { direction: 'in' })?.hops).toBe(2);
    expect(shortestPath(wiring, 1002n, 1004n, { direction: 'both' })?.hops).toBe(2);
  });

  test('is as long as its connections together, and no path is shorter', () => {
    always(
      fc.property(anyMatrix, anyRule, (matrix, length) => {
        const built = ofMatrix(matrix);
        const slow = slowPathLengths(matrix, rules[length]);
        for (const [i, row] of slow.entries()) {
          for (const [j, shortest] of row.entries()) {
            const path = shortestPath(built, built.ids[i], built.ids[j], { length });
            if (shortest === INFINITY) expect(path).toBeUndefined();
            if (path === undefined) continue;
            const cells = [...path.ids].map(id => Number(id) - 1001);
            expect([cells[0], cells.at(-1)]).toEqual([i, j]);
            const steps = cells.slice(1).map((cell, k) => rules[length](matrix[cells[k]][cell]));
            expect(steps.reduce((sum, step) => sum + step, 0)).toBeCloseTo(shortest, 12);
            expect(path.length).toBeCloseTo(shortest, 12);
            expect(path.hops).toBe(steps.length);
          }
        }
      }),
    );
  });
});

describe('pathSummary', () => {
  test('tells how far cells reach', () => {
    const { eccentricity, reached, ...rest } = pathSummary(wiring);
    expect([...eccentricity]).toEqual([1, 1, 0, 2]);
    expect([...reached]).toEqual([2, 1, 0, 3]);
    expect(rest).toEqual({ connectedPairs: 6, meanLength: 8 / 6, diameter: 2, efficiency: 5 / 12 });
  });

  test('is undefined without paths', () => {
    expect(pathSummary(wired(0, []))).toMatchObject({
      meanLength: undefined,
      diameter: undefined,
      efficiency: undefined,
    });
    expect(pathSummary(wired(1, []))).toMatchObject({ meanLength: undefined, efficiency: undefined });
    expect(pathSummary(wired(2, []))).toMatchObject({ connectedPairs: 0, diameter: undefined, efficiency: 0 });
  });

  test.each(described)('has the eccentricities of igraph on: $name', ({ n, edges, eccentricity }) => {
    expect([...pathSummary(wired(n, edges)).eccentricity]).toEqual(eccentricity);
  });

  test('agrees with the matrix of lengths', () => {
    always(
      fc.property(anyMatrix, anyRule, anyDirection, (matrix, length, direction) => {
        const found = pathSummary(ofMatrix(matrix), { length, direction });
        const slow = slowPathLengths(turned[direction](matrix), rules[length]);
        const finite = slow.map((row, i) => row.filter((value, j) => i !== j && value < INFINITY));
        const all = finite.flat();
        const sum = all.reduce((a, b) => a + b, 0);
        const inverses = all.reduce((a, b) => a + 1 / b, 0);
        expect([...found.reached]).toEqual(finite.map(row => row.length));
        expect(
          disagreements(
            found.eccentricity,
            finite.map(row => Math.max(0, ...row)),
          ),
        ).toEqual([]);
        expect(found.connectedPairs).toBe(all.length);
        const totals = [found.meanLength, found.diameter, found.efficiency].map(value => value ?? Number.NaN); // as null
        const n = matrix.length;
        const expected = [
          sum / all.length,
          all.length ? Math.max(...all) : null,
          n < 2 ? null : inverses / n / (n - 1),
        ];
        expect(disagreements(totals, all.length ? expected : [null, null, n < 2 ? null : 0])).toEqual([]);
      }),
    );
  });
});
