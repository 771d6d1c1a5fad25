import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectionProbability, connectionProbabilityByGroup } from '../../../kernel-helpers/core/graph/index.js';
import { createRandom } from '../../../kernel-helpers/core/random.js';
import { mirror } from '../../mirror.js';
import { slowDistanceCounts } from '../../reference/graph.js';
import { always } from '../../reference/properties.js';
import { openPhase1 } from '../connectivity/phase1.js';
import { anyMatrix, disagreements, type Edge, graphFixture, ofMatrix, wired } from './graphs.js';

interface Distances {
  readonly n: number;
  readonly edges: readonly Edge[];
  readonly positionsNm: readonly number[];
  readonly confidence: number;
  readonly cases: readonly {
    readonly axes: 'xyz' | 'xz' | 'y';
    readonly edgesNm: readonly number[];
    readonly pairs: readonly number[];
    readonly connected: readonly number[];
    readonly low: readonly (number | null)[];
    readonly high: readonly (number | null)[];
  }[];
}

const { cases, confidence, ...drawn } = graphFixture<Distances>('distances');
const line = wired(3, [
  [0, 1, 5],
  [1, 0, 1],
  [2, 0, 1],
]);
const onLine = [0, 0, 0, 10, 0, 0, 10, 30, 40];

describe('connectionProbability', () => {
  test('counts ordered pairs by the distance of their somata', () => {
    const found = connectionProbability(line, onLine, { binNm: 25 });
    expect([...found.edgesNm]).toEqual([0, 25, 50, 75]);
    expect([...found.pairs]).toEqual([2, 0, 4]);
    expect([...found.connected]).toEqual([2, 0, 1]);
    expect([...found.probability]).toEqual([1, Number.NaN, 0.25]);
    expect(found.confidence).toBe(0.95);
    expect(found.low[2]).toBeCloseTo(0.0456, 4);
    expect(found.high[2]).toBeCloseTo(0.6994, 4);
  });

  test('has a bin hold its lower edge, and the last its upper too', () => {
    expect([...connectionProbability(line, onLine, { edgesNm: [0, 10, 50] }).pairs]).toEqual([0, 4]);
    expect([...connectionProbability(line, onLine, { edgesNm: [10, 20, 40] }).pairs]).toEqual([2, 0]);
  });

  test('measures along some axes only', () => {
    expect([...connectionProbability(line, onLine, { edgesNm: [0, 5, 10, 40, 41], axes: 'xz' }).pairs]).toEqual([
      0, 0, 2, 2,
    ]);
    expect([...connectionProbability(line, onLine, { binNm: 20, axes: 'y' }).pairs]).toEqual([2, 4]);
  });

  test('takes some cells as presynaptic and some as postsynaptic', () => {
    const found = connectionProbability(line, onLine, { binNm: 100, pre: [1001n, 1002n], post: [1001n, 1003n] });
    expect([...found.pairs]).toEqual([3]); // 1 → 3, 2 → 1, 2 → 3
    expect([...found.connected]).toEqual([1]);
    const none = connectionProbability(line, onLine, { binNm: 100, pre: [1001n], post: [1001n] });
    expect([...none.pairs, ...none.probability]).toEqual([0, Number.NaN]);
  });

  test('has a bin, but no probability, without pairs', () => {
    for (const n of [0, 1]) {
      const found = connectionProbability(wired(n, []), new Array(3 * n).fill(7), { binNm: 10 });
      expect([...found.edgesNm, ...found.pairs, ...found.probability]).toEqual([0, 10, 0, Number.NaN]);
    }
    const together = connectionProbability(wired(2, []), [1, 1, 1, 1, 1, 1], { binNm: 10 });
    expect([...together.pairs, ...together.probability]).toEqual([2, 0]);
  });

  test.each(cases)('agrees with numpy and statsmodels along $axes', ({ axes, edgesNm, ...expected }) => {
    const wiring = wired(drawn.n, drawn.edges);
    const found = connectionProbability(wiring, drawn.positionsNm, { axes, edgesNm, confidence });
    expect([...found.pairs]).toEqual(expected.pairs);
    expect([...found.connected]).toEqual(expected.connected);
    expect(disagreements(found.low, expected.low)).toEqual([]);
    expect(disagreements(found.high, expected.high)).toEqual([]);
  });

  test('agrees with looking at every ordered pair', () => {
    const anyEdges = fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 6 });
    const coordinate = fc.integer({ min: 0, max: 4 });
    const anyPositions = fc.array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 9, maxLength: 9 });
    always(
      fc.property(
        anyMatrix,
        anyPositions,
        anyEdges,
        fc.integer({ min: 0, max: 4 }),
        (matrix, drawnAt, edges, every) => {
          const wiring = ofMatrix(matrix);
          const positions = drawnAt.slice(0, matrix.length);
          edges.sort((a, b) => a - b);
          const isPre = (i: number): boolean => i % 3 !== every;
          const isPost = (i: number): boolean => i % 2 !== every;
          const found = connectionProbability(wiring, positions.flat(), {
            edgesNm: edges,
            pre: (_, i) => isPre(i),
            post: (_, i) => isPost(i),
          });
          const slow = slowDistanceCounts(matrix, positions, edges, (i, j) => isPre(i) && isPost(j));
          expect([...found.pairs].map((pairs, b) => [pairs, found.connected[b]])).toEqual(slow);
        },
      ),
    );
  });

  test('finds the same bins for distances on or beside an edge, whatever the width', () => {
    const random = createRandom(3);
    const n = 120;
    for (const binNm of [0.1, 1 / 3, 7, 12_345.678]) {
      const positions = Array.from({ length: n }, () => [random.integer(40) * binNm, random.integer(3) * binNm, 0]);
      const { pairs, edgesNm } = connectionProbability(wired(n, []), positions.flat(), { binNm });
      const slow = slowDistanceCounts(
        positions.map(() => new Array(n).fill(0)),
        positions,
        [...edgesNm],
        () => true,
      );
      expect([...pairs]).toEqual(slow.map(([count]) => count));
    }
  });

  test('refuses bins and positions that cannot be meant', () => {
    expect(() => connectionProbability(line, onLine)).toThrow(
      'connectionProbability wants either binNm or edgesNm: received neither, expected one, as in { binNm: 25_000 }',
    );
    expect(() => connectionProbability(line, onLine, { binNm: 1, edgesNm: [0, 1] })).toThrow('received both');
    expect(() => connectionProbability(line, onLine, { binNm: 0 })).toThrow('received 0, expected nanometres above 0');
    expect(() => connectionProbability(line, onLine, { binNm: 1e-9 })).toThrow('binNm is too narrow');
    expect(() => connectionProbability(line, onLine, { edgesNm: [0, 5, 5] })).toThrow(
      'received 3 edges with 5 at index 2',
    );
    expect(() => connectionProbability(line, onLine, { edgesNm: [1] })).toThrow('expected at least two that ascend');
    expect(() => connectionProbability(line, [1, 2, 3], { binNm: 1 })).toThrow('received 3, expected 9');
    expect(() => connectionProbability(line, [...onLine.slice(1), Number.NaN], { binNm: 1 })).toThrow(
      'connectionProbability positionsNm at index 8 is missing or not finite: received NaN',
    );
    expect(() => connectionProbability(line, onLine, { binNm: 1, axes: 'zx' as 'xz' })).toThrow('axes is unknown');
  });
});

