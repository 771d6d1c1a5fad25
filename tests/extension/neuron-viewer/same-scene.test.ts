import { expect, test } from 'vitest';
import { sameScene } from '../../../extension/neuron-viewer/same-scene';

const scene = { version: 2, cells: [{ id: '1', color: '#000000' }], packed: { positions: 'AAAA' } };

test('a scene is the same looked at in another way', () => {
  expect(sameScene(scene, { ...scene, view: { hidden: ['1'] } })).toBe(true);
});

test('a scene is another with another colour or other nodes', () => {
  expect(sameScene(scene, { ...scene, cells: [{ id: '1', color: '#000001' }] })).toBe(false);
  expect(sameScene(scene, { ...scene, packed: { positions: 'AAAB' } })).toBe(false);
});
