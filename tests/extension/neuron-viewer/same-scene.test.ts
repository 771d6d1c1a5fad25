import { expect, test } from 'vitest';
import { sameScene } from '../../../extension/neuron-viewer/same-scene';

const scene = { version: 1, neurons: [{ id: '1', color: '#000000' }], packed: { positions: 'AAAA' } };

test('a scene is the same with another camera, or none', () => {
  expect(sameScene(scene, { ...scene, camera: { distance: 1 } })).toBe(true);
});

test('a scene is another with another colour or other nodes', () => {
  expect(sameScene(scene, { ...scene, neurons: [{ id: '1', color: '#000001' }] })).toBe(false);
  expect(sameScene(scene, { ...scene, packed: { positions: 'AAAB' } })).toBe(false);
});
