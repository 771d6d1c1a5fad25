import { expect, test } from 'vitest';
import { stateOf } from '../../../extension/neuroglancer/state-of';
import { link } from '../../../kernel-helpers/core/neuroglancer/link.js';

test('the first of state, url and view counts', () => {
  const url = link({ title: 'of a link' });
  expect(stateOf({ state: { title: 'of a state' }, url, view: {} })).toEqual({ title: 'of a state' });
  expect(stateOf({ url, view: {} })).toMatchObject({ title: 'of a link' });
  expect(stateOf({ view: { title: 'of a view' } })).toMatchObject({ title: 'of a view', layout: '4panel' });
  expect(stateOf({})).toMatchObject({ layers: [{ name: 'image' }, { name: 'segmentation', segments: [] }] });
});

test('a view comes as JSON: ids as digits, the transform by name', () => {
  const camera = { target: [0, 0, 0], azimuth: 0, elevation: 0, distance: 1000 };
  const { layers, projectionOrientation } = stateOf({
    view: { ids: ['864691135571546917'], camera, transform: 'minnie65' },
  }) as { layers: unknown[]; projectionOrientation: number[] };
  expect(layers[1]).toMatchObject({ segments: ['864691135571546917'] });
  expect(projectionOrientation[2]).toBeCloseTo(Math.sin((-2.5 * Math.PI) / 180), 9);
  expect(() => stateOf({ view: { ids: ['cell'] } })).toThrow('neuroglancer ids is not an id: received "cell"');
});
