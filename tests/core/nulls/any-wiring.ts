import fc from 'fast-check';
import { type Connectivity, fromSynapses } from '../../../kernel-helpers/core/connectivity/index.js';
import type { DrawnGraph } from '../../../kernel-helpers/core/nulls/drawn-graph.js';
import { tableOf } from '../../../kernel-helpers/core/table.js';

/** Wiring of `cellCount` cells with ids from 1, from pairs of cell numbers; a pair given twice has two synapses. */
export function wiringOf(cellCount: number, pairs: readonly (readonly [number, number])[]): Connectivity {
  return fromSynapses(
    tableOf({
      pre_id: pairs.map(([pre]) => BigInt(pre + 1)),
      post_id: pairs.map(([, post]) => BigInt(post + 1)),
      size: pairs.map((_, i) => i + 1),
    }),
    { cells: Array.from({ length: cellCount }, (_, cell) => BigInt(cell + 1)) },
  );
}

/** Any wiring of 1 to `most` cells, from none to nearly all pairs connected, with a type for each cell. */
export const anyWiring = (most = 9): fc.Arbitrary<{ wiring: Connectivity; types: string[]; positionsNm: number[] }> =>
  fc.integer({ min: 1, max: most }).chain(cellCount => {
    const cell = fc.integer({ min: 0, max: cellCount - 1 });
    return fc.record({
      wiring: fc
        .array(fc.tuple(cell, cell), { maxLength: 2 * cellCount * cellCount })
        .map(pairs => wiringOf(cellCount, pairs)),
      types: fc.array(fc.constantFrom('E', 'I', 'X'), { minLength: cellCount, maxLength: cellCount }),
      positionsNm: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3 * cellCount, maxLength: 3 * cellCount }),
    });
  });

/** `[pre, post]` of every entry, in order. */
export function pairsOf(graph: Pick<DrawnGraph, 'cellCount' | 'offsets' | 'targets'>): [number, number][] {
  return Array.from({ length: graph.cellCount }, (_, pre) =>
    Array.from(graph.targets.slice(graph.offsets[pre], graph.offsets[pre + 1]), (post): [number, number] => [
      pre,
      post,
    ]),
  ).flat();
}

/** How many entries of a graph have each key; with `weights`, their sum. */
export function tally(
  graph: Pick<DrawnGraph, 'cellCount' | 'offsets' | 'targets'>,
  keyOf: (pre: number, post: number) => string,
  weights?: ArrayLike<number>,
): Record<string, number> {
  const counts: Record<string, number> = {};
  pairsOf(graph).forEach(([pre, post], entry) => {
    const key = keyOf(pre, post);
    counts[key] = (counts[key] ?? 0) + (weights?.[entry] ?? 1);
  });
  return counts;
}

/** Synapse counts of the entries with each key, sorted. */
export function countsBy(
  graph: Pick<DrawnGraph, 'cellCount' | 'offsets' | 'targets' | 'counts'>,
  keyOf: (pre: number, post: number) => string,
): Record<string, number[]> {
  const found: Record<string, number[]> = {};
  pairsOf(graph).forEach(([pre, post], entry) => {
    const key = keyOf(pre, post);
    found[key] = [...(found[key] ?? []), graph.counts?.[entry] as number].sort((a, b) => a - b);
  });
  return found;
}
