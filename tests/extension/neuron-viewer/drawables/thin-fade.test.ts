import { expect, test } from 'vitest';
import { thinFade } from '../../../../extension/neuron-viewer/drawables/thin-fade';

test('the two interneurons of the catalogue, 26,000 edges, keep every thread', () => {
  expect(thinFade(26_346)).toBe(0);
});

test('a column of 300 cells fades its threads, but never to nothing', () => {
  expect(thinFade(96_000)).toBe(0.85);
  expect(thinFade(5_000_000)).toBe(0.85);
});

test('between a few and a crowd the fade grows evenly', () => {
  expect(thinFade(60_000)).toBeCloseTo(0.425, 12);
});
