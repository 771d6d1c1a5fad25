import { expect, test } from 'vitest';
import {
  cellLabel,
  labelElements,
  textWidthPx,
  wrapped,
} from '../../../kernel-helpers/display/morphology-figure/labels.js';
import { neuronOf, smallRows } from '../../contract/neurons';

const cell = (type: string | null, label: string): ReturnType<typeof neuronOf> => neuronOf(smallRows, { type, label });

test('a cell is told by its type and its label', () => {
  expect(cellLabel(cell('BC', 'basket cell 296758 (minnie65)'), undefined).lines).toEqual([
    'BC',
    'basket cell 296758',
    '(minnie65)',
  ]);
});

test('a label that begins with the type says both, and "synthetic" stands elsewhere', () => {
  expect(cellLabel(cell('5P-ET', '5P-ET 12 (synthetic)'), undefined).lines).toEqual(['5P-ET 12']);
});

test('a cell without a type is told by its label', () => {
  expect(cellLabel(cell(null, 'cell 7'), undefined).lines).toEqual(['cell 7']);
});

test('own words take the place of both, in as many lines as they have', () => {
  expect(cellLabel(cell('BC', 'x'), neuron => `${neuron.type}\nn = 4`).lines).toEqual(['BC', 'n = 4']);
  expect(cellLabel(cell('BC', 'x'), () => '').lines).toEqual([]);
});

test('words without end are cut off', () => {
  const { lines, widthPx } = cellLabel(cell(null, `${'a'.repeat(900)} ${'word '.repeat(900)}`), undefined);
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^a{15,25}…$/);
  expect(lines[3]).toMatch(/…$/);
  expect(widthPx).toBeLessThan(125);
});

test('lines are broken at spaces and are no wider than asked', () => {
  const text = 'Neurites have their measured width, but none is drawn thinner than 1.1 µm.';
  const lines = wrapped(text, 12, 200);
  expect(lines.join(' ')).toBe(text);
  for (const line of lines) expect(textWidthPx(line, 12)).toBeLessThanOrEqual(200);
});

test('words stand centred under the soma, the first line bold, with the colour of the cell before it', () => {
  const elements = labelElements({ lines: ['BC', 'cell 1'], widthPx: 40 }, 100, 50, '#112233');
  expect(elements.map(element => [element.kind, element.kind === 'text' && element.text])).toEqual([
    ['text', 'BC'],
    ['text', 'cell 1'],
    ['circle', false],
  ]);
  expect(elements[0]).toMatchObject({ x: 100, y: 61, anchor: 'middle', bold: true });
  expect(elements[2]).toMatchObject({ fill: '#112233' });
  expect((elements[2] as { x: number }).x).toBeLessThan(100 - textWidthPx('BC', 11, true) / 2);
});
