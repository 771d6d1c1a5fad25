import { afterEach, describe, expect, test } from 'vitest';
import { type Connectivity, fromSynapses } from '../../kernel-helpers/core/connectivity/index.js';
import { triadCensus } from '../../kernel-helpers/core/graph/index.js';
import { tableOf } from '../../kernel-helpers/core/table.js';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import * as nulls from '../../kernel-helpers/io/nulls.js';
import { setSignalProvider } from '../../kernel-helpers/io/source/cancellation.js';
import { threadCounts } from '../../kernel-helpers/io/workers/draw-threads.js';
import { openPhase1 } from '../core/connectivity/phase1.js';
import { mirror } from '../mirror.js';

const column = await datasets.open('synthetic-column');
const FEW = 90;
const ids = Array.from(column.cellIds).slice(-FEW);
const wiring = fromSynapses(column.synapses, { cells: ids });
const cellTypes = column.cellTypes.slice(-FEW);
const positionsNm = column.neurons.slice(-FEW).flatMap(neuron => [...neuron.skeleton.positionsNm.slice(0, 3)]);
const potential = {
  pre: Array.from(wiring.ids).flatMap(id => Array.from(wiring.ids, () => id)),
  post: Array.from(wiring.ids).flatMap(() => Array.from(wiring.ids)),
};
const rows = {
  pre: column.synapses.getChild('pre_id')?.toArray() as BigUint64Array,
  post: column.synapses.getChild('post_id')?.toArray() as BigUint64Array,
  depthUm: Array.from(column.synapses.getChild('y_nm') ?? [], y => (y as number) / 1000),
};

// whatever became of a run, its threads are given back
afterEach(() => {
  expect(threadCounts().lent).toBe(0);
});

type Options = nulls.NullOptions;
const models: Record<string, (options: Options) => Promise<nulls.NullResult>> = {
  erdosRenyi: options => nulls.erdosRenyi(wiring, options),
  'erdosRenyi with a probability': options => nulls.erdosRenyi(wiring, { ...options, probability: 0.02 }),
  degreePreserving: options => nulls.degreePreserving(wiring, options),
  chungLu: options => nulls.chungLu(wiring, options),
  distanceBinned: options => nulls.distanceBinned(wiring, { ...options, positionsNm }),
  typeBlock: options => nulls.typeBlock(wiring, { ...options, cellTypes }),
  distanceType: options => nulls.distanceType(wiring, { ...options, positionsNm, cellTypes, binNm: 100_000 }),
  targetShuffle: options => nulls.targetShuffle(rows, { ...options, cells: ids }),
  potentialEdges: options => nulls.potentialEdges(wiring, { ...options, potential }),
};

describe.each(Object.entries(models))('%s', (_, model) => {
  test('draws the same on this thread, on one, two and three, at once and in two runs', async () => {
    const here = await model({ draws: 24, seed: 5, workers: 0 });
    expect(here.n).toBe(24);
    expect(new Set(here.draws).size).toBeGreaterThan(1);
    for (const workers of [1, 2, 3]) expect((await model({ draws: 24, seed: 5, workers })).draws).toEqual(here.draws);
    const half = await model({ draws: 11, seed: 5, workers: 2 });
    expect(half.draws).toEqual(here.draws.slice(0, 11));
    const { signal } = new AbortController();
    expect(await model({ draws: 24, seed: 5, workers: 2, continueFrom: half, signal })).toEqual(here);
    expect((await model({ draws: 24, seed: 6, workers: 0 })).draws).not.toEqual(here.draws);
  });

  test('comes close to what its formula expects, where it has one', async () => {
    const { draws, mean, expected, standardDeviation } = await model({ draws: 200, seed: 2 });
    if (expected === undefined) return;
    expect(Math.abs((mean as number) - expected)).toBeLessThan(
      (4 * (standardDeviation as number)) / Math.sqrt(draws.length),
    );
  });
});

