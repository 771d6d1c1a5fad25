import { describe, expect, test } from 'vitest';
import { comparisonOf, nullGrid } from '../../../extension/matrix/model/null-grid';
import { shownOf } from '../../../extension/matrix/shown';
import { decodeMatrix } from '../../../kernel-helpers/contract/matrix/decode.js';
import { fromEdges } from '../../../kernel-helpers/core/connectivity/from-edges.js';
import type { NullFamily } from '../../../kernel-helpers/core/nulls/null-result.js';
import { matrix } from '../../../kernel-helpers/display/matrix/index.js';
import { chungLu, degreePreserving, erdosRenyi } from '../../../kernel-helpers/io/nulls.js';

const cells = Array.from({ length: 12 }, (_, i) => BigInt(i + 1));
const edges = cells.flatMap((pre, i) =>
  cells.flatMap((post, j) => (i !== j && (7 * i + 3 * j) % 5 === 0 ? [{ pre, post }] : [])),
);
const wiring = fromEdges(
  { pre: edges.map(({ pre }) => pre), post: edges.map(({ post }) => post), synapses: edges.map((_, i) => 1 + (i % 3)) },
  { cells },
);
// Groups in the order wanted are not those of the result, which are alphabetical.
const type = cells.map((_, i) => ['b', 'a', 'c'][i % 3]);
const groupOrder = { type: ['c', 'a', 'b'] };
const inPage = (nulls: NullFamily | NullFamily[], more = {}) =>
  decodeMatrix(JSON.parse(JSON.stringify(matrix(wiring, { groups: { type }, groupOrder, nulls, ...more }).payload)));
const asked = { groups: type, draws: 50, seed: 1 } as const;

describe('a comparison with a null model', () => {
  test('arrives to the last digit, group by group, whatever their order', async () => {
    const found = await erdosRenyi(wiring, { ...asked, statistic: 'blockSynapses' });
    const page = inPage(found);
    const [one] = page.nulls;
    expect([one.of, one.draws, one.seed, one.grouping, one.adjustment]).toEqual([
      'synapses',
      50,
      1,
      'type',
      'benjamini-hochberg',
    ]);
    const { groups } = page.groupings[0];
    expect(groups).toEqual(['c', 'a', 'b']);
    groups.forEach((from, i) => {
      groups.forEach((to, j) => {
        const test = found.tests.find(({ name }) => name === `${from} → ${to}`);
        const at = 3 * i + j;
        const { observed, expected, low, high, z, p } = one.values;
        expect([observed[at], expected[at], low[at], high[at], z[at], p[at]]).toEqual([
          test?.observed,
          test?.mean,
          ...(test?.interval ?? []),
          test?.z,
          test?.pAdjusted,
        ]);
      });
    });
  });

  test('is what is shown first, by its groups, and by z where there are draws', async () => {
    const drawn = inPage(await degreePreserving(wiring, { ...asked, statistic: 'blockCounts' }));
    expect(drawn.payload.view).toMatchObject({ rows: { by: 'type' }, against: { null: 0, show: 'z' } });
    const shown = shownOf(drawn, drawn.payload.view);
    expect([shown.isSigned, shown.totals, shown.limits.low]).toEqual([true, undefined, -shown.limits.high]);
    const formula = inPage(await chungLu(wiring, { ...asked, draws: 0, statistic: 'blockCounts' }));
    expect(formula.payload.view.against).toEqual({ null: 0, show: 'ratio' });
    expect(formula.nulls[0].values.z.every(Number.isNaN)).toBe(true);
    const plain = inPage(await chungLu(wiring, { ...asked, statistic: 'blockCounts' }), { measure: 'connections' });
    expect([plain.payload.view.against, plain.payload.view.rows.by]).toEqual([undefined, 'cell']);
  });

  test('is left alone while the sides are others', async () => {
    const page = inPage(await chungLu(wiring, { ...asked, statistic: 'blockCounts' }));
    const { view } = page.payload;
    expect(comparisonOf(page, { ...view, rows: { by: 'cell', sort: [] } })).toBeUndefined();
    expect(comparisonOf(page, view)).toBe(page.nulls[0]);
    expect(comparisonOf(page, { ...view, against: undefined })).toBeUndefined();
  });

  test('has no ratio where nothing is expected or observed, and z only where draws differ', () => {
    const values = {
      observed: Float64Array.of(4, 0, 3, 1),
      expected: Float64Array.of(1, 2, 0, 0.25),
      low: new Float64Array(4),
      high: new Float64Array(4),
      z: Float64Array.of(3, -1, Number.NaN, 0),
      p: new Float64Array(4),
    };
    const of = { model: 'm', grouping: 'g', of: 'connections', draws: 9, seed: 1, adjustment: 'none', values } as const;
    expect([...nullGrid(of, 'ratio').values]).toEqual([2, Number.NaN, Number.NaN, 2]);
    expect([...nullGrid(of, 'z').values]).toEqual([3, -1, Number.NaN, 0]);
    const { rowCount, offsets, columns, unit } = nullGrid(of, 'expected');
    expect([rowCount, [...offsets], [...columns], unit]).toEqual([2, [0, 2, 4], [0, 1, 0, 1], 'connections expected']);
  });
});

describe('what is no comparison of this matrix is refused', () => {
  test('another statistic, other groups, another wiring, no result at all', async () => {
    const edgesOnly = (await chungLu(wiring, { draws: 2, seed: 1 })) as never;
    expect(() => inPage(edgesOnly)).toThrow(
      'nulls[0] is no comparison of groups: received a result of reciprocalPairs',
    );
    expect(() => inPage(7 as never)).toThrow('nulls[0] is no comparison of groups: received number');
    const blocks = { ...asked, statistic: 'blockCounts' } as const;
    const halves = cells.map((_, i) => (i < 6 ? 'first' : 'last'));
    const other = await chungLu(wiring, { ...blocks, groups: halves });
    expect(() => inPage(other)).toThrow(
      'nulls[0] is of other groups: received tests of first → first and 3 more, expected them of every two groups of type',
    );
    const fewer = fromEdges({ pre: [1n], post: [2n] }, { cells });
    const elsewhere = await chungLu(fewer, blocks);
    expect(() => inPage(elsewhere)).toThrow(
      /nulls\[0\] is of another wiring: received 0 connections of c → a, expected the 3/,
    );
  });

  test('an unknown way to show it, and one that is not there', async () => {
    const found = await chungLu(wiring, { ...asked, statistic: 'blockCounts' });
    expect(() => inPage(found, { against: { show: 'difference' } })).toThrow(
      'against.show is unknown: received difference',
    );
    expect(() => inPage(found, { against: { null: 1, show: 'z' } })).toThrow(
      'against.null is none: received 1, expected 0',
    );
    expect(() => matrix(wiring, { against: { show: 'z' } })).toThrow(
      'against.null is none: received 0, expected nulls first',
    );
  });
});
