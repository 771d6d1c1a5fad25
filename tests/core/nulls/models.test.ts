import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Connectivity } from '../../../kernel-helpers/core/connectivity/index.js';
import { BitStream } from '../../../kernel-helpers/core/nulls/bit-stream.js';
import {
  describeBlocks,
  describeChungLu,
  describeProbability,
  describeSwaps,
  describeUniform,
} from '../../../kernel-helpers/core/nulls/describe.js';
import { describeDistances } from '../../../kernel-helpers/core/nulls/describe-distances.js';
import { describePotential } from '../../../kernel-helpers/core/nulls/describe-potential.js';
import { describeTargets } from '../../../kernel-helpers/core/nulls/describe-targets.js';
import type { DrawnGraph } from '../../../kernel-helpers/core/nulls/drawn-graph.js';
import { nullGroups } from '../../../kernel-helpers/core/nulls/groups.js';
import type { NullModel } from '../../../kernel-helpers/core/nulls/model.js';
import { samplerOf } from '../../../kernel-helpers/core/nulls/sampler.js';
import { always } from '../../reference/properties.js';
import { anyWiring, countsBy, pairsOf, tally, wiringOf } from './any-wiring.js';

/** Some draws, each made to hold: sorted rows, no loops, none twice, the same edges without synapses. */
function draws(model: NullModel, count = 3): DrawnGraph[] {
  const sampler = samplerOf(model);
  return Array.from({ length: count }, (_, index) => {
    const drawn = sampler.draw(new BitStream(7, index), true);
    const graph = { ...drawn, offsets: drawn.offsets.slice() };
    const pairs = pairsOf(graph);
    expect(pairs.length).toBe(graph.pairCount);
    expect(pairs.every(([pre, post]) => pre !== post && post < graph.cellCount)).toBe(true);
    for (let i = 1; i < pairs.length; i++) {
      const [before, now] = [pairs[i - 1], pairs[i]];
      expect(before[0] < now[0] || (before[0] === now[0] && before[1] < now[1])).toBe(true);
    }
    if (model.kind !== 'targets') {
      expect(pairsOf(samplerOf(model).draw(new BitStream(7, index), false))).toEqual(pairs);
    }
    return graph;
  });
}

const sorted = (values: ArrayLike<number>): number[] => Array.from(values).sort((a, b) => a - b);
const out = (pre: number): string => `out ${pre}`;
const into = (_: number, post: number): string => `in ${post}`;
const anywhere = (): string => '';