describe('a statistic', () => {
  test('of several numbers gives a family of tests', async () => {
    const found = await nulls.degreePreserving(wiring, { statistic: 'triads', draws: 40 });
    expect(found.names.length).toBe(16);
    expect(found.tests.map(test => test.observed)).toEqual([...triadCensus(wiring).values]);
    expect(found.adjustment).toBe('benjamini-hochberg');
    for (const { p, pAdjusted } of found.tests) expect(pAdjusted as number).toBeGreaterThanOrEqual(p as number);
    const continued = await nulls.degreePreserving(wiring, { statistic: 'triads', draws: 60, continueFrom: found });
    expect(continued).toEqual(await nulls.degreePreserving(wiring, { statistic: 'triads', draws: 60 }));
  });

  test('by group takes the types of the model, or others, and a model keeps its own blocks', async () => {
    const own = await nulls.typeBlock(wiring, { cellTypes, statistic: 'blockCounts', draws: 5 });
    for (const { observed, draws, z, expected, standardDeviation } of own.tests) {
      expect([...draws]).toEqual(Array(5).fill(observed));
      expect([z, standardDeviation]).toEqual([undefined, 0]);
      expect(expected).toBeCloseTo(observed, 9);
    }
    const groups = new Map(Array.from(wiring.ids, (id): [bigint, string] => [id, id < 250n ? 'upper' : 'lower']));
    const other = await nulls.typeBlock(wiring, { cellTypes, groups, statistic: 'blockSynapses', draws: 5 });
    expect(other.names).toEqual(['lower → lower', 'lower → upper', 'upper → lower', 'upper → upper']);
    expect(other.tests.reduce((sum, { observed }) => sum + observed, 0)).toBe(wiring.synapseCount);
  });

  test('may be a function of the whole graph, which has ids and synapses', async () => {
    const seen: Connectivity[] = [];
    const largest = (graph: Connectivity): number => {
      seen.push(graph);
      return Math.max(...graph.counts);
    };
    const found = await nulls.erdosRenyi(wiring, { statistic: largest, draws: 6, workers: 2 });
    expect(found).toMatchObject({ statistic: 'function', observed: Math.max(...wiring.counts), expected: undefined });
    expect(seen.length).toBe(7);
    expect(seen[0]).toBe(wiring);
    for (const graph of seen) {
      expect(Object.keys(graph).sort()).toEqual(Object.keys(wiring).sort());
      expect(graph.ids).toEqual(wiring.ids);
      expect(graph).toMatchObject({ pairCount: wiring.pairCount, synapseCount: wiring.synapseCount });
    }
    // what a thread sends is what is drawn here
    const sum = (graph: Connectivity): { first: number; out: number } => ({
      first: graph.targets[0],
      out: graph.offsets[9],
    });
    const there = await nulls.erdosRenyi(wiring, { statistic: sum, draws: 6, workers: 2 });
    const here = await nulls.erdosRenyi(wiring, { statistic: sum, draws: 6, workers: 0 });
    expect(there).toEqual(here);
    expect(there.names).toEqual(['first', 'out']);
    const named = await nulls.erdosRenyi(wiring, { statistic: 'reciprocalPairs', draws: 6 });
    const counted = await nulls.erdosRenyi(wiring, { statistic: g => triadPairs(g), draws: 6 });
    expect(counted.draws).toEqual(named.draws);
  });

  test('that fails, or is no number, fails the call, and the next goes on as ever', async () => {
    const failing = nulls.erdosRenyi(wiring, {
      statistic: graph => {
        if (graph !== wiring) throw new RangeError('mine');
        return 1;
      },
      workers: 2,
    });
    await expect(failing).rejects.toThrow(new RangeError('mine'));
    await expect(
      nulls.erdosRenyi(wiring, { statistic: graph => (graph === wiring ? 1 : Number.NaN), draws: 3, workers: 1 }),
    ).rejects.toThrow(
      'erdosRenyi statistic is not a finite number: received NaN for draw 0, expected a number for every graph',
    );
    const none = fromSynapses(tableOf({ pre_id: [], post_id: [] }), { cells: [1n, 2n] });
    await expect(nulls.erdosRenyi(none, { statistic: 'reciprocity' })).rejects.toThrow(
      'received NaN for the observed graph',
    );
    expect((await nulls.erdosRenyi(wiring, { draws: 3, workers: 2 })).n).toBe(3);
  });

  test('that gives no numbers is refused, and no thread is lost with it', async () => {
    const later = (async (graph: Connectivity) => graph.pairCount) as never;
    await expect(nulls.erdosRenyi(wiring, { statistic: later, draws: 3, workers: 2 })).rejects.toThrow(
      'erdosRenyi statistic gives no numbers: received a promise for the observed graph',
    );
    await expect(nulls.erdosRenyi(wiring, { statistic: () => ({}), draws: 3 })).rejects.toThrow(
      'received an object without fields',
    );
    const none = fromSynapses({ pre: [], post: [] });
    for (const workers of [0, 2]) {
      const blocks = await nulls.erdosRenyi(none, { statistic: 'blockCounts', groups: [], draws: 3, workers });
      expect([blocks.tests, blocks.n]).toEqual([[], 0]);
    }
    expect((await nulls.erdosRenyi(wiring, { draws: 3 })).n).toBe(3);
  });
});

