import { describe, expect, test } from 'vitest';
import { numberColumn, tableOf } from '../../../kernel-helpers/core/table.js';
import { datasets, published, recipes } from '../../../kernel-helpers/index.js';
import { mirror } from '../../mirror';

describe.skipIf(!mirror)('reciprocity of the layer 2/3 network, from the released tables', () => {
  test('meets the six numbers that were computed before', async () => {
    const panel = await recipes.run('phase1/reciprocity');
    expect(panel.check?.payload.rows.filter(row => !row.pass)).toEqual([]);
    expect(panel.check?.passCount).toBe(6);
    expect(panel.status).toBe('consistent with the released data');
    expect(panel.check?.payload.caption).toContain('1,000 are assumed, and compared with 1,000 of ours');
    expect(panel.statistics.counts).toEqual({ cells: 111, edges: 659, reciprocalPairs: 29 });
    const rows = new Map(panel.check?.payload.rows.map(row => [row.quantity, row]));
    expect(rows.get('reciprocal pairs · Erdős–Rényi · expected')).toMatchObject({ printed: '17.8', ours: '17.76' });
    expect(rows.get('reciprocal pairs · configuration model · mean')?.why).toBe(
      'from draws on both sides: 4 standard errors',
    );
  });

  test('the expectation of Erdős–Rényi is that of 659 of 12,210 pairs, counted out by hand', async () => {
    const { statistics } = await recipes.run('phase1/reciprocity', { draws: 100 });
    // 6,105 unordered pairs; the first direction is one of 659 in 12,210, then the other one of 658 in 12,209.
    expect(statistics.models.erdosRenyi.expected).toBeCloseTo((6105 * 659 * 658) / (12210 * 12209), 10);
  });

  test('more draws narrow what the configuration model may differ by, and still agree', async () => {
    const panel = await recipes.run('phase1/reciprocity', { draws: 4000, seed: 2 });
    expect(panel.check?.allPass).toBe(true);
    const mean = published.turner2022.layer23Reciprocity(4000).numbers[4].agreement;
    // 4 · 4.3 · √(1/4000 + 1/1000) + 0.05
    expect(mean).toMatchObject({ kind: 'within', tolerance: expect.closeTo(0.658, 3) });
  });

  test('the released probabilities expect as many connections as there are, and 20.7 reciprocal pairs', async () => {
    const { statistics } = await recipes.run('phase1/reciprocity', { draws: 10 });
    expect(statistics.proximity.edges).toBeCloseTo(660.92, 2);
    expect(statistics.proximity.test.expected).toBeCloseTo(20.677, 3);
    const table = await datasets.open('phase1/connection-by-distance');
    // Slow and obvious: both directions of a pair are next to each other when sorted by distance.
    const p = numberColumn(table, 'p_connect');
    const d = numberColumn(table, 'soma_dist');
    const order = Array.from(d, (_, row) => row).sort((a, b) => d[a] - d[b]);
    let both = 0;
    for (let k = 0; k < order.length; k += 2) {
      expect(d[order[k]]).toBe(d[order[k + 1]]);
      both += p[order[k]] * p[order[k + 1]];
    }
    expect(statistics.proximity.test.expected).toBeCloseTo(both, 8);
  });

  test('a synapse less, and the check says so', async () => {
    const whole = await datasets.open('phase1/motif-synapses');
    const pre = [...(whole.getChild('pre') as Iterable<bigint>)];
    const post = [...(whole.getChild('post') as Iterable<bigint>)];
    const { statistics } = await recipes.run('phase1/reciprocity', { draws: 10 });
    const kept = new Set(statistics.wiring.ids);
    const lost = pre.findIndex((from, row) => kept.has(from) && kept.has(post[row]));
    const rows = pre.map((_, row) => row).filter(row => pre[row] !== pre[lost] || post[row] !== post[lost]);
    const synapses = tableOf({ pre: rows.map(row => pre[row]), post: rows.map(row => post[row]) });
    const panel = await recipes.run('phase1/reciprocity', { data: { synapses }, draws: 1000 });
    expect(panel.statistics.counts.edges).toBe(658);
    expect(panel.status).toBe('does not agree');
    expect(panel.check?.payload.rows.filter(row => !row.pass).map(row => row.quantity)).toContain(
      'connected ordered pairs',
    );
  });

  test('other cells have no numbers to be compared with', async () => {
    const panel = await recipes.run('phase1/reciprocity', { minAxonUm: 300, draws: 50 });
    expect(panel.statistics.counts.cells).toBeLessThan(111);
    expect(panel.status).toBe('nothing to check');
  });
});

test('a table that lacks a column is refused by column, type and unit', async () => {
  const somata = tableOf({ segment_id: [1n, 2n, 3n], loc: ['[0 0 0]', '[1 1 1]', '[2 2 2]'] });
  await expect(recipes.run('phase1/reciprocity', { data: { somata } })).rejects.toThrow(
    'input somata lacks the column axon_len: received segment_id, loc, expected also axon_len (float64, µm)',
  );
});

describe('tables of one’s own', () => {
  const tables = (loc: string) => ({
    somata: tableOf({
      segment_id: [1n, 2n, 3n, 4n],
      loc: [loc, '[1 2 3]', '[4 5 6]', '[7 8 9]'],
      axon_len: [200, 101, 101, 100],
    }),
    synapses: tableOf({ pre: [1n, 2n, 1n, 4n, 2n], post: [2n, 1n, 3n, 1n, 2n] }),
    byDistance: tableOf({ p_connect: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5] }),
  });

  test('count the cells with more axon than asked for, and the pairs that answer', async () => {
    const { statistics } = await recipes.run('phase1/reciprocity', { data: tables('[10 20  30]'), draws: 5 });
    expect(statistics.counts).toEqual({ cells: 3, edges: 3, reciprocalPairs: 1 });
    expect([...statistics.positionsNm.slice(0, 3)]).toEqual([10, 20, 30]);
    expect(statistics.proximity).toMatchObject({ edges: 3, test: { expected: 0.75 } });
  });

  test('are refused with a position that is none', async () => {
    await expect(recipes.run('phase1/reciprocity', { data: tables('[10 20]') })).rejects.toThrow(
      'somata loc row 0 is no position: received "[10 20]", expected "[x y z]" in nm',
    );
  });
});
