import { expect, test } from 'vitest';
import { gridOf } from '../../../../extension/matrix/model/grid';
import { shownSides } from '../../../../extension/matrix/model/side';
import { turnedGrid } from '../../../../extension/matrix/model/turned-grid';
import { denseCounts, inPage, someWiring } from './wirings';

test('rows become columns, and twice turned it is as it was', () => {
  const wiring = someWiring('turned', 23, 0.2);
  const page = inPage(wiring, { rows: { cells: [3n, 1n, 9n, 20n] } });
  const { rows, columns } = shownSides(page, page.payload.view);
  const straight = gridOf(page.wiring, rows, columns, 'synapses');
  const turned = turnedGrid(straight);
  expect([turned.rowCount, turned.columnCount, turned.unit]).toEqual([23, 4, 'synapses']);
  const dense = denseCounts(wiring);
  const seen = Array.from({ length: 23 }, () => [0, 0, 0, 0]);
  for (let row = 0; row < 23; row += 1) {
    for (let e = turned.offsets[row]; e < turned.offsets[row + 1]; e += 1) {
      if (e > turned.offsets[row]) expect(turned.columns[e]).toBeGreaterThan(turned.columns[e - 1]);
      seen[row][turned.columns[e]] = turned.values[e];
    }
  }
  const expected = Array.from(columns.cells, post => Array.from(rows.cells, pre => dense[pre][post]));
  expect(seen).toEqual(expected);
  expect(turnedGrid(turned)).toEqual(straight);
});
