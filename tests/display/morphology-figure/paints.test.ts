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

/**
 * What linear RGB becomes for readers without one kind of cone.
 *
 * @source Machado, Oliveira and Fernandes 2009, "A physiologically-based model for simulation of color vision
 * deficiency", severity 1.0
 */
const VISIONS: Readonly<Record<string, readonly (readonly number[])[]>> = {
  common: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIE L*a*b* (D65) of a colour as it is seen. */
function labOf(color: string, vision: readonly (readonly number[])[]): readonly number[] {
  const times = (matrix: readonly (readonly number[])[], v: readonly number[]): number[] =>
    matrix.map(row => row.reduce((sum, m, k) => sum + m * v[k], 0));
  const linear = [1, 3, 5].map(at => {
    const c = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  const seen = times(vision, linear).map(c => Math.min(1, Math.max(0, c)));
  const [x, y, z] = times(
    [
      [0.4124564, 0.3575761, 0.1804375],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339, 0.119192, 0.9503041],
    ],
    seen,
  ).map((value, k) => {
    const t = value / [0.95047, 1, 1.08883][k];
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
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
      expect(contrast(dark, '#111111')).toBeGreaterThan(4.5);
    }
  });

  test('differ for every common kind of colour vision', () => {
    for (const paper of [0, 1]) {
      const inks = [['#1f1f1f'], ['#ffffff']][paper];
      const shown = [...inks, ...[0, 2, 3, 4].map(code => paints.paintOf(0, code).split(' ')[paper])];
      for (const vision of Object.values(VISIONS)) {
        const seen = shown.map(color => labOf(color, vision));
        seen.forEach((a, i) => {
          for (const b of seen.slice(i + 1)) {
            expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(20);
          }
        });
      }
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
