import { describe, expect, test } from 'vitest';
import { MOTIFS } from '../../../kernel-helpers/core/graph/motif-census.js';
import { tableOf } from '../../../kernel-helpers/core/table.js';
import { recipes } from '../../../kernel-helpers/index.js';
import { mirror } from '../../mirror';

const observed = (motifs: readonly { triad: string; observed: number }[]): Record<string, number> =>
  Object.fromEntries(motifs.map(motif => [motif.triad, motif.observed]));

describe.skipIf(!mirror)('motifs of the layer 2/3 network, from the released tables', () => {
  test('the triples add up to 659 connections with 29 reciprocal pairs', async () => {
    const panel = await recipes.run('phase1/motifs', { draws: 200 });
    expect(panel.check?.payload.rows.map(row => [row.printed, row.ours])).toEqual([
      ['111', '111'],
      ['659', '659'],
      ['29', '29'],
    ]);
    expect(panel.status).toBe('consistent with the released data');
    expect(observed(panel.statistics.motifs)).toEqual({
      '021D': 2362,
      '021U': 1509,
      '021C': 2854,
      '111D': 255,
      '111U': 353,
      '030T': 352,
      '030C': 75,
      '201': 12,
      '120D': 16,
      '120U': 8,
      '120C': 23,
      '210': 2,
      '300': 0,
    });
  });

  test('divergence stands out against Erdős–Rényi, and not once cells keep their number of partners', async () => {
    const z = async (nullModel: 'erdosRenyi' | 'degreePreserving'): Promise<number> => {
      const { statistics } = await recipes.run('phase1/motifs', { nullModel, draws: 400 });
      return statistics.motifs[0].z as number;
    };
    expect(await z('erdosRenyi')).toBeGreaterThan(12);
    expect(Math.abs(await z('degreePreserving'))).toBeLessThan(2);
  });

  test('p is corrected over the 13 motifs that are shown', async () => {
    const { statistics, caption } = await recipes.run('phase1/motifs', { nullModel: 'erdosRenyi', draws: 200 });
    const p = statistics.motifs.map(motif => motif.p as number).sort((a, b) => a - b);
    const smallest = Math.min(...statistics.motifs.map(motif => motif.pAdjusted as number));
    expect(smallest).toBeCloseTo(Math.min(...p.map((value, k) => (value * 13) / (k + 1))), 12);
    expect(caption).toContain('corrected by Benjamini–Hochberg over 13 motifs');
  });

  test.each(['erdosRenyi', 'degreePreserving', 'chungLu', 'distanceBinned'] as const)(
    'the same seed draws the same from %s',
    async nullModel => {
      const run = () => recipes.run('phase1/motifs', { nullModel, draws: 50, seed: 3 });
      const [one, other] = [await run(), await run()];
      expect(one.statistics.motifs.map(({ mean }) => mean)).toEqual(other.statistics.motifs.map(({ mean }) => mean));
    },
  );
});

/** Every triple of cells, turned in all six ways until it is one of the 13. */
function slowMotifs(cells: number, edges: readonly (readonly [number, number])[]): Map<number, number> {
  const has = new Set(edges.map(([a, b]) => a * cells + b));
  const counts = new Map(MOTIFS.map(({ milo }) => [milo, 0]));
  for (let a = 0; a < cells; a++) {
    for (let b = a + 1; b < cells; b++) {
      for (let c = b + 1; c < cells; c++) {
        const turns = [
          [a, b, c],
          [a, c, b],
          [b, a, c],
          [b, c, a],
          [c, a, b],
          [c, b, a],
        ];
        const codes = turns.map(turn =>
          turn.reduce(
            (code, from, i) =>
              code + turn.reduce((sum, to, j) => sum + (has.has(from * cells + to) ? 2 ** (3 * i + j) : 0), 0),
            0,
          ),
        );
        const least = Math.min(...codes);
        if (counts.has(least)) counts.set(least, (counts.get(least) as number) + 1);
      }
    }
  }
  return counts;
}

test('on tables of one’s own, every triple is told by hand', async () => {
  const edges = Array.from({ length: 60 }, (_, k) => [(k * 7) % 12, (k * k + 3 * k + 1) % 12] as const).filter(
    ([a, b]) => a !== b,
  );
  const ids = Array.from({ length: 12 }, (_, i) => BigInt(i + 1));
  const data = {
    somata: tableOf({
      segment_id: ids,
      loc: ids.map(id => `[${id} ${Number(id) ** 2} 0]`),
      axon_len: ids.map(() => 500),
    }),
    synapses: tableOf({ pre: edges.map(([a]) => ids[a]), post: edges.map(([, b]) => ids[b]) }),
  };
  const { statistics, check } = await recipes.run('phase1/motifs', { data, draws: 20 });
  expect(new Map(statistics.motifs.map(({ milo, observed: count }) => [milo, count]))).toEqual(slowMotifs(12, edges));
  expect(check?.allPass).toBe(false);
});

test('an unknown null model is refused with those there are', async () => {
  await expect(recipes.run('phase1/motifs', { nullModel: 'lattice' as 'chungLu' })).rejects.toThrow(
    'nullModel is not to be had: received lattice, expected one of erdosRenyi, degreePreserving, chungLu, distanceBinned',
  );
});
