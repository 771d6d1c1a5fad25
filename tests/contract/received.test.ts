import { describe, expect, test } from 'vitest';
import { checkDrawing } from '../../kernel-helpers/contract/drawing-check.js';
import { receivedText } from '../../kernel-helpers/contract/received.js';
import { checkScene } from '../../kernel-helpers/contract/scene/check.js';
import { checkSelectionMessage } from '../../kernel-helpers/contract/selection.js';
import { validateCheck } from '../../kernel-helpers/contract/validate-check.js';
import { validateFigure } from '../../kernel-helpers/contract/validate-figure.js';
import { FormatError } from '../../kernel-helpers/errors.js';

describe('what was received', () => {
  test.each([
    ['text', 'text'],
    [Number.NaN, 'NaN'],
    [7n, '7'],
    [undefined, 'undefined'],
    [null, 'null'],
    [() => 1, 'a function'],
    [[1, 'a', null, [2]], '[1,"a",null,[2]]'],
    [{ a: 1, b: { c: [1] } }, '{"a":1,"b":{"c":[…]}}'],
    [[], '[]'],
    [{}, '{}'],
    [new Float32Array(3), 'a typed array of 12 bytes'],
    [[[[[[1]]]]], '[[[…]]]'],
  ])('is told: %s', (value, expected) => {
    expect(receivedText(value, 60)).toBe(expected);
  });

  test('is cut', () => {
    expect(receivedText('x'.repeat(61), 60)).toBe(`${'x'.repeat(57)}...`);
    expect(receivedText('x'.repeat(60), 60)).toBe('x'.repeat(60));
    expect(receivedText({ ['k'.repeat(100)]: 1 }, 20)).toBe(`{"${'k'.repeat(15)}...`);
  });

  test('is not walked through any further than it is told', () => {
    let read = 0;
    const many = new Proxy(new Array(1_000_000).fill(1), {
      get: (list, key) => {
        if (key !== 'length') read += 1;
        return Reflect.get(list, key);
      },
    });
    expect(receivedText(many, 60)).toHaveLength(60);
    expect(read).toBeLessThan(40);
  });
});

test.each([
  ['scene', checkScene],
  ['selection', checkSelectionMessage],
  ['drawing', checkDrawing],
  ['check', validateCheck],
  ['figure', validateFigure],
])('a %s as deep as a file can have it is refused like any other', (_, check) => {
  const deep: unknown = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000));
  for (const value of [deep, { version: deep, op: deep }]) expect(() => check(value)).toThrow(FormatError);
});

test.each([
  ['a list as deep as a file can have it', JSON.parse('['.repeat(200_000) + ']'.repeat(200_000))],
  ['an object that cannot be made text', JSON.parse('{"toString":1,"valueOf":1}')],
])('a word of a figure that is %s is refused like any other', (_, value: unknown) => {
  const figure = { version: 1, title: '', caption: '', synthetic: false, layout: {} };
  for (const field of [{ xaxis: value }, { line: { shape: value } }]) {
    expect(() => validateFigure({ ...figure, data: [{ type: 'scatter', ...field }] })).toThrow(FormatError);
  }
  const layout = { xaxis: { nticks: value } };
  expect(() => validateFigure({ ...figure, layout, data: [] })).toThrow(FormatError);
});
