import fc from 'fast-check';
import { expect, test } from 'vitest';
import { triadCensus } from '../../../kernel-helpers/core/graph/triad-census.js';
import { nullGroups } from '../../../kernel-helpers/core/nulls/groups.js';
import { statisticOf } from '../../../kernel-helpers/core/nulls/statistics.js';
import { always } from '../../reference/properties.js';
import { anyWiring, pairsOf, tally } from './any-wiring.js';

test('named statistics are what their definitions say', () => {
  always(
    fc.property(anyWiring(), ({ wiring, types }) => {
      const value = (name: 'edges' | 'reciprocalPairs' | 'reciprocity'): number =>
        statisticOf({ name }).values(wiring)[0];
      const pairs = new Set(pairsOf(wiring).map(String));
      const answered = [...pairsOf(wiring)].filter(([a, b]) => pairs.has(`${b},${a}`)).length;
      expect(value('edges')).toBe(pairs.size);
      expect(value('reciprocalPairs')).toBe(answered / 2);
      expect(value('reciprocity')).toBe(answered / pairs.size);
      const { names, values } = statisticOf({ name: 'triads' });
      expect(Array.from(values(wiring))).toEqual(Array.from(triadCensus(wiring).values));
      expect(names?.length).toBe(16);
      const { groups, group } = nullGroups(wiring, types, 'm', 'cellTypes');
      const block = (pre: number, post: number): string => `${types[pre]} → ${types[post]}`;
      for (const [name, weights] of [
        ['blockCounts', undefined],
        ['blockSynapses', wiring.counts],
      ] as const) {
        const statistic = statisticOf({ name, groups, group });
        const found = Object.fromEntries((statistic.names ?? []).map((key, k) => [key, statistic.values(wiring)[k]]));
        const slow = tally(wiring, block, weights);
        for (const key of Object.keys(found)) expect(found[key]).toBe(slow[key] ?? 0);
        expect(Object.keys(found)).toEqual(expect.arrayContaining(Object.keys(slow)));
      }
    }),
  );
});
