import { expect, test } from 'vitest';
import { sameJson, sameScene } from '../../../extension/neuron-viewer/same-scene';

const scene = { version: 2, cells: [{ id: '1', color: '#000000' }], packed: { positions: 'AAAA' } };

test('a scene is the same looked at in another way', () => {
  expect(sameScene(scene, { ...scene, view: { hidden: ['1'] } })).toBe(true);
  expect(sameScene(JSON.parse(JSON.stringify(scene)), scene)).toBe(true);
});

test('a scene is another with another colour or other nodes', () => {
  expect(sameScene(scene, { ...scene, cells: [{ id: '1', color: '#000001' }] })).toBe(false);
  expect(sameScene(scene, { ...scene, packed: { positions: 'AAAB' } })).toBe(false);
});

test('what is no scene at all is compared, too', () => {
  expect(sameScene(undefined, undefined)).toBe(true);
  expect(sameScene(null, scene)).toBe(false);
  expect(sameScene([scene], [scene])).toBe(true);
});

test.each([
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ a: 1 }, { a: 1, b: undefined }, false],
  [{ a: 1 }, { b: 1 }, false],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [[], {}, false],
  [null, {}, false],
  ['1', 1, false],
])('%j and %j', (a, b, same) => {
  expect(sameJson(a, b)).toBe(same);
  expect(sameJson(b, a)).toBe(same);
});
