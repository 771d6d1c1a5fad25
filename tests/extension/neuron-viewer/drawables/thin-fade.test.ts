import { expect, test } from 'vitest';
import { thinFade } from '../../../../extension/neuron-viewer/drawables/thin-fade';

test('the six proximity skeletons of the catalogue, 87 mm, keep every thread', () => {
  expect(thinFade(87)).toBe(0);
});

test('a column of 300 cells fades its threads, but never to nothing', () => {
  expect(thinFade(1355)).toBe(0.85);
  expect(thinFade(50_000)).toBe(0.85);
});

test('between a few and a crowd the fade grows evenly', () => {
  expect(thinFade(825)).toBeCloseTo(0.425, 12);
});
