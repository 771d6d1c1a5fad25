import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  describeBlocks,
  describeChungLu,
  describeProbability,
  describeSwaps,
  describeUniform,
} from '../../../kernel-helpers/core/nulls/describe.js';
import { describeDistances } from '../../../kernel-helpers/core/nulls/describe-distances.js';
import { describeTargets } from '../../../kernel-helpers/core/nulls/describe-targets.js';
import { drawValues } from '../../../kernel-helpers/core/nulls/draw-values.js';
import { expectedValues } from '../../../kernel-helpers/core/nulls/expected.js';
import { nullGroups } from '../../../kernel-helpers/core/nulls/groups.js';
import type { NullModel } from '../../../kernel-helpers/core/nulls/model.js';
import { samplerOf } from '../../../kernel-helpers/core/nulls/sampler.js';
import { type StatisticSpec, statisticOf } from '../../../kernel-helpers/core/nulls/statistics.js';
import { always } from '../../reference/properties.js';
import { anyWiring, pairsOf, wiringOf } from './any-wiring.js';

describe('expectedValues', () => {
  test('is that of Erdős and Rényi, to the digit', () => {
    // phase 1 of MICrONS: 111 cells, 659 edges; 17.8 reciprocal pairs are printed
    const pairs = Array.from({ length: 659 }, (_, i): [number, number] => [
      Math.floor(i / 6) % 111,
      (Math.floor(i / 6) + 1 + (i % 6)) % 111,
    ]);
    const wiring = wiringOf(111, pairs);
    expect(wiring.pairCount).toBe(659);
    const [found] = expectedValues(describeUniform('m', wiring), { name: 'reciprocalPairs' }) ?? [];
    expect(found).toBeCloseTo(((111 * 110) / 2) * ((659 * 658) / (12210 * 12209)), 12);
    expect(found.toFixed(1)).toBe('17.8');
    expect(expectedValues(describeProbability('m', wiring, 0.1), { name: 'reciprocalPairs' })?.[0]).toBeCloseTo(
      61.05,
      9,
    );
  });

  test('is the mean over all graphs of strata, gone through one by one', () => {
    always(
      fc.property(anyWiring(4), ({ wiring, types, positionsNm }) => {
        const groups = nullGroups(wiring, types, 'm', 'cellTypes');
        const stratumOf = {
          blocks: (a: number, b: number) => types[a] + types[b],
          distances: (a: number, b: number) => {
            const d = Math.hypot(...[0, 1, 2].map(k => positionsNm[3 * a + k] - positionsNm[3 * b + k]));
            return String(Math.floor(d / 50));
          },
        };
        const bins = { positionsNm, binNm: 50, maxDistanceNm: 1000 };
        for (const [model, keyOf] of [
          [describeBlocks('m', wiring, groups), stratumOf.blocks],
          [describeUniform('m', wiring), () => ''],
          [describeDistances('m', wiring, bins), stratumOf.distances],
          [
            describeDistances('m', wiring, bins, groups),
            (a: number, b: number) => stratumOf.blocks(a, b) + stratumOf.distances(a, b),
          ],
        ] as const) {
          const slow = slowExpected(wiring.cellCount, pairsOf(wiring), keyOf, types);
          const [pairs] = expectedValues(model, { name: 'reciprocalPairs' }) as Float64Array;
          expect(pairs).toBeCloseTo(slow.reciprocal, 9);
          const spec: StatisticSpec = { name: 'blockCounts', groups: groups.groups, group: groups.group };
          const blocks = expectedValues(model, spec) as Float64Array;
          const blockNames = groups.groups.flatMap(from => groups.groups.map(to => from + to));
          blockNames.forEach((name, k) => {
            expect(blocks[k]).toBeCloseTo(slow.blocks[name] ?? 0, 9);
          });
        }
      }),
    );
  });

  const close = (model: NullModel, spec: StatisticSpec, draws = 3000): void => {
    const expected = expectedValues(model, spec) as Float64Array;
    const values = drawValues(samplerOf(model), statisticOf(spec), 1, 0, draws);
    const width = expected.length;
    for (let k = 0; k < width; k++) {
      const own = Array.from({ length: draws }, (_, i) => values[i * width + k]);
      const mean = own.reduce((sum, v) => sum + v, 0) / draws;
      const spread = Math.sqrt(own.reduce((sum, v) => sum + (v - mean) ** 2, 0) / draws);
      expect(Math.abs(mean - expected[k])).toBeLessThanOrEqual((4.5 * spread) / Math.sqrt(draws) + 1e-9);
    }
  };
  const wiring = wiringOf(
    12,
    Array.from({ length: 90 }, (_, i): [number, number] => [(i * i) % 12, (5 * i + (i % 4)) % 12]),
  );
  const group = Int32Array.from({ length: 12 }, (_, i) => i % 3);
  const groups = ['a', 'b', 'c'];

  test('is what the draws of independent pairs come to', () => {
    for (const name of ['edges', 'reciprocalPairs', 'blockCounts'] as const) {
      close(describeChungLu('m', wiring), { name, groups, group });
    }
  });

  test('is what the draws of shuffled targets come to, autapses left out', () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({
      pre: (i * i) % 6,
      post: Math.floor(i / 3) % 8,
      depthUm: (i * 13) % 150,
    }));
    const columns = {
      pre: rows.map(({ pre }) => BigInt(pre)),
      post: rows.map(({ post }) => BigInt(post + 1)),
      depthUm: rows.map(({ depthUm }) => depthUm),
    };
    const { model, connectivity } = describeTargets('m', columns, 50, undefined);
    expect(connectivity.autapses).toBeGreaterThan(0);
    const spec = {
      name: 'blockSynapses',
      groups,
      group: Int32Array.from(connectivity.ids, id => Number(id % 3n)),
    } as const;
    close(model, spec);
  });

  test('is undefined where there is no formula', () => {
    const swaps = describeSwaps('m', wiring, 10);
    expect(expectedValues(swaps, { name: 'reciprocalPairs' })).toBeUndefined();
    expect([...(expectedValues(swaps, { name: 'edges' }) ?? [])]).toEqual([wiring.pairCount]);
    expect(expectedValues(describeUniform('m', wiring), { name: 'triads' })).toBeUndefined();
    expect(expectedValues(describeChungLu('m', wiring), { name: 'reciprocity' })).toBeUndefined();
    const uniform = describeUniform('m', wiring);
    const [pairs] = expectedValues(uniform, { name: 'reciprocalPairs' }) ?? [];
    expect(expectedValues(uniform, { name: 'reciprocity' })?.[0]).toBeCloseTo((2 * pairs) / wiring.pairCount, 12);
  });
});

/** By the definition: m of the N pairs of each stratum, all choices of the two pairs in question counted. */
function slowExpected(
  cells: number,
  edges: readonly (readonly [number, number])[],
  keyOf: (a: number, b: number) => string,
  types: readonly string[],
): { reciprocal: number; blocks: Record<string, number> } {
  const all = Array.from({ length: cells * cells }, (_, i) => [Math.floor(i / cells), i % cells] as const).filter(
    ([a, b]) => a !== b,
  );
  const chosen = (key: string): number => edges.filter(([a, b]) => keyOf(a, b) === key).length;
  const possible = (key: string): number => all.filter(([a, b]) => keyOf(a, b) === key).length;
  const probability = (key: string): number => chosen(key) / possible(key);
  const blocks: Record<string, number> = {};
  let reciprocal = 0;
  for (const [a, b] of all) {
    const [there, back] = [keyOf(a, b), keyOf(b, a)];
    blocks[types[a] + types[b]] = (blocks[types[a] + types[b]] ?? 0) + probability(there);
    if (a > b) continue;
    const second = there === back ? (chosen(back) - 1) / (possible(back) - 1) : probability(back);
    if (chosen(there) > 0) reciprocal += probability(there) * second;
  }
  return { reciprocal, blocks };
}
