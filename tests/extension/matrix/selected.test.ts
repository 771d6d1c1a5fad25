import { expect, test } from 'vitest';
import { shownSides } from '../../../extension/matrix/model/side';
import { cellsBetween, cellsOfBlock, neuronsOf, selectedRows, selectionOf } from '../../../extension/matrix/selected';
import { EMPTY_SELECTION } from '../../../kernel-helpers/contract/selection.js';
import { fromEdges } from '../../../kernel-helpers/core/connectivity/from-edges.js';
import { inPage } from './model/wirings';

const wiring = fromEdges({ pre: [1n, 3n], post: [2n, 4n] }, { cells: [1n, 2n, 3n, 4n] });
const page = inPage(wiring, {
  groups: { type: ['b', 'a', 'b', 'a'] },
  rows: { by: 'type' },
  columns: { sort: 'type' },
});
const { rows, columns } = shownSides(page, page.payload.view);

test('rows that a block touches give all their cells, rows before columns, each once', () => {
  expect([...cellsBetween(rows, 0.2, 0.9)]).toEqual([1, 3]);
  expect([...cellsBetween(columns, 1.5, 99)]).toEqual([3, 0, 2]);
  expect(cellsOfBlock(rows, columns, { top: 0, bottom: 1, left: 0, right: 3 })).toEqual([1, 3, 0]);
});

test('a row is marked when any cell of it is selected', () => {
  expect(selectedRows(rows, [2])).toEqual(Uint8Array.of(0, 1));
  expect(selectedRows(columns, [2, 1])).toEqual(Uint8Array.of(1, 0, 0, 1));
  expect(selectedRows(rows, [])).toBeUndefined();
});

test('what is chosen takes the place of what was; added, it comes to it, or goes where all of it was there', () => {
  const before = { ...EMPTY_SELECTION, neurons: ['1', '2'], synapses: ['9'] };
  expect(selectionOf(before, ['3'], false)).toEqual({ neurons: ['3'], synapses: [], nodes: [] });
  expect(selectionOf(before, ['2', '3'], true)).toEqual({ ...before, neurons: ['1', '2', '3'] });
  expect(selectionOf(before, ['2'], true)).toEqual({ ...before, neurons: ['1'] });
});

test('what has the id 0 is no neuron', () => {
  expect(neuronsOf({ ids: BigUint64Array.of(864691135571546917n, 0n, 7n) }, [2, 1, 0])).toEqual([
    '7',
    '864691135571546917',
  ]);
});
