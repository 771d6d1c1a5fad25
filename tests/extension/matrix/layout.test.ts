import { expect, test } from 'vitest';
import { type ILayoutParts, layoutOf } from '../../../extension/matrix/layout.js';

const parts: ILayoutParts = {
  widthPx: 900,
  rowCount: 78,
  columnCount: 18,
  rowWordsPx: 40,
  columnWordsPx: 40,
  hasTotals: false,
  isTable: false,
  rowBesidePx: 11,
  columnBesidePx: 11,
};

test('rows and columns of a wiring make squares', () => {
  const { area } = layoutOf(parts);
  expect([area.width, area.height]).toEqual([148, 640]);
});

test('columns of a table are as wide as their names need, where there is room', () => {
  expect(layoutOf({ ...parts, isTable: true }).area).toMatchObject({ width: 18 * 17, height: 640 });
  const narrow = layoutOf({ ...parts, isTable: true, widthPx: 400 });
  expect(narrow.area.width).toBe(400 - narrow.area.left - 92);
  expect(layoutOf({ ...parts, isTable: true, rowCount: 18, columnCount: 400 }).area.height).toBe(18 * 17);
});