describe('what a model says it keeps, every draw keeps', () => {
  test('erdosRenyi: the number of edges, and their synapse counts', () => {
    always(
      fc.property(anyWiring(), ({ wiring }) => {
        for (const graph of draws(describeUniform('m', wiring))) {
          expect(graph.pairCount).toBe(wiring.pairCount);
          expect(countsBy(graph, anywhere)).toEqual(countsBy(wiring, anywhere));
          expect(sorted(graph.summedSize as Float64Array)).toEqual(sorted(wiring.summedSize));
        }
      }),
    );
  });

  test('degreePreserving: every in- and out-degree, and the synapse counts of every cell', () => {
    always(
      fc.property(anyWiring(), ({ wiring }) => {
        for (const graph of draws(describeSwaps('m', wiring, 10))) {
          expect(tally(graph, out)).toEqual(tally(wiring, out));
          expect(tally(graph, into)).toEqual(tally(wiring, into));
          expect(countsBy(graph, out)).toEqual(countsBy(wiring, out));
        }
      }),
    );
  });

  test('typeBlock: the edges from type to type, and their synapse counts', () => {
    always(
      fc.property(anyWiring(), ({ wiring, types }) => {
        const block = (pre: number, post: number): string => types[pre] + types[post];
        for (const graph of draws(describeBlocks('m', wiring, nullGroups(wiring, types, 'm', 'cellTypes')))) {
          expect(tally(graph, block)).toEqual(tally(wiring, block));
          expect(countsBy(graph, block)).toEqual(countsBy(wiring, block));
        }
      }),
    );
  });

  test('distanceBinned and distanceType: the edges of each distance bin, and of types within', () => {
    always(
      fc.property(anyWiring(), ({ wiring, types, positionsNm }) => {
        const bin = (pre: number, post: number): string => {
          const d = Math.hypot(...[0, 1, 2].map(k => positionsNm[3 * pre + k] - positionsNm[3 * post + k]));
          return d >= 90 ? 'far' : String(Math.floor(Math.round(d * 1e9) / 1e9 / 25));
        };
        const both = (pre: number, post: number): string => bin(pre, post) + types[pre] + types[post];
        const bins = { positionsNm, binNm: 25, maxDistanceNm: 90 };
        for (const graph of draws(describeDistances('m', wiring, bins))) {
          expect(tally(graph, bin)).toEqual(tally(wiring, bin));
          expect(countsBy(graph, bin)).toEqual(countsBy(wiring, bin));
        }
        const groups = nullGroups(wiring, types, 'm', 'cellTypes');
        for (const graph of draws(describeDistances('m', wiring, bins, groups))) {
          expect(tally(graph, both)).toEqual(tally(wiring, both));
          expect(countsBy(graph, both)).toEqual(countsBy(wiring, both));
        }
      }),
    );
  });

  test('potentialEdges: the edges of each cell, or of all, and only potential ones', () => {
    always(
      fc.property(anyWiring(7), fc.boolean(), fc.boolean(), ({ wiring, types }, perCell, byOverlap) => {
        const connected = new Set(pairsOf(wiring).map(String));
        const pairs = Array.from(wiring.ids, (_, pre) => Array.from(wiring.ids, (__, post) => [pre, post]))
          .flat()
          .filter(([pre, post]) => connected.has(String([pre, post])) || (pre !== post && types[pre] === types[post]));
        const potential = {
          pre: pairs.map(([pre]) => BigInt(pre + 1)),
          post: pairs.map(([, post]) => BigInt(post + 1)),
          overlapNm: byOverlap ? pairs.map((_, k) => k + 1) : undefined,
        };
        const allowed = new Set(pairs.map(String));
        for (const graph of draws(describePotential('m', wiring, potential, perCell))) {
          expect(pairsOf(graph).every(pair => allowed.has(String(pair)))).toBe(true);
          const key = perCell ? out : anywhere;
          expect(countsBy(graph, key)).toEqual(countsBy(wiring, key));
        }
      }),
    );
  });

  test('targetShuffle: the synapses of each cell made and received, in each depth bin and compartment', () => {
    const row = fc.record({
      pre: fc.bigInt({ min: 0n, max: 4n }),
      post: fc.bigInt({ min: 10n, max: 14n }),
      depthUm: fc.integer({ min: -40, max: 200 }),
      compartment: fc.constantFrom('soma', 'apical'),
    });
    always(
      fc.property(fc.array(row, { maxLength: 60 }), rows => {
        const columns = {
          pre: rows.map(r => r.pre),
          post: rows.map(r => r.post),
          depthUm: rows.map(r => r.depthUm),
          compartment: rows.map(r => r.compartment),
          size: rows.map((_, i) => i),
        };
        const { model, connectivity } = describeTargets('m', columns, 50, undefined);
        const idOf = (cell: number): bigint => (cell < 0 ? 0n : connectivity.ids[cell]);
        // the strata of the model are those of the rows, cell for cell
        const strata: Record<string, number> = {};
        for (const { pre, post, depthUm, compartment } of rows) {
          for (const side of [`of ${pre}`, `on ${post}`]) {
            const key = `${side} ${Math.floor(depthUm / 50)} ${compartment}`;
            strata[key] = (strata[key] ?? 0) + 1;
          }
        }
        const found: number[] = [];
        for (let s = 0; s + 1 < model.starts.length; s++) {
          const perCell: Record<string, number> = {};
          for (let k = model.starts[s]; k < model.starts[s + 1]; k++) {
            for (const side of [`of ${idOf(model.pre[k])}`, `on ${idOf(model.post[k])}`]) {
              perCell[side] = (perCell[side] ?? 0) + 1;
            }
          }
          found.push(...Object.values(perCell));
        }
        expect(sorted(found)).toEqual(sorted(Object.values(strata)));
        for (const graph of draws(model)) {
          expect(tally(graph, out, graph.counts)).toEqual(tally(connectivity, out, connectivity.counts));
          const synapses = (graph.counts as Uint32Array).reduce((sum, count) => sum + count, 0);
          expect(synapses).toBe(connectivity.synapseCount);
        }
      }),
    );
  });

  test('targetShuffle moves targets within a bin and compartment only, and none within bins of one', () => {
    const rows = { pre: [1n, 2n, 3n, 4n], post: [10n, 11n, 12n, 13n], depthUm: [10, 20, 60, 70] };
    const { model, connectivity } = describeTargets('m', rows, 50, undefined);
    const seen = new Set(
      draws(model, 40).map(graph => String(pairsOf(graph).map(([, post]) => connectivity.ids[post]))),
    );
    expect([...seen].sort()).toEqual(['10,11,12,13', '10,11,13,12', '11,10,12,13', '11,10,13,12']);
    const single = describeTargets('m', { ...rows, compartment: ['a', 'b', 'a', 'b'] }, 50, undefined);
    expect(pairsOf(draws(single.model, 1)[0])).toEqual(pairsOf(single.connectivity));
  });

  test('targetShuffle counts synapses that come to lie on their own cell as autapses', () => {
    const { model } = describeTargets('m', { pre: [1n, 2n], post: [2n, 1n], depthUm: [0, 0] }, 50, undefined);
    const found = draws(model, 20).map(graph => [graph.pairCount, graph.autapses]);
    expect(new Set(found.map(String))).toEqual(new Set(['2,0', '0,2']));
  });

  test('chungLu and erdosRenyi with a probability: every pair as often as its own probability says', () => {
    const wiring = wiringOf(5, [[0, 1], [0, 2], [0, 3], [0, 4], [1, 0], [2, 0], [3, 1], [4, 3]]); // biome-ignore format: pairs
    const often = (model: NullModel): Record<string, number> => {
      const seen: Record<string, number> = {};
      const sampler = samplerOf(model);
      for (let index = 0; index < 4000; index++) {
        for (const pair of pairsOf(sampler.draw(new BitStream(7, index), false))) {
          seen[`${pair}`] = (seen[`${pair}`] ?? 0) + 1;
        }
      }
      return seen;
    };
    const outs = [4, 1, 1, 1, 1];
    const ins = [2, 2, 1, 2, 1];
    const chungLu = often(describeChungLu('m', wiring));
    const equal = often(describeProbability('m', wiring, 0.3));
    for (let pre = 0; pre < 5; pre++) {
      for (let post = 0; post < 5; post++) {
        if (pre === post) continue;
        const p = Math.min(1, (outs[pre] * ins[post]) / 8);
        for (const [seen, q] of [
          [chungLu, p],
          [equal, 0.3],
        ] as const) {
          // biome-ignore format: pairs
          const spread = Math.sqrt(4000 * q * (1 - q));
          expect(Math.abs((seen[`${[pre, post]}`] ?? 0) - 4000 * q)).toBeLessThanOrEqual(5 * spread);
        }
      }
    }
    expect(pairsOf(draws(describeProbability('m', wiring, 1), 1)[0]).length).toBe(20);
    expect(draws(describeProbability('m', wiring, 0), 1)[0].pairCount).toBe(0);
  });
});

