import { describe, expect, test } from 'vitest';
import { INK } from '../../../kernel-helpers/contract/figure-ink.js';
import { cellPaints, onBothPapers, paler } from '../../../kernel-helpers/display/morphology-figure/paints.js';
import { CELL_TYPE_COLORS } from '../../../kernel-helpers/display/palette.js';
import { neuronOf, smallRows } from '../../contract/neurons';

const cell = (type: string | null, id: bigint): ReturnType<typeof neuronOf> =>
  neuronOf(smallRows, { type, id, label: `cell ${id}` });
const codes = new Set([1, 2, 3]);

/** Contrast as WCAG 2.2 defines it, written out by hand. */
function contrast(a: string, b: string): number {
  const luminance = (color: string): number => {
    const [r, g, bl] = [1, 3, 5].map(at => {
      const c = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  };
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe('colours of compartments', () => {
  const paints = cellPaints([cell('BC', 1n)], 'compartment', {}, codes);

  test('name what is shown, in the order soma, axon, dendrites', () => {
    expect(paints.groups.map(group => group.name)).toEqual(['soma', 'axon', 'basal dendrite']);
    expect(paints.groups[0].paint).toBe(INK.strong);
    expect(paints.cellPaint(0)).toBeUndefined();
  });

  test('stand out from white and from black paper', () => {
    for (const code of [0, 2, 3, 4]) {
      const [light, dark] = paints.paintOf(0, code).split(' ');
      expect(contrast(light, '#ffffff')).toBeGreaterThan(3);
      expect(contrast(dark, '#111111')).toBeGreaterThan(6);
    }
  });

  test('can be one’s own', () => {
    const own = cellPaints([cell('BC', 1n)], 'compartment', { axon: '#D00' }, codes);
    expect(own.paintOf(0, 2)).toBe('#dd0000');
    expect(() => cellPaints([cell('BC', 1n)], 'compartment', { BC: '#d00' }, codes)).toThrow(
      'morphology color belongs to nothing shown: received a color for BC, expected one of unknown, soma, axon, basalDendrite, apicalDendrite',
    );
    expect(() => cellPaints([cell('BC', 1n)], 'compartment', { axon: 'red' }, codes)).toThrow(
      'expected #rgb or #rrggbb',
    );
  });
});

describe('colours of cells', () => {
  const cells = [cell('5P-ET', 1n), cell('MC', 2n), cell('MC', 3n), cell(null, 4n)];

  test('are the field’s by type, moved until they stand out on either paper', () => {
    const paints = cellPaints(cells, 'type', {}, codes);
    expect(paints.groups.map(group => group.name)).toEqual(['5P-ET', 'MC', 'unknown']);
    expect(paints.paintOf(1, 3)).toBe(paints.paintOf(2, 3));
    for (const color of Object.values(CELL_TYPE_COLORS)) {
      const [light, dark] = onBothPapers(color).split(' ');
      expect(contrast(light, '#ffffff')).toBeGreaterThan(2.4);
      expect(contrast(dark, '#111111')).toBeGreaterThan(3);
    }
    expect(onBothPapers('#008cf9')).toBe('#008cf9 #008cf9');
  });

  test('are paler for axons', () => {
    const paints = cellPaints(cells, 'neuron', {}, codes);
    expect(paints.paintOf(0, 2)).toBe(paler(paints.paintOf(0, 3)));
    expect(new Set(cells.map((_, n) => paints.paintOf(n, 3))).size).toBe(4);
    expect(paler('#000000')).toBe('#525252 #060606');
  });

  test('can be one’s own by type, label or id', () => {
    const own = { MC: '#111111', 'cell 1': '#222222', 4: '#333333' };
    const paints = cellPaints(cells, 'type', own, codes);
    expect(cells.map((_, n) => paints.paintOf(n, 3))).toEqual(['#222222', '#111111', '#111111', '#333333']);
  });
});
