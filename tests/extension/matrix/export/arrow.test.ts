import { tableFromIPC } from 'apache-arrow';
import { expect, test } from 'vitest';
import { matrixArrow } from '../../../../extension/matrix/export/arrow';
import { valueList } from '../../../../extension/matrix/export/entries';
import { shownOf } from '../../../../extension/matrix/shown';
import { fromEdges } from '../../../../kernel-helpers/core/connectivity/from-edges.js';
import { inPage } from '../model/wirings';

const big = 864691135571546917n;
const wiring = fromEdges({ pre: [big, 1n, 1n], post: [1n, big, 2n], synapses: [4, 2, 1] }, { cells: [1n, big, 2n] });

test('ids are exact, presynaptic first however the matrix is turned', () => {
  const page = inPage(wiring, { sort: [] });
  for (const transposed of [false, true]) {
    const shown = shownOf(page, { ...page.payload.view, transposed });
    const all = { top: 0, bottom: 3, left: 0, right: 3 };
    const table = tableFromIPC(matrixArrow(valueList(page, shown, all)));
    const rows = table.toArray().map(row => ({ ...row }));
    expect(rows.sort((a, b) => b.synapses - a.synapses)).toEqual([
      { pre_id: big, post_id: 1n, synapses: 4 },
      { pre_id: 1n, post_id: big, synapses: 2 },
      { pre_id: 1n, post_id: 2n, synapses: 1 },
    ]);
  }
});

test('groups are names, and a pair that cannot be is null', () => {
  const page = inPage(wiring, { sort: [], groups: { type: ['a', 'a', 'b'] }, by: 'type', measure: 'probability' });
  const shown = shownOf(page, page.payload.view);
  const table = tableFromIPC(matrixArrow(valueList(page, shown, { top: 0, bottom: 2, left: 0, right: 2 })));
  expect(table.schema.names).toEqual(['pre_type', 'post_type', shown.grid.unit]);
  expect(table.toArray().map(row => Object.values({ ...row }))).toEqual([
    ['a', 'a', 1],
    ['a', 'b', 0.5],
    ['b', 'b', null],
  ]);
});
