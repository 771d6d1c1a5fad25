import { expect, test } from 'vitest';
import { changeOf, withChange } from '../../../extension/neuron-viewer/changed-view';
import type { SceneCamera, SceneView } from '../../../kernel-helpers/contract/scene/scene.js';

const camera: SceneCamera = { target: [0, 1, 2], azimuth: 0, elevation: 0, distance: 10 };
const before: SceneView = { camera, hidden: ['1'] };

test('what differs is what changed, and what is gone is taken out', () => {
  expect(changeOf(before, { camera: { ...camera }, hidden: ['1'] })).toEqual({});
  expect(changeOf(before, { ...before, selected: ['2'] })).toEqual({ selected: ['2'] });
  const gone = changeOf(before, { hidden: ['1', '2'] });
  expect(gone).toEqual({ camera: undefined, hidden: ['1', '2'] });
  expect(withChange(before, gone)).toEqual({ hidden: ['1', '2'] });
});

test('a change leaves what another view of the output stored', () => {
  const stored: SceneView = { camera: { ...camera, distance: 99 }, hiddenItems: ['s'] };
  expect(withChange(stored, changeOf(before, { ...before, selected: ['2'] }))).toEqual({ ...stored, selected: ['2'] });
});
