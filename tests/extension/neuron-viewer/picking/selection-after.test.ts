import { describe, expect, test } from 'vitest';
import type { IHit } from '../../../../extension/neuron-viewer/picking/hit';
import { selectionAfterClick, selectionOfCells } from '../../../../extension/neuron-viewer/picking/selection-after';
import { EMPTY_SELECTION } from '../../../../kernel-helpers/contract/selection.js';

const cells = ['11', '12', '13'].map(id => ({ id, label: id, type: null, color: '#000000' }));
const plain = { toggle: false, node: false };
const toggle = { toggle: true, node: false };
const hitOf = (cell: number, given: Partial<IHit> = {}): IHit => ({
  cell,
  itemName: 'neurons',
  kind: 'skeletons',
  positionUm: [1, 2, 3],
  node: { index: 7, compartment: 2 },
  ...given,
});
const synapse = hitOf(0, { kind: 'points', point: { role: 'synapses', id: '5', side: 'output' } });
const before = { ...EMPTY_SELECTION, neurons: ['12', '99'] };

describe('a click', () => {
  test('selects the neuron that was hit, and nothing else', () => {
    expect(selectionAfterClick(before, hitOf(0), cells, plain)).toEqual({ ...EMPTY_SELECTION, neurons: ['11'] });
  });

  test('adds a neuron, or removes it, and leaves those of other views', () => {
    expect(selectionAfterClick(before, hitOf(0), cells, toggle).neurons).toEqual(['12', '99', '11']);
    expect(selectionAfterClick(before, hitOf(1), cells, toggle).neurons).toEqual(['99']);
  });

  test('selects a synapse when it hits one that has an id', () => {
    expect(selectionAfterClick(before, synapse, cells, plain)).toEqual({ ...EMPTY_SELECTION, synapses: ['5'] });
    const nameless = hitOf(2, { kind: 'points', point: { role: 'synapses', side: 'none' } });
    expect(selectionAfterClick(before, nameless, cells, plain).neurons).toEqual(['13']);
  });

  test('selects the node where that was asked for, its place in nm', () => {
    const node = { neuron: '11', node: 7, positionNm: [1000, 2000, 3000] };
    const once = selectionAfterClick(before, hitOf(0), cells, { toggle: true, node: true });
    expect(once).toEqual({ ...before, nodes: [node] });
    expect(selectionAfterClick(once, hitOf(0), cells, { toggle: true, node: true }).nodes).toEqual([]);
  });

  test('on nothing selects nothing, unless it was to add', () => {
    expect(selectionAfterClick(before, undefined, cells, plain)).toEqual(EMPTY_SELECTION);
    expect(selectionAfterClick(before, undefined, cells, toggle)).toEqual(before);
  });

  test('on what belongs to no neuron changes nothing', () => {
    expect(selectionAfterClick(before, hitOf(-1, { kind: 'points' }), cells, plain)).toEqual(before);
  });
});

test('an outline selects its cells in the order of the scene, alone or beside others', () => {
  expect(selectionOfCells(before, new Set([2, 0]), cells, false)).toEqual({
    ...EMPTY_SELECTION,
    neurons: ['11', '13'],
  });
  expect(selectionOfCells(before, new Set([1, 0]), cells, true).neurons).toEqual(['12', '99', '11']);
});
