import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectivityOf } from '../../../kernel-helpers/core/connectivity/index.js';
import { MOTIFS, motifCensus, TRIADS, type Triad, triadCensus } from '../../../kernel-helpers/core/graph/index.js';
import { createRandom } from '../../../kernel-helpers/core/random.js';
import { mirror } from '../../mirror.js';
import { slowTriads } from '../../reference/graph.js';
import { always } from '../../reference/properties.js';
import { openPhase1 } from '../connectivity/phase1.js';
import { anyMatrix, described, type Edge, ofMatrix, wired } from './graphs.js';

/** Each class drawn as in the doc comment, A, B, C as 0, 1, 2. */
const DRAWN: Readonly<Record<Triad, readonly (readonly [number, number])[]>> = {
  '003': [],
  '012': [[0, 1]],
  '102': [
    [0, 1],
    [1, 0],
  ],
  '021D': [
    [1, 0],
    [1, 2],
  ],
  '021U': [
    [0, 1],
    [2, 1],
  ],
  '021C': [
    [0, 1],
    [1, 2],
  ],
  '111D': [
    [0, 1],
    [1, 0],
    [2, 1],
  ],
  '111U': [
    [0, 1],
    [1, 0],
    [1, 2],
  ],
  '030T': [
    [0, 1],
    [1, 2],
    [0, 2],
  ],
  '030C': [
    [0, 1],
    [1, 2],
    [2, 0],
  ],
  '201': [
    [0, 1],
    [1, 0],
    [1, 2],
    [2, 1],
  ],
  '120D': [
    [1, 0],
    [1, 2],
    [0, 2],
    [2, 0],
  ],
  '120U': [
    [0, 1],
    [2, 1],
    [0, 2],
    [2, 0],
  ],
  '120C': [
    [0, 1],
    [1, 2],
    [0, 2],
    [2, 0],
  ],
  '210': [
    [0, 1],
    [1, 2],
    [2, 1],
    [0, 2],
    [2, 0],
  ],
  '300': [
    [0, 1],
    [1, 0],
    [1, 2],
    [2, 1],
    [0, 2],
    [2, 0],
  ],
};

const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

describe('triadCensus', () => {
  test.each(TRIADS)('knows %s whichever way its cells are numbered', triad => {
    for (const order of ORDERS) {
      const edges = DRAWN[triad].map(([a, b]): Edge => [order[a], order[b], 1]);
      const { counts, values, total } = triadCensus(wired(3, edges));
      expect(total).toBe(1);
      expect(counts[triad]).toBe(1);
      expect(values.reduce((a, b) => a + b)).toBe(1);
    }
  });

  test('of fewer than three cells is all 0', () => {
    for (const edges of [
      [],
      [[0, 1, 1]],
      [
        [0, 1, 1],
        [1, 0, 1],
      ],
    ] as Edge[][]) {
      const { values, total } = triadCensus(wired(2, edges));
      expect([...values]).toEqual(new Array(16).fill(0));
      expect(total).toBe(0);
    }
    expect(triadCensus(wired(0, [])).total).toBe(0);
    expect(Object.is(triadCensus(wired(1, [])).total, 0)).toBe(true);
  });

  test.each(described)('agrees with networkx and igraph on: $name', ({ n, edges, triads }) => {
    expect([...triadCensus(wired(n, edges)).values]).toEqual(triads);
  });

  test('agrees with looking at every triple', () => {
    always(
      fc.property(anyMatrix, matrix => {
        const slow = slowTriads(matrix);
        const { counts } = triadCensus(ofMatrix(matrix));
        for (const triad of TRIADS) expect(counts[triad]).toBe(slow[triad] ?? 0);
      }),
    );
  });

  test('counts all triples where a few cells have most of the partners', () => {
    const random = createRandom(1);
    const n = 36;
    const matrix = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => (i !== j && random.uniform() < (i * j) / n / n ? 1 : 0)),
    );
    const slow = slowTriads(matrix);
    const { counts, values, total } = triadCensus(ofMatrix(matrix));
    expect(total).toBe((36 * 35 * 34) / 6);
    expect(values.reduce((a, b) => a + b)).toBe(total);
    expect(Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))).toEqual(
      Object.fromEntries(Object.entries(slow)),
    );
  });

  test('reads a large graph without connections exactly', () => {
    const ids = BigUint64Array.from({ length: 2000 }, (_, i) => BigInt(i + 1));
    const unconnected = connectivityOf({ ids, offsets: new Uint32Array(2001), targets: [] });
    expect(triadCensus(unconnected).counts['003']).toBe(1_331_334_000);
  });
});

describe('motifCensus', () => {
  test('names the 13 connected classes, each once', () => {
    expect(MOTIFS.map(motif => motif.triad)).toEqual(TRIADS.slice(3));
    expect(new Set(MOTIFS.map(motif => motif.name)).size).toBe(13);
  });

  test.each(MOTIFS)('$name, $triad, has number $milo in the dictionary of motifs', ({ triad, milo }) => {
    const bits = ORDERS.map(order => DRAWN[triad].reduce((sum, [a, b]) => sum + 2 ** (3 * order[a] + order[b]), 0));
    expect(Math.min(...bits)).toBe(milo);
    const drawn = wired(
      3,
      DRAWN[triad].map(([a, b]): Edge => [a, b, 1]),
    );
    expect(motifCensus(drawn).filter(motif => motif.count > 0)).toMatchObject([{ triad, count: 1 }]);
  });

  test.skipIf(!mirror)('of phase 1 adds up to the triples with two or three connected pairs', async () => {
    const { wiring } = await openPhase1(mirror);
    const { counts, total } = triadCensus(wiring);
    const unconnected = counts['003'] + counts['012'] + counts['102'];
    expect(total).toBe((111 * 110 * 109) / 6);
    expect(motifCensus(wiring).reduce((sum, motif) => sum + motif.count, 0)).toBe(total - unconnected);
  });
});