describe('every graph that a model allows comes as often as every other', () => {
  /** χ² of the frequencies, over its degrees of freedom. */
  function unevenness(model: NullModel, graphs: number, count: number): number {
    const seen = new Map<string, number>();
    const sampler = samplerOf(model);
    for (let index = 0; index < count; index++) {
      const key = String(pairsOf(sampler.draw(new BitStream(3, index), false)));
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    expect(seen.size).toBe(graphs);
    const mean = count / graphs;
    return [...seen.values()].reduce((sum, n) => sum + (n - mean) ** 2 / mean, 0) / (graphs - 1);
  }

  const wiring = (): Connectivity => wiringOf(4, [[0, 1], [0, 2], [1, 2], [2, 3], [3, 0]]); // biome-ignore format: pairs

  test('erdosRenyi: all choices of 5 of 12 pairs, and of 9 of them, which are drawn by what is left out', () => {
    expect(unevenness(describeUniform('m', wiring()), 792, 20_000)).toBeLessThan(1.3);
    const dense = wiringOf(4, pairsOf(wiringOf(4, [])).concat([[0, 1], [0, 2], [0, 3], [1, 0], [1, 2], [1, 3], [2, 0], [2, 1], [2, 3]])); // biome-ignore format: pairs
    expect(unevenness(describeUniform('m', dense), 220, 20_000)).toBeLessThan(1.4);
  });

  test('degreePreserving: all graphs of these degrees, counted by going through all', () => {
    const graph = wiring();
    const degrees = (pairs: readonly (readonly [number, number])[]): string =>
      String([0, 1, 2, 3].flatMap(c => [pairs.filter(p => p[0] === c).length, pairs.filter(p => p[1] === c).length]));
    const all = [0, 1, 2, 3].flatMap(a => [0, 1, 2, 3].filter(b => b !== a).map((b): [number, number] => [a, b]));
    const wanted = degrees(pairsOf(graph));
    let count = 0;
    for (let bits = 0; bits < 4096; bits++) if (degrees(all.filter((_, i) => (bits >> i) & 1)) === wanted) count++;
    expect(count).toBeGreaterThan(3);
    expect(unevenness(describeSwaps('m', graph, 100), count, 6000)).toBeLessThan(2.5);
  });

  test('degreePreserving: a triangle both ways round, which swaps alone cannot turn', () => {
    const triangle = wiringOf(3, [[0, 1], [1, 2], [2, 0]]); // biome-ignore format: pairs
    expect(unevenness(describeSwaps('m', triangle, 200), 2, 2000)).toBeLessThan(9);
  });

  test('potentialEdges by overlap: each pair in proportion to its length', () => {
    const potential = { pre: [1n, 1n, 1n], post: [2n, 3n, 4n], overlapNm: [1, 2, 7] };
    const model = describePotential('m', wiringOf(4, [[0, 2]]), potential, true);
    const seen = [0, 0, 0, 0];
    const sampler = samplerOf(model);
    for (let index = 0; index < 4000; index++) seen[sampler.draw(new BitStream(7, index), false).targets[0]]++;
    expect(Math.abs(seen[1] - 400)).toBeLessThan(5 * 19);
    expect(Math.abs(seen[2] - 800)).toBeLessThan(5 * 26);
    expect(Math.abs(seen[3] - 2800)).toBeLessThan(5 * 29);
  });
});

describe('what a model refuses', () => {
  const wiring = wiringOf(2, [[0, 1]]);
  test.each([
    ['m probability is out of range: received 1.5', () => describeProbability('m', wiring, 1.5)],
    ['m swapsPerEdge is not valid: received 0', () => describeSwaps('m', wiring, 0)],
    [
      'm positionsNm has the wrong length: received 3, expected 6',
      () => describeDistances('m', wiring, { positionsNm: [1, 2, 3] }),
    ],
    [
      'm positionsNm at index 4 is missing or not finite',
      () => describeDistances('m', wiring, { positionsNm: [1, 2, 3, 4, Number.NaN, 6] }),
    ],
    [
      'm binNm is not valid: received 0',
      () => describeDistances('m', wiring, { positionsNm: [1, 2, 3, 4, 5, 6], binNm: 0 }),
    ],
    [
      'm has edges that are no potential pair: received 1 of 1',
      () => describePotential('m', wiring, { pre: [2n], post: [1n] }, true),
    ],
    [
      'm potential has a pair twice: received 1 → 2',
      () => describePotential('m', wiring, { pre: [1n, 1n], post: [2n, 2n] }, true),
    ],
    [
      'm overlapNm at index 0 is not a length: received 0',
      () => describePotential('m', wiring, { pre: [1n], post: [2n], overlapNm: [0] }, true),
    ],
    [
      'm compartment at index 1 is missing or no name: received null',
      () =>
        describeTargets(
          'm',
          { pre: [1n, 2n], post: [3n, 4n], depthUm: [1, 2], compartment: ['soma', null as never] },
          50,
          undefined,
        ),
    ],
    [
      'm binUm is not valid: received -1',
      () => describeTargets('m', { pre: [], post: [], depthUm: [] }, -1, undefined),
    ],
    [
      'm depthUm has the wrong length: received 0 rows, expected 1',
      () => describeTargets('m', { pre: [1n], post: [2n], depthUm: [] }, 50, undefined),
    ],
  ])('%s', (message, describing) => {
    expect(describing).toThrow(message);
  });
});
