import { expect, test } from 'vitest';
import { cellRows, type ICellRow, sortRows } from '../../../../extension/neuron-viewer/overlay/cell-rows';
import { decodeScene } from '../../../../kernel-helpers/contract/scene/decode.js';
import { cell, rod, sceneOf, skeletons } from '../../../ui/viewer/scenes';

test('a row has the nodes, the cable and the depth of the soma', async () => {
  const soma = rod(90_000, 100, 4, [250_000, 0]);
  const cells = [cell(0, { type: 'BC' }), cell(1)];
  const marked = { ...soma, compartments: Uint8Array.of(2, 1, 2, 2) };
  const rows = cellRows(await decodeScene(sceneOf(cells, [skeletons([marked])])));
  expect(rows[0]).toMatchObject({ cell: 0, label: 'cell 0', type: 'BC', nodeCount: 4 });
  expect(rows[0].cableLengthUm).toBeCloseTo(90, 1);
  expect(rows[0].somaDepthUm).toBeCloseTo(250, 1);
  expect(rows[1]).toMatchObject({ nodeCount: 0, cableLengthUm: 0, somaDepthUm: null });
});

const row = (given: Partial<ICellRow>): ICellRow => ({
  cell: 0,
  id: '1',
  label: 'a',
  type: null,
  nodeCount: 1,
  cableLengthUm: 1,
  somaDepthUm: null,
  ...given,
});

test('rows are sorted by the value of long ids, not by their letters or as rounded numbers', () => {
  const rows = ['864691135396580130', '9', '864691135396580129'].map((id, n) => row({ cell: n, id }));
  expect(sortRows(rows, 'id', true).map(r => r.cell)).toEqual([1, 2, 0]);
  expect(sortRows(rows, 'id', false).map(r => r.cell)).toEqual([0, 2, 1]);
});

test('what is missing comes last in either direction, and equals keep the order of the scene', () => {
  const rows = [row({ cell: 0 }), row({ cell: 1, somaDepthUm: 5 }), row({ cell: 2, somaDepthUm: 3 }), row({ cell: 3 })];
  expect(sortRows(rows, 'somaDepthUm', true).map(r => r.cell)).toEqual([2, 1, 0, 3]);
  expect(sortRows(rows, 'somaDepthUm', false).map(r => r.cell)).toEqual([1, 2, 0, 3]);
  expect(sortRows(rows, 'nodeCount', false).map(r => r.cell)).toEqual([0, 1, 2, 3]);
});

test('labels are sorted as people do', () => {
  const rows = ['cell 10', 'cell 9'].map((label, n) => row({ cell: n, label }));
  expect(sortRows(rows, 'label', true).map(r => r.label)).toEqual(['cell 9', 'cell 10']);
});
