import { describe, expect, test } from 'vitest';
import { MOST_CLUSTERED } from '../../../../extension/matrix/model/ranks';
import { shownSides } from '../../../../extension/matrix/model/side';
import { fromEdges } from '../../../../kernel-helpers/core/connectivity/from-edges.js';
import { inPage } from './wirings';

// 1 → 2 three times, 1 → 3, 3 → 4 twice; 5 has no partner.
const wiring = fromEdges(
  { pre: [1n, 1n, 3n], post: [2n, 3n, 4n], synapses: [3, 1, 2] },
  { cells: [1n, 2n, 3n, 4n, 5n] },
);
const types = ['b', 'a', 'b', null, 'a'];
const depth = [50, 40, Number.NaN, 20, 10];
const page = inPage(wiring, { groups: { type: types }, values: { depth } });
const { view } = page.payload;

function orderBy(...sort: string[]): number[] {
  const side = { by: 'cell', sort };
  return [...shownSides(page, { ...view, rows: side, columns: side }).rows.cells].map(cell => cell + 1);
}

describe('cells are ordered', () => {
  test('as given without a key', () => {
    expect(orderBy()).toEqual([1, 2, 3, 4, 5]);
  });
  test('by type, those without one last, equal ones by the next key', () => {
    expect(orderBy('type')).toEqual([2, 5, 1, 3, 4]);
    expect(orderBy('type', 'depth')).toEqual([5, 2, 1, 3, 4]);
  });
  test('by a number, ascending, what is not known last', () => {
    expect(orderBy('depth')).toEqual([5, 4, 2, 1, 3]);
  });
  test('by strength, the strongest first', () => {
    expect(orderBy('outputs')).toEqual([1, 3, 2, 4, 5]);
    expect(orderBy('inputs')).toEqual([2, 4, 3, 1, 5]);
  });
  test('by clusters and along the Fiedler vector, every cell once', () => {
    for (const key of ['cluster', 'spectral']) expect(orderBy(key).sort()).toEqual([1, 2, 3, 4, 5]);
  });
});

test('runs of one group are spans; cells without a group are in none', () => {
  const { rows } = shownSides(page, { ...view, rows: { by: 'cell', sort: ['type'] } });
  expect(rows.spans.map(({ name, start, end }) => [name, start, end])).toEqual([
    ['a', 0, 2],
    ['b', 2, 4],
  ]);
});

test('a grouped side has a row for each group, with its cells', () => {
  const { rows } = shownSides(page, { ...view, rows: { by: 'type', sort: [] } });
  expect([rows.count, [...rows.offsets], [...rows.cells]]).toEqual([2, [0, 2, 4], [1, 4, 0, 2]]);
  expect([...rows.place]).toEqual([1, 0, 1, -1, 0]);
});

test('chosen cells are the only ones, in the order chosen', () => {
  const few = inPage(wiring, { groups: { type: types }, rows: { cells: [5n, 1n] }, columns: { cells: [4n, 3n, 2n] } });
  const { rows, columns } = shownSides(few, few.payload.view);
  expect([[...rows.cells], [...columns.cells], [...rows.place]]).toEqual([
    [4, 0],
    [3, 2, 1],
    [1, -1, -1, -1, 0],
  ]);
});

test('sides that are asked for alike are one order; others have their own', () => {
  const same = shownSides(page, view);
  expect(same.rows).toBe(same.columns);
  const other = shownSides(page, { ...view, columns: { by: 'cell', sort: ['inputs'] } });
  expect(other.rows).not.toBe(other.columns);
});

test('clustering too many cells is refused with what to do instead', () => {
  const n = MOST_CLUSTERED + 1;
  const ids = Array.from({ length: n }, (_, i) => BigInt(i + 1));
  const many = inPage(fromEdges({ pre: [1n], post: [2n] }, { cells: ids }));
  const side = { by: 'cell', sort: ['cluster'] };
  expect(() => shownSides(many, { ...many.payload.view, rows: side, columns: side })).toThrow(
    /up to 3,000 cells: received 3,001; order by spectral/,
  );
});