describe('connectionProbabilityByGroup', () => {
  test('has a row of bins for each pair of groups, from row to column', () => {
    const found = connectionProbabilityByGroup(line, onLine, ['E', 'E', 'I'], { binNm: 50 });
    expect(found.groups).toEqual(['E', 'I']);
    expect([...found.cellCounts]).toEqual([2, 1]);
    expect(found.binCount).toBe(2);
    expect([...found.pairs]).toEqual([2, 0, 0, 2, 0, 2, 0, 0]);
    expect([...found.connected]).toEqual([2, 0, 0, 0, 0, 1, 0, 0]);
  });

  test('agrees with looking at every ordered pair, and adds up to all', () => {
    always(
      fc.property(anyMatrix, fc.integer({ min: 0, max: 3 }), (matrix, shift) => {
        const wiring = ofMatrix(matrix);
        const positions = matrix.map((_, i) => [i * i, (i * 5) % 7, i % 2]);
        const groupOf = matrix.map((_, i) => 'abc'[((i + shift) >> 1) % 3]);
        const pre = (_: bigint, i: number): boolean => i !== shift;
        const order = ['c', 'a', 'b'];
        const found = connectionProbabilityByGroup(wiring, positions.flat(), groupOf, { binNm: 6, pre, order });
        const slow = order.flatMap(from =>
          order.flatMap(to =>
            slowDistanceCounts(
              matrix,
              positions,
              [...found.edgesNm],
              (i, j) => i !== shift && groupOf[i] === from && groupOf[j] === to,
            ),
          ),
        );
        expect([...found.pairs].map((pairs, b) => [pairs, found.connected[b]])).toEqual(slow);
        const all = connectionProbability(wiring, positions.flat(), { binNm: 6, pre });
        all.pairs.forEach((pairs, b) => {
          const sum = found.pairs.filter((_, i) => i % found.binCount === b).reduce((x, y) => x + y);
          expect(sum).toBe(pairs);
        });
      }),
    );
  });

  test.skipIf(!mirror)('of phase 1 falls with distance, over its 12,210 ordered pairs and 659 edges', async () => {
    const { wiring, somaNm } = await openPhase1(mirror);
    const { pairs, connected, probability } = connectionProbability(wiring, somaNm, { binNm: 100_000 });
    const sum = (values: Float64Array): number => values.reduce((a, b) => a + b);
    expect(sum(pairs)).toBe(111 * 110);
    expect(sum(connected)).toBe(659);
    expect(probability[0]).toBeGreaterThan(probability[1]);
  });
});
