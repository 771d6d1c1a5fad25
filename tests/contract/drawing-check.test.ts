import { describe, expect, test } from 'vitest';
import type { Drawing, DrawnElement } from '../../kernel-helpers/contract/drawing.js';
import { checkDrawing, DRAWING_LIMITS } from '../../kernel-helpers/contract/drawing-check.js';
import { FormatError } from '../../kernel-helpers/errors.js';

const elements: readonly DrawnElement[] = [
  { kind: 'lines', path: 'M0 0l10 10', stroke: '#112233 #ddeeff', widthPx: 0.5, opacity: 0.5 },
  { kind: 'area', path: 'M0 0l10 0 0 10z', fill: 'ink:faint' },
  { kind: 'circle', x: 1, y: 2, radiusPx: 3, fill: '#ABCDEF' },
  { kind: 'text', x: 1, y: 2, text: 'L1', fill: 'ink:muted', sizePx: 11, anchor: 'end', bold: true, upward: false },
];
const drawing: Drawing = {
  version: 1,
  title: 't',
  caption: '',
  description: 'd',
  synthetic: false,
  widthPx: 100,
  heightPx: 50,
  groups: [{ title: 'a cell', elements }, { elements: [] }],
};

/** The drawing with its first element changed. */
const withFirst = (change: object): unknown => ({
  ...drawing,
  groups: [{ elements: [{ ...elements[0], ...change }] }],
});

test('a whole drawing is returned as it is, and after JSON too', () => {
  expect(checkDrawing(drawing)).toBe(drawing);
  expect(checkDrawing(JSON.parse(JSON.stringify(drawing)))).toEqual(drawing);
});

test('the error names the place and what stands there', () => {
  expect(() => checkDrawing(withFirst({ widthPx: -1 }))).toThrow(FormatError);
  expect(() => checkDrawing(withFirst({ widthPx: -1 }))).toThrow(
    'drawing groups[0].elements[0].widthPx is not drawable: received -1, expected a number from 0 to 1000; run the cell again',
  );
});

describe('what a hostile notebook may hold', () => {
  test.each<[string, unknown]>([
    ['no object', null],
    ['a list', []],
    ['another version', { ...drawing, version: 2 }],
    ['no title', { ...drawing, title: undefined }],
    ['a title that is none', { ...drawing, title: { toString: 'x' } }],
    ['a width that is not finite', { ...drawing, widthPx: Number.POSITIVE_INFINITY }],
    ['a width lost in JSON', { ...drawing, widthPx: null }],
    ['a page too high', { ...drawing, heightPx: 1e9 }],
    ['groups that are none', { ...drawing, groups: 'x' }],
    ['a group that is none', { ...drawing, groups: [null] }],
    ['elements that are none', { ...drawing, groups: [{ elements: { length: 1e9 } }] }],
    ['an unknown kind', withFirst({ kind: 'script' })],
    ['a kind of every object', withFirst({ kind: 'constructor' })],
    ['an attribute of its own', withFirst({ onload: 'alert(1)' })],
    ['a link', withFirst({ href: 'https://example.org' })],
    ['a path that loads', withFirst({ path: 'url(https://example.org)' })],
    ['a path that is none', withFirst({ path: 5 })],
    ['a paint that loads', withFirst({ stroke: 'url(https://example.org/#a)' })],
    ['a paint with more behind it', withFirst({ stroke: '#112233;background:red' })],
    ['a paint with a line break', withFirst({ stroke: '#112233\n' })],
    ['three colours', withFirst({ stroke: '#112233 #112233 #112233' })],
    ['a scale of colours', withFirst({ stroke: 'ink:sequential' })],
    ['a width that is text', withFirst({ widthPx: '1' })],
    ['a width that is not a number', withFirst({ widthPx: Number.NaN })],
  ])('%s is refused', (_, value) => {
    expect(() => checkDrawing(value)).toThrow(FormatError);
  });

  test('too much of anything is refused', () => {
    const many = (length: number, element: DrawnElement): unknown => ({
      ...drawing,
      groups: [{ elements: new Array(length).fill(element) }],
    });
    expect(() => checkDrawing(many(DRAWING_LIMITS.texts + 1, elements[3]))).toThrow('more than 5000 texts in all');
    expect(() => checkDrawing(many(DRAWING_LIMITS.elements + 1, elements[2]))).toThrow('more than 50000 elements');
    const long = { ...elements[0], path: `M0 0l${'-1 0 1 0'.repeat(50_000)}` } as DrawnElement;
    expect(() => checkDrawing(many(11, long))).toThrow('more than 1000000 points in all');
    expect(() => checkDrawing({ ...drawing, groups: new Array(5001).fill({ elements: [] }) })).toThrow('5001 groups');
    expect(() => checkDrawing({ ...drawing, title: 'x'.repeat(50_001) })).toThrow('50001 characters');
  });
});