const triadPairs = (graph: Connectivity): number => {
  const pairs = new Set<number>();
  for (let pre = 0; pre < graph.cellCount; pre++) {
    for (let e = graph.offsets[pre]; e < graph.offsets[pre + 1]; e++)
      pairs.add(pre * graph.cellCount + graph.targets[e]);
  }
  return (
    [...pairs].filter(pair =>
      pairs.has((pair % graph.cellCount) * graph.cellCount + Math.floor(pair / graph.cellCount)),
    ).length / 2
  );
};

describe('a run', () => {
  test('that is stopped rejects at once with what was drawn, which can be continued', async () => {
    for (const workers of [0, 2]) {
      const stop = new AbortController();
      const error: unknown = await nulls
        .degreePreserving(wiring, {
          draws: 100_000,
          workers,
          signal: stop.signal,
          onProgress: ({ done }) => void (done >= 20 && stop.abort()),
        })
        .catch(reason => reason);
      expect(error).toBeInstanceOf(nulls.NullsInterrupted);
      const { name, message, partial, cause } = error as nulls.NullsInterrupted;
      expect([name, cause]).toEqual(['AbortError', stop.signal.reason]);
      expect(message).toContain(`degreePreserving was stopped after ${partial.n} of 100000 draws`);
      // of two threads, the one with the first draw may be the last to come
      if (workers === 0) expect(partial.n).toBeGreaterThanOrEqual(20);
      expect(partial.n).toBeLessThan(100_000);
      const draws = partial.n + 5;
      const continued = await nulls.degreePreserving(wiring, { draws, continueFrom: partial });
      expect(continued).toEqual(await nulls.degreePreserving(wiring, { draws }));
    }
  });

  test('hears the Stop of a cell, and does not begin when that has come before', async () => {
    const stop = new AbortController();
    setSignalProvider(() => stop.signal);
    try {
      const running = nulls.degreePreserving(wiring, { draws: 100_000, workers: 1 });
      stop.abort();
      await expect(running).rejects.toMatchObject({ name: 'AbortError', partial: { n: 0, mean: undefined } });
      await expect(nulls.erdosRenyi(wiring, { workers: 0 })).rejects.toThrow('stopped after 0 of 1000 draws');
    } finally {
      setSignalProvider();
    }
  });

  test('tells how far it is, with the result so far', async () => {
    for (const workers of [0, 2]) {
      const told: nulls.NullProgress[] = [];
      const firsts: number[] = [];
      const found = await nulls.erdosRenyi(wiring, {
        draws: 60,
        workers,
        onProgress: progress => {
          told.push(progress);
          firsts.push(progress.soFar().n);
        },
      });
      expect(told.at(-1)).toMatchObject({ done: 60, total: 60 });
      const dones = told.map(({ done }) => done);
      expect(dones).toEqual([...new Set(dones)].sort((a, b) => a - b));
      firsts.forEach((n, i) => {
        expect(n).toBeLessThanOrEqual(dones[i]);
      });
      expect(told.at(-1)?.soFar()).toEqual(found);
    }
  });

  test('without draws has the observed value and the formula', async () => {
    const found = await nulls.chungLu(wiring, { draws: 0 });
    expect(found).toMatchObject({ n: 0, mean: undefined, p: undefined, z: undefined, interval: undefined });
    expect(found.expected).toBeGreaterThan(0);
    const swaps = await nulls.degreePreserving(wiring, { draws: 0 });
    expect(swaps.mixing).toMatchObject({ mixed: true });
  });

  test('of wiring without edges, or of one cell, has nothing but ties', async () => {
    for (const cells of [[], [1n], [1n, 2n]]) {
      const none = fromSynapses(tableOf({ pre_id: [], post_id: [] }), { cells });
      for (const found of [
        await nulls.erdosRenyi(none, { draws: 3, workers: 0 }),
        await nulls.degreePreserving(none, { draws: 3, workers: 0 }),
        await nulls.chungLu(none, { draws: 3, workers: 0 }),
        await nulls.distanceBinned(none, { draws: 3, workers: 0, positionsNm: cells.flatMap(() => [0, 0, 0]) }),
        await nulls.typeBlock(none, { draws: 3, workers: 0, cellTypes: cells.map(() => 'E') }),
        await nulls.potentialEdges(none, { draws: 3, workers: 0, potential: { pre: [], post: [] } }),
      ]) {
        expect(found).toMatchObject({ observed: 0, mean: 0, z: undefined, p: 1 });
        expect(found.mixing).toBeUndefined();
      }
    }
    expect(await nulls.targetShuffle({ pre: [], post: [], depthUm: [] }, { draws: 2, workers: 0 })).toMatchObject({
      p: 1,
    });
  });

  test.each([
    ['draws is not valid: received -1', { draws: -1 }],
    ['draws is not valid: received 1.5', { draws: 1.5 }],
    ['seed is not valid: received NaN', { seed: Number.NaN }],
    ['workers is not valid: received 0.5', { workers: 0.5 }],
    ['adjustment is unknown: received fdr, expected one of benjamini-hochberg, holm', { adjustment: 'fdr' }],
    ['statistic is unknown: received motifs, expected one of edges, reciprocalPairs', { statistic: 'motifs' }],
    ['groups are missing: received none, expected them for blockCounts', { statistic: 'blockCounts' }],
  ])('refuses what cannot be meant: %s', async (message, options) => {
    await expect(nulls.erdosRenyi(wiring, options as never)).rejects.toThrow(`erdosRenyi ${message}`);
  });

  test('refuses to continue another', async () => {
    const continueFrom = await nulls.degreePreserving(wiring, { draws: 2, seed: 1 });
    for (const call of [
      nulls.degreePreserving(wiring, { draws: 4, continueFrom }),
      nulls.degreePreserving(wiring, { draws: 4, seed: 1, swapsPerEdge: 9, continueFrom }),
      nulls.degreePreserving(wiring, { draws: 4, seed: 1, statistic: 'edges', continueFrom }),
      nulls.erdosRenyi(wiring, { draws: 4, seed: 1, continueFrom }),
    ]) {
      await expect(call).rejects.toThrow(
        'continueFrom is of another run: received degreePreserving of reciprocalPairs with seed 1',
      );
    }
    const statistic = 'blockCounts';
    const blocks = await nulls.erdosRenyi(wiring, { statistic, groups: cellTypes, draws: 2 });
    const turned = [...cellTypes].reverse();
    await expect(
      nulls.erdosRenyi(wiring, { statistic, groups: turned, draws: 4, continueFrom: blocks }),
    ).rejects.toThrow('continueFrom is of another run');
    const own = await nulls.erdosRenyi(wiring, { statistic: graph => graph.targets[0], draws: 2 });
    await expect(
      nulls.erdosRenyi(wiring, { statistic: graph => graph.synapseCount, draws: 4, continueFrom: own }),
    ).rejects.toThrow('continueFrom is of another run');
    expect((await nulls.degreePreserving(wiring, { draws: 1, seed: 1, continueFrom })).n).toBe(2);
  });
});

