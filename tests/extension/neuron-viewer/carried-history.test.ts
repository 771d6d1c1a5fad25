import { expect, test } from 'vitest';
import { carryHistory, type ISteppedView } from '../../../extension/neuron-viewer/carried-history.js';
import type { IViewState } from '../../../extension/neuron-viewer/view-core.js';
import { ViewHistory } from '../../../extension/neuron-viewer/view-history.js';
import type { DecodedScene } from '../../../kernel-helpers/contract/scene/decode.js';

/** As much of a view as the steps need. */
function view(ids: readonly string[], keys: readonly string[]): ISteppedView {
  const scene = { cells: ids.map(id => ({ id, label: id, type: null, color: '#000000' })) };
  const items = keys.map(key => ({ item: { key } }));
  return { decoded: { scene, items } as unknown as DecodedScene, history: new ViewHistory<IViewState>() };
}

const selected = (...neurons: string[]) => ({ neurons, synapses: [], nodes: [] });

test('steps are taken back and done again by the view that takes the place of another', () => {
  const before = view(['1', '2', '3'], ['skeletons', 'synapses-1']);
  before.history.push({ before: { hidden: [] }, after: { hidden: [0, 2] } });
  before.history.push({ before: { hiddenItems: [] }, after: { hiddenItems: ['synapses-1'] } });
  before.history.push({ before: { hidden: [0, 2] }, after: { hidden: [] } });
  before.history.undo();
  // 1 is gone, 4 is new: 3 is where 1 was.
  const after = view(['3', '2', '4'], ['skeletons', 'synapses-1']);
  carryHistory(before, after);
  expect(after.history.redo()).toEqual({ hidden: [] });
  expect(after.history.undo()).toEqual({ hidden: [0] });
  expect(after.history.undo()).toEqual({ hiddenItems: [] });
  expect(after.history.undo()).toEqual({ hidden: [] });
  expect(after.history.canUndo).toBe(false);
});

test('steps that concern nothing that is still there are dropped, cameras and what others select are not', () => {
  const before = view(['1', '2'], ['skeletons', 'synapses-1']);
  const camera = {
    target: [0, 0, 0],
    azimuth: 1,
    elevation: 0,
    roll: 0,
    distance: 9,
    projection: 'perspective',
  } as const;
  const node = { neuron: '1', node: 4, positionNm: [0, 0, 0] } as const;
  before.history.push({ before: { camera: undefined }, after: { camera } });
  before.history.push({ before: { hidden: [] }, after: { hidden: [0] } });
  before.history.push({ before: { hiddenItems: [] }, after: { hiddenItems: ['synapses-1'] } });
  before.history.push({ before: { selection: selected() }, after: { selection: { ...selected('1'), nodes: [node] } } });
  before.history.push({ before: { selection: selected('7') }, after: { selection: selected('7', '1', '2') } });
  const after = view(['2'], ['skeletons']);
  carryHistory(before, after);
  expect(after.history.undo()).toEqual({ selection: selected('7') });
  expect(after.history.redo()).toEqual({ selection: selected('7', '2') });
  after.history.undo();
  expect(after.history.undo()).toEqual({ camera: undefined });
  expect(after.history.canUndo).toBe(false);
});
