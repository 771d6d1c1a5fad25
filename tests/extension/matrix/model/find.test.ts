import { describe, expect, test } from 'vitest';
import { find, windowOf } from '../../../../extension/matrix/model/find';
import { shownSides } from '../../../../extension/matrix/model/side';
import { fromEdges } from '../../../../kernel-helpers/core/connectivity/from-edges.js';
import { inPage } from './wirings';

const ids = [864691135571546917n, 864691135571546918n, 864691135000000001n, 12n];
const wiring = fromEdges({ pre: [ids[0]], post: [ids[1]] }, { cells: ids });
const page = inPage(wiring, {
  groups: { type: ['L2/3', 'BC', 'BC', null], area: ['V1', 'V1', 'RL', 'RL'] },
  labels: ['Anna', 'Basket 1', 'Basket 2', 'bc'],
});

describe('what is looked for', () => {
  test.each([
    ['an id', '864691135571546918', { name: 'Basket 1', isCell: true, cells: [1] }],
    ['a name, whatever its case', ' anna ', { name: 'Anna', isCell: true, cells: [0] }],
    ['a name before a group of the same name', 'BC', { name: 'bc', isCell: true, cells: [3] }],
    ['a group', 'l2/3', { name: 'L2/3', isCell: false, cells: [0] }],
    ['a group of another grouping', 'V1', { name: 'V1', isCell: false, cells: [0, 1] }],
    ['the beginning of one group', 'l2', { name: 'L2/3', isCell: false, cells: [0] }],
    ['the beginning of several cells', 'basket', { name: 'basket', isCell: true, cells: [1, 2] }],
    ['the beginning of an id', '12', { name: 'bc', isCell: true, cells: [3] }],
    ['the end of an id', '546917', { name: 'Anna', isCell: true, cells: [0] }],
  ])('%s', (_, words, found) => {
    expect(find(page, words)).toEqual(found);
  });
  test('nothing of that name, and no words at all', () => {
    expect([find(page, 'chandelier'), find(page, '  ')]).toEqual([undefined, undefined]);
  });
});

test('the window has all of them with what lies around, and stays inside', () => {
  const cells = Array.from({ length: 100 }, (_, i) => BigInt(i + 1));
  const many = inPage(fromEdges({ pre: [1n], post: [2n] }, { cells }), { sort: [], rows: { cells: cells.slice(50) } });
  const { rows, columns } = shownSides(many, many.payload.view);
  expect(windowOf(rows, columns, [60])).toEqual({ top: 0, bottom: 26, left: 45, right: 76 });
  expect(windowOf(rows, columns, [10])).toEqual({ top: 0, bottom: 50, left: 0, right: 26 });
  expect(windowOf(rows, columns, [55, 95])).toEqual({ top: 1, bottom: 50, left: 51, right: 100 });
  expect(windowOf(rows, rows, [3])).toBeUndefined();
});
