import { describe, expect, test } from 'vitest';
import { gridOf, type IGrid, valueAt } from '../../../../extension/matrix/model/grid';
import { shownSides } from '../../../../extension/matrix/model/side';
import { groupMatrix } from '../../../../kernel-helpers/core/connectivity/group-matrix.js';
import { type GroupMeasure, MEASURES } from '../../../../kernel-helpers/core/connectivity/group-measures.js';
import { denseCounts, inPage, numbersOf, someWiring } from './wirings';

const wiring = someWiring('grid', 23, 0.2);
const types = numbersOf('types', 23).map(draw => (draw < 0.1 ? null : draw < 0.5 ? 'A' : draw < 0.8 ? 'B' : 'C'));
const depth = numbersOf('depth', 23);
const decoded = inPage(wiring, { groups: { type: types }, values: { depth } });
const { view } = decoded.payload;
const dense = (grid: IGrid): number[][] =>
  Array.from({ length: grid.rowCount }, (_, r) =>
    Array.from({ length: grid.columnCount }, (_, c) => valueAt(grid, r, c)),
  );

test('cells against cells: the synapses of each pair, in the order of the sides, columns ascending', () => {
  const next = { ...view, rows: { by: 'cell', sort: ['depth'] }, columns: { by: 'cell', sort: ['type', 'inputs'] } };
  const { rows, columns } = shownSides(decoded, next);
  const grid = gridOf(decoded.wiring, rows, columns, 'synapses');
  const counts = denseCounts(wiring);
  expect(dense(grid)).toEqual([...rows.cells].map(pre => [...columns.cells].map(post => counts[pre][post])));
  expect(grid.values.length).toBe(wiring.pairCount);
  for (let row = 0; row < grid.rowCount; row += 1) {
    const of = grid.columns.subarray(grid.offsets[row], grid.offsets[row + 1]);
    expect([...of]).toEqual([...of].sort((a, b) => a - b));
  }
});

describe('a pair of cells has the value it has as two groups of one', () => {
  const alone = Array.from(wiring.ids, id => String(id).padStart(2, '0'));
  test.each(Object.keys(MEASURES) as GroupMeasure[])('%s', measure => {
    const { rows, columns } = shownSides(decoded, {
      ...view,
      rows: { by: 'cell', sort: [] },
      columns: { by: 'cell', sort: [] },
    });
    const grid = gridOf(decoded.wiring, rows, columns, measure);
    const expected = groupMatrix(wiring, alone, { measure });
    const differences: string[] = [];
    expected.values.forEach((value, i) => {
      const [row, column] = [Math.floor(i / 23), i % 23];
      const got = valueAt(grid, row, column);
      // No cell is its own partner, and 0 / 0 is left empty here.
      if (Number.isNaN(value) ? got !== 0 : Math.abs(got - value) > 1e-6 * Math.abs(value)) {
        differences.push(`${row} → ${column}: ${got}, expected ${value}`);
      }
    });
    expect(differences).toEqual([]);
  });
});

describe('groups have the values of groupMatrix, cells without a group left out', () => {
  test.each(Object.keys(MEASURES) as GroupMeasure[])('%s', measure => {
    const { rows, columns } = shownSides(decoded, {
      ...view,
      rows: { by: 'type', sort: [] },
      columns: { by: 'type', sort: [] },
    });
    const grid = gridOf(decoded.wiring, rows, columns, measure);
    const expected = groupMatrix(wiring, types, { measure, ungrouped: 'leave out' });
    expect(dense(grid).flat().map(Math.fround)).toEqual([...expected.values].map(Math.fround));
  });
});

test('a few cells against groups: each row is what that cell has with the group', () => {
  const few = inPage(wiring, { groups: { type: types }, rows: { cells: [20n, 3n, 7n] }, columns: { by: 'type' } });
  const { rows, columns } = shownSides(few, few.payload.view);
  const grid = gridOf(few.wiring, rows, columns, 'synapses');
  const counts = denseCounts(wiring);
  expect(dense(grid)).toEqual(
    [19, 2, 6].map(pre =>
      ['A', 'B', 'C'].map(type =>
        counts[pre].reduce((sum, count, post) => sum + (types[post] === type ? count : 0), 0),
      ),
    ),
  );
});