describe.skipIf(mirror === undefined)('phase 1 of MICrONS', () => {
  test('has 29 reciprocal pairs among 659 edges; 17.8 by edges alone, 21.2 ± 4.3 by degrees', async () => {
    const phase1 = await openPhase1(mirror);
    const uniform = await nulls.erdosRenyi(phase1.wiring, { draws: 1000 });
    expect([uniform.observed, phase1.wiring.pairCount, phase1.wiring.cellCount]).toEqual([29, 659, 111]);
    expect(uniform.expected?.toFixed(1)).toBe('17.8');
    const degrees = await nulls.degreePreserving(phase1.wiring, { draws: 1000 });
    const error = 4.3 / Math.sqrt(1000);
    // the printed 21.2 is itself rounded, and a mean of draws
    expect(Math.abs((degrees.mean as number) - 21.2)).toBeLessThan(3 * error);
    expect(Math.abs((degrees.standardDeviation as number) - 4.3)).toBeLessThan(3 * (4.3 / Math.sqrt(2000)));
    expect(degrees.mixing?.mixed).toBe(true);
    const far = await nulls.distanceBinned(phase1.wiring, { positionsNm: phase1.somaNm, draws: 1000 });
    expect(far.n).toBe(1000);
  });
});

test('the type of a result follows the statistic', () => {
  const typed = async (): Promise<void> => {
    const one: nulls.NullResult = await nulls.degreePreserving(wiring);
    const named: nulls.NullResult = await nulls.degreePreserving(wiring, { statistic: 'reciprocity' });
    const several: nulls.NullFamily = await nulls.degreePreserving(wiring, { statistic: 'triads' });
    const own: nulls.NullResult = await nulls.typeBlock(wiring, { cellTypes, statistic: graph => graph.pairCount });
    const both: nulls.NullFamily = await nulls.erdosRenyi(wiring, {
      statistic: graph => ({ a: graph.pairCount, b: 1 }),
    });
    // @ts-expect-error a family has no one p
    void [one.p, named.p, several.tests, own.p, both.tests, both.p];
  };
  expect(typed).toBeTypeOf('function'); // read by the type checker, not run
});
