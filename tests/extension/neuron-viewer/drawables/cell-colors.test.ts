import { expect, test } from 'vitest';
import { CELL_STATE, CellColors } from '../../../../extension/neuron-viewer/drawables/cell-colors';

const texel = (colors: CellColors, n: number): number[] => [
  ...(colors.texture.image.data as Uint8Array).subarray(4 * n, 4 * n + 4),
];

test('a cell is one texel of its colour, shown', () => {
  const colors = new CellColors(['#008cf9', '#018cf9']);
  expect(texel(colors, 0)).toEqual([0x00, 0x8c, 0xf9, CELL_STATE.shown]);
  expect(texel(colors, 1)).toEqual([0x01, 0x8c, 0xf9, CELL_STATE.shown]);
});

test('what is not selected is dimmed while something is, and what is hidden stays hidden', () => {
  const colors = new CellColors(['#000000', '#000000', '#000000']);
  colors.setStates(new Set([2]), new Set([1, 2]));
  expect([0, 1, 2].map(n => texel(colors, n)[3])).toEqual([CELL_STATE.dimmed, CELL_STATE.selected, CELL_STATE.hidden]);
  expect([0, 1, 2].map(n => colors.isHidden(n))).toEqual([false, false, true]);
});
