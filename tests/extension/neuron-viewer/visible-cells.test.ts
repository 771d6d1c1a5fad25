import { expect, test } from 'vitest';
import { VisibleCells } from '../../../extension/neuron-viewer/visible-cells';

const cells = ['864691135396580129', '864691135396580130'].map(id => ({ id, label: id, type: null, color: '#000000' }));

test('what is hidden and selected is stored by id, and comes back', () => {
  const visible = new VisibleCells(cells, undefined);
  expect(visible.stored).toEqual({});
  visible.setHidden([1]);
  visible.set({ selected: ['864691135396580129'], hiddenItems: ['synapses'] });
  const stored = {
    hidden: ['864691135396580130'],
    selected: ['864691135396580129'],
    hiddenItems: ['synapses'],
  };
  expect(visible.stored).toEqual(stored);
  expect(new VisibleCells(cells, stored).stored).toEqual(stored);
});

test('ids of other scenes are left out, and what is absent stays', () => {
  const visible = new VisibleCells(cells, { hidden: ['864691135396580129'] });
  visible.set({ selected: ['5', '864691135396580130'] });
  expect([...visible.selected]).toEqual([1]);
  expect([...visible.hidden]).toEqual([0]);
});
